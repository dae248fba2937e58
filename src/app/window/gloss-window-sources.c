/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the window does about proof: the details of a version, links to archives, copies of sources. Main
 * thread; owns nothing: everything is the window's. It opens addresses in the user's browser at a click, and
 * asks none itself but the page of a source that is to be kept.
 */
#include "config.h"

#include "app/annotations/gloss-markdown.h"
#include "app/reader/gloss-capture-dialog.h"
#include "app/window/gloss-window-private.h"
#include "core/annotation/gloss-capture-commands.h"
#include "core/article/gloss-archive.h"
#include "core/store/gloss-capture-details.h"

#include <glib/gi18n.h>

static void
open_outside (GlossWindow *self, const char *uri)
{
  if (gloss_link_is_safe (uri))
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
open_link_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  open_outside (data, g_variant_get_string (target, NULL));
}

static void
save_in_archive_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  g_autofree char *address = gloss_archive_dup_save_address (g_variant_get_string (target, NULL));

  open_outside (data, address);
}

static void
look_in_archive_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  g_autofree char *address = gloss_archive_dup_look_address (g_variant_get_string (target, NULL));

  open_outside (data, address);
}

static void
copy (GlossWindow *self, GVariant *text, const char *words)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), g_variant_get_string (text, NULL));
  gloss_window_toast (self, words, FALSE);
}

static void
copy_link_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  copy (data, target, _ ("Link copied"));
}

static void
copy_archive_link_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  copy (data, target, _ ("Archive link copied"));
}

static void
copy_hash_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  copy (data, target, _ ("SHA-256 copied"));
}

/* Of a version, or, where none is named, of the one that is shown. */
static void
show_details_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  const char *capture = g_variant_get_string (target, NULL);
  GtkWidget *dialog;

  if (*capture == '\0' && self->document == NULL)
    return;
  if (*capture == '\0')
    capture = gloss_capture_get_fields (gloss_document_get_capture (self->document))->uuid;

  dialog = gloss_capture_dialog_new (GTK_WINDOW (self), gloss_workspace_get_store (self->workspace),
                                     gloss_workspace_get_undo_stack (self->workspace), capture);
  g_signal_connect_object (dialog, "open", G_CALLBACK (open_outside), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Among those of the open article, borrowed. annotation_out (nullable): the one that cites it, borrowed too.
 */
static GlossRecord *
find_source (GlossWindow *self, const char *uuid, GlossAnnotation **annotation_out)
{
  GListModel *annotations =
    self->document != NULL ? G_LIST_MODEL (gloss_document_get_annotations (self->document)) : NULL;

  for (guint i = 0; annotations != NULL && i < g_list_model_get_n_items (annotations); i++)
    {
      g_autoptr (GlossAnnotation) annotation = g_list_model_get_item (annotations, i);
      GPtrArray *sources = gloss_annotation_get_sources (annotation);

      for (guint n = 0; n < sources->len; n++)
        if (g_strcmp0 (gloss_record_get_uuid (sources->pdata[n]), uuid) == 0)
          {
            if (annotation_out != NULL)
              *annotation_out = annotation;
            return sources->pdata[n];
          }
    }
  return NULL;
}

/* What is being typed belongs to it. */
static void
keep_source_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  const char *uuid = g_variant_get_string (target, NULL);
  GlossRecord *source;
  const char *uri;

  gloss_annotations_pane_commit (self->annotations_pane);
  source = find_source (self, uuid, NULL);
  uri = source != NULL ? gloss_record_get_string (source, "uri") : NULL;
  if (uri != NULL)
    gloss_source_keeper_keep (self->keeper, uuid, uri);
}

static void
use_source_copy_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GlossAnnotation *annotation;
  GlossRecord *source, *capture;

  gloss_annotations_pane_commit (self->annotations_pane);
  source = find_source (self, g_variant_get_string (target, NULL), &annotation);
  capture = source != NULL && gloss_record_is_null (source, "capture")
              ? gloss_source_copies_look (gloss_source_keeper_get_copies (self->keeper), source)
              : NULL;
  if (capture != NULL)
    gloss_document_submit (self->document, gloss_command_use_copy (annotation, source, capture));
}

static void
keep_source_anyway_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gloss_source_keeper_accept (GLOSS_WINDOW (data)->keeper, g_variant_get_string (target, NULL));
}

static void
stop_keeping_source_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gloss_source_keeper_drop (GLOSS_WINDOW (data)->keeper, g_variant_get_string (target, NULL));
}

/* The version that was kept, which may not be the newest of its article. */
static void
show_wanted_copy (GlossWindow *self)
{
  g_autofree char *wanted = NULL;
  GPtrArray *captures;

  if (self->document == NULL || self->wanted_copy == NULL)
    return;

  captures = gloss_document_get_captures (self->document);
  for (guint i = 0; i < captures->len && wanted == NULL; i++)
    if (g_strcmp0 (gloss_record_get_uuid (captures->pdata[i]), self->wanted_copy) == 0)
      wanted = g_steal_pointer (&self->wanted_copy);
  if (wanted != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (self), "show-capture", g_variant_new_string (wanted));
}

/* Another article that was asked for meanwhile is not left for it later. */
static void
document_cb (GlossWindow *self)
{
  show_wanted_copy (self);
  g_clear_pointer (&self->wanted_copy, g_free);
}

/* On the reader's thread. */
static gpointer
load_details (GlossDatabase *database, gpointer uuid, GCancellable *cancellable, GError **error)
{
  return gloss_capture_details_load (database, uuid, error);
}

static void
tell_copy (GlossWindow *self, const char *words)
{
  gloss_notices_show (gloss_reader_pane_get_notices (self->reader_pane), "failed:copy", GTK_MESSAGE_ERROR,
                      words, NULL, NULL);
}

/* Nothing else is shown in place of a copy that is in the trash: it would be taken for the proof. */
static void
details_loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossCaptureDetails) details = gloss_store_read_finish (GLOSS_STORE (object), result, &error);

  if (self->workspace == NULL || gloss_workspace_get_store (self->workspace) != GLOSS_STORE (object))
    return;

  if (details == NULL)
    {
      tell_copy (self, error->message);
      return;
    }
  if (gloss_record_is_deleted (details->capture) || gloss_record_is_deleted (details->article))
    {
      tell_copy (self, _ ("The copy of this source was removed from the library; it lies in the trash. Its "
                          "SHA-256 stays with the source. Undo the removal, or keep a new copy."));
      return;
    }
  g_free (self->wanted_copy);
  self->wanted_copy = g_strdup (gloss_record_get_uuid (details->capture));
  gloss_workspace_show_article (self->workspace, gloss_record_get_uuid (details->article));
  show_wanted_copy (self);
}

static void
open_source_copy_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;

  gloss_store_read_async (gloss_workspace_get_store (self->workspace), load_details,
                          g_variant_dup_string (target, NULL), g_free,
                          (GDestroyNotify) gloss_capture_details_free, NULL, details_loaded_cb,
                          g_object_ref (self));
}

/**
 * gloss_window_follow_sources:
 * @self: a window with a new workspace
 *
 * Gives the pages of sources a place to load in, and the annotations pane news of them.
 */
void
gloss_window_follow_sources (GlossWindow *self)
{
  self->keeper = gloss_source_keeper_new (gloss_workspace_get_store (self->workspace),
                                          gloss_workspace_get_undo_stack (self->workspace), self->settings);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), gloss_source_keeper_get_widget (self->keeper));
  gloss_annotations_pane_set_keeper (self->annotations_pane, self->keeper);
  g_signal_connect_object (self->workspace, "notify::document", G_CALLBACK (document_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gloss_window_leave_sources:
 * @self: a window that lets its workspace go
 *
 * What is still being read for sources is dropped.
 */
void
gloss_window_leave_sources (GlossWindow *self)
{
  g_clear_pointer (&self->wanted_copy, g_free);
  if (self->keeper == NULL)
    return;

  gloss_source_keeper_drop_all (self->keeper);
  if (self->overlay != NULL)
    {
      gloss_annotations_pane_set_keeper (self->annotations_pane, NULL);
      gtk_overlay_remove_overlay (GTK_OVERLAY (self->overlay), gloss_source_keeper_get_widget (self->keeper));
    }
  g_clear_object (&self->keeper);
}

static const GActionEntry entries[] = {
  { "show-details", show_details_cb, "s" },
  { "open-link", open_link_cb, "s" },
  { "copy-link", copy_link_cb, "s" },
  { "copy-archive-link", copy_archive_link_cb, "s" },
  { "copy-hash", copy_hash_cb, "s" },
  { "save-in-archive", save_in_archive_cb, "s" },
  { "look-in-archive", look_in_archive_cb, "s" },
  { "keep-source", keep_source_cb, "s" },
  { "use-source-copy", use_source_copy_cb, "s" },
  { "keep-source-anyway", keep_source_anyway_cb, "s" },
  { "stop-keeping-source", stop_keeping_source_cb, "s" },
  { "open-source-copy", open_source_copy_cb, "s" },
};

/**
 * gloss_window_add_source_actions:
 * @self: a window whose template is made
 *
 * Gives the window its actions about proof.
 */
void
gloss_window_add_source_actions (GlossWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/**
 * gloss_window_update_source_actions:
 * @self: a window
 *
 * Enables what can be done now.
 */
void
gloss_window_update_source_actions (GlossWindow *self)
{
  static const char *const reading[] = { "show-details", "open-source-copy", NULL };
  static const char *const writing[] = { "keep-source", "keep-source-anyway", "use-source-copy", NULL };
  gboolean is_open = gloss_workspace_is_open (self->workspace);

  gloss_window_set_enabled (self, reading, is_open && self->document != NULL);
  gloss_window_set_enabled (self, writing,
                            is_open &&
                              !gloss_store_is_read_only (gloss_workspace_get_store (self->workspace)));
}
