/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossReaderTitle owns its labels and the menu of versions. Main thread. It follows the document and changes
 * nothing.
 */
#include "config.h"

#include "app/reader/gloss-reader-title.h"

#include "app/reader/gloss-capture-time.h"
#include "app/reader/gloss-version-menu.h"

#include <glib/gi18n.h>

struct _GlossReaderTitle
{
  GtkWidget parent_instance;

  GlossDocument *document;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *button;
  GtkWidget *subtitle;
  GtkWidget *menu;
};

G_DEFINE_FINAL_TYPE (GlossReaderTitle, gloss_reader_title, GTK_TYPE_WIDGET)

static void
show_title (GlossReaderTitle *self)
{
  GlossArticle *article = self->document != NULL ? gloss_document_get_article (self->document) : NULL;
  g_autofree char *captured = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *spoken = NULL;

  gtk_widget_set_visible (self->button, article != NULL);
  gtk_label_set_label (GTK_LABEL (self->title),
                       article != NULL ? gloss_article_get_title (article) : _ ("Glossator"));
  gtk_widget_set_tooltip_text (self->title, article != NULL ? gloss_article_get_title (article) : NULL);
  if (article == NULL)
    return;

  captured =
    gloss_capture_time_dup (gloss_capture_get_fields (gloss_document_get_capture (self->document))->captured);
  /* Translators: the site, then when it was captured */
  subtitle = g_strdup_printf (_ ("%s · captured %s"), gloss_article_get_site (article), captured);
  gtk_label_set_label (GTK_LABEL (self->subtitle), subtitle);
  /* Translators: what a button opens; then the site and when it was captured */
  spoken = g_strdup_printf (_ ("Versions: %s"), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
gloss_reader_title_dispose (GObject *object)
{
  GlossReaderTitle *self = GLOSS_READER_TITLE (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gloss_reader_title_parent_class)->dispose (object);
}

static void
gloss_reader_title_class_init (GlossReaderTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_reader_title_dispose;

  g_type_ensure (GLOSS_TYPE_VERSION_MENU);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "readertitle");
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/reader/gloss-reader-title.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossReaderTitle, box);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderTitle, title);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderTitle, button);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderTitle, subtitle);
  gtk_widget_class_bind_template_child (widget_class, GlossReaderTitle, menu);
}

static void
gloss_reader_title_init (GlossReaderTitle *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gloss_reader_title_new:
 *
 * Returns: (transfer floating): a title without an article
 */
GtkWidget *
gloss_reader_title_new (void)
{
  return g_object_new (GLOSS_TYPE_READER_TITLE, NULL);
}

/**
 * gloss_reader_title_set_document:
 * @self: a title
 * @document: (nullable): an article, loaded
 *
 * Shows another article's title.
 */
void
gloss_reader_title_set_document (GlossReaderTitle *self, GlossDocument *document)
{
  g_return_if_fail (GLOSS_IS_READER_TITLE (self));

  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->document, self);
      g_signal_handlers_disconnect_by_data (gloss_document_get_article (self->document), self);
    }
  g_set_object (&self->document, document);
  if (document != NULL)
    {
      g_signal_connect_object (gloss_document_get_article (document), "changed", G_CALLBACK (show_title),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "capture-changed", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
    }
  gloss_version_menu_set_document (GLOSS_VERSION_MENU (self->menu), document);
  show_title (self);
}
