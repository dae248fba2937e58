/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the window says of what is on its way, and stopping it. Main thread; owns nothing: everything is the
 * window's. Several things may be on their way at once and one is named; stopping stops that one.
 */
#include "config.h"

#include "app/window/gloss-window-busy.h"

#include "app/window/gloss-window-extent.h"
#include "app/window/gloss-window-files.h"

#include <glib/gi18n.h>

typedef enum
{
  NAMED_NOTHING,
  NAMED_EXTENT,  /* more or less of the page that is read */
  NAMED_INTAKE,  /* several files, or a page that is loaded */
  NAMED_OPENING, /* whatever takes no longer than opening does */
} Named;

typedef struct
{
  Named named;
  char *status; /* of the intake, or NULL */
  double progress;
  guint n_more; /* pages that are to be loaded besides what is named */
} State;

static void
state_clear (State *state)
{
  g_free (state->status);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

/* What the user asked for last and waits for in front of the article comes first. */
static void
look (GlossWindow *self, State *state)
{
  g_object_get (gloss_workspace_get_intake (self->workspace), "status", &state->status, "progress",
                &state->progress, "waiting", &state->n_more, NULL);
  if (gloss_window_is_taking_extent (self))
    {
      state->named = NAMED_EXTENT;
      state->progress = 0;
      if (state->status != NULL && !gloss_window_has_files (self))
        state->n_more++;
    }
  else if (state->status != NULL)
    state->named = NAMED_INTAKE;
  else
    state->named = self->busy ? NAMED_OPENING : NAMED_NOTHING;
}

/**
 * gloss_window_update_busy:
 * @self: a window
 *
 * Says what is on its way, or nothing where nothing is.
 */
void
gloss_window_update_busy (GlossWindow *self)
{
  g_auto (State) state = { 0 };
  GlossBusyBar *bar;
  gboolean is_more;

  if (self->workspace == NULL)
    return;
  bar = gloss_reader_pane_get_busy_bar (self->reader_pane);
  look (self, &state);
  is_more = state.n_more > 0 || (state.named == NAMED_EXTENT && self->busy);
  gloss_busy_bar_set_loading (bar,
                              state.named == NAMED_EXTENT   ? _ ("Reading the stored page…")
                              : state.named == NAMED_INTAKE ? state.status
                                                            : NULL,
                              state.progress, state.n_more, is_more);
  gloss_busy_bar_set_busy (bar, state.named != NAMED_NOTHING);
}

/**
 * gloss_window_stop_named:
 * @self: a window
 *
 * Stops what it says is on its way.
 *
 * Returns: whether anything was
 */
gboolean
gloss_window_stop_named (GlossWindow *self)
{
  g_auto (State) state = { 0 };

  look (self, &state);
  if (state.named == NAMED_EXTENT)
    gloss_window_cancel_extent (self);
  else if (state.named == NAMED_INTAKE)
    gloss_intake_cancel_loading (gloss_workspace_get_intake (self->workspace));
  else if (state.named == NAMED_OPENING)
    gloss_workspace_cancel (self->workspace);
  return state.named != NAMED_NOTHING;
}

static void
cancel_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gloss_window_stop_named (data);
}

static void
cancel_all_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  GlossWindow *self = data;

  gloss_window_cancel_extent (self);
  gloss_workspace_cancel (self->workspace);
}

static const GActionEntry entries[] = {
  { "cancel", cancel_cb },
  { "cancel-all", cancel_all_cb },
};

/**
 * gloss_window_follow_busy:
 * @self: a window with a new workspace
 *
 * Tells how what is on its way does.
 */
void
gloss_window_follow_busy (GlossWindow *self)
{
  static const char *const told[] = { "notify::status", "notify::progress", "notify::waiting" };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_signal_connect_object (gloss_workspace_get_intake (self->workspace), told[i],
                             G_CALLBACK (gloss_window_update_busy), self, G_CONNECT_SWAPPED);
}

/**
 * gloss_window_add_busy_actions:
 * @self: a window whose template is made
 *
 * Gives the window its actions that stop something.
 */
void
gloss_window_add_busy_actions (GlossWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
