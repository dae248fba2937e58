/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What can be typed into an annotation: where its text is and which command writes it. Owns nothing and
 * touches nothing it is given. Main thread. Each call costs a copy of the text, a change that of the rows it
 * edits.
 */

#include "config.h"

#include "core/annotation/gloss-text-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-time.h"

#define SOURCE_PREFIX "source/"
#define UUID_LENGTH 36

static const char *const names[] = { "note", "claim", "claim_date", "explanation", "claimant", "tag", NULL };
static const char *const source_columns[] = { "uri",      "title",   "publisher", "quote", "at",
                                              "accessed", "archive", "note",      NULL };

/* The column of a source's field, NULL for another's. */
static const char *
get_source_column (const char *name)
{
  const char *slash;

  if (!g_str_has_prefix (name, SOURCE_PREFIX) || strlen (name) <= strlen (SOURCE_PREFIX) + UUID_LENGTH)
    return NULL;

  slash = name + strlen (SOURCE_PREFIX) + UUID_LENGTH;
  return *slash == '/' ? slash + 1 : NULL;
}

static char *
dup_source_uuid (const char *name)
{
  return g_strndup (name + strlen (SOURCE_PREFIX), UUID_LENGTH);
}

static GlossRecord *
find_source (GlossAnnotation *annotation, const char *name)
{
  g_autofree char *uuid = dup_source_uuid (name);
  GPtrArray *sources = gloss_annotation_get_sources (annotation);

  for (guint i = 0; i < sources->len; i++)
    if (g_strcmp0 (gloss_record_get_uuid (g_ptr_array_index (sources, i)), uuid) == 0)
      return g_ptr_array_index (sources, i);

  return NULL;
}

static GlossRecord *
dup_source (GlossAnnotation *annotation, const char *name)
{
  GlossRecord *source = find_source (annotation, name);
  g_autofree char *uuid = dup_source_uuid (name);

  return source != NULL ? gloss_record_ref (source) : gloss_text_field_new_source (uuid);
}

/* The copy that was kept, and its hash, are those of the address that was there. */
static GlossRecord *
without_copy (GlossRecord *source, GlossRecord *typed)
{
  g_autoptr (GlossRecord) without_capture = NULL;

  if (g_strcmp0 (gloss_record_get_string (source, "uri"), gloss_record_get_string (typed, "uri")) == 0)
    return gloss_record_ref (typed);

  without_capture = gloss_record_with_string (typed, "capture", NULL);
  return gloss_record_with_string (without_capture, "hash", NULL);
}

static GlossChange *
set_source (GlossAnnotation *annotation, const char *name, const char *text)
{
  g_autoptr (GlossRecord) source = dup_source (annotation, name);
  const char *column = get_source_column (name);
  g_autoptr (GlossRecord) typed = gloss_record_with_string (source, column, *text != '\0' ? text : NULL);
  g_autoptr (GlossRecord) edited =
    strcmp (column, "uri") == 0 ? without_copy (source, typed) : gloss_record_ref (typed);

  return gloss_text_field_is_there (annotation, name) ? gloss_command_edit_source (annotation, edited)
                                                      : gloss_command_add_source (annotation, edited);
}

/* Adds what is being typed to the tags there are; commas part tags. */
static GlossChange *
add_tags (GlossAnnotation *annotation, GlossAnnotationList *list, const char *text)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) typed = g_strsplit (text, ",", -1);
  g_auto (GStrv) tags = NULL;

  g_strv_builder_addv (all, (const char **) gloss_annotation_get_tags (annotation));
  g_strv_builder_addv (all, (const char **) typed);
  tags = g_strv_builder_end (all);
  return gloss_command_set_tags (annotation, list, (const char *const *) tags);
}

/* What a field is called where its text stands somewhere else. */
static const char *
get_label (const char *name)
{
  static const struct
  {
    const char *field;
    const char *label;
  } labels[] = {
    { "claim", N_ ("Claim") },
    { "claim_date", N_ ("Claim date") },
    { "explanation", N_ ("Explanation") },
    { "claimant", N_ ("Claimant") },
    { "tag", N_ ("Tag") },
    { "uri", N_ ("Address of a source") },
    { "title", N_ ("Title of a source") },
    { "publisher", N_ ("Publisher of a source") },
    { "quote", N_ ("Quoted from a source") },
    { "at", N_ ("Page or time in a source") },
    { "accessed", N_ ("Access date of a source") },
    { "archive", N_ ("Archive link of a source") },
    { "note", N_ ("Note on a source") },
  };
  const char *column = get_source_column (name);
  gsize i = 0;

  while (i < G_N_ELEMENTS (labels) && strcmp (labels[i].field, column != NULL ? column : name) != 0)
    i++;

  g_assert (i < G_N_ELEMENTS (labels));
  return _ (labels[i].label);
}

/**
 * gloss_text_field_dup_source_name:
 * @source: the uuid of a source, which need not be there yet
 * @column: `uri`, `title`, `publisher`, `quote`, `at`, `accessed`, `archive` or `note`
 *
 * Returns: (transfer full): the name of the field
 */
char *
gloss_text_field_dup_source_name (const char *source, const char *column)
{
  g_return_val_if_fail (source != NULL && strlen (source) == UUID_LENGTH, NULL);
  g_return_val_if_fail (column != NULL && g_strv_contains (source_columns, column), NULL);

  return g_strconcat (SOURCE_PREFIX, source, "/", column, NULL);
}

/**
 * gloss_text_field_new_source:
 * @source: a new uuid
 *
 * Returns: (transfer full): the record that a source begins as: it is taken to support until the user says
 * otherwise, and was accessed today
 */
GlossRecord *
gloss_text_field_new_source (const char *source)
{
  g_autoptr (GlossRecord) blank = gloss_record_new ("source");
  g_autoptr (JsonObject) values = gloss_record_dup_values (blank);
  g_autofree char *today = gloss_time_dup_today ();

  g_return_val_if_fail (source != NULL, NULL);

  json_object_set_string_member (values, "uuid", source);
  json_object_set_string_member (values, "stance", "supports");
  json_object_set_string_member (values, "accessed", today);
  return gloss_record_new_for_values ("source", values);
}

/**
 * gloss_text_field_is_known:
 * @name: what may be the name of a field
 *
 * Returns: %TRUE if it is one
 */
gboolean
gloss_text_field_is_known (const char *name)
{
  const char *column;

  g_return_val_if_fail (name != NULL, FALSE);

  column = get_source_column (name);
  return column != NULL ? g_strv_contains (source_columns, column) : g_strv_contains (names, name);
}

/**
 * gloss_text_field_is_unfinished:
 * @name: a field
 *
 * Returns: %TRUE if its text means nothing before the field is left, however long one rests
 */
gboolean
gloss_text_field_is_unfinished (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return strcmp (name, "tag") == 0;
}

/**
 * gloss_text_field_accepts:
 * @name: a field
 * @text: a text for it
 *
 * Returns: %FALSE for what is no date where a date is asked for
 */
gboolean
gloss_text_field_accepts (const char *name, const char *text)
{
  const char *column;

  g_return_val_if_fail (name != NULL && text != NULL, FALSE);

  column = get_source_column (name);
  if (strcmp (name, "claim_date") != 0 && g_strcmp0 (column, "accessed") != 0)
    return TRUE;

  return *text == '\0' || gloss_time_is_date (text);
}

/**
 * gloss_text_field_is_there:
 * @annotation: an annotation
 * @name: a field
 *
 * Returns: %FALSE if it is of a source that the annotation does not have, not yet or not any more
 */
gboolean
gloss_text_field_is_there (GlossAnnotation *annotation, const char *name)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return get_source_column (name) == NULL || find_source (annotation, name) != NULL;
}

/**
 * gloss_text_field_dup_value:
 * @annotation: an annotation
 * @name: a field
 *
 * Returns: (transfer full): what the record says, "" where it says nothing or is not there
 */
char *
gloss_text_field_dup_value (GlossAnnotation *annotation, const char *name)
{
  const char *column;
  const char *value = NULL;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (name != NULL && gloss_text_field_is_known (name), NULL);

  column = get_source_column (name);
  if (column != NULL)
    {
      GlossRecord *source = find_source (annotation, name);

      value = source != NULL ? gloss_record_get_string (source, column) : NULL;
    }
  else if (strcmp (name, "note") == 0)
    value = gloss_annotation_get_note (annotation);
  else if (strcmp (name, "claimant") == 0)
    value = gloss_annotation_get_claimant (annotation);
  else if (strcmp (name, "tag") != 0)
    value = gloss_record_get_string (gloss_annotation_get_record (annotation), name);

  return g_strdup (value != NULL ? value : "");
}

/**
 * gloss_text_field_set:
 * @annotation: an annotation
 * @list: the list it is in, which knows persons and tags
 * @name: a field
 * @text: a text that it accepts
 * @author: (nullable): who writes it
 *
 * Makes the text what the record says. A source that is not there comes into being; a tag is added.
 *
 * Returns: (transfer full) (nullable): the change, which also clears the field's draft; %NULL where the
 * record says so already
 */
GlossChange *
gloss_text_field_set (GlossAnnotation *annotation,
                      GlossAnnotationList *list,
                      const char *name,
                      const char *text,
                      const char *author)
{
  GlossChange *change;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (list), NULL);
  g_return_val_if_fail (name != NULL && gloss_text_field_is_known (name), NULL);
  g_return_val_if_fail (text != NULL && gloss_text_field_accepts (name, text), NULL);

  if (strcmp (name, "note") == 0)
    return gloss_command_set_note (annotation, text, author);

  if (get_source_column (name) != NULL)
    change = set_source (annotation, name, text);
  else if (strcmp (name, "claimant") == 0)
    change = gloss_command_set_claimant (annotation, list, text);
  else if (strcmp (name, "tag") == 0)
    change = add_tags (annotation, list, text);
  else
    return gloss_command_set_text (annotation, name, text);

  if (change != NULL)
    gloss_change_clear_draft (change, "annotation", gloss_annotation_get_uuid (annotation), name);
  return change;
}

/**
 * gloss_text_field_set_aside:
 * @annotation: an annotation
 * @name: a field
 * @text: what was typed into it
 * @author: (nullable): who typed it
 *
 * Makes the text a further note, because the field says something else by now.
 *
 * Returns: (transfer full) (nullable): the change, which also clears the field's draft; %NULL where there is
 * no text
 */
GlossChange *
gloss_text_field_set_aside (GlossAnnotation *annotation,
                            const char *name,
                            const char *text,
                            const char *author)
{
  g_autofree char *note = NULL;
  GlossChange *change;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (name != NULL && gloss_text_field_is_known (name), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (*text == '\0')
    return NULL;

  /* Translators: the name of a field, and what was typed into it */
  note =
    strcmp (name, "note") == 0 ? g_strdup (text) : g_strdup_printf (_ ("%s: %s"), get_label (name), text);
  change = gloss_command_add_note (annotation, note, author);
  gloss_change_clear_draft (change, "annotation", gloss_annotation_get_uuid (annotation), name);
  return change;
}
