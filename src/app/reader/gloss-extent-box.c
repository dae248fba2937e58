/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GlossExtentBox owns its labels and buttons. Main thread. It changes nothing: its buttons are the window's
 * actions. */
#include "config.h"

#include "app/reader/gloss-extent-box.h"

#include "app/reader/gloss-extent-words.h"

#include <glib/gi18n.h>

struct _GlossExtentBox
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *taken;
  GtkWidget *whole;
  GtkWidget *article;
  GtkWidget *part;
  GtkWidget *obstacle;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossExtentBox, gloss_extent_box, GTK_TYPE_WIDGET)

static void
clicked_cb (GlossExtentBox *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
gloss_extent_box_dispose (GObject *object)
{
  g_clear_pointer (&GLOSS_EXTENT_BOX (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gloss_extent_box_parent_class)->dispose (object);
}

static void
gloss_extent_box_class_init (GlossExtentBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_extent_box_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/reader/gloss-extent-box.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossExtentBox, box);
  gtk_widget_class_bind_template_child (widget_class, GlossExtentBox, taken);
  gtk_widget_class_bind_template_child (widget_class, GlossExtentBox, whole);
  gtk_widget_class_bind_template_child (widget_class, GlossExtentBox, article);
  gtk_widget_class_bind_template_child (widget_class, GlossExtentBox, part);
  gtk_widget_class_bind_template_child (widget_class, GlossExtentBox, obstacle);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);

  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gloss_extent_box_init (GlossExtentBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gloss_extent_box_show_document:
 * @self: a box
 * @document: (nullable): an article, loaded
 *
 * Says how much of its page the article holds now. What it holds already is not offered.
 */
void
gloss_extent_box_show_document (GlossExtentBox *self, GlossDocument *document)
{
  GlossCapture *capture;
  const char *obstacle;
  GlossExtent extent;

  g_return_if_fail (GLOSS_IS_EXTENT_BOX (self));

  capture = document != NULL ? gloss_document_get_capture (document) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), capture != NULL && gloss_extent_words_is_page (capture));
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  extent = gloss_capture_get_fields (capture)->extent;
  obstacle = gloss_extent_words_get_obstacle (document);
  gtk_label_set_label (GTK_LABEL (self->taken), gloss_extent_words_get_taken (capture));
  gtk_widget_set_visible (self->whole, extent != GLOSS_EXTENT_WHOLE);
  gtk_widget_set_visible (self->article, extent != GLOSS_EXTENT_ARTICLE);
  gtk_widget_set_tooltip_text (self->whole, obstacle);
  gtk_widget_set_tooltip_text (self->article, obstacle);
  gtk_widget_set_tooltip_text (
    self->part, obstacle != NULL
                  ? obstacle
                  : _ ("Select what to keep first: the paragraphs it touches stay whole (Ctrl+Shift+K)"));
  gtk_widget_set_visible (self->obstacle, obstacle != NULL);
  gtk_label_set_label (GTK_LABEL (self->obstacle), obstacle != NULL ? obstacle : "");
}
