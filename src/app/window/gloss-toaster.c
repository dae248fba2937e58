/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossToaster owns the toast that is shown and the one that waits for it to go. Main thread.
 *
 * It gives the overlay one toast at a time, and dismisses none before it has come: libadwaita 1.2 frees what
 * the animation of a toast works on with the toast, and aborts where one of high priority goes as quickly as
 * it came.
 */
#include "config.h"

#include "app/window/gloss-toaster.h"

#include <glib/gi18n.h>

/* How long a toast takes to come. */
#define COMING_USEC (500 * G_TIME_SPAN_MILLISECOND)

struct _GlossToaster
{
  GObject parent_instance;

  AdwToastOverlay *overlay; /* borrowed */
  AdwToast *shown;
  AdwToast *next;
  guint tick_id;      /* while the one that is shown comes */
  gint64 first_frame; /* of it, 0 before */
  gboolean has_come;  /* but for one more frame */
  gboolean shall_go;
};

G_DEFINE_FINAL_TYPE (GlossToaster, gloss_toaster, G_TYPE_OBJECT)

static gboolean
offers_undo (AdwToast *toast)
{
  return adw_toast_get_action_name (toast) != NULL;
}

/* The animation may be told of a frame after this is. */
static gboolean
tick_cb (GtkWidget *overlay, GdkFrameClock *clock, gpointer data)
{
  GlossToaster *self = data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->first_frame == 0)
    self->first_frame = now;
  if (!self->has_come)
    {
      self->has_come = now - self->first_frame > COMING_USEC;
      return G_SOURCE_CONTINUE;
    }

  self->tick_id = 0;
  if (self->shall_go)
    adw_toast_dismiss (self->shown);
  return G_SOURCE_REMOVE;
}

static void
stop_ticking (GlossToaster *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->overlay), self->tick_id);
  self->tick_id = 0;
}

/* A toast that went makes room for the next, which may go as well. */
static void show_next (GlossToaster *self);

static void
dismissed_cb (GlossToaster *self)
{
  stop_ticking (self);
  g_clear_object (&self->shown);
  if (self->next != NULL)
    show_next (self);
}

static void
show_next (GlossToaster *self)
{
  self->shown = g_steal_pointer (&self->next);
  self->first_frame = 0;
  self->has_come = self->shall_go = FALSE;
  adw_toast_overlay_add_toast (self->overlay, g_object_ref (self->shown));
  /* After the overlay itself, which has room then. */
  g_signal_connect_object (self->shown, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->overlay), tick_cb, self, NULL);
}

/* What it offers goes at once. */
static void
let_go (GlossToaster *self)
{
  self->shall_go = TRUE;
  adw_toast_set_button_label (self->shown, NULL);
  if (self->tick_id == 0)
    adw_toast_dismiss (self->shown);
}

static void
say (GlossToaster *self, const char *words, const char *label, const char *action)
{
  g_autofree char *markup = g_markup_escape_text (words, -1);

  g_clear_object (&self->next);
  self->next = adw_toast_new (markup);
  adw_toast_set_button_label (self->next, label);
  adw_toast_set_action_name (self->next, action);
  if (self->shown != NULL)
    let_go (self);
  else
    show_next (self);
}

static void
withdraw (GlossToaster *self, gboolean undo)
{
  if (self->next != NULL && offers_undo (self->next) == undo)
    g_clear_object (&self->next);
  if (self->shown != NULL && offers_undo (self->shown) == undo)
    let_go (self);
}

static void
gloss_toaster_dispose (GObject *object)
{
  GlossToaster *self = GLOSS_TOASTER (object);

  stop_ticking (self);
  g_clear_object (&self->shown);
  g_clear_object (&self->next);

  G_OBJECT_CLASS (gloss_toaster_parent_class)->dispose (object);
}

static void
gloss_toaster_class_init (GlossToasterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_toaster_dispose;
}

static void
gloss_toaster_init (GlossToaster *self)
{
}

/**
 * gloss_toaster_new:
 * @overlay: where to say it
 *
 * Returns: (transfer full): a toaster that has said nothing yet
 */
GlossToaster *
gloss_toaster_new (AdwToastOverlay *overlay)
{
  GlossToaster *self = g_object_new (GLOSS_TYPE_TOASTER, NULL);

  self->overlay = overlay;
  return self;
}

/**
 * gloss_toaster_say:
 * @self: a toaster
 * @words: what to say, translated, no markup
 *
 * Says something for a moment.
 */
void
gloss_toaster_say (GlossToaster *self, const char *words)
{
  g_return_if_fail (GLOSS_IS_TOASTER (self));

  say (self, words, NULL, NULL);
}

/**
 * gloss_toaster_offer_undo:
 * @self: a toaster
 * @words: what was done, translated, no markup
 *
 * Says something for a moment, and offers to take it back.
 */
void
gloss_toaster_offer_undo (GlossToaster *self, const char *words)
{
  g_return_if_fail (GLOSS_IS_TOASTER (self));

  say (self, words, _ ("_Undo"), "win.undo");
}

/**
 * gloss_toaster_withdraw:
 * @self: a toaster
 *
 * Takes back what was said last without an offer.
 */
void
gloss_toaster_withdraw (GlossToaster *self)
{
  g_return_if_fail (GLOSS_IS_TOASTER (self));

  withdraw (self, FALSE);
}

/**
 * gloss_toaster_withdraw_undo:
 * @self: a toaster
 *
 * Takes back the last offer: what it would undo is not the last change any more.
 */
void
gloss_toaster_withdraw_undo (GlossToaster *self)
{
  g_return_if_fail (GLOSS_IS_TOASTER (self));

  withdraw (self, TRUE);
}
