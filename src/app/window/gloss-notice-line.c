/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossNoticeLine owns its two children. Main thread. Measuring costs one measure of each of them more; it
 * remembers nothing.
 */
#include "config.h"

#include "app/window/gloss-notice-line.h"

#define SPACING 12
#define SPACING_BELOW 6

/* In less, a sentence becomes a column of single words. */
#define MIN_WORDS_WIDTH 280

struct _GlossNoticeLine
{
  GtkWidget parent_instance;

  GtkWidget *words;
  GtkWidget *button; /* or NULL */
};

G_DEFINE_FINAL_TYPE (GlossNoticeLine, gloss_notice_line, GTK_TYPE_WIDGET)

static void
gloss_notice_line_dispose (GObject *object)
{
  GlossNoticeLine *self = GLOSS_NOTICE_LINE (object);

  g_clear_pointer (&self->words, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (gloss_notice_line_parent_class)->dispose (object);
}

static GtkSizeRequestMode
gloss_notice_line_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (GtkWidget *child, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  if (child != NULL)
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, minimum, natural, NULL, NULL);
}

static int
measure_height (GtkWidget *child, int width)
{
  int height = 0;

  if (child != NULL)
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

/* What each gets of a width; whether they are beside each other. */
static gboolean
divide (GlossNoticeLine *self, int width, int *words_width, int *button_width)
{
  int words_minimum, words_natural, button_minimum, button_natural, rest;

  measure_width (self->words, &words_minimum, &words_natural);
  measure_width (self->button, &button_minimum, &button_natural);
  rest = width - button_natural - (self->button != NULL ? SPACING : 0);
  if (self->button == NULL || rest >= MIN (words_natural, MAX (words_minimum, MIN_WORDS_WIDTH)))
    {
      *words_width = rest;
      *button_width = button_natural;
      return TRUE;
    }
  *words_width = width;
  *button_width = MAX (button_minimum, MIN (button_natural, width));
  return FALSE;
}

static void
gloss_notice_line_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  GlossNoticeLine *self = GLOSS_NOTICE_LINE (widget);
  int words_minimum, words_natural, button_minimum, button_natural, words_width, button_width, all;

  measure_width (self->words, &words_minimum, &words_natural);
  measure_width (self->button, &button_minimum, &button_natural);
  all = words_natural + button_natural + (self->button != NULL ? SPACING : 0);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (words_minimum, button_minimum);
      *natural = all;
    }
  else if (divide (self, for_size >= 0 ? for_size : all, &words_width, &button_width))
    {
      *minimum = *natural =
        MAX (measure_height (self->words, words_width), measure_height (self->button, button_width));
    }
  else
    {
      *minimum = *natural = measure_height (self->words, words_width) + SPACING_BELOW +
                            measure_height (self->button, button_width);
    }
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
gloss_notice_line_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GlossNoticeLine *self = GLOSS_NOTICE_LINE (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int words_width, button_width;
  gboolean is_beside = divide (self, width, &words_width, &button_width);
  int button_height = measure_height (self->button, button_width);
  int words_height = is_beside ? height : height - SPACING_BELOW - button_height;

  place (self->words, is_rtl ? width - words_width : 0, 0, words_width, words_height);
  if (self->button == NULL)
    return;
  if (is_beside)
    place (self->button, is_rtl ? 0 : width - button_width, (height - button_height) / 2, button_width,
           button_height);
  else
    place (self->button, is_rtl ? width - button_width : 0, height - button_height, button_width,
           button_height);
}

static void
gloss_notice_line_class_init (GlossNoticeLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_notice_line_dispose;
  widget_class->get_request_mode = gloss_notice_line_get_request_mode;
  widget_class->measure = gloss_notice_line_measure;
  widget_class->size_allocate = gloss_notice_line_size_allocate;
}

static void
gloss_notice_line_init (GlossNoticeLine *self)
{
}

/**
 * gloss_notice_line_new:
 * @words: what is said; a widget without a parent, whose height goes by its width
 * @button: (nullable): what can be done about it; a widget without a parent
 *
 * Returns: (transfer floating): both, where there is room for them
 */
GtkWidget *
gloss_notice_line_new (GtkWidget *words, GtkWidget *button)
{
  GlossNoticeLine *self;

  g_return_val_if_fail (GTK_IS_WIDGET (words), NULL);
  g_return_val_if_fail (button == NULL || GTK_IS_WIDGET (button), NULL);

  self = g_object_new (GLOSS_TYPE_NOTICE_LINE, NULL);
  self->words = words;
  gtk_widget_set_parent (words, GTK_WIDGET (self));
  self->button = button;
  if (button != NULL)
    gtk_widget_set_parent (button, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
