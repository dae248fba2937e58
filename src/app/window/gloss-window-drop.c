/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is dropped on the window: files anywhere, text on article and library. Main thread; owns nothing:
 * everything is the window's.
 */
#include "config.h"

#include "app/window/gloss-window-drop.h"

static gboolean
can_drop (GlossWindow *self, GtkDropTarget *target)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);

  /* What was dragged from this window is in the library already. */
  return gloss_workspace_is_open (self->workspace) &&
         !gloss_store_is_read_only (gloss_workspace_get_store (self->workspace)) &&
         (drop == NULL || gdk_drop_get_drag (drop) == NULL);
}

static GdkDragAction
drop_enter_cb (GlossWindow *self, double x, double y, GtkDropTarget *target)
{
  if (!can_drop (self, target))
    return 0;

  gtk_widget_set_visible (self->drop_hint, TRUE);
  return GDK_ACTION_COPY;
}

static GdkDragAction
drop_motion_cb (GlossWindow *self, double x, double y, GtkDropTarget *target)
{
  return can_drop (self, target) ? GDK_ACTION_COPY : 0;
}

static void
drop_leave_cb (GlossWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
}

static gboolean
drop_cb (GlossWindow *self, const GValue *value, double x, double y, GtkDropTarget *target)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
  if (!can_drop (self, target))
    return FALSE;

  if (G_VALUE_HOLDS_STRING (value))
    gloss_window_add_text (self, g_value_get_string (value));
  else
    for (GSList *file = g_value_get_boxed (value); file != NULL; file = file->next)
      gloss_window_open_file (self, file->data);
  return TRUE;
}

/* Files may be dropped anywhere; text only where no text is written. The capture phase: the web view takes it
 * else. */
static void
add_drop_target (GlossWindow *self, GtkWidget *widget, GType type)
{
  GtkDropTarget *target = gtk_drop_target_new (type, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "enter", G_CALLBACK (drop_enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "motion", G_CALLBACK (drop_motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (drop_leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

/**
 * gloss_window_add_drop_targets:
 * @self: a window whose template is made
 *
 * Lets articles be dropped on the window.
 */
void
gloss_window_add_drop_targets (GlossWindow *self)
{
  add_drop_target (self, GTK_WIDGET (self), GDK_TYPE_FILE_LIST);
  add_drop_target (self, GTK_WIDGET (self->reader_pane), G_TYPE_STRING);
  add_drop_target (self, GTK_WIDGET (self->library_pane), G_TYPE_STRING);
}
