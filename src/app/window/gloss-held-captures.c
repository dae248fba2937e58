/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossHeldCaptures owns captures by their addresses, in the order in which they came. Main thread. It stores
 * nothing and tells of each that it lets go by itself. Each call looks at all of them, which are few.
 */
#include "config.h"

#include "app/window/gloss-held-captures.h"

#include <string.h>

struct _GlossHeldCaptures
{
  GObject parent_instance;

  guint max;
  gsize max_bytes;
  gsize n_bytes;
  GQueue held; /* Held, the oldest first */
};

enum
{
  LET_GO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossHeldCaptures, gloss_held_captures, G_TYPE_OBJECT)

typedef struct
{
  char *uri;
  GlossCapture *capture;
  char *note;
  char *next_uri;
  gsize n_bytes;
} Held;

static void
held_free (Held *held)
{
  g_free (held->uri);
  gloss_capture_unref (held->capture);
  g_free (held->note);
  g_free (held->next_uri);
  g_free (held);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Held, held_free)

/* What is large in it. The parts of a page are in its MHTML; images have bytes of their own besides. */
static gsize
measure (GlossCapture *capture)
{
  const GlossCaptureFields *fields = gloss_capture_get_fields (capture);
  gsize n_bytes = strlen (fields->html) + gloss_text_get_n_bytes (fields->text);

  n_bytes += fields->bytes != NULL ? g_bytes_get_size (fields->bytes) : 0;
  n_bytes += fields->mhtml != NULL ? g_bytes_get_size (fields->mhtml) : 0;
  for (guint i = 0; fields->resources != NULL && i < fields->resources->len; i++)
    {
      GBytes *bytes = gloss_capture_resource_get_bytes (g_ptr_array_index (fields->resources, i));

      n_bytes += g_bytes_get_size (bytes);
    }
  return n_bytes;
}

static Held *
take_link (GlossHeldCaptures *self, GList *link)
{
  Held *held = link->data;

  g_queue_delete_link (&self->held, link);
  self->n_bytes -= held->n_bytes;
  return held;
}

static GList *
find (GlossHeldCaptures *self, const char *uri)
{
  for (GList *link = self->held.head; link != NULL; link = link->next)
    if (g_str_equal (((Held *) link->data)->uri, uri))
      return link;
  return NULL;
}

static gboolean
is_too_much (GlossHeldCaptures *self)
{
  return self->held.length > 1 && (self->held.length > self->max || self->n_bytes > self->max_bytes);
}

static void
gloss_held_captures_dispose (GObject *object)
{
  gloss_held_captures_clear (GLOSS_HELD_CAPTURES (object));

  G_OBJECT_CLASS (gloss_held_captures_parent_class)->dispose (object);
}

static void
gloss_held_captures_class_init (GlossHeldCapturesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_held_captures_dispose;

  signals[LET_GO] = g_signal_new ("let-go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
gloss_held_captures_init (GlossHeldCaptures *self)
{
  g_queue_init (&self->held);
}

/**
 * gloss_held_captures_new:
 * @max: how many are held
 * @max_bytes: how many bytes they may have together
 *
 * Returns: (transfer full): holds none yet
 */
GlossHeldCaptures *
gloss_held_captures_new (guint max, gsize max_bytes)
{
  GlossHeldCaptures *self = g_object_new (GLOSS_TYPE_HELD_CAPTURES, NULL);

  self->max = max;
  self->max_bytes = max_bytes;
  return self;
}

/**
 * gloss_held_captures_add:
 * @self: held captures
 * @uri: by which it is asked for
 * @capture: a capture
 * @note: (nullable): what is to be said of it once it is stored
 * @next_uri: (nullable): where its article goes on
 *
 * Holds a capture, and lets the oldest go where that is too much.
 */
void
gloss_held_captures_add (
  GlossHeldCaptures *self, const char *uri, GlossCapture *capture, const char *note, const char *next_uri)
{
  g_autoptr (GlossCapture) earlier = NULL;
  Held *held;

  g_return_if_fail (GLOSS_IS_HELD_CAPTURES (self));
  g_return_if_fail (uri != NULL && capture != NULL);

  earlier = gloss_held_captures_take (self, uri, NULL, NULL);
  held = g_new0 (Held, 1);
  held->uri = g_strdup (uri);
  held->capture = gloss_capture_ref (capture);
  held->note = g_strdup (note);
  held->next_uri = g_strdup (next_uri);
  held->n_bytes = measure (capture);
  g_queue_push_tail (&self->held, held);
  self->n_bytes += held->n_bytes;
  while (is_too_much (self))
    {
      g_autoptr (Held) oldest = take_link (self, self->held.head);

      g_signal_emit (self, signals[LET_GO], 0, oldest->uri,
                     gloss_capture_get_fields (oldest->capture)->article);
    }
}

/**
 * gloss_held_captures_take:
 * @self: held captures
 * @uri: with which it was added
 * @note: (out) (optional) (nullable): with which it was added
 * @next_uri: (out) (optional) (nullable): the same; set, as @note, only where there is a capture
 *
 * Returns: (transfer full) (nullable): a capture, which is held no more
 */
GlossCapture *
gloss_held_captures_take (GlossHeldCaptures *self, const char *uri, char **note, char **next_uri)
{
  g_autoptr (Held) held = NULL;
  GList *link;

  g_return_val_if_fail (GLOSS_IS_HELD_CAPTURES (self), NULL);

  link = find (self, uri);
  if (link == NULL)
    return NULL;
  held = take_link (self, link);
  if (note != NULL)
    *note = g_steal_pointer (&held->note);
  if (next_uri != NULL)
    *next_uri = g_steal_pointer (&held->next_uri);
  return gloss_capture_ref (held->capture);
}

/**
 * gloss_held_captures_clear:
 * @self: held captures
 *
 * Lets all of them go; nothing is told.
 */
void
gloss_held_captures_clear (GlossHeldCaptures *self)
{
  g_return_if_fail (GLOSS_IS_HELD_CAPTURES (self));

  g_queue_clear_full (&self->held, (GDestroyNotify) held_free);
  self->n_bytes = 0;
}

guint
gloss_held_captures_count (GlossHeldCaptures *self)
{
  g_return_val_if_fail (GLOSS_IS_HELD_CAPTURES (self), 0);

  return self->held.length;
}
