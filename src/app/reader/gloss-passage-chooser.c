/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossPassageChooser owns its buttons, made anew for each question. Main thread. It changes nothing.
 */
#include "config.h"

#include "app/reader/gloss-passage-chooser.h"

#include "app/reader/gloss-category-dot.h"

#include <glib/gi18n.h>

struct _GlossPassageChooser
{
  GtkPopover parent_instance;

  GtkWidget *box;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossPassageChooser, gloss_passage_chooser, GTK_TYPE_POPOVER)

static void
clicked_cb (GlossPassageChooser *self, GtkButton *button)
{
  g_autofree char *uuid = g_strdup (g_object_get_data (G_OBJECT (button), "uuid"));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, uuid);
}

static GtkWidget *
make_button (GlossPassageChooser *self, GlossAnnotation *annotation, GlossCatalog *catalog)
{
  const GlossCategory *category =
    gloss_catalog_find_category (catalog, gloss_annotation_get_category (annotation));
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (gloss_anchor_get_quote (gloss_annotation_get_anchor (annotation)));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (category != NULL)
    {
      GtkWidget *dot = gloss_category_dot_new (category);

      gtk_widget_set_tooltip_text (dot, category->label);
      gtk_box_append (GTK_BOX (box), dot);
    }
  gtk_box_append (GTK_BOX (box), label);

  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "uuid", g_strdup (gloss_annotation_get_uuid (annotation)),
                          g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
gloss_passage_chooser_dispose (GObject *object)
{
  gtk_popover_set_child (GTK_POPOVER (object), NULL);

  G_OBJECT_CLASS (gloss_passage_chooser_parent_class)->dispose (object);
}

static void
gloss_passage_chooser_class_init (GlossPassageChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_passage_chooser_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gloss_passage_chooser_init (GlossPassageChooser *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_popover_set_child (GTK_POPOVER (self), self->box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Which passage"),
                                  -1);
}

/**
 * gloss_passage_chooser_new:
 *
 * Returns: (transfer floating): the chooser
 */
GtkWidget *
gloss_passage_chooser_new (void)
{
  return g_object_new (GLOSS_TYPE_PASSAGE_CHOOSER, NULL);
}

/**
 * gloss_passage_chooser_ask:
 * @self: a chooser
 * @annotations: the annotations of the article
 * @catalog: its categories
 * @uuids: those that lie under the pointer; unknown ones are passed over
 * @place: the place of the click, in the parent's coordinates
 *
 * Asks which of them is meant.
 */
void
gloss_passage_chooser_ask (GlossPassageChooser *self,
                           GlossAnnotationList *annotations,
                           GlossCatalog *catalog,
                           const char *const *uuids,
                           const GdkRectangle *place)
{
  GtkWidget *child;

  g_return_if_fail (GLOSS_IS_PASSAGE_CHOOSER (self));

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);

  for (guint i = 0; uuids[i] != NULL; i++)
    {
      GlossAnnotation *annotation = gloss_annotation_list_find (annotations, uuids[i]);

      if (annotation != NULL)
        gtk_box_append (GTK_BOX (self->box), make_button (self, annotation, catalog));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
}
