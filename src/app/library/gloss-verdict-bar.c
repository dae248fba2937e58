/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossVerdictBar owns a copy of the counts it draws. Main thread. It never computes counts. Drawing costs a
 * handful of rectangles, whatever the article holds.
 */
#include "config.h"

#include "app/library/gloss-verdict-bar.h"

#define BAR_HEIGHT 4
#define N_FAMILIES 6

struct _GlossVerdictBar
{
  GtkWidget parent_instance;

  GlossArticleCounts counts;
};

G_DEFINE_FINAL_TYPE (GlossVerdictBar, gloss_verdict_bar, GTK_TYPE_WIDGET)

/* In the order of GlossArticleCounts.verdicts; the shades are of the Adwaita palette. */
static const struct
{
  const char *family;
  const char *colour;
} families[N_FAMILIES] = {
  { "true", "#26a269" },         { "mostly-true", "#33c481" }, { "mixed", "#f5c211" },
  { "mostly-false", "#e66100" }, { "false", "#e01b24" },       { "open", "#9a9996" },
};

static void
gloss_verdict_bar_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? BAR_HEIGHT : 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
gloss_verdict_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GlossVerdictBar *self = GLOSS_VERDICT_BAR (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  GskRoundedRect outline;
  GdkRGBA track;
  float at = 0;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, height / 2);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &track);
  track.alpha *= 0.15;

  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &track, &bounds);
  for (guint i = 0; i < N_FAMILIES; i++)
    {
      float part = width * self->counts.verdicts[i] / MAX (self->counts.n_annotations, 1);
      float x = mirrored ? width - at - part : at;
      GdkRGBA colour;

      if (self->counts.verdicts[i] == 0)
        continue;

      gdk_rgba_parse (&colour, families[i].colour);
      gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (x, 0, part, height));
      at += part;
    }
  gtk_snapshot_pop (snapshot);
}

static void
gloss_verdict_bar_class_init (GlossVerdictBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = gloss_verdict_bar_measure;
  widget_class->snapshot = gloss_verdict_bar_snapshot;

  gtk_widget_class_set_css_name (widget_class, "verdictbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gloss_verdict_bar_init (GlossVerdictBar *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * gloss_verdict_bar_new:
 *
 * Makes a bar that shows nothing yet.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
gloss_verdict_bar_new (void)
{
  return g_object_new (GLOSS_TYPE_VERDICT_BAR, NULL);
}

/**
 * gloss_verdict_bar_set_counts:
 * @self: a bar
 * @counts: what to show; copied
 *
 * Shows other counts. The whole width stands for all annotations.
 */
void
gloss_verdict_bar_set_counts (GlossVerdictBar *self, const GlossArticleCounts *counts)
{
  g_return_if_fail (GLOSS_IS_VERDICT_BAR (self));
  g_return_if_fail (counts != NULL);

  self->counts = *counts;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * gloss_verdict_bar_get_colour:
 * @family: (nullable): a verdict's family
 * @colour: (out caller-allocates): its colour
 *
 * Gives the one colour that stands for a family of verdicts everywhere in the window.
 */
void
gloss_verdict_bar_get_colour (const char *family, GdkRGBA *colour)
{
  const char *words = families[N_FAMILIES - 1].colour;

  g_return_if_fail (colour != NULL);

  for (guint i = 0; i < N_FAMILIES; i++)
    if (g_strcmp0 (families[i].family, family) == 0)
      words = families[i].colour;
  gdk_rgba_parse (colour, words);
}
