/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the window does about the original page beside the article: whether it is shown, what it shows, and
 * that both stay at the same annotation. Main thread; owns nothing: everything is the window's.
 */
#include "config.h"

#include "app/window/gloss-window-original.h"

#include "app/window/gloss-window-private.h"

#define KEY "original-visible"

static GlossOriginalPane *
get_pane (GlossWindow *self)
{
  return gloss_reader_pane_get_original (self->reader_pane);
}

static void
show_original_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  GlossWindow *self = data;

  g_settings_set_boolean (self->settings, KEY, g_variant_get_boolean (state));
  gloss_window_update_original (self);
}

static void
opened_cb (GlossWindow *self, GObject *view)
{
  g_object_bind_property (self->annotations_pane, "selected", view, "selected", G_BINDING_SYNC_CREATE);
  g_settings_bind (self->settings, "underline", view, "underline", G_SETTINGS_BIND_GET);
}

static void
chosen_cb (GlossWindow *self, const char *uuid)
{
  gloss_annotations_pane_set_selected (self->annotations_pane, uuid);
  gloss_reader_pane_reveal (self->reader_pane, uuid);
}

static void
link_cb (GlossWindow *self, const char *uri)
{
  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static const GActionEntry entries[] = {
  { "show-original", NULL, NULL, "false", show_original_cb },
};

/**
 * gloss_window_add_original:
 * @self: a window with its settings and actions
 *
 * Gives the window the action that shows the original page.
 */
void
gloss_window_add_original (GlossWindow *self)
{
  GlossOriginalPane *pane = get_pane (self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (pane, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pane, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pane, "link", G_CALLBACK (link_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gloss_window_update_original:
 * @self: a window
 *
 * Shows or hides the page, by what the user chose and by what is shown: a comparison is of two versions.
 */
void
gloss_window_update_original (GlossWindow *self)
{
  GSimpleAction *action = G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "show-original"));
  GlossStore *store = gloss_workspace_get_store (self->workspace);
  gboolean can_show = self->document != NULL && !gloss_reader_pane_is_comparing (self->reader_pane);
  gboolean is_wanted = g_settings_get_boolean (self->settings, KEY);

  gloss_original_pane_set_document (get_pane (self), store, self->document,
                                    self->document != NULL ? gloss_store_get_catalog (store) : NULL);
  g_simple_action_set_enabled (action, can_show);
  g_simple_action_set_state (action, g_variant_new_boolean (is_wanted));
  gloss_reader_pane_show_original (self->reader_pane, can_show && is_wanted);
}

/**
 * gloss_window_leave_original:
 * @self: a window
 *
 * Closes the page if the focus is in it.
 *
 * Returns: whether it was
 */
gboolean
gloss_window_leave_original (GlossWindow *self)
{
  if ((gtk_widget_get_state_flags (GTK_WIDGET (get_pane (self))) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    return FALSE;

  g_action_group_change_action_state (G_ACTION_GROUP (self), "show-original", g_variant_new_boolean (FALSE));
  return TRUE;
}
