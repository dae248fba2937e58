/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that lead to others, whole or not, in each way that a page has: what counts is where they end. */

#include "config.h"

#include "core/base/gloss-error.h"
#include "gloss-test-loads.h"
#include "gloss-test-page.h"

#include <string.h>

/* More than the loader's grace for a page that ended itself. */
#define SLOW_SECONDS 12

/* Where more of the page never comes, so that it leads on before it is whole. */
static void
add_leading (TestLoads *loads, const char *path, GlossTestManner manner, const char *way)
{
  g_autofree char *blank = g_strnfill (64 * 1024, ' '); /* less is not looked at before its end */
  g_autofree char *html = g_strconcat ("<p>here", way, blank, NULL);

  g_test_message ("%s", way);
  gloss_test_server_add (loads->server, path, &(GlossTestAnswer){ .manner = manner, .body = html });
}

/* A page that leads to another while it arrives is not blamed for what is missing of it: the other counts. */
static void
test_leading (TestLoads *loads, gconstpointer is_shown)
{
  static const char *const ways[] = {
    "<script>location = '/there'</script>",
    "<script>location.replace ('/there')</script>",
    "<form action=/there></form><script>document.forms[0].submit ()</script>",
    "<form action=/there method=post></form><script>document.forms[0].submit ()</script>",
  };

  gloss_test_server_add_page (loads->server, "/there", "<p>there");
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GlossPage) stalled = NULL, endless = NULL;

      add_leading (loads, "/stalled", GLOSS_TEST_STALLED, ways[i]);
      stalled = gloss_test_loads_load_well (loads, "/stalled");
      gloss_test_check_has (stalled, "there");
      add_leading (loads, "/endless", GLOSS_TEST_ENDLESS, ways[i]);
      endless = gloss_test_loads_load_well (loads, "/endless");
      gloss_test_check_has (endless, "there");
    }
}

/* If there is no other either, nothing is there to be kept, and the server is not at fault. */
static void
test_leading_in_vain (TestLoads *loads, gconstpointer is_shown)
{
  static const char *const ways[] = { "<script>location = '/pdf'</script>",
                                      "<script>location = '/nothing'</script>" };

  gloss_test_server_add (loads->server, "/pdf",
                         &(GlossTestAnswer){ .type = "application/pdf", .body = "%PDF" });
  gloss_test_server_add (loads->server, "/nothing", &(GlossTestAnswer){ .status = 204 });
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *sentence = NULL;

      add_leading (loads, "/here", GLOSS_TEST_STALLED, ways[i]);
      sentence = gloss_test_loads_load_badly (loads, "/here", NULL, GLOSS_ERROR_FAILED);
      g_assert_nonnull (strstr (sentence, "led on before it was whole"));
    }
}

/* As many pages as the ways, each leads on in its own, and the last to /there. */
static void
check_chain (TestLoads *loads, const char *const *ways, guint n)
{
  g_autoptr (GlossPage) page = NULL;
  guint n_before = gloss_test_loads_count (loads, "/there");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/chain/%u", i);
      g_autofree char *target = i + 1 < n ? g_strdup_printf ("/chain/%u", i + 1) : g_strdup ("/there");
      g_auto (GStrv) parts = g_strsplit (ways[i], "TO", 2);
      g_autofree char *html = g_strconcat ("<p>here", parts[0], target, parts[1], NULL);

      g_test_message ("%s", html);
      gloss_test_server_add_page (loads->server, path, html);
    }
  page = gloss_test_loads_load_well (loads, "/chain/0");
  gloss_test_check_has (page, "there");
  g_assert_cmpuint (gloss_test_loads_count (loads, "/there"), ==, n_before + 1);
}

/* One page after the other, and each way after each. */
static void
test_chains (TestLoads *loads, gconstpointer is_shown)
{
  static const char *const ways[] = {
    "<script>location = 'TO'</script>",
    "<meta http-equiv=refresh content='0;url=TO'>",
    "<form action=TO></form><script>document.forms[0].submit ()</script>",
    "<script>onload = () => setTimeout (() => location.replace ('TO'), 100)</script>",
    "<form action=TO method=post></form><script>document.forms[0].submit ()</script>",
    /* What the loader has asked the page by then has no answer. */
    "<script>onload = () => setTimeout (() => { location.href = 'TO'; }, 800)</script>",
    "<script>location.replace ('TO')</script>",
  };

  gloss_test_server_add_page (loads->server, "/there", "<p>there: " TEST_WORDS);
  for (guint i = 0; i + 2 <= G_N_ELEMENTS (ways); i++)
    check_chain (loads, ways + i, 2);
  for (guint i = 0; i + 3 <= G_N_ELEMENTS (ways); i += 2)
    check_chain (loads, ways + i, 3);
}

/* A page that changes its mind while what it leads to has not come. */
static void
test_changed_mind (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) stalled = NULL, whole = NULL;
  const char *way = "<script>location = '/held'; setTimeout (() => { location = '/there'; }, 200)</script>";
  g_autofree char *html = g_strconcat ("<p>here", way, NULL);

  gloss_test_server_add (loads->server, "/held",
                         &(GlossTestAnswer){ .manner = GLOSS_TEST_HELD, .body = "<p>late" });
  gloss_test_server_add_page (loads->server, "/there", "<p>there: " TEST_WORDS);
  add_leading (loads, "/stalled", GLOSS_TEST_STALLED, way);
  stalled = gloss_test_loads_load_well (loads, "/stalled");
  gloss_test_check_has (stalled, "there");
  gloss_test_server_add_page (loads->server, "/whole", html);
  whole = gloss_test_loads_load_well (loads, "/whole");
  gloss_test_check_has (whole, "there");
}

static gboolean
release_cb (gpointer data)
{
  gloss_test_server_release (data);
  return G_SOURCE_REMOVE;
}

/* Where none waits for its end, the last may still take its time. */
static void
test_slow_chain (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) page = NULL;
  guint source = g_timeout_add_seconds (SLOW_SECONDS, release_cb, loads->server);

  gloss_test_server_add (loads->server, "/there",
                         &(GlossTestAnswer){ .manner = GLOSS_TEST_HELD, .body = "<p>there: " TEST_WORDS });
  add_leading (loads, "/one", GLOSS_TEST_STALLED, "<script>location = '/two'</script>");
  add_leading (loads, "/two", GLOSS_TEST_STALLED, "<script>location = '/three'</script>");
  add_leading (loads, "/three", GLOSS_TEST_ENDLESS,
               "<form action=/there></form><script>document.forms[0].submit ()</script>");
  page = gloss_test_loads_load_well (loads, "/one");
  gloss_test_check_has (page, "there");
  g_assert_null (g_main_context_find_source_by_id (NULL, source));
}

/* As many as are allowed are followed, whether they wait for their end or not. */
static void
test_limit (TestLoads *loads, gconstpointer is_shown)
{
  GlossPageLimits limits = GLOSS_PAGE_LIMITS_INIT;
  g_autoptr (GlossPage) page = NULL;
  g_autoptr (GError) error = NULL;

  gloss_test_server_add_page (loads->server, "/there", "<p>there: " TEST_WORDS);
  add_leading (loads, "/one", GLOSS_TEST_STALLED, "<script>location = '/two'</script>");
  add_leading (loads, "/two", GLOSS_TEST_ENDLESS, "<script>location = '/three'</script>");
  gloss_test_server_add_page (loads->server, "/three", "<meta http-equiv=refresh content='0;url=/there'>");
  limits.redirects = 2;
  gloss_test_loads_check_fails (loads, "/one", &limits, GLOSS_ERROR_TOO_LARGE);
  limits.redirects = 3;
  page = gloss_test_loads_load (loads, "/one", &limits, &error);
  g_assert_no_error (error);
  gloss_test_check_has (page, "there");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, is_shown, func)                                                                            \
  g_test_add ("/web/page-loader-leading/" name, TestLoads, is_shown, gloss_test_loads_open, func,            \
              gloss_test_loads_close)
  ADD ("whole", NULL, test_chains);
  ADD ("shown", "shown", test_chains);
  ADD ("half", NULL, test_leading);
  ADD ("in-vain", NULL, test_leading_in_vain);
  ADD ("changed-mind", NULL, test_changed_mind);
  ADD ("slow", NULL, test_slow_chain);
  ADD ("limit", NULL, test_limit);
#undef ADD
  return g_test_run ();
}
