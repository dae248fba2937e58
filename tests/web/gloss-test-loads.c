/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page loader and a server for it to load from. */

#include "config.h"

#include "gloss-test-loads.h"

#include "core/base/gloss-error.h"
#include "gloss-test-page.h"
#include "gloss-test-processes.h"

#include <string.h>

/* A picture of one pixel. */
static const guint8 png[] = {
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00,
  0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x04, 0x00, 0x00, 0x00, 0xb5, 0x1c, 0x0c, 0x02, 0x00,
  0x00, 0x00, 0x0b, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x64, 0xf8, 0x0f, 0x00, 0x01, 0x05, 0x01,
  0x01, 0x27, 0x18, 0xe3, 0x66, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};

static void
add_picture (TestLoads *loads, const char *path)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (png, sizeof png);

  gloss_test_server_add (loads->server, path, &(GlossTestAnswer){ .type = "image/png", .bytes = bytes });
}

static void
count_status_cb (TestLoads *loads)
{
  loads->n_statuses++;
}

static void
count_progress_cb (TestLoads *loads)
{
  loads->n_progresses++;
}

void
gloss_test_loads_open (TestLoads *loads, gconstpointer is_shown)
{
  loads->server = gloss_test_server_new (NULL);
  loads->loader = gloss_page_loader_new (NULL);
  add_picture (loads, "/pictures/");
  g_signal_connect_swapped (loads->loader, "notify::status", G_CALLBACK (count_status_cb), loads);
  g_signal_connect_swapped (loads->loader, "notify::progress", G_CALLBACK (count_progress_cb), loads);
  if (is_shown == NULL)
    return;
  loads->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (loads->window), gloss_page_loader_get_widget (loads->loader));
  gtk_window_present (GTK_WINDOW (loads->window));
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (gloss_page_loader_get_widget (loads->loader)));
}

/* Nothing is left of any load. */
void
gloss_test_loads_close (TestLoads *loads, gconstpointer is_shown)
{
  if (loads->window != NULL)
    gtk_window_destroy (GTK_WINDOW (loads->window));
  gloss_test_finalize (loads->loader);
  gloss_test_server_free (loads->server);
  GLOSS_TEST_WAIT_FOR (gloss_test_count_web_processes () == 0);
}

void
gloss_test_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  TestLoad *answer = data;

  answer->page = gloss_page_loader_load_finish (GLOSS_PAGE_LOADER (source), result, &answer->error);
  answer->is_done = TRUE;
}

char *
gloss_test_loads_dup_uri (TestLoads *loads, const char *path)
{
  return path[0] == '/' ? g_strconcat (gloss_test_server_get_uri (loads->server), path, NULL)
                        : g_strdup (path);
}

/* As long as the loader's own limits, twice a minute, and some more. */
static void
wait_for (TestLoad *answer)
{
  gint64 end = g_get_monotonic_time () + 150 * G_USEC_PER_SEC;

  while (!answer->is_done)
    {
      if (g_get_monotonic_time () > end)
        g_error ("a page never came");
      gloss_test_iterate ();
    }
}

GlossPage *
gloss_test_loads_load (TestLoads *loads, const char *path, const GlossPageLimits *limits, GError **error)
{
  g_autofree char *uri = gloss_test_loads_dup_uri (loads, path);
  TestLoad answer = { FALSE };

  gloss_page_loader_load_async (loads->loader, uri, limits, NULL, gloss_test_loaded_cb, &answer);
  wait_for (&answer);
  g_assert_true ((answer.page == NULL) == (answer.error != NULL));
  g_assert_null (gloss_page_loader_get_status (loads->loader));
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.page;
}

GlossPage *
gloss_test_loads_load_well (TestLoads *loads, const char *path)
{
  g_autoptr (GError) error = NULL;
  GlossPage *page = gloss_test_loads_load (loads, path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gloss_page_get_fields (page)->cut, ==, GLOSS_PAGE_CUT_NONE);
  return page;
}

/* Returns: the sentence. */
char *
gloss_test_loads_load_badly (TestLoads *loads, const char *path, const GlossPageLimits *limits, int code)
{
  g_autoptr (GError) error = NULL;
  GlossPage *page = gloss_test_loads_load (loads, path, limits, &error);

  if (page != NULL)
    g_error ("%s was loaded: %s", path, gloss_page_get_fields (page)->markup);
  g_assert_error (error, GLOSS_ERROR, code);
  g_assert_null (strchr (error->message, '\n'));
  return g_strdup (error->message);
}

void
gloss_test_loads_check_fails (TestLoads *loads, const char *path, const GlossPageLimits *limits, int code)
{
  g_autofree char *sentence = gloss_test_loads_load_badly (loads, path, limits, code);

  g_test_message ("%s", sentence);
}

guint
gloss_test_loads_count (TestLoads *loads, const char *path)
{
  return gloss_test_server_count (loads->server, path);
}

void
gloss_test_check_has (GlossPage *page, const char *words)
{
  const char *markup = gloss_page_get_fields (page)->markup;

  if (strstr (markup, words) == NULL)
    g_error ("\"%s\" is not in: %s", words, markup);
}

void
gloss_test_loads_check_final (TestLoads *loads, GlossPage *page, const char *path)
{
  g_autofree char *uri = gloss_test_loads_dup_uri (loads, path);

  g_assert_cmpstr (gloss_page_get_fields (page)->final_uri, ==, uri);
}
