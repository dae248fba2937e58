/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The categories with their keys, icons and names. Owns its labels. Main thread. */

#include "config.h"

#include "app/annotations/gloss-key-hints.h"

#define N_KEYS 9

struct _GlossKeyHints
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (GlossKeyHints, gloss_key_hints, ADW_TYPE_BIN)

static void
gloss_key_hints_class_init (GlossKeyHintsClass *klass)
{
}

static void
gloss_key_hints_init (GlossKeyHints *self)
{
}

GtkWidget *
gloss_key_hints_new (void)
{
  return g_object_new (GLOSS_TYPE_KEY_HINTS, NULL);
}

/**
 * gloss_key_hints_set_catalog:
 * @self: hints
 * @catalog: the categories, of which the first nine have a key
 */
void
gloss_key_hints_set_catalog (GlossKeyHints *self, GlossCatalog *catalog)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  GPtrArray *categories = gloss_catalog_get_categories (catalog);

  g_return_if_fail (GLOSS_IS_KEY_HINTS (self));

  gtk_grid_set_column_spacing (grid, 12);
  gtk_grid_set_row_spacing (grid, 6);
  for (guint i = 0; i < MIN (categories->len, N_KEYS); i++)
    {
      const GlossCategory *category = g_ptr_array_index (categories, i);
      g_autofree char *digit = g_strdup_printf ("%u", i + 1);
      GtkWidget *key = gtk_label_new (digit);
      GtkWidget *label = gtk_label_new (category->label);

      gtk_widget_add_css_class (key, "keycap");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_grid_attach (grid, key, 0, (int) i, 1, 1);
      gtk_grid_attach (grid, gtk_image_new_from_icon_name (category->icon), 1, (int) i, 1, 1);
      gtk_grid_attach (grid, label, 2, (int) i, 1, 1);
    }
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (grid));
}
