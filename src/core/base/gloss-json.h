/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How deep objects and arrays may lie in one another in what is parsed. */
#define GLOSS_JSON_MAX_DEPTH 64

JsonObject *gloss_json_parse_object (const char *text, gssize length, GError **error);

/* Getters that never complain: what is missing, null or of another type is NULL or the fallback. */
const char *gloss_json_get_string (JsonObject *object, const char *member);
gint64 gloss_json_get_int (JsonObject *object, const char *member, gint64 fallback);
gint64 gloss_json_double_to_int (double value, gint64 fallback);
double gloss_json_get_double (JsonObject *object, const char *member, double fallback);
JsonArray *gloss_json_get_array (JsonObject *object, const char *member);
gboolean gloss_json_is_null (JsonObject *object, const char *member);

gboolean gloss_json_node_equal (JsonNode *a, JsonNode *b);
JsonNode *gloss_json_copy_node (JsonNode *node);
JsonObject *gloss_json_copy_object (JsonObject *object);

void gloss_json_append_string (GString *out, const char *string);
char *gloss_json_to_canonical (JsonNode *node);
char *gloss_json_object_to_canonical (JsonObject *object);

G_END_DECLS
