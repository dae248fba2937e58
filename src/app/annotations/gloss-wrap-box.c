/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A box that wraps. Owns its children; main thread. Every child gets its natural width, or the box's where
 * that is less. Measuring costs one pass over the children. */

#include "config.h"

#include "app/annotations/gloss-wrap-box.h"

#define SPACING 6

struct _GlossWrapBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (GlossWrapBox, gloss_wrap_box, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
child_width (GtkWidget *child, int width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, width));
}

/* The height of a line depends on all in it: its children are placed when it ends. */
static void
place_line (GtkWidget *self, GtkWidget *first, GtkWidget *end, int width, int y, int height)
{
  gboolean rtl = gtk_widget_get_direction (self) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      int w;

      if (!gtk_widget_should_layout (child))
        continue;
      w = child_width (child, width);
      gtk_widget_size_allocate (child, &(GtkAllocation){ rtl ? width - x - w : x, y, w, height }, -1);
      x += w + SPACING;
    }
}

/* Returns the height that it takes; places the children where place is set. */
static int
lay_out (GtkWidget *self, int width, gboolean place)
{
  GtkWidget *first = gtk_widget_get_first_child (self);
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int w, height;

      if (!gtk_widget_should_layout (child))
        continue;

      w = child_width (child, width);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, w, NULL, &height, NULL, NULL);
      if (x > 0 && x + w > width)
        {
          if (place)
            place_line (self, first, child, width, y, line);
          first = child;
          y += line + SPACING;
          x = line = 0;
        }
      x += w + SPACING;
      line = MAX (line, height);
    }
  if (place)
    place_line (self, first, NULL, width, y, line);

  return y + line;
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  int widest = 0, all = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      widest = MAX (widest, child_minimum);
      all += child_natural + (all > 0 ? SPACING : 0);
    }

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = MAX (widest, all);
    }
  else
    {
      *minimum = *natural = lay_out (widget, for_size >= 0 ? for_size : MAX (widest, all), FALSE);
    }
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (widget, width, TRUE);
}

static void
dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gloss_wrap_box_parent_class)->dispose (object);
}

static void
gloss_wrap_box_class_init (GlossWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->get_request_mode = get_request_mode;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  gtk_widget_class_set_css_name (widget_class, "wrapbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gloss_wrap_box_init (GlossWrapBox *self)
{
}

GtkWidget *
gloss_wrap_box_new (void)
{
  return g_object_new (GLOSS_TYPE_WRAP_BOX, NULL);
}

/**
 * gloss_wrap_box_insert_before:
 * @self: a box
 * @child: a widget without a parent
 * @sibling: (nullable): the child to put it before, %NULL for the end
 */
void
gloss_wrap_box_insert_before (GlossWrapBox *self, GtkWidget *child, GtkWidget *sibling)
{
  g_return_if_fail (GLOSS_IS_WRAP_BOX (self));

  gtk_widget_insert_before (child, GTK_WIDGET (self), sibling);
}

/**
 * gloss_wrap_box_remove:
 * @self: a box
 * @child: one of its children
 */
void
gloss_wrap_box_remove (GlossWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (gtk_widget_get_parent (child) == GTK_WIDGET (self));

  gtk_widget_unparent (child);
}
