/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the menu of a source offers, by what is known of the source. */

#include "config.h"

#include "app/annotations/gloss-source-menu.h"

#define CAPTURE "00000000-0000-4000-8000-000000000001"
#define HASH "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

typedef struct
{
  const char *uri;
  const char *capture;
  const char *hash;
  const char *archive;
  const char *offered; /* actions in order; what is only said in parentheses */
} Case;

static const Case cases[] = {
  { NULL, NULL, NULL, NULL, "" },
  { "", NULL, NULL, NULL, "" },
  { "https://x.example/a", NULL, NULL, NULL,
    "open-link copy-link keep-source save-in-archive look-in-archive" },
  { "http://192.168.0.1/a", NULL, NULL, NULL, "open-link copy-link keep-source (not-possible)" },
  { "javascript:alert(1)", NULL, NULL, NULL, "keep-source (not-possible)" },
  { "https://x.example/a", CAPTURE, HASH, "https://archive.example/a",
    "open-link copy-link keep-source open-source-copy show-details copy-hash open-link copy-archive-link "
    "save-in-archive look-in-archive" },
  { NULL, CAPTURE, HASH, "javascript:alert(1)", "open-source-copy show-details copy-hash" },
};

static void
set (JsonObject *values, const char *column, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (values, column, value);
}

static GlossRecord *
make_source (const Case *source)
{
  g_autoptr (GlossRecord) blank = gloss_record_new ("source");
  g_autoptr (JsonObject) values = gloss_record_dup_values (blank);

  set (values, "uri", source->uri);
  set (values, "capture", source->capture);
  set (values, "hash", source->hash);
  set (values, "archive", source->archive);
  return gloss_record_new_for_values ("source", values);
}

static void
add_items (GString *offered, GMenuModel *section)
{
  for (int i = 0; i < g_menu_model_get_n_items (section); i++)
    {
      g_autofree char *action = NULL;
      g_autofree char *target = NULL;
      gboolean is_possible;

      g_assert_true (g_menu_model_get_item_attribute (section, i, G_MENU_ATTRIBUTE_ACTION, "s", &action));
      g_assert_true (g_menu_model_get_item_attribute (section, i, G_MENU_ATTRIBUTE_TARGET, "s", &target));
      g_assert_true (g_str_has_prefix (action, "win."));
      is_possible = !g_str_equal (action, "win.not-possible");
      g_string_append_printf (offered, is_possible ? "%s%s" : "%s(%s)", offered->len > 0 ? " " : "",
                              action + 4);
    }
}

static void
test_offered (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlossRecord) source = make_source (&cases[i]);
      g_autoptr (GMenuModel) menu = gloss_source_menu_new (source);
      g_autoptr (GString) offered = g_string_new (NULL);

      for (int n = 0; n < g_menu_model_get_n_items (menu); n++)
        {
          g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, n, G_MENU_LINK_SECTION);

          add_items (offered, section);
        }
      g_assert_cmpstr (offered->str, ==, cases[i].offered);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/source-menu/offered", test_offered);

  return g_test_run ();
}
