/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of an article's captures is shown, while they come and go. */

#include "config.h"

#include "core/store/gloss-shown-capture.h"

#define ARTICLE "article-1"

static GlossRecord *
make_record (const char *uuid, const char *created, gboolean has_text)
{
  g_autoptr (GlossRecord) blank = gloss_record_new ("capture");
  g_autoptr (JsonObject) values = gloss_record_dup_values (blank);

  json_object_set_string_member (values, "uuid", uuid);
  json_object_set_string_member (values, "created", created);
  json_object_set_string_member (values, "article", ARTICLE);
  json_object_set_string_member (values, "text_sha256", has_text ? "0" : NULL);
  return gloss_record_new_for_values ("capture", values);
}

/* Named by letters, the newest first; a capital one has no text. */
static GPtrArray *
make_list (const char *letters)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);

  for (const char *letter = letters; *letter != '\0'; letter++)
    {
      const char uuid[2] = { g_ascii_tolower (*letter), '\0' };

      g_ptr_array_add (list, make_record (uuid, uuid, g_ascii_islower (*letter)));
    }

  return list;
}

static char *
dup_letters (GlossShownCapture *self)
{
  GString *letters = g_string_new (NULL);

  for (guint i = 0; i < self->captures->len; i++)
    g_string_append (letters, gloss_record_get_uuid (g_ptr_array_index (self->captures, i)));

  return g_string_free (letters, FALSE);
}

static void
test_choose (void)
{
  static const struct
  {
    const char *captures, *wanted, *shown, *chosen;
  } cases[] = {
    { "", NULL, NULL, NULL },  { "", "a", "b", NULL },     { "cba", NULL, NULL, "c" },
    { "cba", NULL, "a", "a" }, { "cba", "b", "a", "b" },   { "cba", "x", "a", "a" },
    { "cba", "x", "y", "c" },  { "Cba", NULL, NULL, "b" }, { "CBA", NULL, "x", "c" },
    { "Cba", "c", "b", "c" },  { "CBa", "x", NULL, "a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) captures = make_list (cases[i].captures);

      g_assert_cmpstr (gloss_shown_capture_choose (captures, cases[i].wanted, cases[i].shown), ==,
                       cases[i].chosen);
    }
}

static void
test_list (void)
{
  GlossShownCapture shown;
  g_autoptr (GPtrArray) two = make_list ("ba");
  g_autoptr (GPtrArray) same = make_list ("ba");
  g_autoptr (GPtrArray) turned = make_list ("ab");

  gloss_shown_capture_init (&shown);
  g_assert_null (gloss_shown_capture_get_newest (&shown));
  g_assert_null (gloss_shown_capture_get_target (&shown));
  g_assert_true (gloss_shown_capture_set_list (&shown, two));
  g_assert_false (gloss_shown_capture_set_list (&shown, same));
  g_assert_true (gloss_shown_capture_set_list (&shown, turned));
  g_assert_cmpstr (gloss_record_get_uuid (gloss_shown_capture_get_newest (&shown)), ==, "a");
  g_assert_null (gloss_shown_capture_find (&shown, "c"));
  gloss_shown_capture_clear (&shown);
}

/* Captures of this article and of others come and go at random, by changes and their inverses; the list is
 * what is not in the trash, newest first, and who holds a former one keeps it. */
static void
test_apply (void)
{
  static const char letters[] = "abcdefgh";
  GlossRecord *rows[8];
  GlossShownCapture shown;

  gloss_shown_capture_init (&shown);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char uuid[2] = { letters[i], '\0' };
      g_autoptr (GlossRecord) row = make_record (uuid, uuid, TRUE);

      rows[i] = gloss_record_with_deleted (row, TRUE);
    }

  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GlossChange) change = gloss_change_new ("", ARTICLE);
      g_autoptr (GPtrArray) former = g_ptr_array_ref (shown.captures);
      g_autofree char *before = dup_letters (&shown);
      g_autofree char *after = NULL;
      GString *expected = g_string_new (NULL);
      guint n_former = former->len;
      gboolean differs;

      for (gint n = g_test_rand_int_range (0, 4); n > 0; n--)
        {
          guint i = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (rows));
          GlossRecord *row = gloss_record_with_deleted (rows[i], g_test_rand_bit ());
          g_autoptr (GlossRecord) elsewhere = gloss_record_with_string (row, "article", "article-2");
          g_autoptr (GlossRecord) other = gloss_record_with_string (elsewhere, "uuid", "x");

          gloss_change_add (change, rows[i], row);
          gloss_change_add (change, NULL, other);
          gloss_record_unref (rows[i]);
          rows[i] = row;
        }

      differs = gloss_shown_capture_apply (&shown, change, ARTICLE);
      after = dup_letters (&shown);
      for (guint i = G_N_ELEMENTS (rows); i > 0; i--)
        if (!gloss_record_is_deleted (rows[i - 1]))
          g_string_append_c (expected, letters[i - 1]);
      g_assert_cmpstr (after, ==, expected->str);
      g_assert_true (differs || g_str_equal (before, after));
      g_assert_cmpuint (former->len, ==, n_former);
      g_string_free (expected, TRUE);
    }

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gloss_record_unref (rows[i]);
  gloss_shown_capture_clear (&shown);
}

/* Whatever the clock says, which may have been set back: one that was never there is added last. */
static void
test_clock (void)
{
  GlossShownCapture shown;
  g_autoptr (GPtrArray) list = make_list ("b");
  g_autoptr (GlossRecord) earlier = make_record ("a", "a", TRUE);
  g_autoptr (GlossChange) change = gloss_change_new ("", ARTICLE);

  gloss_shown_capture_init (&shown);
  g_assert_true (gloss_shown_capture_set_list (&shown, list));
  gloss_change_add (change, NULL, earlier);
  g_assert_true (gloss_shown_capture_apply (&shown, change, ARTICLE));
  g_assert_cmpstr (gloss_record_get_uuid (gloss_shown_capture_get_newest (&shown)), ==, "a");
  gloss_shown_capture_clear (&shown);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shown-capture/choose", test_choose);
  g_test_add_func ("/shown-capture/list", test_list);
  g_test_add_func ("/shown-capture/apply", test_apply);
  g_test_add_func ("/shown-capture/clock", test_clock);

  return g_test_run ();
}
