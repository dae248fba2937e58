/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossCategoryDot owns its colour and an image. Main thread. It reads the category once, when it is made.
 */
#include "config.h"

#include "app/reader/gloss-category-dot.h"

struct _GlossCategoryDot
{
  GtkWidget parent_instance;

  GdkRGBA colour;
  GtkWidget *image;
};

G_DEFINE_FINAL_TYPE (GlossCategoryDot, gloss_category_dot, GTK_TYPE_WIDGET)

static void
gloss_category_dot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GlossCategoryDot *self = GLOSS_CATEGORY_DOT (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  float size = MIN (width, height);
  GdkRGBA edge = { 0, 0, 0, 0.15 };
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle,
                                   &GRAPHENE_RECT_INIT ((width - size) / 2, (height - size) / 2, size, size),
                                   size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, &self->colour, &circle.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &circle, (float[4]){ 1, 1, 1, 1 },
                              (GdkRGBA[4]){ edge, edge, edge, edge });

  GTK_WIDGET_CLASS (gloss_category_dot_parent_class)->snapshot (widget, snapshot);
}

static void
gloss_category_dot_dispose (GObject *object)
{
  g_clear_pointer (&GLOSS_CATEGORY_DOT (object)->image, gtk_widget_unparent);

  G_OBJECT_CLASS (gloss_category_dot_parent_class)->dispose (object);
}

static void
gloss_category_dot_class_init (GlossCategoryDotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_category_dot_dispose;
  widget_class->snapshot = gloss_category_dot_snapshot;

  gtk_widget_class_set_css_name (widget_class, "categorydot");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gloss_category_dot_init (GlossCategoryDot *self)
{
  self->image = gtk_image_new ();
  gtk_widget_set_halign (self->image, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
}

/**
 * gloss_category_dot_new:
 * @category: what to show; read at once
 *
 * Returns: (transfer floating): the dot
 */
GtkWidget *
gloss_category_dot_new (const GlossCategory *category)
{
  GlossCategoryDot *self = g_object_new (GLOSS_TYPE_CATEGORY_DOT, NULL);

  if (!gdk_rgba_parse (&self->colour, category->colour))
    gdk_rgba_parse (&self->colour, "#c0bfbc");
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), category->icon);
  return GTK_WIDGET (self);
}
