/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The annotations of one article as a list model. It owns them, those in the trash too, and knows every tag
 * and person of the library. Main thread; it reads and writes no library. Each annotation is listed at the
 * place of a key that is kept beside it, so that positions stay right while rows change, and one binary
 * search finds it. Setting all records costs O(n log n), applying a change O(log n) and a move of pointers
 * for each annotation it touches.
 */

#include "config.h"

#include "core/annotation/gloss-annotation-list.h"

#include <string.h>

#include "core/annotation/gloss-anchor-row.h"
#include "core/annotation/gloss-annotation-entry.h"
#include "core/annotation/gloss-name-register.h"

typedef GlossAnnotationEntry Entry;

struct _GlossAnnotationList
{
  GObject parent_instance;

  char *article;
  char *capture;
  char *newest;
  GHashTable *entries; /* uuid -> Entry, both owned */
  GPtrArray *listed;   /* element-type Entry, borrowed, sorted */
  GlossNameRegister tags;
  GlossNameRegister persons;
};

static void gloss_annotation_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GlossAnnotationList,
                               gloss_annotation_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, gloss_annotation_list_model_init))

/* Where entry stands or, not being listed, would stand. */
static guint
find_place (GlossAnnotationList *self, const Entry *entry)
{
  guint low = 0;
  guint high = self->listed->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (gloss_annotation_entry_compare (g_ptr_array_index (self->listed, middle), entry) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static Entry *
find_entry (GlossAnnotationList *self, const char *uuid)
{
  return uuid != NULL ? g_hash_table_lookup (self->entries, uuid) : NULL;
}

static Entry *
add_entry (GlossAnnotationList *self, GlossRecord *record)
{
  g_autoptr (GlossAnnotation) annotation = gloss_annotation_new (record);
  Entry *entry = gloss_annotation_entry_new (annotation);

  gloss_annotation_set_capture (entry->annotation, self->capture);
  gloss_annotation_set_newest (entry->annotation, self->newest);
  g_hash_table_insert (self->entries, g_strdup (gloss_record_get_uuid (record)), entry);

  return entry;
}

/* The register that the table's rows belong to, or NULL. */
static GlossNameRegister *
find_register (GlossAnnotationList *self, const char *table)
{
  if (strcmp (table, "tag") == 0)
    return &self->tags;
  if (strcmp (table, "person") == 0)
    return &self->persons;

  return NULL;
}

static GlossRecord *
find_person_of (GlossAnnotationList *self, GlossRecord *annotation)
{
  const char *claimant = gloss_record_get_string (annotation, "claimant");

  return claimant != NULL ? g_hash_table_lookup (self->persons.by_uuid, claimant) : NULL;
}

static GlossRecord *
find_tag_of (GlossAnnotationList *self, GlossRecord *link)
{
  const char *tag = gloss_record_get_string (link, "tag");

  return tag != NULL ? g_hash_table_lookup (self->tags.by_uuid, tag) : NULL;
}

/* A row of the annotation's own, or one that refers to it; what that row refers to comes along. */
static Entry *
take_row (GlossAnnotationList *self, GlossRecord *record)
{
  gboolean is_own = strcmp (gloss_record_get_table (record), "annotation") == 0;
  Entry *entry = find_entry (self, gloss_record_get_string (record, is_own ? "uuid" : "annotation"));
  GlossRecord *referred;

  if (entry == NULL && is_own && g_strcmp0 (gloss_record_get_string (record, "article"), self->article) == 0)
    entry = add_entry (self, record);
  if (entry == NULL || !gloss_annotation_take_record (entry->annotation, record))
    return NULL;

  referred = is_own ? find_person_of (self, record) : find_tag_of (self, record);
  if (referred != NULL)
    gloss_annotation_take_record (entry->annotation, referred);

  return entry;
}

/* A tag or person; those that refer to it show its name. */
static void
take_named (GlossAnnotationList *self, GlossNameRegister *named, GlossRecord *record)
{
  GHashTableIter iter;
  gpointer entry;

  if (!gloss_name_register_take (named, record))
    return;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    gloss_annotation_take_record (((Entry *) entry)->annotation, record);
}

/* Whether entry, which is listed at position by its former key, belongs there by its new one. */
static gboolean
is_in_order (GlossAnnotationList *self, const Entry *entry, guint position)
{
  if (position > 0 &&
      gloss_annotation_entry_compare (g_ptr_array_index (self->listed, position - 1), entry) > 0)
    return FALSE;

  return position + 1 >= self->listed->len ||
         gloss_annotation_entry_compare (entry, g_ptr_array_index (self->listed, position + 1)) < 0;
}

/* Lists entry where it belongs now, and tells so only if that differs from before. */
static void
settle (GlossAnnotationList *self, Entry *entry)
{
  gboolean wanted = !gloss_annotation_entry_is_in_trash (entry);
  guint position;

  if (entry->listed)
    {
      position = find_place (self, entry);
      if (wanted && (!gloss_annotation_entry_update_key (entry) || is_in_order (self, entry, position)))
        return;

      g_ptr_array_remove_index (self->listed, position);
      entry->listed = FALSE;
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }

  if (wanted)
    {
      gloss_annotation_entry_update_key (entry);
      position = find_place (self, entry);
      g_ptr_array_insert (self->listed, (int) position, entry);
      entry->listed = TRUE;
      g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
    }
}

/* Lists all that is not in the trash anew, and tells what lies between the first and the last difference. */
static void
list_all (GlossAnnotationList *self, GHashTable *entries)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->listed);
  GHashTableIter iter;
  gpointer value;
  guint n_same_head = 0;
  guint n_same_tail = 0;

  for (guint i = 0; i < old->len; i++)
    ((Entry *) g_ptr_array_index (old, i))->listed = FALSE;

  self->listed = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      gloss_annotation_entry_update_key (entry);
      entry->listed = !gloss_annotation_entry_is_in_trash (entry);
      if (entry->listed)
        g_ptr_array_add (self->listed, entry);
    }
  g_ptr_array_sort (self->listed, gloss_annotation_entry_compare_cb);

  while (n_same_head < MIN (old->len, self->listed->len) &&
         g_ptr_array_index (old, n_same_head) == g_ptr_array_index (self->listed, n_same_head))
    n_same_head++;
  while (n_same_tail < MIN (old->len, self->listed->len) - n_same_head &&
         g_ptr_array_index (old, old->len - 1 - n_same_tail) ==
           g_ptr_array_index (self->listed, self->listed->len - 1 - n_same_tail))
    n_same_tail++;

  if (n_same_head + n_same_tail < MAX (old->len, self->listed->len))
    g_list_model_items_changed (G_LIST_MODEL (self), n_same_head, old->len - n_same_head - n_same_tail,
                                self->listed->len - n_same_head - n_same_tail);
}

/* uuid, borrowed -> the annotation's row, followed by the rows that refer to it and those it refers to. */
static GHashTable *
group_records (GlossAnnotationList *self, GPtrArray *records)
{
  GHashTable *groups =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < records->len; i++)
    {
      GlossRecord *record = g_ptr_array_index (records, i);

      if (strcmp (gloss_record_get_table (record), "annotation") == 0 &&
          g_strcmp0 (gloss_record_get_string (record, "article"), self->article) == 0)
        {
          GPtrArray *group = g_ptr_array_new ();
          GlossRecord *person = find_person_of (self, record);

          g_ptr_array_add (group, record);
          if (person != NULL)
            g_ptr_array_add (group, person);
          g_hash_table_insert (groups, (gpointer) gloss_record_get_uuid (record), group);
        }
    }

  for (guint i = 0; i < records->len; i++)
    {
      GlossRecord *record = g_ptr_array_index (records, i);
      const char *uuid = gloss_record_get_string (record, "annotation");
      GPtrArray *group = uuid != NULL ? g_hash_table_lookup (groups, uuid) : NULL;
      GlossRecord *tag;

      if (group == NULL)
        continue;
      g_ptr_array_add (group, record);
      tag =
        strcmp (gloss_record_get_table (record), "annotation_tag") == 0 ? find_tag_of (self, record) : NULL;
      if (tag != NULL)
        g_ptr_array_add (group, tag);
    }

  return groups;
}

static GType
get_item_type (GListModel *model)
{
  return GLOSS_TYPE_ANNOTATION;
}

static guint
get_n_items (GListModel *model)
{
  return GLOSS_ANNOTATION_LIST (model)->listed->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GlossAnnotationList *self = GLOSS_ANNOTATION_LIST (model);

  if (position >= self->listed->len)
    return NULL;

  return g_object_ref (((Entry *) g_ptr_array_index (self->listed, position))->annotation);
}

static void
gloss_annotation_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
gloss_annotation_list_finalize (GObject *object)
{
  GlossAnnotationList *self = GLOSS_ANNOTATION_LIST (object);

  g_ptr_array_unref (self->listed);
  g_hash_table_unref (self->entries);
  gloss_name_register_finish (&self->tags);
  gloss_name_register_finish (&self->persons);
  g_free (self->article);
  g_free (self->capture);
  g_free (self->newest);

  G_OBJECT_CLASS (gloss_annotation_list_parent_class)->finalize (object);
}

static void
gloss_annotation_list_class_init (GlossAnnotationListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_annotation_list_finalize;
}

static void
gloss_annotation_list_init (GlossAnnotationList *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, gloss_annotation_entry_free);
  self->listed = g_ptr_array_new ();
  gloss_name_register_init (&self->tags);
  gloss_name_register_init (&self->persons);
}

/**
 * gloss_annotation_list_new:
 * @article: an article's uuid
 *
 * Makes an empty list.
 *
 * Returns: (transfer full): the list
 */
GlossAnnotationList *
gloss_annotation_list_new (const char *article)
{
  GlossAnnotationList *self;

  g_return_val_if_fail (article != NULL, NULL);

  self = g_object_new (GLOSS_TYPE_ANNOTATION_LIST, NULL);
  self->article = g_strdup (article);

  return self;
}

/**
 * gloss_annotation_list_set_records:
 * @self: a list
 * @records: (element-type GlossRecord): rows of the tables that make up annotations, and all tags and
 * persons, in any order, those in the trash too; annotations of other articles are passed over
 *
 * Replaces everything. What stays in the list stays the same object, and only the stretch that differs is
 * told by #GListModel::items-changed.
 */
void
gloss_annotation_list_set_records (GlossAnnotationList *self, GPtrArray *records)
{
  g_autoptr (GHashTable) groups = NULL;
  g_autoptr (GHashTable) kept = NULL;
  GHashTableIter iter;
  gpointer uuid, value;

  g_return_if_fail (GLOSS_IS_ANNOTATION_LIST (self));
  g_return_if_fail (records != NULL);

  gloss_name_register_clear (&self->tags);
  gloss_name_register_clear (&self->persons);
  for (guint i = 0; i < records->len; i++)
    {
      GlossRecord *record = g_ptr_array_index (records, i);
      GlossNameRegister *named = find_register (self, gloss_record_get_table (record));

      if (named != NULL)
        gloss_name_register_take (named, record);
    }

  groups = group_records (self, records);
  kept = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &uuid, &value))
    {
      GlossRecord *record = g_ptr_array_index ((GPtrArray *) value, 0);
      Entry *entry = find_entry (self, uuid);

      if (entry == NULL)
        entry = add_entry (self, record);
      g_hash_table_insert (kept, uuid, entry);
      gloss_annotation_set_records (entry->annotation, record, value);
    }

  list_all (self, kept);

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    if (!g_hash_table_contains (kept, uuid))
      g_hash_table_iter_remove (&iter);
}

/**
 * gloss_annotation_list_apply:
 * @self: a list
 * @change: a change of the library
 *
 * Takes up what the change makes of the records. Annotations emit #GlossAnnotation::changed; the list emits
 * #GListModel::items-changed for those that come, go or move.
 */
void
gloss_annotation_list_apply (GlossAnnotationList *self, GlossChange *change)
{
  g_autoptr (GPtrArray) touched = g_ptr_array_new ();

  g_return_if_fail (GLOSS_IS_ANNOTATION_LIST (self));
  g_return_if_fail (change != NULL);

  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *record = gloss_change_get_after (change, i);
      GlossNameRegister *named = find_register (self, gloss_record_get_table (record));

      if (named != NULL)
        take_named (self, named, record);
      else
        g_ptr_array_add (touched, take_row (self, record));
    }

  /* After all edits, so that an annotation whose anchor comes after it is not listed twice. */
  for (guint i = 0; i < touched->len; i++)
    if (g_ptr_array_index (touched, i) != NULL)
      settle (self, g_ptr_array_index (touched, i));
}

/**
 * gloss_annotation_list_set_capture:
 * @self: a list
 * @capture: (nullable): a capture's uuid
 *
 * Says in which capture the annotations are shown, and sorts them by their places in it.
 */
void
gloss_annotation_list_set_capture (GlossAnnotationList *self, const char *capture)
{
  GHashTableIter iter;
  gpointer entry;

  g_return_if_fail (GLOSS_IS_ANNOTATION_LIST (self));

  if (g_strcmp0 (self->capture, capture) == 0)
    return;

  g_free (self->capture);
  self->capture = g_strdup (capture);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    gloss_annotation_set_capture (((Entry *) entry)->annotation, capture);
  list_all (self, self->entries);
}

/**
 * gloss_annotation_list_set_newest:
 * @self: a list
 * @capture: (nullable): the uuid of the article's newest capture; %NULL: the shown one
 *
 * Says in which capture alone something is to be reviewed. O(n).
 */
void
gloss_annotation_list_set_newest (GlossAnnotationList *self, const char *capture)
{
  GHashTableIter iter;
  gpointer entry;

  g_return_if_fail (GLOSS_IS_ANNOTATION_LIST (self));

  if (g_strcmp0 (self->newest, capture) == 0)
    return;

  g_free (self->newest);
  self->newest = g_strdup (capture);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    gloss_annotation_set_newest (((Entry *) entry)->annotation, capture);
}

const char *
gloss_annotation_list_get_newest (GlossAnnotationList *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (self), NULL);

  return self->newest;
}

/**
 * gloss_annotation_list_lacks_anchors:
 * @self: a list
 * @capture: a capture's uuid
 *
 * Returns: whether any annotation, from the trash too, has rows but none in the capture; O(n)
 */
gboolean
gloss_annotation_list_lacks_anchors (GlossAnnotationList *self, const char *capture)
{
  GHashTableIter iter;
  gpointer entry;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (self), FALSE);
  g_return_val_if_fail (capture != NULL, FALSE);

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    {
      GPtrArray *rows = gloss_annotation_get_anchors (((Entry *) entry)->annotation);

      if (rows->len > 0 && gloss_anchor_row_find (rows, capture) == NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * gloss_annotation_list_may_settle:
 * @self: a list
 * @capture: the uuid of the newest capture
 *
 * Returns: whether the library has to be asked if there is anything to settle: an annotation lacks a row in
 * the capture, or a person decided something of one; O(n)
 */
gboolean
gloss_annotation_list_may_settle (GlossAnnotationList *self, const char *capture)
{
  GHashTableIter iter;
  gpointer entry;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (self), FALSE);
  g_return_val_if_fail (capture != NULL, FALSE);

  if (gloss_annotation_list_lacks_anchors (self, capture))
    return TRUE;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    if (gloss_anchor_row_any_decided (gloss_annotation_get_anchors (((Entry *) entry)->annotation)))
      return TRUE;

  return FALSE;
}

/**
 * gloss_annotation_list_find:
 * @self: a list
 * @uuid: an annotation's uuid
 *
 * Returns: (transfer none) (nullable): the annotation, %NULL where it is not listed
 */
GlossAnnotation *
gloss_annotation_list_find (GlossAnnotationList *self, const char *uuid)
{
  Entry *entry;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  entry = find_entry (self, uuid);
  return entry != NULL && entry->listed ? entry->annotation : NULL;
}

/**
 * gloss_annotation_list_find_any:
 * @self: a list
 * @uuid: an annotation's uuid
 *
 * Returns: (transfer none) (nullable): the annotation, perhaps from the trash, %NULL where it is none of this
 * article's
 */
GlossAnnotation *
gloss_annotation_list_find_any (GlossAnnotationList *self, const char *uuid)
{
  Entry *entry;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  entry = find_entry (self, uuid);
  return entry != NULL ? entry->annotation : NULL;
}

gboolean
gloss_annotation_list_has_any (GlossAnnotationList *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (self), FALSE);
  return g_hash_table_size (self->entries) > 0;
}

/**
 * gloss_annotation_list_find_position:
 * @self: a list
 * @uuid: an annotation's uuid
 *
 * Returns: its position, %G_MAXUINT where it is not listed; O(log n)
 */
guint
gloss_annotation_list_find_position (GlossAnnotationList *self, const char *uuid)
{
  Entry *entry;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (self), G_MAXUINT);
  g_return_val_if_fail (uuid != NULL, G_MAXUINT);

  entry = find_entry (self, uuid);
  return entry != NULL && entry->listed ? find_place (self, entry) : G_MAXUINT;
}

/**
 * gloss_annotation_list_get_n_left:
 * @self: a list
 *
 * Returns: how many of those listed are not `checked`; O(n)
 */
guint
gloss_annotation_list_get_n_left (GlossAnnotationList *self)
{
  guint n_left = 0;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (self), 0);

  for (guint i = 0; i < self->listed->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->listed, i);

      if (g_strcmp0 (gloss_annotation_get_status (entry->annotation), "checked") != 0)
        n_left++;
    }

  return n_left;
}

/**
 * gloss_annotation_list_find_tag:
 * @self: a list
 * @name: a tag's name, exactly
 *
 * Returns: (transfer none) (nullable): the tag's record, perhaps from the trash
 */
GlossRecord *
gloss_annotation_list_find_tag (GlossAnnotationList *self, const char *name)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->tags.by_name, name);
}

/**
 * gloss_annotation_list_find_person:
 * @self: a list
 * @name: a person's name, exactly
 *
 * Returns: (transfer none) (nullable): the person's record, perhaps from the trash
 */
GlossRecord *
gloss_annotation_list_find_person (GlossAnnotationList *self, const char *name)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->persons.by_name, name);
}

/**
 * gloss_annotation_list_dup_tags:
 * @self: a list
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of all tags of the library that are not in
 * the trash, in the order of the user's language; O(n log n)
 */
char **
gloss_annotation_list_dup_tags (GlossAnnotationList *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (self), NULL);

  return gloss_name_register_dup_names (&self->tags);
}

/**
 * gloss_annotation_list_dup_persons:
 * @self: a list
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of all persons of the library that are not in
 * the trash, in the order of the user's language; O(n log n)
 */
char **
gloss_annotation_list_dup_persons (GlossAnnotationList *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (self), NULL);

  return gloss_name_register_dup_names (&self->persons);
}
