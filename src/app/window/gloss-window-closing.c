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

/* However often the window is closed, it is asked once. */
static void
ask (GlossWindow *self, const char *heading, const char *body, const char *answer, GCallback answered_cb)
{
  self->question = adw_message_dialog_new (GTK_WINDOW (self), heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (self->question), "stay", _ ("_Keep open"), "close",
                                    answer, NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (self->question), "stay");
  g_signal_connect_object (self->question, "response", answered_cb, self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->question));
}

static void
close_anyway_cb (GlossWindow *self, const char *response)
{
  self->question = NULL;
  if (g_strcmp0 (response, "close") != 0)
    return;

  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_to_close (GlossWindow *self)
{
  ask (self, _ ("Close without saving?"),
       _ ("The last changes could not be saved and are lost when the "
          "window closes. Everything before them is kept."),
       _ ("_Close anyway"), G_CALLBACK (close_anyway_cb));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (self->question), "close",
                                              ADW_RESPONSE_DESTRUCTIVE);
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
  self->question = NULL;
  if (g_strcmp0 (response, "close") != 0)
    return;

  gloss_source_keeper_drop_all (self->keeper);
  gloss_workspace_cancel (self->workspace);
  gloss_held_captures_clear (gloss_intake_get_held (get_intake (self)));
  gtk_window_close (GTK_WINDOW (self));
}

/* What is not done yet, and would be lost. */
typedef struct
{
  gboolean reads_articles;
  guint n_held; /* read, and in the library when the user says so */
  gboolean reads_sources;
  guint n_doubted; /* the same, for sources */
} Unfinished;

static Unfinished
find_unfinished (GlossWindow *self)
{
  gboolean is_open = self->workspace != NULL && gloss_workspace_is_open (self->workspace);
  Unfinished found = { 0 };

  if (is_open)
    {
      found.reads_articles = gloss_intake_is_wanted (get_intake (self));
      found.n_held = gloss_held_captures_count (gloss_intake_get_held (get_intake (self)));
    }
  if (self->keeper != NULL)
    {
      found.reads_sources = gloss_source_keeper_is_busy (self->keeper);
      found.n_doubted = gloss_source_keeper_count (self->keeper, GLOSS_KEEPING_DOUBTED);
    }
  return found;
}

static void
add_paragraph (GString *body, const char *words)
{
  if (body->len > 0)
    g_string_append (body, "\n\n");
  g_string_append (body, words);
}

/* What was read and is not in the library: asked about, or not stored. */
static void
add_held (GString *body, guint n_held)
{
  g_autofree char *words = g_strdup_printf (
    ngettext ("%u page or file was read and waits for your answer; it is not in the library. It is "
              "let go when the window closes. Everything in the library is kept.",
              "%u pages or files were read and wait for your answer; they are not in the "
              "library. They are let go when the window closes. Everything in the library is "
              "kept.",
              n_held),
    n_held);

  add_paragraph (body, words);
}

static void
add_doubted (GString *body, guint n_doubted)
{
  g_autofree char *words = g_strdup_printf (
    ngettext ("%u page of a source was read and waits for your answer. Its source stays as it is, and a copy "
              "can be kept another time.",
              "%u pages of sources were read and wait for your answer. Their sources stay as they are, and "
              "copies can be kept another time.",
              n_doubted),
    n_doubted);

  add_paragraph (body, words);
}

static char *
dup_body (const Unfinished *unfinished)
{
  GString *body = g_string_new (NULL);

  if (unfinished->reads_articles && unfinished->n_held > 0)
    add_paragraph (
      body, _ ("Pages or files are still being read, and others wait for your answer. What is stopped is "
               "not added to the library; everything that is there is kept."));
  else if (unfinished->reads_articles)
    add_paragraph (body,
                   _ ("Pages or files are still being read. What is stopped is not added to the library; "
                      "everything that is there is kept."));
  else if (unfinished->n_held > 0)
    add_held (body, unfinished->n_held);
  if (unfinished->reads_sources)
    add_paragraph (
      body,
      _ (
        "Pages of sources are still being read. Their sources stay as they are, and their copies can be kept "
        "another time."));
  if (unfinished->n_doubted > 0)
    add_doubted (body, unfinished->n_doubted);
  return g_string_free (body, FALSE);
}

static const char *
get_heading (const Unfinished *unfinished)
{
  gboolean has_articles = unfinished->reads_articles || unfinished->n_held > 0;
  gboolean has_sources = unfinished->reads_sources || unfinished->n_doubted > 0;

  if (has_articles && has_sources)
    return _ ("Close before everything is in the library?");
  if (has_articles)
    return unfinished->reads_articles ? _ ("Stop adding articles?")
                                      : _ ("Close without adding what was read?");
  return unfinished->reads_sources ? _ ("Stop keeping copies?") : _ ("Close without keeping copies?");
}

/* Whether it asks what becomes of what is on its way into the library, and of what waits for an answer; the
 * window is closed again when the answer says so. */
static gboolean
ask_to_stop (GlossWindow *self)
{
  Unfinished unfinished = find_unfinished (self);
  g_autofree char *body = dup_body (&unfinished);

  if (*body == '\0')
    return FALSE;

  /* Whoever does not wait for the answer, such as the end of the session, finds what was typed saved. */
  gloss_annotations_pane_commit (self->annotations_pane);
  ask (self, get_heading (&unfinished), body,
       unfinished.reads_articles || unfinished.reads_sources ? _ ("_Stop and close") : _ ("_Close"),
       G_CALLBACK (close_answered_cb));
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

  if (self->question != NULL)
    gtk_window_present (GTK_WINDOW (self->question));
  if (self->question != NULL || self->closing || ask_to_stop (self))
    return FALSE;

  self->closing = TRUE;
  self->saving_id = g_timeout_add (SAVING_DELAY_MS, show_saving_cb, self);
  gloss_annotations_pane_commit (self->annotations_pane);
  gloss_workspace_flush_async (self->workspace, flushed_cb, g_object_ref (self));
  return FALSE;
}
