/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said after an article was captured again. */

#include "config.h"

#include "core/annotation/gloss-commands.h"
#include "core/store/gloss-capture-news.h"
#include "support/gloss-test-library.h"

#define URI "https://example.org/a"
#define TEXT "The missiles have a range of about 190 miles. Almost 10,000 forces were sent to the border."
#define EDITED "The missiles have a range of about 290 miles. Almost 10,000 forces were sent to the border."

static void
annotate (GlossDatabase *database, const char *article, gsize start, gsize end, gboolean to_trash)
{
  g_autoptr (GlossCapture) capture = gloss_database_load_capture (database, article, NULL);
  g_autoptr (GlossChange) change = gloss_test_annotate (capture, start, end);

  g_assert_true (gloss_database_apply (database, change, GLOSS_TEST_WHO, NULL));
  if (to_trash)
    {
      g_autoptr (GlossAnnotation) annotation = gloss_annotation_new (gloss_change_get_after (change, 0));
      g_autoptr (GlossChange) removal = gloss_command_delete_annotation (annotation);

      g_assert_true (gloss_database_apply (database, removal, GLOSS_TEST_WHO, NULL));
    }
}

static char *
add (GlossDatabase *database, GlossCapture *capture)
{
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GError) error = NULL;
  char *words;

  g_assert_true (gloss_database_add_capture (database, capture, GLOSS_TEST_WHO, NULL, NULL, &change, NULL));
  words = gloss_capture_news_dup_words (database, change, &error);
  g_assert_no_error (error);
  return words;
}

static char *
capture_again (GlossDatabase *database, const char *text)
{
  g_autoptr (GlossCapture) capture = gloss_test_make_capture (URI, text);

  return add (database, capture);
}

/* The same text in other bytes. */
static char *
capture_as (GlossDatabase *database, const char *text, const char *sha256)
{
  g_autoptr (GlossText) canonical = gloss_text_new (text, -1, NULL);
  GlossCaptureFields fields = {
    .uri = URI, .sha256 = sha256, .media_type = "text/plain", .html = "", .text = canonical
  };
  g_autoptr (GlossCapture) capture = gloss_capture_new (&fields);

  return add (database, capture);
}

static void
test_words (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossDatabase) database = gloss_test_open (path);
  g_autofree char *article = gloss_test_add_article (database, URI, TEXT);
  g_autofree char *none = capture_again (database, TEXT " And more.");
  g_autofree char *some = NULL;

  g_assert_cmpstr (none, ==, "“An article” was captured again: no annotations.");
  annotate (database, article, 29, 44, FALSE);
  annotate (database, article, 46, 66, FALSE);
  annotate (database, article, 35, 44, TRUE);
  some = capture_again (database, EDITED);
  g_assert_cmpstr (some, ==, "“An article” was captured again: 1 exact, 1 changed (1 number).");
}

/* Other line ends: what changed before is no news. */
static void
test_same_text (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossDatabase) database = gloss_test_open (path);
  g_autofree char *article = gloss_test_add_article (database, URI, TEXT);
  g_autofree char *same = capture_as (database, TEXT, "CRLF");
  g_autofree char *edited = NULL;
  g_autofree char *to_review = NULL;

  g_assert_cmpstr (same, ==,
                   "“An article” was captured again: the text is the same; only the file’s bytes differ.");
  annotate (database, article, 29, 44, FALSE);
  edited = capture_again (database, EDITED);
  to_review = capture_as (database, EDITED, "CRLF");
  g_assert_cmpstr (to_review, ==,
                   "“An article” was captured again: the text is the same; only the file’s bytes differ. 1 "
                   "annotation is still to be reviewed.");
}

static char *
capture_images (GlossDatabase *database, const char *text, const char *images)
{
  g_autoptr (GlossCapture) shell = gloss_test_make_capture (URI, text);
  GlossCaptureFields fields = *gloss_capture_get_fields (shell);
  g_autoptr (GString) html = g_string_new (fields.html);
  g_autoptr (GlossCapture) capture = NULL;

  for (const char *p = images; *p != '\0'; p++)
    {
      g_autofree char *hash = g_strnfill (64, *p);

      g_string_append_printf (html, "<img src=\"image/%s\">", hash);
    }
  fields.html = html->str;
  capture = gloss_capture_new (&fields);
  return add (database, capture);
}

/* Of the same bytes, too: they are fetched each by itself. */
static void
test_images (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossDatabase) database = gloss_test_open (path);
  g_autofree char *article = gloss_test_add_article (database, URI, TEXT);
  g_autofree char *new = capture_images (database, TEXT, "ab");
  g_autofree char *exchanged = capture_images (database, TEXT, "ac");
  g_autofree char *edited = NULL;

  g_assert_cmpstr (new, ==, "“An article” was captured again: the words have not changed; 2 images are new.");
  g_assert_cmpstr (exchanged, ==,
                   "“An article” was captured again: the words have not changed; 1 image has changed.");
  annotate (database, article, 29, 44, FALSE);
  edited = capture_images (database, EDITED, "c");
  g_assert_cmpstr (edited, ==, "“An article” was captured again: 1 changed (1 number); 1 image is missing.");
}

/* All of a page whose bytes are known, where the article was taken: they do not differ, and the images of
 * both can't be compared. */
static void
test_extent (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossDatabase) database = gloss_test_open (path);
  g_autoptr (GlossCapture) shell = gloss_test_make_capture (URI, TEXT);
  GlossCaptureFields fields = *gloss_capture_get_fields (shell);
  g_autoptr (GlossCapture) article = NULL;
  g_autoptr (GlossCapture) whole = NULL;
  g_autofree char *words = NULL;

  fields.extent = GLOSS_EXTENT_ARTICLE;
  article = gloss_capture_new (&fields);
  g_assert_true (gloss_database_add_capture (database, article, GLOSS_TEST_WHO, NULL, NULL, NULL, NULL));
  fields.extent = GLOSS_EXTENT_WHOLE;
  whole = gloss_capture_new (&fields);
  words = add (database, whole);
  g_assert_cmpstr (words, ==, "“An article” was captured again: the words have not changed.");
}

/* A change of another library. */
static void
test_no_article (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossDatabase) database = gloss_test_open (path);
  g_autoptr (GlossChange) change = gloss_change_new ("Add capture", "none");
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_capture_news_dup_words (database, change, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/capture-news/words", test_words);
  g_test_add_func ("/capture-news/same-text", test_same_text);
  g_test_add_func ("/capture-news/images", test_images);
  g_test_add_func ("/capture-news/extent", test_extent);
  g_test_add_func ("/capture-news/no-article", test_no_article);

  return g_test_run ();
}
