/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Titles of all kinds become names that can be written to any disk. */

#include "config.h"

#include <string.h>

#include "app/exchange/gloss-export-name.h"

static void
test_names (void)
{
  static const char *const names[][2] = {
    { "Long range, short proof", "Long range, short proof.json" },
    { "a/b\\c: d?", "a b c d.json" },
    { "  two\n\nlines ", "two lines.json" },
    { "../../etc", "__ .. etc.json" },
    { ".hidden", "_hidden.json" },
    { "\u062a\u0642\u0631\u064a\u0631", "\u062a\u0642\u0631\u064a\u0631.json" },
    { " \t", "Library.json" },
    { NULL, "Library.json" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = gloss_export_name_make (names[i][0]);

      g_assert_cmpstr (name, ==, names[i][1]);
    }
}

/* A name of a file has 255 bytes, and no half letters. */
static void
test_long (void)
{
  g_autoptr (GString) title = g_string_new (NULL);
  g_autofree char *name = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append (title, "\u754c");
  name = gloss_export_name_make (title->str);
  g_assert_cmpuint (strlen (name), <=, 255);
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_true (g_str_has_suffix (name, "\u754c.json"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export-name/names", test_names);
  g_test_add_func ("/export-name/long", test_long);
  return g_test_run ();
}
