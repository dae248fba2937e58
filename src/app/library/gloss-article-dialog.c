/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Title, byline, date and address of one article. Owns the record as it was when the window opened: if the
 * article changed meanwhile, the store refuses the edit as a conflict and loses neither. Main thread. */

#include "config.h"

#include "app/library/gloss-article-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/annotations/gloss-markdown.h"
#include "core/annotation/gloss-commands.h"
#include "core/article/gloss-address-identity.h"
#include "core/base/gloss-time.h"

#define N_FIELDS 4

struct _GlossArticleDialog
{
  AdwWindow parent_instance;

  GlossStore *store;
  GlossUndoStack *undo;
  GlossRecord *record;

  GtkWidget *save;
  GtkEditable *article_title;
  GtkEditable *byline;
  GtkEditable *published;
  GtkEditable *uri;
  GtkLabel *complaint;
};

G_DEFINE_FINAL_TYPE (GlossArticleDialog, gloss_article_dialog, ADW_TYPE_WINDOW)

static const struct
{
  const char *column;
  goffset widget;
} fields[N_FIELDS] = {
  { "title", G_STRUCT_OFFSET (GlossArticleDialog, article_title) },
  { "byline", G_STRUCT_OFFSET (GlossArticleDialog, byline) },
  { "published", G_STRUCT_OFFSET (GlossArticleDialog, published) },
  { "uri", G_STRUCT_OFFSET (GlossArticleDialog, uri) },
};

static GtkEditable *
get_field (GlossArticleDialog *self, guint i)
{
  return G_STRUCT_MEMBER (GtkEditable *, self, fields[i].widget);
}

static char *
dup_text (GtkEditable *field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (field)));
}

/* What the article came with is right, whatever it is: pasted text has an address of its own kind, and a page
 * may name its date in its own way. */
static gboolean
is_as_it_was (GlossArticleDialog *self, const char *column, const char *text)
{
  const char *was = gloss_record_get_string (self->record, column);

  return strcmp (text, was != NULL ? was : "") == 0;
}

static void
mark (GtkEditable *field, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (field), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (field), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
check_cb (GlossArticleDialog *self)
{
  g_autofree char *title = dup_text (self->article_title);
  g_autofree char *published = dup_text (self->published);
  g_autofree char *uri = dup_text (self->uri);
  gboolean no_title = *title == '\0';
  gboolean no_date =
    *published != '\0' && !gloss_time_is_date (published) && !is_as_it_was (self, "published", published);
  gboolean no_address =
    !gloss_link_is_safe (uri) && !g_str_has_prefix (uri, "file:///") && !is_as_it_was (self, "uri", uri);
  const char *complaint = "";

  if (no_title)
    complaint = _ ("An article needs a title.");
  else if (no_date)
    complaint = _ ("Write the date as 2026-11-22, 2026-11 or 2026.");
  else if (no_address)
    complaint = _ ("An address starts with https://, http:// or file:///.");

  mark (self->article_title, no_title);
  mark (self->published, no_date);
  mark (self->uri, no_address);
  gtk_label_set_label (self->complaint, complaint);
  gtk_widget_set_visible (GTK_WIDGET (self->complaint), *complaint != '\0');
  gtk_widget_set_sensitive (self->save, *complaint == '\0');
}

/* What is stored of a field. An article is known by its address without what tracks readers. */
static char *
dup_value (GlossArticleDialog *self, guint i)
{
  g_autofree char *text = dup_text (get_field (self, i));

  if (strcmp (fields[i].column, "uri") != 0 || is_as_it_was (self, "uri", text))
    return g_steal_pointer (&text);
  return gloss_address_dup_identity (text);
}

/* Failures are told by the window, which hears of them from the store. */
static void
save_cb (GlossArticleDialog *self)
{
  g_autoptr (JsonObject) values = gloss_record_dup_values (self->record);
  g_autoptr (GlossRecord) edited = NULL;
  g_autoptr (GlossChange) change = NULL;

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *text = dup_value (self, i);

      if (*text != '\0')
        json_object_set_string_member (values, fields[i].column, text);
      else
        json_object_set_null_member (values, fields[i].column);
    }

  edited = gloss_record_new_for_values ("article", values);
  change = gloss_command_edit_article (self->record, edited);
  if (change != NULL)
    {
      gloss_undo_stack_push (self->undo, change);
      gloss_store_submit_async (self->store, change, NULL, NULL);
    }
  gtk_window_close (GTK_WINDOW (self));
}

static void
dispose (GObject *object)
{
  GlossArticleDialog *self = GLOSS_ARTICLE_DIALOG (object);

  g_clear_object (&self->store);
  g_clear_object (&self->undo);
  g_clear_pointer (&self->record, gloss_record_unref);

  G_OBJECT_CLASS (gloss_article_dialog_parent_class)->dispose (object);
}

static void
gloss_article_dialog_class_init (GlossArticleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/library/gloss-article-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossArticleDialog, save);
  gtk_widget_class_bind_template_child (widget_class, GlossArticleDialog, article_title);
  gtk_widget_class_bind_template_child (widget_class, GlossArticleDialog, byline);
  gtk_widget_class_bind_template_child (widget_class, GlossArticleDialog, published);
  gtk_widget_class_bind_template_child (widget_class, GlossArticleDialog, uri);
  gtk_widget_class_bind_template_child (widget_class, GlossArticleDialog, complaint);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
gloss_article_dialog_init (GlossArticleDialog *self)
{
  self->record = gloss_record_new ("article");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save);
}

/**
 * gloss_article_dialog_new:
 * @parent: the window it belongs to
 * @store: where the change is submitted
 * @undo: what the change is put on
 * @article: what to edit; its record is read now
 *
 * Returns: a window to be presented
 */
GtkWidget *
gloss_article_dialog_new (GtkWindow *parent, GlossStore *store, GlossUndoStack *undo, GlossArticle *article)
{
  GlossArticleDialog *self;

  g_return_val_if_fail (GLOSS_IS_STORE (store), NULL);
  g_return_val_if_fail (GLOSS_IS_UNDO_STACK (undo), NULL);
  g_return_val_if_fail (GLOSS_IS_ARTICLE (article), NULL);

  self = g_object_new (GLOSS_TYPE_ARTICLE_DIALOG, "transient-for", parent, NULL);
  self->store = g_object_ref (store);
  self->undo = g_object_ref (undo);
  gloss_record_unref (self->record);
  self->record = gloss_record_ref (gloss_article_get_record (article));
  for (guint i = 0; i < N_FIELDS; i++)
    {
      const char *text = gloss_record_get_string (self->record, fields[i].column);

      gtk_editable_set_text (get_field (self, i), text != NULL ? text : "");
    }
  check_cb (self);
  return GTK_WIDGET (self);
}
