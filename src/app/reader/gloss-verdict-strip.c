/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossVerdictStrip owns nothing: places come from the reader view, verdicts from the list. Main thread.
 * Drawing costs O(marks) look-ups by hash and at most one rectangle for each row of pixels.
 */
#include "config.h"

#include "app/reader/gloss-verdict-strip.h"

#include "app/library/gloss-verdict-bar.h"

#include <glib/gi18n.h>

#define STRIP_WIDTH 9
#define MARK_HEIGHT 5
/* How far from a mark the pointer may be, in pixels. */
#define REACH 4

struct _GlossVerdictStrip
{
  GtkWidget parent_instance;

  GlossReaderView *view;
  GlossAnnotationList *annotations;
  GlossCatalog *catalog;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossVerdictStrip, gloss_verdict_strip, GTK_TYPE_WIDGET)

static GPtrArray *
get_marks (GlossVerdictStrip *self)
{
  return self->view != NULL && self->annotations != NULL ? gloss_reader_view_get_marks (self->view) : NULL;
}

static double
get_mark_y (GlossVerdictStrip *self, const GlossReaderMark *mark)
{
  return CLAMP (mark->top, 0, 1) * MAX (gtk_widget_get_height (GTK_WIDGET (self)) - MARK_HEIGHT, 0);
}

static GlossAnnotation *
find_at (GlossVerdictStrip *self, double y)
{
  GPtrArray *marks = get_marks (self);
  GlossAnnotation *nearest = NULL;
  double distance = REACH + MARK_HEIGHT / 2.0;

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const GlossReaderMark *mark = g_ptr_array_index (marks, i);
      double away = ABS (get_mark_y (self, mark) + MARK_HEIGHT / 2.0 - y);
      GlossAnnotation *annotation =
        away < distance ? gloss_annotation_list_find (self->annotations, mark->uuid) : NULL;

      if (annotation == NULL)
        continue;
      nearest = annotation;
      distance = away;
    }
  return nearest;
}

static void
get_colour (GlossVerdictStrip *self, GlossAnnotation *annotation, GdkRGBA *colour)
{
  const char *id = gloss_annotation_get_verdict (annotation);
  const GlossVerdict *verdict =
    id != NULL ? gloss_catalog_find_verdict (self->catalog, gloss_annotation_get_scale (annotation), id)
               : NULL;

  gloss_verdict_bar_get_colour (verdict != NULL ? verdict->family : NULL, colour);
}

/* One that is to be reviewed has a frame in the colour of the text. */
static void
draw_mark (
  GlossVerdictStrip *self, GtkSnapshot *snapshot, GlossAnnotation *annotation, int y, gboolean is_alarm)
{
  GtkWidget *widget = GTK_WIDGET (self);
  float width = gtk_widget_get_width (widget);
  float margin = is_alarm ? 1 : 0;
  GskRoundedRect shape;
  GdkRGBA colour, frame;

  get_colour (self, annotation, &colour);
  gsk_rounded_rect_init_from_rect (&shape,
                                   &GRAPHENE_RECT_INIT (0, y - margin, width, MARK_HEIGHT + 2 * margin), 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &colour, &shape.bounds);
  gtk_snapshot_pop (snapshot);
  if (!is_alarm)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &frame);
  gtk_snapshot_append_border (snapshot, &shape, (float[4]){ 1.5f, 1.5f, 1.5f, 1.5f },
                              (GdkRGBA[4]){ frame, frame, frame, frame });
}

/* What is to be reviewed lies over the rest. */
static void
gloss_verdict_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GlossVerdictStrip *self = GLOSS_VERDICT_STRIP (widget);
  GPtrArray *marks = get_marks (self);

  for (int is_alarm = FALSE; is_alarm <= TRUE; is_alarm++)
    for (guint i = 0, last = G_MAXUINT; marks != NULL && i < marks->len; i++)
      {
        const GlossReaderMark *mark = g_ptr_array_index (marks, i);
        GlossAnnotation *annotation = gloss_annotation_list_find (self->annotations, mark->uuid);
        guint y = (guint) get_mark_y (self, mark);

        if (annotation == NULL || y == last || gloss_annotation_needs_review (annotation) != is_alarm)
          continue;

        last = y;
        draw_mark (self, snapshot, annotation, (int) y, is_alarm);
      }
}

static void
gloss_verdict_strip_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? STRIP_WIDTH : 0;
  *minimum_baseline = *natural_baseline = -1;
}

static gboolean
gloss_verdict_strip_contains (GtkWidget *widget, double x, double y)
{
  return GTK_WIDGET_CLASS (gloss_verdict_strip_parent_class)->contains (widget, x, y) &&
         find_at (GLOSS_VERDICT_STRIP (widget), y) != NULL;
}

static gboolean
gloss_verdict_strip_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  GlossAnnotation *annotation = find_at (GLOSS_VERDICT_STRIP (widget), y);
  g_autofree char *text = NULL;
  const char *quote, *found;

  if (annotation == NULL)
    return FALSE;

  found = gloss_annotation_get_found (annotation);
  quote = gloss_anchor_get_quote (gloss_annotation_get_anchor (annotation));
  if (gloss_annotation_needs_review (annotation) && found != NULL)
    /* Translators: the words of a passage as they were marked, and as they are in the version shown. */
    text = g_strdup_printf (_ ("Was “%s”, is now “%s”. To be reviewed."), quote, found);
  gtk_tooltip_set_text (tooltip, text != NULL ? text : quote);
  return TRUE;
}

static void
pressed_cb (GlossVerdictStrip *self, int n_press, double x, double y)
{
  GlossAnnotation *annotation = find_at (self, y);

  if (annotation != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, gloss_annotation_get_uuid (annotation));
}

static void
gloss_verdict_strip_dispose (GObject *object)
{
  GlossVerdictStrip *self = GLOSS_VERDICT_STRIP (object);

  g_clear_object (&self->view);
  g_clear_object (&self->annotations);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);

  G_OBJECT_CLASS (gloss_verdict_strip_parent_class)->dispose (object);
}

static void
gloss_verdict_strip_class_init (GlossVerdictStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_verdict_strip_dispose;
  widget_class->snapshot = gloss_verdict_strip_snapshot;
  widget_class->measure = gloss_verdict_strip_measure;
  widget_class->contains = gloss_verdict_strip_contains;
  widget_class->query_tooltip = gloss_verdict_strip_query_tooltip;

  gtk_widget_class_set_css_name (widget_class, "verdictstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gloss_verdict_strip_init (GlossVerdictStrip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
}

/**
 * gloss_verdict_strip_new:
 *
 * Returns: (transfer floating): a strip without marks
 */
GtkWidget *
gloss_verdict_strip_new (void)
{
  return g_object_new (GLOSS_TYPE_VERDICT_STRIP, NULL);
}

/**
 * gloss_verdict_strip_set_view:
 * @self: a strip
 * @view: the view that knows where the passages stand
 *
 * Follows a view.
 */
void
gloss_verdict_strip_set_view (GlossVerdictStrip *self, GlossReaderView *view)
{
  g_return_if_fail (GLOSS_IS_VERDICT_STRIP (self));
  g_return_if_fail (self->view == NULL);

  self->view = g_object_ref (view);
  g_signal_connect_object (view, "layout", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * gloss_verdict_strip_set_annotations:
 * @self: a strip
 * @annotations: (nullable): the annotations of the article that the view shows
 * @catalog: (nullable): their verdicts
 *
 * Shows the marks of an article.
 */
void
gloss_verdict_strip_set_annotations (GlossVerdictStrip *self,
                                     GlossAnnotationList *annotations,
                                     GlossCatalog *catalog)
{
  g_return_if_fail (GLOSS_IS_VERDICT_STRIP (self));

  if (self->annotations != NULL)
    g_signal_handlers_disconnect_by_func (self->annotations, gtk_widget_queue_draw, self);
  g_set_object (&self->annotations, annotations);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  if (annotations != NULL)
    {
      self->catalog = gloss_catalog_ref (catalog);
      g_signal_connect_object (annotations, "items-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
