/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. Pure functions. */

#include "config.h"

#include "core/base/gloss-json.h"
#include "support/gloss-test-cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void G_GNUC_NORETURN G_GNUC_PRINTF (1, 2) fail (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  vfprintf (stderr, format, args);
  va_end (args);
  fputc ('\n', stderr);
  exit (1);
}

static void
case_clear (gpointer data)
{
  GlossTestCase *self = data;

  g_free (self->id);
  g_free (self->old_text);
  g_free (self->new_text);
  gloss_anchor_unref (self->anchor);
}

static char *
dup_member (JsonObject *object, const char *member, const char *path, guint number)
{
  const char *value = gloss_json_get_string (object, member);

  if (value == NULL || *value == '\0')
    fail ("%s:%u: “%s” is not there, or no text.", path, number, member);

  return g_strdup (value);
}

static const char *
get_context (JsonObject *object, const char *member)
{
  const char *value = gloss_json_get_string (object, member);

  return value != NULL ? value : "";
}

static GlossTestCase
parse (const char *path, const char *line, guint number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = gloss_json_parse_object (line, -1, &error);
  g_autofree char *quote = NULL;
  gint64 start, end;
  GlossTestCase self;

  if (object == NULL)
    fail ("%s:%u: %s", path, number, error->message);
  self.id = dup_member (object, "id", path, number);
  self.old_text = dup_member (object, "old_text", path, number);
  self.new_text = dup_member (object, "new_text", path, number);
  quote = dup_member (object, "quote", path, number);
  start = gloss_json_get_int (object, "start", -1);
  end = gloss_json_get_int (object, "end", -1);
  if (start < 0 || end <= start)
    fail ("%s:%u: “start” and “end” are no range.", path, number);
  self.anchor =
    gloss_anchor_new (quote, get_context (object, "prefix"), get_context (object, "suffix"), start, end);

  return self;
}

GArray *
gloss_test_cases_read (const char *path)
{
  GArray *cases = g_array_new (FALSE, FALSE, sizeof (GlossTestCase));
  g_autofree char *data = NULL;
  gsize n_bytes;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_array_set_clear_func (cases, case_clear);
  if (!g_file_get_contents (path, &data, &n_bytes, &error))
    fail ("%s", error->message);
  if (memchr (data, '\0', n_bytes) != NULL)
    fail ("%s: A file of lines of JSON has no zero bytes.", path);
  lines = g_strsplit (data, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      {
        GlossTestCase one = parse (path, lines[i], i + 1);

        g_array_append_val (cases, one);
      }

  return cases;
}

GlossText *
gloss_test_cases_read_text (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  GlossText *text = NULL;
  gsize n_bytes;

  if (g_file_get_contents (path, &data, &n_bytes, &error))
    text = gloss_text_new (data, n_bytes, &error);
  if (text == NULL)
    fail ("%s: %s", path, error->message);

  return text;
}

char *
gloss_test_cases_dup_shared (void)
{
  const char *named = g_getenv ("GLOSSATOR_SHARED");
  g_autofree char *beside = g_build_filename (GLOSS_TEST_SOURCE_ROOT, "..", "shared", NULL);

  if (named != NULL && *named != '\0')
    return g_strdup (named);

  return g_file_test (beside, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&beside) : NULL;
}
