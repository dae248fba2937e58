/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the images of two reader documents differ: by their content, in their order, and by nothing else that
 * the documents say. */

#include "config.h"

#include "core/article/gloss-image-changes.h"

/* A document that shows the images of these letters, with words between them. */
static char *
make (const char *letters)
{
  GString *html = g_string_new ("<main id=\"gloss-text\">");

  for (const char *p = letters; *p != '\0'; p++)
    {
      g_autofree char *hash = g_strnfill (64, *p);

      g_string_append_printf (html, "<p>&lt;img src=\"image/ %c</p><img src=\"image/%s\" alt=\"<img>\">", *p,
                              hash);
    }
  return g_string_free (html, FALSE);
}

static const struct
{
  const char *old;
  const char *new;
  const char *words;
} cases[] = {
  { "", "", NULL },
  { "abca", "abca", NULL },
  { "abc", "adc", "1 image has changed" },
  { "abc", "bac", "2 images have changed" },
  { "abc", "ac", "1 image is missing" },
  { "ac", "abc", "1 image is new" },
  { "aa", "a", "1 image is missing" },
  { "abcd", "ef", "2 images have changed, 2 images are missing" },
  { "ef", "abcd", "2 images have changed, 2 images are new" },
};

static void
test_changes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *old = make (cases[i].old);
      g_autofree char *new = make (cases[i].new);
      g_autofree char *words = NULL;
      GlossImageChanges changes;

      gloss_image_changes_init (&changes, old, new);
      words = gloss_image_changes_dup_words (&changes);
      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpint (gloss_image_changes_is_empty (&changes), ==, cases[i].words == NULL);
    }
}

/* What is no address of an image is none, wherever it is cut off. */
static void
test_no_images (void)
{
  static const char *const none[] = { "<img src=\"image/", "<img src=\"image/abc\">",
                                      "&lt;img src=\"image/" };
  GlossImageChanges changes;

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      gloss_image_changes_init (&changes, "", none[i]);
      g_assert_true (gloss_image_changes_is_empty (&changes));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image-changes/changes", test_changes);
  g_test_add_func ("/image-changes/no-images", test_no_images);

  return g_test_run ();
}
