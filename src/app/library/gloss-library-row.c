/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossLibraryRow shows one item and holds a reference to it. Main thread. It changes nothing: clicks go to
 * the list.
 */
#include "config.h"

#include "app/library/gloss-library-row.h"

#include "app/library/gloss-verdict-bar.h"

#include <glib/gi18n.h>

struct _GlossLibraryRow
{
  GtkWidget parent_instance;

  GlossArticle *article;

  GtkWidget *heading;
  GtkWidget *content;
  GtkWidget *title;
  GtkWidget *details;
  GtkWidget *attention;
  GtkWidget *attention_words;
  GlossVerdictBar *bar;
};

G_DEFINE_FINAL_TYPE (GlossLibraryRow, gloss_library_row, GTK_TYPE_WIDGET)

static void
show_article (GlossLibraryRow *self)
{
  const GlossArticleCounts *counts = gloss_article_get_counts (self->article);
  g_autofree char *progress = gloss_library_row_dup_progress (counts);
  g_autofree char *attention = gloss_library_row_dup_attention (counts);
  g_autofree char *details = NULL;

  /* A copy of a source is not there to be annotated. */
  if (counts->n_annotations == 0 && g_str_equal (gloss_article_get_state (self->article), "source"))
    details = g_strdup (gloss_article_get_site (self->article));
  else
    /* Translators: the site, then "12 claims, 9 left" */
    details =
      g_strdup_printf (C_ ("library row", "%s · %s"), gloss_article_get_site (self->article), progress);

  gtk_label_set_label (GTK_LABEL (self->title), gloss_article_get_title (self->article));
  gtk_label_set_label (GTK_LABEL (self->details), details);
  gtk_label_set_label (GTK_LABEL (self->attention_words), attention);
  gtk_widget_set_visible (self->attention, *attention != '\0');
  gloss_verdict_bar_set_counts (self->bar, counts);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), counts->n_annotations > 0);
}

/* Only what is cut off needs to be told. */
static gboolean
query_tooltip_cb (
  GlossLibraryRow *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip, GtkLabel *title)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (title)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_label (title));
  return TRUE;
}

static void
gloss_library_row_dispose (GObject *object)
{
  GlossLibraryRow *self = GLOSS_LIBRARY_ROW (object);

  g_clear_object (&self->article);
  g_clear_pointer (&self->heading, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (gloss_library_row_parent_class)->dispose (object);
}

static void
gloss_library_row_class_init (GlossLibraryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_library_row_dispose;

  g_type_ensure (GLOSS_TYPE_VERDICT_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "libraryrow");
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/library/gloss-library-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryRow, heading);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryRow, content);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryRow, title);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryRow, details);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryRow, attention);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryRow, attention_words);
  gtk_widget_class_bind_template_child (widget_class, GlossLibraryRow, bar);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
}

static void
gloss_library_row_init (GlossLibraryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gloss_library_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
gloss_library_row_new (void)
{
  return g_object_new (GLOSS_TYPE_LIBRARY_ROW, NULL);
}

/**
 * gloss_library_row_set_item:
 * @self: a row
 * @item: (nullable): a #GlossArticle, or a #GtkStringObject for a heading
 *
 * Shows another item.
 */
void
gloss_library_row_set_item (GlossLibraryRow *self, gpointer item)
{
  GlossArticle *article = GLOSS_IS_ARTICLE (item) ? item : NULL;

  g_return_if_fail (GLOSS_IS_LIBRARY_ROW (self));

  if (self->article != NULL)
    g_signal_handlers_disconnect_by_func (self->article, show_article, self);
  g_set_object (&self->article, article);
  /* A list view does not bind a row again to the item it shows already. */
  if (article != NULL)
    g_signal_connect_object (article, "changed", G_CALLBACK (show_article), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->heading, GTK_IS_STRING_OBJECT (item));
  gtk_widget_set_visible (self->content, self->article != NULL);

  if (GTK_IS_STRING_OBJECT (item))
    gtk_label_set_label (GTK_LABEL (self->heading), gtk_string_object_get_string (item));
  else if (self->article != NULL)
    show_article (self);
}

/**
 * gloss_library_row_get_article:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the article it shows
 */
GlossArticle *
gloss_library_row_get_article (GlossLibraryRow *self)
{
  g_return_val_if_fail (GLOSS_IS_LIBRARY_ROW (self), NULL);

  return self->article;
}

/**
 * gloss_library_row_dup_progress:
 * @counts: an article's counts
 *
 * Puts an article's progress in words.
 *
 * Returns: (transfer full): such as "12 claims, 9 left"
 */
char *
gloss_library_row_dup_progress (const GlossArticleCounts *counts)
{
  g_autofree char *claims = NULL;
  g_autofree char *left = NULL;

  g_return_val_if_fail (counts != NULL, NULL);

  if (counts->n_annotations == 0)
    return g_strdup (_ ("no claims yet"));

  claims = g_strdup_printf (ngettext ("%u claim", "%u claims", counts->n_annotations), counts->n_annotations);
  if (counts->n_left == 0)
    return g_steal_pointer (&claims);

  left = g_strdup_printf (ngettext ("%u left", "%u left", counts->n_left), counts->n_left);
  /* Translators: "12 claims", then "9 left" */
  return g_strdup_printf (C_ ("progress", "%s, %s"), claims, left);
}

/**
 * gloss_library_row_dup_attention:
 * @counts: an article's counts
 *
 * Says how many annotations lost their words to a later capture, or have other ones, and wait for somebody
 * to look at them.
 *
 * Returns: (transfer full): such as "3 to review", or "" where there are none
 */
char *
gloss_library_row_dup_attention (const GlossArticleCounts *counts)
{
  g_return_val_if_fail (counts != NULL, NULL);

  if (counts->n_attention == 0)
    return g_strdup ("");
  return g_strdup_printf (ngettext ("%u to review", "%u to review", counts->n_attention),
                          counts->n_attention);
}
