/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GlossJsonWriter:
 *
 * Writes one JSON value to a stream while it is being made, indented by two spaces, a member a line: what is
 * written is never held whole. After a first error the calls do nothing, and gloss_json_writer_finish()
 * returns that error, so that callers need not ask after each. Belongs to one thread.
 */
typedef struct _GlossJsonWriter GlossJsonWriter;

GlossJsonWriter *gloss_json_writer_new (GOutputStream *out, GCancellable *cancellable);
void gloss_json_writer_free (GlossJsonWriter *self);

void gloss_json_writer_begin_object (GlossJsonWriter *self, const char *name);
void gloss_json_writer_end_object (GlossJsonWriter *self);
void gloss_json_writer_begin_array (GlossJsonWriter *self, const char *name);
void gloss_json_writer_end_array (GlossJsonWriter *self);
void gloss_json_writer_add_string (GlossJsonWriter *self, const char *name, const char *value);
void gloss_json_writer_add_int (GlossJsonWriter *self, const char *name, gint64 value);
void gloss_json_writer_add_boolean (GlossJsonWriter *self, const char *name, gboolean value);
void gloss_json_writer_add_null (GlossJsonWriter *self, const char *name);
void gloss_json_writer_add_node (GlossJsonWriter *self, const char *name, JsonNode *node);

gboolean gloss_json_writer_has_failed (GlossJsonWriter *self);
gboolean gloss_json_writer_finish (GlossJsonWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossJsonWriter, gloss_json_writer_free)

G_END_DECLS
