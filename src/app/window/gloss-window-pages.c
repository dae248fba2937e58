/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the window does about pages of the web: asking for an address, telling how far loading is, asking what
 * becomes of a page that may not be the one that is wanted. Main thread; owns nothing: everything is the
 * window's.
 */
#include "config.h"

#include "app/window/gloss-address-dialog.h"
#include "app/window/gloss-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the ids of notices about pages that are doubted have in front. */
#define DOUBT "doubt:"

static GlossIntake *
get_intake (GlossWindow *self)
{
  return gloss_workspace_get_intake (self->workspace);
}

static void
chosen_cb (GlossWindow *self, const char *uri)
{
  if (gloss_workspace_is_open (self->workspace))
    gloss_intake_add_address (get_intake (self), uri, NULL);
}

static void
open_address_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;
  GtkWidget *dialog = gloss_address_dialog_new (GTK_WINDOW (self));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
keep_page_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gloss_intake_keep (get_intake (data), g_variant_get_string (target, NULL));
}

static void
doubted_cb (GlossWindow *self, const char *id, const char *words, const char *article)
{
  g_autofree char *notice = g_strconcat (DOUBT, id, NULL);
  g_autofree char *action = g_strconcat ("win.keep-page::", id, NULL);
  g_autofree char *kept = NULL;

  if (article != NULL)
    /* Translators: why a page was not captured again, a sentence */
    kept = g_strdup_printf (_ ("%s The article is kept as it was captured."), words);
  gloss_notices_show (gloss_reader_pane_get_notices (self->reader_pane), notice, GTK_MESSAGE_WARNING,
                      kept != NULL ? kept : words, _ ("_Add all the same"), action);
}

static void
notice_closed_cb (GlossWindow *self, const char *id)
{
  if (g_str_has_prefix (id, DOUBT) && self->workspace != NULL)
    gloss_intake_forget (get_intake (self), id + strlen (DOUBT));
}

static void
loading_cb (GlossWindow *self, GParamSpec *pspec, GlossIntake *intake)
{
  g_autofree char *status = NULL;
  double progress;

  g_object_get (intake, "status", &status, "progress", &progress, NULL);
  gloss_reader_pane_set_loading (self->reader_pane, status, progress);
}

static const GActionEntry entries[] = {
  { "open-address", open_address_cb },
  { "keep-page", keep_page_cb, "s" },
};

/**
 * gloss_window_follow_pages:
 * @self: a window with a new workspace
 *
 * Gives pages a place to load in, and tells how they do.
 */
void
gloss_window_follow_pages (GlossWindow *self)
{
  GlossIntake *intake = get_intake (self);

  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), gloss_intake_get_widget (intake));
  g_signal_connect_object (intake, "notify::status", G_CALLBACK (loading_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (intake, "notify::progress", G_CALLBACK (loading_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (intake, "doubted", G_CALLBACK (doubted_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gloss_window_leave_pages:
 * @self: a window that lets its workspace go
 *
 * What is still loading is told of no more.
 */
void
gloss_window_leave_pages (GlossWindow *self)
{
  GlossIntake *intake = get_intake (self);

  g_signal_handlers_disconnect_by_data (intake, self);
  if (self->overlay != NULL)
    gtk_overlay_remove_overlay (GTK_OVERLAY (self->overlay), gloss_intake_get_widget (intake));
}

/**
 * gloss_window_add_page_actions:
 * @self: a window whose template is made
 *
 * Gives the window its actions for pages of the web.
 */
void
gloss_window_add_page_actions (GlossWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (gloss_reader_pane_get_notices (self->reader_pane), "closed",
                           G_CALLBACK (notice_closed_cb), self, G_CONNECT_SWAPPED);
}
