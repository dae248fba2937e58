/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verdict pill: a label and its style class. GtkLabel is final, and a wrapper around it would cost every
 * card a widget, so these are functions on a label. Main thread. */

#include "config.h"

#include "app/annotations/gloss-verdict-pill.h"

static const char *const families[] = { "true", "mostly-true", "mixed",    "mostly-false", "false",
                                        "open", "changed",     "reworded", "lost",         "quiet" };

GtkWidget *
gloss_verdict_pill_new (void)
{
  GtkWidget *pill = gtk_label_new (NULL);

  gtk_widget_add_css_class (pill, "verdict-pill");
  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (pill), PANGO_ELLIPSIZE_END);

  return pill;
}

void
gloss_verdict_pill_set (GtkWidget *pill, const char *family, const char *label, const char *definition)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      if (g_strcmp0 (family, families[i]) == 0)
        gtk_widget_add_css_class (pill, families[i]);
      else
        gtk_widget_remove_css_class (pill, families[i]);
    }

  gtk_label_set_label (GTK_LABEL (pill), label);
  gtk_widget_set_tooltip_text (pill, definition);
  gtk_widget_set_visible (pill, *label != '\0');
}

void
gloss_verdict_pill_set_verdict (GtkWidget *pill, GlossCatalog *catalog, const char *scale, const char *id)
{
  const GlossVerdict *verdict = id != NULL ? gloss_catalog_find_verdict (catalog, scale, id) : NULL;

  if (verdict != NULL)
    gloss_verdict_pill_set (pill, verdict->family, verdict->label, verdict->definition);
  else
    gloss_verdict_pill_set (pill, "open", id != NULL ? id : "", NULL);
}
