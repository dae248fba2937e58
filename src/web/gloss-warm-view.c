/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps one web view ready. Owns it until it is taken. Main thread. It never keeps one whose web process has
 * ended. A view costs some 50 MB as long as it waits. */

#include "config.h"

#include "web/gloss-warm-view.h"

#define BLANK "<!DOCTYPE html>"

struct _GlossWarmView
{
  GObject parent_instance;

  char **scripts;
  char *world;
  GlossSafeView *view;
  gboolean is_loaded;
};

G_DEFINE_FINAL_TYPE (GlossWarmView, gloss_warm_view, G_TYPE_OBJECT)

static GlossSafeView *
make_view (GlossWarmView *self)
{
  GlossSafeView *view = g_object_ref_sink (gloss_safe_view_new ());

  for (char **script = self->scripts; *script != NULL; script++)
    gloss_safe_view_add_script (view, *script, self->world);
  gloss_safe_view_load_document (view, BLANK);
  return view;
}

static void
load_changed_cb (WebKitWebView *view, WebKitLoadEvent event, GlossWarmView *self)
{
  self->is_loaded |= event == WEBKIT_LOAD_FINISHED;
}

static void
gloss_warm_view_dispose (GObject *object)
{
  gloss_warm_view_cool_down (GLOSS_WARM_VIEW (object));
  G_OBJECT_CLASS (gloss_warm_view_parent_class)->dispose (object);
}

static void
gloss_warm_view_finalize (GObject *object)
{
  GlossWarmView *self = GLOSS_WARM_VIEW (object);

  g_strfreev (self->scripts);
  g_free (self->world);
  G_OBJECT_CLASS (gloss_warm_view_parent_class)->finalize (object);
}

static void
gloss_warm_view_class_init (GlossWarmViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_warm_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = gloss_warm_view_finalize;
}

static void
gloss_warm_view_init (GlossWarmView *self)
{
}

/**
 * gloss_warm_view_new:
 * @scripts: (array zero-terminated=1): the names of the scripts that every view has
 * @world: the script world that they are in
 *
 * Returns: (transfer full): one that is cold
 */
GlossWarmView *
gloss_warm_view_new (const char *const *scripts, const char *world)
{
  GlossWarmView *self = g_object_new (GLOSS_TYPE_WARM_VIEW, NULL);

  self->scripts = g_strdupv ((char **) scripts);
  self->world = g_strdup (world);
  return self;
}

/**
 * gloss_warm_view_warm_up:
 *
 * Makes the view that is needed next, if there is none.
 */
void
gloss_warm_view_warm_up (GlossWarmView *self)
{
  g_return_if_fail (GLOSS_IS_WARM_VIEW (self));

  if (self->view != NULL)
    return;
  self->view = make_view (self);
  g_signal_connect (self->view, "load-changed", G_CALLBACK (load_changed_cb), self);
  g_signal_connect_swapped (self->view, "web-process-terminated", G_CALLBACK (gloss_warm_view_cool_down),
                            self);
}

/**
 * gloss_warm_view_cool_down:
 *
 * Ends what was not needed.
 */
void
gloss_warm_view_cool_down (GlossWarmView *self)
{
  g_return_if_fail (GLOSS_IS_WARM_VIEW (self));

  self->is_loaded = FALSE;
  if (self->view == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->view, self);
  gloss_mute_view_drop (GLOSS_MUTE_VIEW (g_steal_pointer (&self->view)));
}

/**
 * gloss_warm_view_take:
 * @is_loaded: (out): whether its empty document is there already; else `load-changed` will say so
 *
 * Returns: (transfer full): the view, made now if it was cold
 */
GlossSafeView *
gloss_warm_view_take (GlossWarmView *self, gboolean *is_loaded)
{
  g_return_val_if_fail (GLOSS_IS_WARM_VIEW (self), NULL);
  g_return_val_if_fail (is_loaded != NULL, NULL);

  gloss_warm_view_warm_up (self);
  g_signal_handlers_disconnect_by_data (self->view, self);
  *is_loaded = self->is_loaded;
  self->is_loaded = FALSE;
  return g_steal_pointer (&self->view);
}
