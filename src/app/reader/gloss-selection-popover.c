/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossSelectionPopover owns its buttons, which are made anew for each catalog, and the anchor of what is
 * selected. Main thread. It changes nothing but the selection.
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

  GlossReaderView *view; /* borrowed: it is in the parent */
  GlossAnchor *selection;
  GlossSelectionUse use;

  GtkWidget *dots;
  GtkWidget *separator;
  GtkWidget *note;
  GtkWidget *source;
  GtkWidget *copy;
  GtkWidget *attach;
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
show_buttons (GlossSelectionPopover *self)
{
  gboolean annotates = self->use == GLOSS_SELECTION_ANNOTATE;

  gtk_widget_set_visible (self->dots, annotates);
  gtk_widget_set_visible (self->separator, annotates);
  gtk_widget_set_visible (self->note, annotates);
  gtk_widget_set_visible (self->source, annotates);
  gtk_widget_set_visible (self->copy, self->use != GLOSS_SELECTION_ATTACH);
  gtk_widget_set_visible (self->attach, self->use == GLOSS_SELECTION_ATTACH);
}

/* Goes with the page; while the selection is out of sight it waits. */
static void
moved_cb (GlossSelectionPopover *self, GdkRectangle *place)
{
  GdkRectangle pointing_to = *place;
  double x;
  double y;

  if (self->selection == NULL)
    return;

  if (place->y + place->height < 0 || place->y > gtk_widget_get_height (GTK_WIDGET (self->view)))
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), gtk_widget_get_parent (GTK_WIDGET (self)),
                                    place->x, place->y, &x, &y);
  pointing_to.x = (int) x;
  pointing_to.y = (int) y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &pointing_to);
  gtk_popover_popup (GTK_POPOVER (self));
}

static void
selected_cb (GlossSelectionPopover *self, GlossAnchor *anchor, GdkRectangle *place)
{
  g_clear_pointer (&self->selection, gloss_anchor_unref);
  if (anchor == NULL || place == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  self->selection = gloss_anchor_ref (anchor);
  moved_cb (self, place);
}

static gboolean
key_cb (GlossSelectionPopover *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (self->use != GLOSS_SELECTION_ATTACH || self->selection == NULL ||
      (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.attach-here", NULL);
  return GDK_EVENT_STOP;
}

static void
gloss_selection_popover_dispose (GObject *object)
{
  gtk_popover_set_child (GTK_POPOVER (object), NULL);
  g_clear_pointer (&GLOSS_SELECTION_POPOVER (object)->selection, gloss_anchor_unref);

  G_OBJECT_CLASS (gloss_selection_popover_parent_class)->dispose (object);
}

static void
gloss_selection_popover_class_init (GlossSelectionPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_selection_popover_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/reader/gloss-selection-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossSelectionPopover, dots);
  gtk_widget_class_bind_template_child (widget_class, GlossSelectionPopover, separator);
  gtk_widget_class_bind_template_child (widget_class, GlossSelectionPopover, note);
  gtk_widget_class_bind_template_child (widget_class, GlossSelectionPopover, source);
  gtk_widget_class_bind_template_child (widget_class, GlossSelectionPopover, copy);
  gtk_widget_class_bind_template_child (widget_class, GlossSelectionPopover, attach);
}

static void
gloss_selection_popover_init (GlossSelectionPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_buttons (self);
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
 * gloss_selection_popover_set_view:
 * @self: a popover that has its parent
 * @view: where text is selected, somewhere in the parent; once
 *
 * Follows the selection of a view.
 */
void
gloss_selection_popover_set_view (GlossSelectionPopover *self, GlossReaderView *view)
{
  GtkEventController *keys;

  g_return_if_fail (GLOSS_IS_SELECTION_POPOVER (self));
  g_return_if_fail (self->view == NULL);

  self->view = view;
  g_signal_connect_object (view, "selection", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "selection-moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);

  /* Before the page gets them. */
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
}

/**
 * gloss_selection_popover_set_use:
 * @self: a popover
 * @use: what selecting is for
 *
 * Offers something else, from now on and for what is selected already.
 */
void
gloss_selection_popover_set_use (GlossSelectionPopover *self, GlossSelectionUse use)
{
  g_return_if_fail (GLOSS_IS_SELECTION_POPOVER (self));

  self->use = use;
  show_buttons (self);
}

/**
 * gloss_selection_popover_get_selection:
 * @self: a popover
 *
 * Returns: (transfer none) (nullable): what is selected
 */
GlossAnchor *
gloss_selection_popover_get_selection (GlossSelectionPopover *self)
{
  g_return_val_if_fail (GLOSS_IS_SELECTION_POPOVER (self), NULL);

  return self->selection;
}

/**
 * gloss_selection_popover_dismiss:
 * @self: a popover
 *
 * Selects nothing any more.
 */
void
gloss_selection_popover_dismiss (GlossSelectionPopover *self)
{
  g_return_if_fail (GLOSS_IS_SELECTION_POPOVER (self));

  if (self->selection != NULL)
    gloss_reader_view_clear_selection (self->view);
  selected_cb (self, NULL, NULL);
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
