/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line above the cards that says how far the check is. Owns its label and its bar; what they show is
 * counted anew at every update. Main thread. */

#include "config.h"

#include "app/annotations/gloss-claims-progress.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/library/gloss-verdict-bar.h"

#define SPACING 9

struct _GlossClaimsProgress
{
  GtkWidget parent_instance;

  GtkWidget *label;
  GtkWidget *bar;
};

G_DEFINE_FINAL_TYPE (GlossClaimsProgress, gloss_claims_progress, GTK_TYPE_WIDGET)

/* What somebody has to look at again is no part of what is done. */
static void
count (GlossAnnotationList *annotations, GlossCatalog *catalog, GlossArticleCounts *counts)
{
  static const char *const families[] = { "true", "mostly-true", "mixed", "mostly-false", "false", "open" };
  GListModel *list = G_LIST_MODEL (annotations);

  *counts = (GlossArticleCounts){ .n_annotations = g_list_model_get_n_items (list),
                                  .n_left = gloss_annotation_list_get_n_left (annotations) };
  for (guint i = 0; i < counts->n_annotations; i++)
    {
      g_autoptr (GlossAnnotation) annotation = g_list_model_get_item (list, i);
      const char *id = gloss_annotation_get_verdict (annotation);
      const GlossVerdict *verdict =
        id != NULL ? gloss_catalog_find_verdict (catalog, gloss_annotation_get_scale (annotation), id) : NULL;

      if (gloss_annotation_needs_review (annotation))
        {
          counts->n_attention++;
          continue;
        }
      for (guint j = 0; verdict != NULL && j < G_N_ELEMENTS (families); j++)
        counts->verdicts[j] += strcmp (verdict->family, families[j]) == 0;
    }
}

static void
dispose (GObject *object)
{
  GlossClaimsProgress *self = GLOSS_CLAIMS_PROGRESS (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);

  G_OBJECT_CLASS (gloss_claims_progress_parent_class)->dispose (object);
}

static void
gloss_claims_progress_class_init (GlossClaimsProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "claimsprogress");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gloss_claims_progress_init (GlossClaimsProgress *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), SPACING);

  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));

  self->bar = gloss_verdict_bar_new ();
  gtk_widget_set_hexpand (self->bar, TRUE);
  gtk_widget_set_valign (self->bar, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
}

/**
 * gloss_claims_progress_new:
 *
 * Returns: (transfer floating): a line that says nothing yet
 */
GtkWidget *
gloss_claims_progress_new (void)
{
  return g_object_new (GLOSS_TYPE_CLAIMS_PROGRESS, NULL);
}

/**
 * gloss_claims_progress_update:
 * @self: a line
 * @list: the annotations of an article
 * @catalog: the verdicts they are given
 *
 * Says how far it is now.
 */
void
gloss_claims_progress_update (GlossClaimsProgress *self, GlossAnnotationList *list, GlossCatalog *catalog)
{
  GlossArticleCounts counts;
  g_autofree char *claims = NULL, *words = NULL;

  g_return_if_fail (GLOSS_IS_CLAIMS_PROGRESS (self));

  count (list, catalog, &counts);
  claims = g_strdup_printf (ngettext ("%u claim", "%u claims", counts.n_annotations), counts.n_annotations);
  if (counts.n_left > 0)
    /* Translators: how many claims there are, such as "5 claims", and how many of them are not checked yet.
     */
    words = g_strdup_printf (_ ("%s, %u left"), claims, counts.n_left);
  else if (counts.n_attention > 0)
    /* Translators: how many claims there are, such as "5 claims", and how many of them, though they are
     * checked, have other words now that nobody looked at. */
    words = g_strdup_printf (_ ("%s, %u to review"), claims, counts.n_attention);
  else
    words = g_strdup_printf (_ ("%s, all checked"), claims);
  gtk_label_set_label (GTK_LABEL (self->label), words);
  gloss_verdict_bar_set_counts (GLOSS_VERDICT_BAR (self->bar), &counts);
}
