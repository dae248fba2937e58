/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks where to export to, and exports. One Export lives from the call to the end of the writing; it owns
 * references to the store, the settings and the toast overlay, and knows of the window only as long as it is
 * there. Main thread; the file is written on the store's reader thread, in one snapshot. */

#include "config.h"

#include "app/exchange/gloss-export-dialog.h"

#include <glib/gi18n.h>

#include "app/exchange/gloss-export-name.h"
#include "core/exchange/gloss-export-json.h"

#define SCOPE "scope"
#define SCOPE_LIBRARY "library"

typedef struct
{
  GtkWindow *parent; /* weak */
  AdwToastOverlay *overlay;
  GlossStore *store;
  GSettings *settings;
  GStrv articles;
  GtkFileChooserNative *chooser;
  GFile *file;
  gulong pending_id;
} Export;

/* What the reader thread needs; articles NULL: the whole library. */
typedef struct
{
  GStrv articles;
  GFile *file;
} Target;

static void
export_free (Export *self)
{
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->overlay);
  g_clear_signal_handler (&self->pending_id, self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->file);
  g_clear_object (&self->settings);
  g_clear_object (&self->chooser);
  g_strfreev (self->articles);
  g_free (self);
}

static void
target_free (gpointer data)
{
  Target *self = data;

  g_strfreev (self->articles);
  g_object_unref (self->file);
  g_free (self);
}

static void
show_folder_fallback (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (uri != NULL)
    gtk_show_uri_full (NULL, uri, GDK_CURRENT_TIME, NULL, NULL, NULL);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file = data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  /* No file manager that can point at a file: open the folder. */
  if (reply == NULL)
    show_folder_fallback (file);
}

static void
show_clicked_cb (AdwToast *toast, GFile *file)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autofree char *uri = g_file_get_uri (file);
  const char *const uris[] = { uri, NULL };

  if (bus == NULL)
    {
      show_folder_fallback (file);
      return;
    }
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems", g_variant_new ("(^ass)", uris, ""),
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, shown_cb, g_object_ref (file));
}

static void
tell_done (Export *self, GFile *file)
{
  AdwToast *toast;

  if (self->overlay == NULL)
    return;
  toast = adw_toast_new (_ ("Exported"));
  adw_toast_set_button_label (toast, _ ("_Show in Folder"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (show_clicked_cb), g_object_ref (file),
                         (GClosureNotify) g_object_unref, 0);
  adw_toast_overlay_add_toast (self->overlay, toast);
}

static void
tell_failed (Export *self, const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (self->parent, _ ("Nothing was exported"), error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static gpointer
write_file (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Target *target = data;

  if (!gloss_export_json_to_file (database, (const char *const *) target->articles, target->file, cancellable,
                                  error))
    return NULL;
  return g_object_ref (target->file);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gloss_store_read_finish (GLOSS_STORE (source), result, &error);

  if (file != NULL)
    tell_done (self, file);
  else
    tell_failed (self, error);
  export_free (self);
}

static void
remember_folder (Export *self, GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (uri != NULL)
    g_settings_set_string (self->settings, "export-folder", uri);
}

/* The reader sees what is durable: what was changed before the export has to be. */
static void
write_when_durable (Export *self)
{
  Target *target;

  if (gloss_store_get_n_pending (self->store) > 0)
    return;

  g_clear_signal_handler (&self->pending_id, self->store);
  target = g_new (Target, 1);
  *target = (Target){ g_strdupv (self->articles), g_object_ref (self->file) };
  gloss_store_read_async (self->store, write_file, target, target_free, g_object_unref, NULL, written_cb,
                          self);
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Export *self = data;
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);

  if (response != GTK_RESPONSE_ACCEPT)
    {
      export_free (self);
      return;
    }

  if (g_strcmp0 (gtk_file_chooser_get_choice (chooser, SCOPE), SCOPE_LIBRARY) == 0)
    g_clear_pointer (&self->articles, g_strfreev);
  self->file = gtk_file_chooser_get_file (chooser);
  remember_folder (self, self->file);
  self->pending_id =
    g_signal_connect_swapped (self->store, "notify::n-pending", G_CALLBACK (write_when_durable), self);
  write_when_durable (self);
}

static void
offer_scope (GtkFileChooser *chooser)
{
  static const char *const ids[] = { "article", SCOPE_LIBRARY, NULL };
  const char *labels[] = { _ ("This article"), _ ("The whole library"), NULL };

  gtk_file_chooser_add_choice (chooser, SCOPE, _ ("What to export"), (const char **) ids, labels);
  gtk_file_chooser_set_choice (chooser, SCOPE, ids[0]);
}

static void
offer_filter (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Glossator JSON"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_chooser_add_filter (chooser, filter);
}

/* Where the last export went, or where documents are. */
static void
choose_folder (GtkFileChooser *chooser, GSettings *settings)
{
  g_autofree char *last = g_settings_get_string (settings, "export-folder");
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder = *last != '\0'
                               ? g_file_new_for_uri (last)
                               : g_file_new_for_path (documents != NULL ? documents : g_get_home_dir ());

  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}

void
gloss_export_dialog_run (GtkWindow *parent,
                         AdwToastOverlay *overlay,
                         GlossStore *store,
                         const char *const *articles,
                         const char *title,
                         GSettings *settings)
{
  Export *self;
  GtkFileChooser *chooser;
  g_autofree char *name = gloss_export_name_make (articles != NULL ? title : NULL);

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (GLOSS_IS_STORE (store));
  g_return_if_fail (G_IS_SETTINGS (settings));

  self = g_new0 (Export, 1);
  g_set_weak_pointer (&self->parent, parent);
  g_set_object (&self->overlay, overlay);
  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);
  self->articles = g_strdupv ((char **) articles);
  self->chooser =
    gtk_file_chooser_native_new (_ ("Export"), parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);

  chooser = GTK_FILE_CHOOSER (self->chooser);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (chooser, name);
  offer_filter (chooser);
  choose_folder (chooser, settings);
  if (articles != NULL)
    offer_scope (chooser);
  g_signal_connect (chooser, "response", G_CALLBACK (response_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
