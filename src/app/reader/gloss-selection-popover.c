/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossSelectionPopover owns its buttons, which are made anew for each catalog. Main thread. It knows nothing
 * of the selection: who shows it says where.
 */
#include "config.h"

#include "app/reader/gloss-selection-popover.h"

#include "app/reader/gloss-category-dot.h"

#include <glib/gi18n.h>

/* More would not have a key each. */
#define MAX_DOTS 9

struct _GlossSelectionPopover
{
  GtkPopover parent_instance;

  GtkWidget *dots;
};

G_DEFINE_FINAL_TYPE (GlossSelectionPopover, gloss_selection_popover, GTK_TYPE_POPOVER)

static GtkWidget *
make_dot (const GlossCategory *category, guint key)
{
  GtkWidget *button = gtk_button_new ();
  /* Translators: a category and its key */
  g_autofree char *tooltip = g_strdup_printf (_ ("%s (%u)"), category->label, key);

  gtk_button_set_child (GTK_BUTTON (button), gloss_category_dot_new (category));
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, category->label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", category->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.highlight");
  return button;
}

static void
gloss_selection_popover_dispose (GObject *object)
{
  gtk_popover_set_child (GTK_POPOVER (object), NULL);

  G_OBJECT_CLASS (gloss_selection_popover_parent_class)->dispose (object);
}

static void
gloss_selection_popover_class_init (GlossSelectionPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_selection_popover_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/reader/gloss-selection-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossSelectionPopover, dots);
}

static void
gloss_selection_popover_init (GlossSelectionPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gloss_selection_popover_new:
 *
 * Returns: (transfer floating): a popover without dots yet
 */
GtkWidget *
gloss_selection_popover_new (void)
{
  return g_object_new (GLOSS_TYPE_SELECTION_POPOVER, NULL);
}

/**
 * gloss_selection_popover_set_catalog:
 * @self: a popover
 * @catalog: the library's categories
 *
 * Makes a dot for each category that has a key.
 */
void
gloss_selection_popover_set_catalog (GlossSelectionPopover *self, GlossCatalog *catalog)
{
  GPtrArray *categories;
  GtkWidget *child;

  g_return_if_fail (GLOSS_IS_SELECTION_POPOVER (self));
  g_return_if_fail (catalog != NULL);

  while ((child = gtk_widget_get_first_child (self->dots)) != NULL)
    gtk_box_remove (GTK_BOX (self->dots), child);

  categories = gloss_catalog_get_categories (catalog);
  for (guint i = 0; i < MIN (categories->len, MAX_DOTS); i++)
    gtk_box_append (GTK_BOX (self->dots), make_dot (g_ptr_array_index (categories, i), i + 1));
}
