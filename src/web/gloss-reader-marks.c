/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where annotations stand in the page. Owns the places and the one question about them that may be under
 * way. Main thread. It never asks twice at once and never keeps a place that the page did not say. Asking
 * costs a message of the number of annotations and as long an answer. */

#include "config.h"

#include "web/gloss-reader-marks.h"

#include "core/base/gloss-json.h"

/* Marks are for a narrow strip: they may follow the text a little later. */
#define DELAY 120

struct _GlossReaderMarks
{
  GObject parent_instance;

  GlossBridge *bridge;
  GlossPainter *painter;
  GPtrArray *marks; /* of GlossReaderMark */
  GPtrArray *asked; /* uuids whose places were asked for and not yet told */
  guint timer;
  gboolean is_started;
};

G_DEFINE_FINAL_TYPE (GlossReaderMarks, gloss_reader_marks, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
free_mark (gpointer data)
{
  GlossReaderMark *mark = data;

  g_free (mark->uuid);
  g_free (mark);
}

/* Returns: (transfer none): as many numbers as are wanted, or NULL where the page said something else. */
static JsonArray *
find_places (JsonObject *answer, guint n)
{
  JsonArray *places = gloss_json_get_array (answer, "tops");

  if (places == NULL || json_array_get_length (places) != n)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      GType type = json_node_get_value_type (json_array_get_element (places, i));

      if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
        return NULL;
    }
  return places;
}

static void
answer_cb (gpointer data, JSCValue *value)
{
  GlossReaderMarks *self = data;
  g_autoptr (GPtrArray) uuids = g_steal_pointer (&self->asked);
  g_autofree char *json = jsc_value_is_string (value) ? jsc_value_to_string (value) : NULL;
  g_autoptr (JsonObject) answer = json != NULL ? gloss_json_parse_object (json, -1, NULL) : NULL;
  JsonArray *places = uuids != NULL && answer != NULL ? find_places (answer, uuids->len) : NULL;

  if (places == NULL)
    return;
  g_ptr_array_set_size (self->marks, 0);
  for (guint i = 0; i < uuids->len; i++)
    {
      GlossReaderMark *mark = g_new0 (GlossReaderMark, 1);

      mark->uuid = g_strdup (g_ptr_array_index (uuids, i));
      mark->top = CLAMP (json_array_get_double_element (places, i), 0.0, 1.0);
      g_ptr_array_add (self->marks, mark);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
ask_cb (gpointer data)
{
  GlossReaderMarks *self = data;
  g_autofree char *starts = NULL;

  /* One question at a time: what changed meanwhile is asked for after the answer. */
  if (self->asked != NULL)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  self->asked = g_ptr_array_new_with_free_func (g_free);
  starts = gloss_painter_list_starts (self->painter, self->asked);
  gloss_bridge_measure (self->bridge, starts, answer_cb, self);
  return G_SOURCE_REMOVE;
}

static void
queue (GlossReaderMarks *self)
{
  if (self->is_started && self->timer == 0)
    self->timer = g_timeout_add (DELAY, ask_cb, self);
}

static void
gloss_reader_marks_dispose (GObject *object)
{
  GlossReaderMarks *self = GLOSS_READER_MARKS (object);

  gloss_reader_marks_stop (self);
  g_clear_object (&self->painter);
  g_clear_object (&self->bridge);
  G_OBJECT_CLASS (gloss_reader_marks_parent_class)->dispose (object);
}

static void
gloss_reader_marks_finalize (GObject *object)
{
  GlossReaderMarks *self = GLOSS_READER_MARKS (object);

  g_ptr_array_unref (self->marks);
  G_OBJECT_CLASS (gloss_reader_marks_parent_class)->finalize (object);
}

static void
gloss_reader_marks_class_init (GlossReaderMarksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gloss_reader_marks_dispose;
  object_class->finalize = gloss_reader_marks_finalize;
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", GLOSS_TYPE_READER_MARKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gloss_reader_marks_init (GlossReaderMarks *self)
{
  self->marks = g_ptr_array_new_with_free_func (free_mark);
}

/**
 * gloss_reader_marks_new:
 * @bridge: to the page; it must not outlive what is returned
 * @painter: knows which annotations stand in the text
 */
GlossReaderMarks *
gloss_reader_marks_new (GlossBridge *bridge, GlossPainter *painter)
{
  GlossReaderMarks *self;

  g_return_val_if_fail (GLOSS_IS_BRIDGE (bridge), NULL);
  g_return_val_if_fail (GLOSS_IS_PAINTER (painter), NULL);

  self = g_object_new (GLOSS_TYPE_READER_MARKS, NULL);
  self->bridge = g_object_ref (bridge);
  self->painter = g_object_ref (painter);
  g_signal_connect_object (bridge, "resized", G_CALLBACK (queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (painter, "changed", G_CALLBACK (queue), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * gloss_reader_marks_start:
 *
 * A page is there that can be asked.
 */
void
gloss_reader_marks_start (GlossReaderMarks *self)
{
  g_return_if_fail (GLOSS_IS_READER_MARKS (self));

  self->is_started = TRUE;
  queue (self);
}

/**
 * gloss_reader_marks_stop:
 *
 * The page is gone, and with it whatever it still had to answer. The places known so far stay.
 */
void
gloss_reader_marks_stop (GlossReaderMarks *self)
{
  g_return_if_fail (GLOSS_IS_READER_MARKS (self));

  self->is_started = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->asked, g_ptr_array_unref);
}

/* Forgets the places: another capture is shown. */
void
gloss_reader_marks_clear (GlossReaderMarks *self)
{
  g_return_if_fail (GLOSS_IS_READER_MARKS (self));

  g_ptr_array_set_size (self->marks, 0);
}

/**
 * gloss_reader_marks_get:
 *
 * Returns: (transfer none) (element-type GlossReaderMark): in the order of the annotations; valid until
 * ::changed
 */
GPtrArray *
gloss_reader_marks_get (GlossReaderMarks *self)
{
  g_return_val_if_fail (GLOSS_IS_READER_MARKS (self), NULL);

  return self->marks;
}
