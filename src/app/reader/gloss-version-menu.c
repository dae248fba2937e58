/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossVersionMenu owns its rows, which are made anew whenever it is opened. Main thread. It changes nothing.
 * Opening it costs a look at each annotation for each capture.
 */
#include "config.h"

#include "app/reader/gloss-version-menu.h"

#include "app/reader/gloss-capture-time.h"
#include "app/reader/gloss-extent-box.h"
#include "core/annotation/gloss-anchor-summary.h"
#include "web/gloss-page-meta.h"

#include <glib/gi18n.h>

struct _GlossVersionMenu
{
  GtkPopover parent_instance;

  GlossDocument *document;

  GtkWidget *list;
  GtkWidget *reason;
  GtkWidget *extent;
};

G_DEFINE_FINAL_TYPE (GlossVersionMenu, gloss_version_menu, GTK_TYPE_POPOVER)

static GtkWidget *
make_label (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  return label;
}

static GtkWidget *
make_compare_button (GlossVersionMenu *self, const char *uuid, const char *time)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Compare"));
  /* Translators: the time of a capture */
  g_autofree char *label = g_strdup_printf (_ ("Compare with the capture of %s"), time);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", uuid);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.compare");
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), self, G_CONNECT_SWAPPED);
  return button;
}

/* Nothing became of the annotations in the first capture: they were made there. */
static char *
dup_summary (GlossVersionMenu *self, GlossRecord *capture, gboolean first)
{
  GlossAnnotationList *annotations = gloss_document_get_annotations (self->document);
  GlossAnchorSummary summary;

  if (first || g_list_model_get_n_items (G_LIST_MODEL (annotations)) == 0)
    return NULL;

  gloss_anchor_summary_of_list (annotations, gloss_record_get_uuid (capture), &summary);
  return gloss_anchor_summary_dup_words (&summary);
}

/* That it is no page goes first. */
static char *
dup_outcome (GlossVersionMenu *self, GlossRecord *capture, gboolean first)
{
  g_autofree char *answer = gloss_page_meta_dup_answer ((int) gloss_record_get_int (capture, "status"));
  g_autofree char *summary = dup_summary (self, capture, first);

  if (answer == NULL || summary == NULL)
    return answer != NULL ? g_steal_pointer (&answer) : g_steal_pointer (&summary);
  return g_strdup_printf ("%s. %s", answer, summary);
}

static void
name_row (GtkWidget *row, const char *time, const char *outcome, gboolean shown)
{
  /* Translators: a capture's time, in the list of an article's versions */
  g_autofree char *when = shown ? g_strdup_printf (_ ("%s, shown"), time) : g_strdup (time);
  g_autofree char *label =
    outcome != NULL ? g_strdup_printf ("%s. %s", when, outcome) : g_steal_pointer (&when);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
make_row (GlossVersionMenu *self, GlossRecord *capture, gboolean shown, gboolean first)
{
  g_autofree char *time =
    gloss_capture_time_dup_among (capture, gloss_document_get_captures (self->document));
  g_autofree char *outcome = dup_outcome (self, capture, first);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_widget_set_opacity (mark, shown ? 1 : 0);
  gtk_box_append (GTK_BOX (words), make_label (time));
  if (outcome != NULL)
    {
      GtkWidget *label = make_label (outcome);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (words), label);
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), words);
  if (!shown)
    gtk_box_append (GTK_BOX (box), make_compare_button (self, gloss_record_get_uuid (capture), time));

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "uuid", g_strdup (gloss_record_get_uuid (capture)), g_free);
  name_row (row, time, outcome, shown);
  return row;
}

static void
fill (GlossVersionMenu *self)
{
  GtkWidget *child;
  GPtrArray *captures;
  const char *shown;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  gloss_extent_box_show_document (GLOSS_EXTENT_BOX (self->extent), self->document);
  if (self->document == NULL)
    return;

  captures = gloss_document_get_captures (self->document);
  shown = gloss_capture_get_fields (gloss_document_get_capture (self->document))->uuid;
  for (guint i = 0; i < captures->len; i++)
    {
      GlossRecord *capture = g_ptr_array_index (captures, i);
      gboolean is_shown = g_strcmp0 (gloss_record_get_uuid (capture), shown) == 0;
      GtkWidget *row = make_row (self, capture, is_shown, i + 1 == captures->len);

      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
      if (is_shown)
        gtk_widget_grab_focus (row);
    }
  gtk_widget_set_visible (self->reason,
                          !gloss_article_can_check (gloss_document_get_article (self->document)));
}

static void
captures_cb (GlossVersionMenu *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    fill (self);
}

static void
row_activated_cb (GlossVersionMenu *self, GtkListBoxRow *row)
{
  g_autofree char *uuid = g_strdup (g_object_get_data (G_OBJECT (row), "uuid"));

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-capture", "s", uuid);
}

static void
gloss_version_menu_dispose (GObject *object)
{
  g_clear_object (&GLOSS_VERSION_MENU (object)->document);
  gtk_popover_set_child (GTK_POPOVER (object), NULL);

  G_OBJECT_CLASS (gloss_version_menu_parent_class)->dispose (object);
}

static void
gloss_version_menu_class_init (GlossVersionMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_version_menu_dispose;
  g_type_ensure (GLOSS_TYPE_EXTENT_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/reader/gloss-version-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossVersionMenu, list);
  gtk_widget_class_bind_template_child (widget_class, GlossVersionMenu, reason);
  gtk_widget_class_bind_template_child (widget_class, GlossVersionMenu, extent);
  gtk_widget_class_bind_template_callback (widget_class, fill);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
}

static void
gloss_version_menu_init (GlossVersionMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gloss_version_menu_set_document:
 * @self: a menu
 * @document: (nullable): an article, loaded
 *
 * Lists the captures of another article.
 */
void
gloss_version_menu_set_document (GlossVersionMenu *self, GlossDocument *document)
{
  g_return_if_fail (GLOSS_IS_VERSION_MENU (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    {
      g_signal_connect_object (document, "notify::captures", G_CALLBACK (captures_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "capture-changed", G_CALLBACK (captures_cb), self,
                               G_CONNECT_SWAPPED);
    }
  captures_cb (self);
}
