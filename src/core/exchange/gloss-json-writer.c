/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossJsonWriter: owns a buffer of about 64 KiB, the stack of what is open, and the first error; borrows
 * nothing that it is given to write. Any one thread. It never writes what is not valid UTF-8, and never part
 * of a character's escape. Costs one pass over what is written.
 */

#include "config.h"

#include "core/exchange/gloss-json-writer.h"

#include "core/base/gloss-json.h"

#define BUFFER_BYTES (64 * 1024)

struct _GlossJsonWriter
{
  GOutputStream *out;
  GCancellable *cancellable;
  GString *buffer;
  GByteArray *counts; /* for each open object or array: 0 while it is empty, 1 after */
  GError *error;
};

static void
flush_buffer (GlossJsonWriter *self)
{
  if (self->error == NULL)
    g_output_stream_write_all (self->out, self->buffer->str, self->buffer->len, NULL, self->cancellable,
                               &self->error);
  g_string_truncate (self->buffer, 0);
}

static void
append_new_line (GlossJsonWriter *self)
{
  guint i;

  g_string_append_c (self->buffer, '\n');
  for (i = 0; i < self->counts->len; i++)
    g_string_append (self->buffer, "  ");
}

/* Damaged rows may hold bytes that are no UTF-8; the document stays readable then. */
static void
append_string (GlossJsonWriter *self, const char *value)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (value, -1, NULL))
    value = valid = g_utf8_make_valid (value, -1);
  gloss_json_append_string (self->buffer, value);
}

/* What stands before every value: the comma, the line, and the member's name in objects. */
static void
begin_value (GlossJsonWriter *self, const char *name)
{
  if (self->buffer->len >= BUFFER_BYTES)
    flush_buffer (self);
  if (self->counts->len > 0)
    {
      guint8 *count = &self->counts->data[self->counts->len - 1];

      if (*count > 0)
        g_string_append_c (self->buffer, ',');
      *count = 1;
      append_new_line (self);
    }
  if (name != NULL)
    {
      append_string (self, name);
      g_string_append (self->buffer, ": ");
    }
}

static void
begin_container (GlossJsonWriter *self, const char *name, char bracket)
{
  const guint8 none = 0;

  begin_value (self, name);
  g_string_append_c (self->buffer, bracket);
  g_byte_array_append (self->counts, &none, 1);
}

static void
end_container (GlossJsonWriter *self, char bracket)
{
  gboolean empty;

  g_assert (self->counts->len > 0);

  empty = self->counts->data[self->counts->len - 1] == 0;
  g_byte_array_set_size (self->counts, self->counts->len - 1);
  if (!empty)
    append_new_line (self);
  g_string_append_c (self->buffer, bracket);
}

/**
 * gloss_json_writer_new:
 * @out: where to write; neither flushed nor closed
 * @cancellable: (nullable): asked at each write to @out
 *
 * Returns: (transfer full): a writer
 */
GlossJsonWriter *
gloss_json_writer_new (GOutputStream *out, GCancellable *cancellable)
{
  GlossJsonWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (out), NULL);

  self = g_new0 (GlossJsonWriter, 1);
  self->out = g_object_ref (out);
  g_set_object (&self->cancellable, cancellable);
  self->buffer = g_string_sized_new (BUFFER_BYTES + BUFFER_BYTES / 4);
  self->counts = g_byte_array_new ();
  return self;
}

void
gloss_json_writer_free (GlossJsonWriter *self)
{
  g_clear_error (&self->error);
  g_byte_array_unref (self->counts);
  g_string_free (self->buffer, TRUE);
  g_clear_object (&self->cancellable);
  g_object_unref (self->out);
  g_free (self);
}

/**
 * gloss_json_writer_begin_object:
 * @name: (nullable): the member's name; %NULL in an array and at the top, here and in what follows
 */
void
gloss_json_writer_begin_object (GlossJsonWriter *self, const char *name)
{
  begin_container (self, name, '{');
}

void
gloss_json_writer_end_object (GlossJsonWriter *self)
{
  end_container (self, '}');
}

void
gloss_json_writer_begin_array (GlossJsonWriter *self, const char *name)
{
  begin_container (self, name, '[');
}

void
gloss_json_writer_end_array (GlossJsonWriter *self)
{
  end_container (self, ']');
}

/**
 * gloss_json_writer_add_string:
 * @value: (nullable): UTF-8; %NULL is written as null
 */
void
gloss_json_writer_add_string (GlossJsonWriter *self, const char *name, const char *value)
{
  begin_value (self, name);
  if (value != NULL)
    append_string (self, value);
  else
    g_string_append (self->buffer, "null");
}

void
gloss_json_writer_add_int (GlossJsonWriter *self, const char *name, gint64 value)
{
  begin_value (self, name);
  g_string_append_printf (self->buffer, "%" G_GINT64_FORMAT, value);
}

void
gloss_json_writer_add_boolean (GlossJsonWriter *self, const char *name, gboolean value)
{
  begin_value (self, name);
  g_string_append (self->buffer, value ? "true" : "false");
}

void
gloss_json_writer_add_null (GlossJsonWriter *self, const char *name)
{
  gloss_json_writer_add_string (self, name, NULL);
}

/**
 * gloss_json_writer_add_node:
 * @node: (nullable): any value; %NULL is written as null
 *
 * Writes a whole value on one line, as canonical JSON (RFC 8785): the very bytes that hashes of it are made
 * from.
 */
void
gloss_json_writer_add_node (GlossJsonWriter *self, const char *name, JsonNode *node)
{
  g_autofree char *canonical = NULL;

  /* Most values, and they need no copy. */
  if (node == NULL || JSON_NODE_HOLDS_NULL (node) || json_node_get_value_type (node) == G_TYPE_STRING)
    {
      gloss_json_writer_add_string (self, name, node != NULL ? json_node_get_string (node) : NULL);
      return;
    }
  canonical = gloss_json_to_canonical (node);
  begin_value (self, name);
  g_string_append (self->buffer, canonical);
}

/**
 * gloss_json_writer_has_failed:
 *
 * Returns: whether going on is of no use
 */
gboolean
gloss_json_writer_has_failed (GlossJsonWriter *self)
{
  return self->error != NULL;
}

/**
 * gloss_json_writer_finish:
 *
 * Ends the document with a newline and writes what is still held. Everything begun must have been ended,
 * unless the writer has failed.
 *
 * Errors: the first one of the stream, such as %G_IO_ERROR_NO_SPACE or %G_IO_ERROR_CANCELLED.
 */
gboolean
gloss_json_writer_finish (GlossJsonWriter *self, GError **error)
{
  g_return_val_if_fail (self->error != NULL || self->counts->len == 0, FALSE);

  g_string_append_c (self->buffer, '\n');
  flush_buffer (self);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}
