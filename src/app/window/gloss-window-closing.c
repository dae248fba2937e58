/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What comes before the window closes: asking about what is on its way and about what could not be saved, and
 * waiting for the store. Main thread; owns nothing: everything is the window's.
 */
#include "config.h"

#include "app/window/gloss-window-closing.h"

#include <glib/gi18n.h>

/* Saving that is quicker than this lets the window close without a word. */
#define SAVING_DELAY_MS 200

static GlossNotices *
get_notices (GlossWindow *self)
{
  return gloss_reader_pane_get_notices (self->reader_pane);
}

static gboolean
show_saving_cb (gpointer data)
{
  GlossWindow *self = data;

  self->saving_id = 0;
  gloss_notices_show (get_notices (self), "closing", GTK_MESSAGE_INFO,
                      _ ("Saving… The window closes when everything is on the disk."), NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
close_anyway_cb (GlossWindow *self, const char *response)
{
  if (g_strcmp0 (response, "close") != 0)
    return;

  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_to_close (GlossWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Close without saving?"),
                                              _ ("The last changes could not be saved and are lost when the "
                                                 "window closes. Everything before them is kept."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _ ("_Keep open"), "close",
                                    _ ("_Close anyway"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_anyway_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
flushed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossWindow) self = data;

  g_clear_handle_id (&self->saving_id, g_source_remove);
  gloss_notices_hide (get_notices (self), "closing");
  self->closing = FALSE;
  if (!gloss_workspace_flush_finish (GLOSS_WORKSPACE (object), result, NULL))
    {
      ask_to_close (self);
      return;
    }
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static GlossIntake *
get_intake (GlossWindow *self)
{
  return gloss_workspace_get_intake (self->workspace);
}

static void
close_answered_cb (GlossWindow *self, const char *response)
{
  if (g_strcmp0 (response, "close") != 0)
    return;

  gloss_source_keeper_drop_all (self->keeper);
  gloss_workspace_cancel (self->workspace);
  gloss_held_captures_clear (gloss_intake_get_held (get_intake (self)));
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask (GlossWindow *self, const char *heading, const char *body, const char *answer)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  /* Whoever does not wait for the answer, such as the end of the session, finds what was typed saved. */
  gloss_annotations_pane_commit (self->annotations_pane);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _ ("_Keep open"), "close", answer,
                                    NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What was read and is not in the library: asked about, or not stored. */
static void
ask_about_held (GlossWindow *self, guint n_held)
{
  g_autofree char *body = g_strdup_printf (
    ngettext ("%u page or file was read and waits for your answer; it is not in the library. It is "
              "let go when the window closes. Everything in the library is kept.",
              "%u pages or files were read and wait for your answer; they are not in the "
              "library. They are let go when the window closes. Everything in the library is "
              "kept.",
              n_held),
    n_held);

  ask (self, _ ("Close without adding what was read?"), body, _ ("_Close"));
}

/* Whether it asks what becomes of what is on its way into the library, of what waits for an answer, and of
 * pages that are being read for sources; the window is closed again when the answer says so. */
static gboolean
ask_to_stop (GlossWindow *self)
{
  gboolean is_open = self->workspace != NULL && gloss_workspace_is_open (self->workspace);
  guint n_held = is_open ? gloss_held_captures_count (gloss_intake_get_held (get_intake (self))) : 0;

  if (is_open && gloss_intake_is_wanted (get_intake (self)))
    ask (self, _ ("Stop adding articles?"),
         n_held > 0
           ? _ ("Pages or files are still being read, and others wait for your answer. What is stopped is "
                "not added to the library; everything that is there is kept.")
           : _ ("Pages or files are still being read. What is stopped is not added to the library; "
                "everything that is there is kept."),
         _ ("_Stop and close"));
  else if (n_held > 0)
    ask_about_held (self, n_held);
  else if (self->keeper != NULL && gloss_source_keeper_is_busy (self->keeper))
    ask (
      self, _ ("Stop keeping copies?"),
      _ (
        "Pages of sources are still being read. Their sources stay as they are, and their copies can be kept "
        "another time."),
      _ ("_Stop and close"));
  else
    return FALSE;
  return TRUE;
}

/**
 * gloss_window_try_to_close:
 * @self: a window that is to be closed
 *
 * Asks what becomes of what would be lost, and saves the rest.
 *
 * Returns: whether it may close now; else it closes by itself once that is settled, or stays
 */
gboolean
gloss_window_try_to_close (GlossWindow *self)
{
  if (self->may_close)
    return TRUE;

  if (self->closing || ask_to_stop (self))
    return FALSE;

  self->closing = TRUE;
  self->saving_id = g_timeout_add (SAVING_DELAY_MS, show_saving_cb, self);
  gloss_annotations_pane_commit (self->annotations_pane);
  gloss_workspace_flush_async (self->workspace, flushed_cb, g_object_ref (self));
  return FALSE;
}
