/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossCaptureDialog owns the details it shows, read again after each change of the capture. Main thread; the
 * library is read on the store's. It never asks the web for anything: what is to be opened is said by a
 * signal. Whatever came from the page is shown without markup, an address by gloss_address_dup_display().
 */
#include "config.h"

#include "app/reader/gloss-capture-dialog.h"

#include "app/reader/gloss-capture-time.h"
#include "core/annotation/gloss-capture-commands.h"
#include "core/article/gloss-address.h"
#include "core/article/gloss-archive.h"
#include "core/base/gloss-json.h"
#include "core/store/gloss-capture-details.h"

#include <glib/gi18n.h>
#include <string.h>

struct _GlossCaptureDialog
{
  AdwWindow parent_instance;

  GlossStore *store;
  GlossUndoStack *undo;
  char *uuid;
  GlossCaptureDetails *details;
  GCancellable *cancellable;
  GPtrArray *rows; /* GtkWidget, borrowed from their groups */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkLabel *failure;
  GtkWidget *page;
  AdwPreferencesGroup *origin;
  AdwPreferencesGroup *proof;
  GtkEditable *archive;
  GtkLabel *about;
  GtkWidget *link_buttons;
  AdwPreferencesGroup *wayback;
  AdwActionRow *save;
  AdwActionRow *look;
};

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossCaptureDialog, gloss_capture_dialog, ADW_TYPE_WINDOW)

static const char *
get (GlossCaptureDialog *self, const char *column)
{
  return gloss_record_get_string (self->details->capture, column);
}

static void
copy (GlossCaptureDialog *self, const char *text, const char *words)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (words));
}

/* What to copy, and what is said then. */
static void
copy_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  const char *text, *words;

  g_variant_get (target, "(&s&s)", &text, &words);
  copy (GLOSS_CAPTURE_DIALOG (widget), text, words);
}

static GtkWidget *
make_row (const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  return row;
}

static void
add_copy_button (GtkWidget *row, const char *text, const char *label, const char *words)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", text, words);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "details.copy");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
add_row (GlossCaptureDialog *self, AdwPreferencesGroup *group, const char *title, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return NULL;

  row = make_row (title, value);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
add_address (GlossCaptureDialog *self, const char *title, const char *uri)
{
  g_autofree char *shown = uri != NULL ? gloss_address_dup_display (uri) : NULL;
  GtkWidget *row = add_row (self, self->origin, title, shown);

  if (row != NULL)
    add_copy_button (row, uri, _ ("Copy address"), _ ("Address copied"));
}

static void
add_hash (GlossCaptureDialog *self, const char *title, const char *sha256)
{
  GtkWidget *row = add_row (self, self->proof, title, sha256);

  if (row != NULL)
    {
      gtk_widget_add_css_class (row, "hash");
      add_copy_button (row, sha256, _ ("Copy SHA-256"), _ ("SHA-256 copied"));
    }
}

static void
add_header (GtkWidget *expander, const char *name, JsonNode *value)
{
  GtkWidget *row;

  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    return;

  row = make_row (name, json_node_get_string (value));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
}

/* An object, or NULL. */
static JsonNode *
dup_headers (GlossCaptureDialog *self)
{
  const char *text = get (self, "headers");
  g_autoptr (JsonNode) root = text != NULL ? json_from_string (text, NULL) : NULL;

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? g_steal_pointer (&root) : NULL;
}

/* As a server sent them: names once, with a list where there were several. */
static void
add_headers (GlossCaptureDialog *self)
{
  g_autoptr (JsonNode) root = dup_headers (self);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  GtkWidget *expander;

  if (root == NULL || json_object_get_size (json_node_get_object (root)) == 0)
    return;

  expander = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), _ ("Headers"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), _ ("What the server said of the page"));
  json_object_iter_init_ordered (&iter, json_node_get_object (root));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (JSON_NODE_HOLDS_ARRAY (value))
      for (guint i = 0; i < json_array_get_length (json_node_get_array (value)); i++)
        add_header (expander, name, json_array_get_element (json_node_get_array (value), i));
    else
      add_header (expander, name, value);
  adw_preferences_group_add (self->origin, expander);
  g_ptr_array_add (self->rows, expander);
}

static char *
dup_time (const char *captured)
{
  g_autofree char *local = gloss_capture_time_dup (captured);

  /* Translators: a time as the user's clock has it, then the same as it is stored */
  return captured != NULL ? g_strdup_printf (_ ("%s (%s)"), local, captured) : NULL;
}

/* No server said anything of a file, but the file may say when its page was saved. */
static char *
dup_saved (GlossCaptureDialog *self)
{
  g_autoptr (JsonNode) root = dup_headers (self);
  const char *date = root != NULL ? gloss_json_get_string (json_node_get_object (root), "date") : NULL;

  return date != NULL ? dup_time (date) : NULL;
}

static void
show_rows (GlossCaptureDialog *self)
{
  g_autofree char *time = dup_time (get (self, "captured"));
  gint64 status = gloss_record_get_int (self->details->capture, "status");
  g_autofree char *saved = status == 0 ? dup_saved (self) : NULL;
  g_autofree char *answer = status > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, status) : NULL;
  g_autofree char *size =
    self->details->size >= 0
      ? g_format_size_full (self->details->size, G_FORMAT_SIZE_IEC_UNITS | G_FORMAT_SIZE_LONG_FORMAT)
      : NULL;

  add_row (self, self->origin, _ ("Title"), gloss_record_get_string (self->details->article, "title"));
  add_address (self, _ ("Address"), get (self, "uri"));
  if (g_strcmp0 (gloss_record_get_string (self->details->article, "uri"), get (self, "uri")) != 0)
    add_address (self, _ ("Address of the article"), gloss_record_get_string (self->details->article, "uri"));
  add_address (self, _ ("Address the page gives itself"),
               gloss_record_get_string (self->details->article, "canonical_uri"));
  add_row (self, self->origin, _ ("Saved, as its file says"), saved);
  add_row (self, self->origin, _ ("Captured"), time);
  add_row (self, self->origin, _ ("HTTP status"), answer);
  add_row (self, self->origin, _ ("Type"), get (self, "media_type"));
  add_row (self, self->origin, _ ("Size"), size != NULL ? size : _ ("The bytes are not kept"));
  if (status > 0)
    add_headers (self);
  add_hash (self, _ ("SHA-256 of what was received"), get (self, "sha256"));
  add_hash (self, _ ("SHA-256 of the saved page (MHTML)"), get (self, "mhtml_sha256"));
  add_hash (self, _ ("SHA-256 of the text"), get (self, "text_sha256"));
}

/* What is entered, as people are shown an address, or why it is none. */
static void
check_cb (GlossCaptureDialog *self)
{
  const char *text = gtk_editable_get_text (self->archive);
  g_autoptr (GError) error = NULL;
  g_autofree char *link = *text != '\0' ? gloss_archive_dup_link (text, &error) : NULL;
  g_autofree char *shown = link != NULL ? gloss_address_dup_display (link) : NULL;
  gboolean is_wrong = error != NULL;

  gtk_label_set_label (self->about, shown != NULL ? shown
                                    : is_wrong
                                      ? error->message
                                      : _ ("The address of a copy in a public archive, if there is one"));
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->about), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->about), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->archive), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_archive (GlossCaptureDialog *self, gboolean keep_text)
{
  static const char *const on_pages[] = { "details.save-in-archive", "details.look-in-archive" };
  const char *link = get (self, "archive");
  gboolean has_link = link != NULL && *link != '\0';
  gboolean is_writable = !gloss_store_is_read_only (self->store);
  g_autoptr (GError) reason = NULL;
  gboolean can_have = gloss_archive_can_have (get (self, "uri"), &reason);

  /* What is entered anew has a button that saves it. */
  if (!keep_text && strcmp (gtk_editable_get_text (self->archive), has_link ? link : "") != 0)
    gtk_editable_set_text (self->archive, has_link ? link : "");
  gtk_editable_set_editable (self->archive, is_writable);
  gtk_widget_set_visible (self->link_buttons, has_link);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.remove-archive", is_writable);
  for (guint i = 0; i < G_N_ELEMENTS (on_pages); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), on_pages[i], can_have);
  /* Not on the rows, which can hardly be read while they are not possible. */
  adw_preferences_group_set_description (self->wayback, can_have ? NULL : reason->message);
  adw_action_row_set_subtitle (self->save,
                               can_have
                                 ? _ ("Opens in your browser. Paste the link above when the page is saved.")
                                 : "");
  adw_action_row_set_subtitle (self->look,
                               can_have ? _ ("Shows in your browser which copies there are.") : "");
  check_cb (self);
}

static void
show_details (GlossCaptureDialog *self, gboolean keep_text)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  show_rows (self);
  show_archive (self, keep_text);
  gtk_stack_set_visible_child (self->stack, self->page);
}

static const char *
get_archive (GlossCaptureDetails *details)
{
  const char *link = details != NULL ? gloss_record_get_string (details->capture, "archive") : NULL;

  return link != NULL ? link : "";
}

/* On the reader's thread. */
static gpointer
load (GlossDatabase *database, gpointer uuid, GCancellable *cancellable, GError **error)
{
  return gloss_capture_details_load (database, uuid, error);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossCaptureDetails) details = gloss_store_read_finish (GLOSS_STORE (object), result, &error);
  g_autoptr (GlossCaptureDialog) self = data;
  gboolean keep_text;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (details == NULL)
    {
      gtk_label_set_label (self->failure, error->message);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->failure));
      return;
    }

  /* What is being typed stays, unless there is another link now. */
  keep_text = g_strcmp0 (gtk_editable_get_text (self->archive), get_archive (self->details)) != 0 &&
              g_strcmp0 (get_archive (self->details), get_archive (details)) == 0;
  g_clear_pointer (&self->details, gloss_capture_details_free);
  self->details = g_steal_pointer (&details);
  show_details (self, keep_text);
}

static void
read_details (GlossCaptureDialog *self)
{
  gloss_store_read_async (self->store, load, g_strdup (self->uuid), g_free,
                          (GDestroyNotify) gloss_capture_details_free, self->cancellable, loaded_cb,
                          g_object_ref (self));
}

/* All is written: what is read now is what there is, whether a change failed or came from elsewhere. */
static void
pending_cb (GlossCaptureDialog *self)
{
  if (gloss_store_get_n_pending (self->store) == 0)
    read_details (self);
}

static void
set_link (GlossCaptureDialog *self, const char *link)
{
  g_autoptr (GlossChange) change = gloss_command_set_archive (self->details->capture, link);

  if (change == NULL)
    return;
  gloss_undo_stack_push (self->undo, change);
  gloss_store_submit_async (self->store, change, NULL, NULL);
}

static void
apply_cb (GlossCaptureDialog *self)
{
  const char *text = gtk_editable_get_text (self->archive);
  g_autofree char *link = *text != '\0' ? gloss_archive_dup_link (text, NULL) : g_strdup ("");

  if (link != NULL)
    set_link (self, link);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->archive));
}

static void
remove_archive_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  GlossCaptureDialog *self = GLOSS_CAPTURE_DIALOG (widget);

  /* The button goes, and the focus with it. */
  gtk_widget_grab_focus (GTK_WIDGET (self->archive));
  set_link (self, NULL);
}

static void
copy_archive_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  GlossCaptureDialog *self = GLOSS_CAPTURE_DIALOG (widget);

  copy (self, get (self, "archive"), _ ("Archive link copied"));
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  GlossCaptureDialog *self = GLOSS_CAPTURE_DIALOG (widget);
  const char *uri = get (self, "uri");
  g_autofree char *address =
    g_str_equal (action, "details.save-in-archive")   ? gloss_archive_dup_save_address (uri)
    : g_str_equal (action, "details.look-in-archive") ? gloss_archive_dup_look_address (uri)
                                                      : g_strdup (get (self, "archive"));

  if (address != NULL)
    g_signal_emit (self, signals[OPEN], 0, address);
}

static void
gloss_capture_dialog_dispose (GObject *object)
{
  GlossCaptureDialog *self = GLOSS_CAPTURE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_object (&self->undo);

  G_OBJECT_CLASS (gloss_capture_dialog_parent_class)->dispose (object);
}

static void
gloss_capture_dialog_finalize (GObject *object)
{
  GlossCaptureDialog *self = GLOSS_CAPTURE_DIALOG (object);

  g_clear_pointer (&self->details, gloss_capture_details_free);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rows);
  g_free (self->uuid);

  G_OBJECT_CLASS (gloss_capture_dialog_parent_class)->finalize (object);
}

static void
gloss_capture_dialog_class_init (GlossCaptureDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gloss_capture_dialog_dispose;
  object_class->finalize = gloss_capture_dialog_finalize;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "details.copy", "(ss)", copy_cb);
  gtk_widget_class_install_action (widget_class, "details.open-archive", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "details.copy-archive", NULL, copy_archive_cb);
  gtk_widget_class_install_action (widget_class, "details.remove-archive", NULL, remove_archive_cb);
  gtk_widget_class_install_action (widget_class, "details.save-in-archive", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "details.look-in-archive", NULL, open_cb);

  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/reader/gloss-capture-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossCaptureDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, GlossCaptureDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GlossCaptureDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, GlossCaptureDialog, page);
  gtk_widget_class_bind_template_child (widget_class, GlossCaptureDialog, origin);
  gtk_widget_class_bind_template_child (widget_class, GlossCaptureDialog, proof);
  gtk_widget_class_bind_template_child (widget_class, GlossCaptureDialog, archive);
  gtk_widget_class_bind_template_child (widget_class, GlossCaptureDialog, about);
  gtk_widget_class_bind_template_child (widget_class, GlossCaptureDialog, link_buttons);
  gtk_widget_class_bind_template_child (widget_class, GlossCaptureDialog, wayback);
  gtk_widget_class_bind_template_child (widget_class, GlossCaptureDialog, save);
  gtk_widget_class_bind_template_child (widget_class, GlossCaptureDialog, look);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
gloss_capture_dialog_init (GlossCaptureDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gloss_capture_dialog_new:
 * @parent: the window it belongs to
 * @store: what is read and written
 * @undo: what changes are put on
 * @capture: the uuid of a capture
 *
 * Returns: a window to be presented; its rows come once they are read
 */
GtkWidget *
gloss_capture_dialog_new (GtkWindow *parent, GlossStore *store, GlossUndoStack *undo, const char *capture)
{
  GlossCaptureDialog *self;

  g_return_val_if_fail (GLOSS_IS_STORE (store), NULL);
  g_return_val_if_fail (GLOSS_IS_UNDO_STACK (undo), NULL);
  g_return_val_if_fail (capture != NULL, NULL);

  self = g_object_new (GLOSS_TYPE_CAPTURE_DIALOG, "transient-for", parent, NULL);
  self->store = g_object_ref (store);
  self->undo = g_object_ref (undo);
  self->uuid = g_strdup (capture);
  g_signal_connect_object (store, "notify::n-pending", G_CALLBACK (pending_cb), self, G_CONNECT_SWAPPED);
  read_details (self);
  return GTK_WIDGET (self);
}
