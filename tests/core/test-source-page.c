/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page as it lies in a folder, as one file: what browsers save, and what people write. */

#include "config.h"

#include "core/article/gloss-mhtml-page.h"
#include "core/article/gloss-source-page.h"

static GlossSourceFile *
open_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GlossSourceFile *source = gloss_source_file_read (file, NULL, &error);

  g_assert_no_error (error);
  return source;
}

static void
assert_parts (GlossSourcePage *page, const char *const *locations)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossMhtml) mhtml = gloss_mhtml_new (page->mhtml, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < gloss_mhtml_get_n_parts (mhtml); i++)
    g_assert_cmpstr (gloss_mhtml_get_part (mhtml, i)->location, ==, locations[i]);
  g_assert_cmpuint (gloss_mhtml_get_n_parts (mhtml), ==, g_strv_length ((char **) locations));
}

static void
test_saved (void)
{
#define HERE "https://news.example/2026/"
  static const struct
  {
    const char *name;
    const char *locations[6];
  } files[] = {
    { "saved/firefox.html",
      { "thismessage:/", "thismessage:/firefox_files/crane.png",
        "thismessage:/firefox_files/mooring%20(1).png", "thismessage:/firefox_files/site.css", NULL } },
    { "saved/chrome.html",
      { HERE "grenfeld-timber.html", HERE "chrome-Dateien/crane.png", HERE "chrome-Dateien/mooring.png",
        NULL } },
    { "saved/single-file.html", { HERE "grenfeld-timber.html", NULL } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GlossSourceFile) source = open_fixture (files[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (GlossSourcePage) page = gloss_source_page_new (source, NULL, &error);
      g_autoptr (GlossMhtml) mhtml = NULL;
      g_autofree char *markup = NULL;

      g_assert_no_error (error);
      g_assert_true (page->is_saved);
      g_assert_false (page->is_cut);
      assert_parts (page, files[i].locations);

      /* The page's own bytes, and the text that they were read as. */
      mhtml = gloss_mhtml_new (page->mhtml, NULL);
      g_assert_true (g_bytes_equal (gloss_mhtml_get_root (mhtml)->bytes, source->bytes));
      markup = gloss_mhtml_dup_markup (mhtml, "a", NULL);
      g_assert_cmpstr (markup, ==, source->utf8);
    }
}

static void
test_mhtml (void)
{
  g_autoptr (GlossSourceFile) source = open_fixture ("saved/webkit.mhtml");
  g_autoptr (GlossSourcePage) page = gloss_source_page_new (source, NULL, NULL);

  g_assert_true (page->is_saved);
  g_assert_true (page->mhtml == source->bytes);
}

/* Whatever an HTML file is written in, its MHTML reads as the file does. */
static void
test_encodings (void)
{
  static const struct
  {
    const char *data;
    gssize length;
  } files[] = {
    { "<p>caf\303\251", -1 },
    { "<p>caf\351", -1 },
    { "\357\273\277<p>caf\303\251", -1 },
    { "<meta charset=koi8-r><p>\304\301", -1 },
    { "\377\376<\0p\0>\0\351\0", 10 },
    { "\376\377\0<\0p\0>\0\351", 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (g_get_tmp_dir (), "page.html", NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (GlossSourceFile) source = NULL;
      g_autoptr (GlossSourcePage) page = NULL;
      g_autoptr (GlossMhtml) mhtml = NULL;
      g_autofree char *markup = NULL;

      g_file_set_contents (path, files[i].data, files[i].length, &error);
      g_assert_no_error (error);
      source = gloss_source_file_read (file, NULL, &error);
      g_assert_no_error (error);
      page = gloss_source_page_new (source, NULL, &error);
      g_assert_no_error (error);
      g_assert_false (page->is_saved);
      mhtml = gloss_mhtml_new (page->mhtml, &error);
      g_assert_no_error (error);
      markup = gloss_mhtml_dup_markup (mhtml, "a", &error);
      g_assert_cmpstr (markup, ==, source->utf8);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GlossSourceFile) source = open_fixture ("saved/firefox.html");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (gloss_source_page_new (source, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/source-page/saved", test_saved);
  g_test_add_func ("/source-page/mhtml", test_mhtml);
  g_test_add_func ("/source-page/encodings", test_encodings);
  g_test_add_func ("/source-page/cancelled", test_cancelled);

  return g_test_run ();
}
