/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The commands: what a user does, as changes. They own nothing, touch nothing they are given and ask no
 * library; main thread, because annotations and their list belong to it. Each costs a copy of the rows it
 * edits.
 */

#include "config.h"

#include "core/annotation/gloss-commands.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/annotation/gloss-anchor-row.h"
#include "core/annotation/gloss-rows.h"

static gboolean
is_empty (const char *string)
{
  return string == NULL || *string == '\0';
}

static const char *
get_uuid (GlossAnnotation *annotation)
{
  return gloss_annotation_get_uuid (annotation);
}

static GlossChange *
start_change (GlossAnnotation *annotation, const char *label)
{
  return gloss_change_new (label, gloss_annotation_get_article (annotation));
}

/* A change of one row to values, which are taken; NULL where they are what the row has. */
static GlossChange *
edit_row (GlossAnnotation *annotation, const char *label, GlossRecord *before, JsonObject *values)
{
  g_autoptr (JsonObject) owned_values = values;
  g_autoptr (GlossRecord) after = gloss_record_new_for_values (gloss_record_get_table (before), owned_values);
  GlossChange *change;

  if (gloss_record_equal (before, after))
    return NULL;

  change = start_change (annotation, label);
  gloss_change_add (change, before, after);
  return change;
}

static gint64
find_end_position (GPtrArray *rows)
{
  return rows->len > 0 ? gloss_record_get_int (g_ptr_array_index (rows, rows->len - 1), "position") + 1 : 0;
}

/* Makes sure that the tag or person of this name is in the library and not in the trash: known is its record,
 * or NULL. Returns its uuid, which lives as long as change. */
static const char *
ensure_named (GlossChange *change, const char *table, const char *name, GlossRecord *known)
{
  g_autoptr (GlossRecord) record = NULL;

  if (known != NULL && !gloss_record_is_deleted (known))
    return gloss_record_get_uuid (known);

  if (known != NULL)
    record = gloss_record_with_deleted (known, FALSE);
  else
    {
      g_autoptr (GlossRecord) blank = gloss_record_new (table);

      record = gloss_record_with_string (blank, "name", name);
    }
  gloss_change_add (change, known, record);

  return gloss_record_get_uuid (record);
}

/* The names without white space around them, without empty ones and repetitions. */
static GPtrArray *
clean_names (const char *const *names)
{
  GPtrArray *clean = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *name = g_strstrip (g_strdup (names[i]));

      if (*name != '\0' && !g_ptr_array_find_with_equal_func (clean, name, g_str_equal, NULL))
        g_ptr_array_add (clean, g_steal_pointer (&name));
    }

  return clean;
}

static gboolean
is_same_row (GPtrArray *names, const char *const *others)
{
  guint i = 0;

  while (i < names->len && others[i] != NULL && strcmp (g_ptr_array_index (names, i), others[i]) == 0)
    i++;

  return i == names->len && others[i] == NULL;
}

/* A new row that belongs to annotation. */
static JsonObject *
make_child_values (const char *annotation, const char *table)
{
  g_autoptr (GlossRecord) blank = gloss_record_new (table);
  JsonObject *values = gloss_record_dup_values (blank);

  json_object_set_string_member (values, "annotation", annotation);
  return values;
}

static void
add_new_row (GlossChange *change, const char *table, JsonObject *values)
{
  g_autoptr (GlossRecord) record = gloss_record_new_for_values (table, values);

  gloss_change_add (change, NULL, record);
}

static GlossRecord *
make_annotation (const char *article, const char *category, const char *author)
{
  static const char *const empty_columns[] = { "scale",      "verdict", "claimant",
                                               "claim_date", "claim",   "explanation" };
  g_autoptr (GlossRecord) blank = gloss_record_new ("annotation");
  g_autoptr (JsonObject) values = gloss_record_dup_values (blank);

  json_object_set_string_member (values, "article", article);
  json_object_set_string_member (values, "category", category);
  json_object_set_string_member (values, "status", "to-check");
  json_object_set_string_member (values, "author", author);
  for (guint i = 0; i < G_N_ELEMENTS (empty_columns); i++)
    json_object_set_null_member (values, empty_columns[i]);

  return gloss_record_new_for_values ("annotation", values);
}

/**
 * gloss_command_create_annotation:
 * @article: the article's uuid
 * @capture: the uuid of the capture that @anchor was made in
 * @anchor: the words and their place
 * @category: a category's id
 * @author: (nullable): who makes it
 *
 * Returns: (transfer full): the change that adds an annotation with its anchor; its first edit is the
 * annotation
 */
GlossChange *
gloss_command_create_annotation (
  const char *article, const char *capture, GlossAnchor *anchor, const char *category, const char *author)
{
  g_autoptr (GlossRecord) annotation = NULL;
  g_autoptr (GlossRecord) row = NULL;
  GlossChange *change;

  g_return_val_if_fail (article != NULL && capture != NULL, NULL);
  g_return_val_if_fail (anchor != NULL && category != NULL, NULL);

  annotation = make_annotation (article, category, author);
  row = gloss_anchor_row_new (gloss_record_get_uuid (annotation), capture, anchor);

  change = gloss_change_new (_ ("Add annotation"), article);
  gloss_change_add (change, NULL, annotation);
  gloss_change_add (change, NULL, row);
  return change;
}

/**
 * gloss_command_annotate_article:
 * @article: the article's row
 * @capture: the uuid of the capture that @anchor was made in
 * @anchor: the words and their place
 * @category: a category's id
 * @author: (nullable): who makes it
 *
 * As gloss_command_create_annotation(), and an article that is still to be read is in work from then on: one
 * step for undo.
 *
 * Returns: (transfer full): the change; its first edit is the annotation
 */
GlossChange *
gloss_command_annotate_article (
  GlossRecord *article, const char *capture, GlossAnchor *anchor, const char *category, const char *author)
{
  g_autoptr (GlossRecord) in_work = NULL;
  GlossChange *change;

  g_return_val_if_fail (article != NULL, NULL);

  change =
    gloss_command_create_annotation (gloss_record_get_uuid (article), capture, anchor, category, author);
  if (change == NULL || g_strcmp0 (gloss_record_get_string (article, "state"), "to-read") != 0)
    return change;

  in_work = gloss_record_with_string (article, "state", "in-work");
  gloss_change_add (change, article, in_work);
  return change;
}

/**
 * gloss_command_delete_annotation:
 * @annotation: an annotation
 *
 * Puts it in the trash. What hangs on it stays as it is and comes back with it.
 *
 * Returns: (transfer full) (nullable): the change; %NULL where it is there already
 */
GlossChange *
gloss_command_delete_annotation (GlossAnnotation *annotation)
{
  g_autoptr (GlossRecord) trashed = NULL;
  GlossRecord *record;
  GlossChange *change;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);

  record = gloss_annotation_get_record (annotation);
  if (gloss_record_is_deleted (record))
    return NULL;

  trashed = gloss_record_with_deleted (record, TRUE);
  change = start_change (annotation, _ ("Delete annotation"));
  gloss_change_add (change, record, trashed);
  return change;
}

/* Sets one text column of the annotation's own row; NULL where it has that text. */
static GlossChange *
set_column (GlossAnnotation *annotation, const char *label, const char *column, const char *text)
{
  GlossRecord *record = gloss_annotation_get_record (annotation);
  JsonObject *values = gloss_record_dup_values (record);

  json_object_set_string_member (values, column, is_empty (text) ? NULL : text);
  return edit_row (annotation, label, record, values);
}

/**
 * gloss_command_set_category:
 * @annotation: an annotation
 * @category: a category's id
 *
 * Returns: (transfer full) (nullable): the change; %NULL where it has that category
 */
GlossChange *
gloss_command_set_category (GlossAnnotation *annotation, const char *category)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (!is_empty (category), NULL);

  return set_column (annotation, _ ("Change category"), "category", category);
}

/**
 * gloss_command_set_status:
 * @annotation: an annotation
 * @status: `to-check`, `in-work`, `checked` or `needs-attention`
 *
 * Returns: (transfer full) (nullable): the change; %NULL where it has that status
 */
GlossChange *
gloss_command_set_status (GlossAnnotation *annotation, const char *status)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (!is_empty (status), NULL);

  return set_column (annotation, _ ("Change status"), "status", status);
}

/**
 * gloss_command_set_verdict:
 * @annotation: an annotation
 * @scale: (nullable): a scale's id
 * @verdict: (nullable): the id of a verdict of that scale; %NULL, %NULL takes the verdict away
 *
 * A first verdict sets the status to `checked`, too. Taking it away leaves the status alone.
 *
 * Returns: (transfer full) (nullable): the change; %NULL where it has that verdict
 */
GlossChange *
gloss_command_set_verdict (GlossAnnotation *annotation, const char *scale, const char *verdict)
{
  GlossRecord *record;
  JsonObject *values;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail ((scale == NULL) == (verdict == NULL), NULL);

  record = gloss_annotation_get_record (annotation);
  values = gloss_record_dup_values (record);
  json_object_set_string_member (values, "scale", scale);
  json_object_set_string_member (values, "verdict", verdict);
  if (verdict != NULL && gloss_annotation_get_verdict (annotation) == NULL)
    json_object_set_string_member (values, "status", "checked");

  return edit_row (annotation, _ ("Change verdict"), record, values);
}

/**
 * gloss_command_set_note:
 * @annotation: an annotation
 * @markdown: (nullable): the text of the note that is edited in place; "" or %NULL puts it in the trash
 * @author: (nullable): who wrote it, for a note that is not there yet
 *
 * Returns: (transfer full) (nullable): the change, which also clears the draft ("annotation", uuid, "note");
 * %NULL where the note has that text
 */
GlossChange *
gloss_command_set_note (GlossAnnotation *annotation, const char *markdown, const char *author)
{
  GPtrArray *notes;
  GlossRecord *note;
  GlossChange *change;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);

  if (g_strcmp0 (markdown != NULL ? markdown : "", gloss_annotation_get_note (annotation)) == 0)
    return NULL;

  notes = gloss_annotation_get_notes (annotation);
  note = notes->len > 0 ? g_ptr_array_index (notes, 0) : NULL;
  change = start_change (annotation, _ ("Edit note"));
  if (note == NULL || gloss_record_get_int (note, "position") != 0)
    {
      g_autoptr (JsonObject) values = make_child_values (get_uuid (annotation), "note");

      json_object_set_string_member (values, "text", markdown);
      json_object_set_string_member (values, "author", author);
      json_object_set_int_member (values, "position", 0);
      add_new_row (change, "note", values);
    }
  else
    {
      g_autoptr (GlossRecord) edited = is_empty (markdown)
                                         ? gloss_record_with_deleted (note, TRUE)
                                         : gloss_record_with_string (note, "text", markdown);

      gloss_change_add (change, note, edited);
    }
  gloss_change_clear_draft (change, "annotation", get_uuid (annotation), "note");

  return change;
}

/**
 * gloss_command_add_note:
 * @annotation: an annotation
 * @markdown: the text, not empty
 * @author: (nullable): who wrote it
 *
 * Adds a further note after those there are, which leaves the one that is edited in place alone.
 *
 * Returns: (transfer full): the change
 */
GlossChange *
gloss_command_add_note (GlossAnnotation *annotation, const char *markdown, const char *author)
{
  g_autoptr (JsonObject) values = NULL;
  GlossChange *change;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (!is_empty (markdown), NULL);

  values = make_child_values (get_uuid (annotation), "note");
  json_object_set_string_member (values, "text", markdown);
  json_object_set_string_member (values, "author", author);
  json_object_set_int_member (values, "position",
                              MAX (1, find_end_position (gloss_annotation_get_notes (annotation))));
  change = start_change (annotation, _ ("Add note"));
  add_new_row (change, "note", values);

  return change;
}

/**
 * gloss_command_set_text:
 * @annotation: an annotation
 * @column: `claim`, `claim_date` or `explanation`
 * @text: (nullable): the text; "" or %NULL empties it
 *
 * Returns: (transfer full) (nullable): the change, which also clears the draft ("annotation", uuid, @column);
 * %NULL where the column has that text
 */
GlossChange *
gloss_command_set_text (GlossAnnotation *annotation, const char *column, const char *text)
{
  const char *label;
  GlossChange *change;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (column != NULL, NULL);

  if (strcmp (column, "claim") == 0)
    label = _ ("Edit claim");
  else if (strcmp (column, "claim_date") == 0)
    label = _ ("Edit claim date");
  else
    {
      g_return_val_if_fail (strcmp (column, "explanation") == 0, NULL);
      label = _ ("Edit explanation");
    }

  change = set_column (annotation, label, column, text);
  if (change != NULL)
    gloss_change_clear_draft (change, "annotation", get_uuid (annotation), column);

  return change;
}

/**
 * gloss_command_set_claimant:
 * @annotation: an annotation
 * @list: the list it is in, which knows the persons
 * @name: (nullable): who made the claim; "" or %NULL takes it away. White space around it does not count
 *
 * Returns: (transfer full) (nullable): the change, which also adds the person where there is none of that
 * name; %NULL where that is the claimant
 */
GlossChange *
gloss_command_set_claimant (GlossAnnotation *annotation, GlossAnnotationList *list, const char *name)
{
  g_autofree char *clean = NULL;
  g_autoptr (GlossRecord) edited = NULL;
  const char *person = NULL;
  GlossRecord *record;
  GlossChange *change;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (list), NULL);

  record = gloss_annotation_get_record (annotation);
  clean = g_strstrip (g_strdup (name != NULL ? name : ""));
  if (is_empty (clean) ? gloss_record_is_null (record, "claimant")
                       : g_strcmp0 (clean, gloss_annotation_get_claimant (annotation)) == 0)
    return NULL;

  change = start_change (annotation, _ ("Change claimant"));
  if (!is_empty (clean))
    person = ensure_named (change, "person", clean, gloss_annotation_list_find_person (list, clean));
  edited = gloss_record_with_string (record, "claimant", person);
  gloss_change_add (change, record, edited);

  return change;
}

/* Puts the links in the trash whose tag is not among names. */
static void
unlink_others (GlossChange *change, GPtrArray *links, GPtrArray *kept)
{
  for (guint i = 0; i < links->len; i++)
    {
      GlossRecord *link = g_ptr_array_index (links, i);
      g_autoptr (GlossRecord) trashed = NULL;

      if (g_ptr_array_find (kept, link, NULL))
        continue;
      trashed = gloss_record_with_deleted (link, TRUE);
      gloss_change_add (change, link, trashed);
    }
}

static GlossRecord *
find_link (GPtrArray *links, const char *tag)
{
  for (guint i = 0; i < links->len; i++)
    if (g_strcmp0 (gloss_record_get_string (g_ptr_array_index (links, i), "tag"), tag) == 0)
      return g_ptr_array_index (links, i);

  return NULL;
}

/**
 * gloss_command_set_tags:
 * @annotation: an annotation
 * @list: the list it is in, which knows the tags
 * @names: (nullable) (array zero-terminated=1): the tags in order. White space around them, empty ones and
 * repetitions do not count
 *
 * Returns: (transfer full) (nullable): the change, which also adds the tags that are not there yet; %NULL
 * where it has these tags in this order
 */
GlossChange *
gloss_command_set_tags (GlossAnnotation *annotation, GlossAnnotationList *list, const char *const *names)
{
  g_autoptr (GPtrArray) clean = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  GPtrArray *links;
  GlossChange *change;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (list), NULL);

  clean = clean_names (names);
  if (is_same_row (clean, gloss_annotation_get_tags (annotation)))
    return NULL;

  links = gloss_annotation_get_tag_links (annotation);
  kept = g_ptr_array_new ();
  change = start_change (annotation, _ ("Change tags"));
  for (guint i = 0; i < clean->len; i++)
    {
      const char *name = g_ptr_array_index (clean, i);
      const char *tag = ensure_named (change, "tag", name, gloss_annotation_list_find_tag (list, name));
      GlossRecord *link = find_link (links, tag);

      if (link == NULL)
        {
          g_autoptr (JsonObject) values = make_child_values (get_uuid (annotation), "annotation_tag");

          json_object_set_string_member (values, "tag", tag);
          json_object_set_int_member (values, "position", i);
          add_new_row (change, "annotation_tag", values);
          continue;
        }

      g_ptr_array_add (kept, link);
      if (gloss_record_get_int (link, "position") != i)
        {
          g_autoptr (GlossRecord) moved = gloss_record_with_int (link, "position", i);

          gloss_change_add (change, link, moved);
        }
    }
  unlink_others (change, links, kept);

  return change;
}

/* The values of a source as they go into the library: it belongs to annotation and has a stance. */
static JsonObject *
make_source_values (GlossAnnotation *annotation, GlossRecord *fields)
{
  JsonObject *values = gloss_record_dup_values (fields);

  json_object_set_string_member (values, "annotation", get_uuid (annotation));
  if (is_empty (gloss_record_get_string (fields, "stance")))
    json_object_set_string_member (values, "stance", "supports");

  return values;
}

/**
 * gloss_command_add_source:
 * @annotation: an annotation
 * @fields: a new record of table source; without a uuid, it gets one and its times
 *
 * Adds a source after those there are. Without a stance it supports.
 *
 * Returns: (transfer full): the change
 */
GlossChange *
gloss_command_add_source (GlossAnnotation *annotation, GlossRecord *fields)
{
  static const char *const own_columns[] = { "uuid", "created", "modified", "deleted" };
  g_autoptr (GlossRecord) blank = NULL;
  g_autoptr (JsonObject) values = NULL;
  GlossChange *change;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (fields != NULL, NULL);

  blank = gloss_record_new ("source");
  values = make_source_values (annotation, fields);
  for (guint i = 0; i < G_N_ELEMENTS (own_columns) && gloss_record_get_uuid (fields) == NULL; i++)
    json_object_set_string_member (values, own_columns[i], gloss_record_get_string (blank, own_columns[i]));
  json_object_set_int_member (values, "position",
                              find_end_position (gloss_annotation_get_sources (annotation)));

  change = start_change (annotation, _ ("Add source"));
  add_new_row (change, "source", values);
  return change;
}

/**
 * gloss_command_edit_source:
 * @annotation: an annotation
 * @source: a changed copy of one of its sources
 *
 * Returns: (transfer full) (nullable): the change; %NULL where nothing differs or the source is gone
 */
GlossChange *
gloss_command_edit_source (GlossAnnotation *annotation, GlossRecord *source)
{
  GlossRecord *before;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (source != NULL, NULL);

  before = gloss_rows_find (gloss_annotation_get_sources (annotation), gloss_record_get_uuid (source));
  if (before == NULL)
    return NULL;

  return edit_row (annotation, _ ("Edit source"), before, make_source_values (annotation, source));
}

/**
 * gloss_command_delete_source:
 * @annotation: an annotation
 * @source: the uuid of one of its sources
 *
 * Returns: (transfer full) (nullable): the change that puts it in the trash; %NULL where it is not there
 */
GlossChange *
gloss_command_delete_source (GlossAnnotation *annotation, const char *source)
{
  g_autoptr (GlossRecord) trashed = NULL;
  GlossRecord *before;
  GlossChange *change;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (source != NULL, NULL);

  before = gloss_rows_find (gloss_annotation_get_sources (annotation), source);
  if (before == NULL)
    return NULL;

  trashed = gloss_record_with_deleted (before, TRUE);
  change = start_change (annotation, _ ("Delete source"));
  gloss_change_add (change, before, trashed);
  return change;
}

/**
 * gloss_command_edit_article:
 * @article: an article's row
 * @edited: a changed copy of it
 *
 * Returns: (transfer full) (nullable): the change; %NULL where nothing differs
 */
GlossChange *
gloss_command_edit_article (GlossRecord *article, GlossRecord *edited)
{
  GlossChange *change;

  g_return_val_if_fail (article != NULL && edited != NULL, NULL);

  if (gloss_record_equal (article, edited))
    return NULL;

  change = gloss_change_new (_ ("Edit article"), gloss_record_get_uuid (article));
  gloss_change_add (change, article, edited);
  return change;
}

/**
 * gloss_command_delete_article:
 * @article: an article's row
 *
 * Puts the article in the trash. Its captures and annotations stay as they are and come back with it.
 *
 * Returns: (transfer full) (nullable): the change; %NULL where it is there already
 */
GlossChange *
gloss_command_delete_article (GlossRecord *article)
{
  g_autoptr (GlossRecord) trashed = NULL;
  GlossChange *change;

  g_return_val_if_fail (article != NULL, NULL);

  if (gloss_record_is_deleted (article))
    return NULL;

  trashed = gloss_record_with_deleted (article, TRUE);
  change = gloss_change_new (_ ("Delete article"), gloss_record_get_uuid (article));
  gloss_change_add (change, article, trashed);
  return change;
}
