/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An annotation with all that hangs on it. It owns records: its own, those of the rows that refer to it and
 * that are not in the trash, and those of the person and the tags it refers to. Main thread, except while it
 * is built. It never edits: it takes up rows that were decided elsewhere. Getters cost a hash look-up; the
 * anchor, the tags and what is to be reviewed are made when they are first asked for. Taking up a row is
 * linear in the rows of its table, of which there are few.
 */

#include "config.h"

#include "core/annotation/gloss-annotation.h"

#include <string.h>

#include "core/annotation/gloss-anchor-row.h"
#include "core/annotation/gloss-rows.h"

/* The tables whose rows refer to an annotation, those with the most first. */
typedef enum
{
  CHILD_ANCHOR,
  CHILD_NOTE,
  CHILD_SOURCE,
  CHILD_CONTACT,
  CHILD_LINK,
  CHILD_QUANTITY,
  CHILD_TAG,
  N_CHILDREN
} Child;

static const char *const child_tables[N_CHILDREN] = {
  "anchor", "note", "source", "contact_log", "annotation_link", "quantity", "annotation_tag"
};

struct _GlossAnnotation
{
  GObject parent_instance;

  GlossRecord *record;
  GPtrArray *children[N_CHILDREN]; /* element-type GlossRecord, in order; made when first needed */
  GHashTable *referred;            /* uuid -> GlossRecord of tag or person; NULL while there are none */
  GlossRecord *original; /* its oldest anchor row, perhaps from the trash; NULL while there is none */
  char *capture;
  char *newest;

  /* Made from the above when first asked for. */
  GlossAnchor *anchor;
  GPtrArray *tags;        /* element-type const char *, NULL-terminated */
  gboolean is_judged;     /* the three below are known */
  GlossRecord *row;       /* its anchor's in the shown capture, or NULL */
  gboolean is_unreviewed; /* that row */
  GlossClaimChange claim_change;
};

G_DEFINE_FINAL_TYPE (GlossAnnotation, gloss_annotation, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GPtrArray *
get_children (GlossAnnotation *self, Child child)
{
  if (self->children[child] == NULL)
    self->children[child] = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);

  return self->children[child];
}

static Child
find_child (const char *table)
{
  Child child = 0;

  while (child < N_CHILDREN && strcmp (table, child_tables[child]) != 0)
    child++;

  return child;
}

static void
forget_derived (GlossAnnotation *self)
{
  g_clear_pointer (&self->anchor, gloss_anchor_unref);
  g_clear_pointer (&self->tags, g_ptr_array_unref);
  self->is_judged = FALSE;
}

/* NULL without any. */
static GlossRecord *
get_newest_row (GlossAnnotation *self)
{
  GPtrArray *rows = self->children[CHILD_ANCHOR];

  return rows != NULL && rows->len > 0 ? g_ptr_array_index (rows, rows->len - 1) : NULL;
}

/* The row in the shown capture; without one that is shown, the newest row. NULL without any. Whoever sorts,
 * or counts what is to be reviewed, asks every annotation again after each change. */
static GlossRecord *
find_anchor_row (GlossAnnotation *self)
{
  GlossRecord *newest = get_newest_row (self);

  if (self->is_judged)
    return self->row;

  self->row = newest != NULL && self->capture != NULL
                ? gloss_anchor_row_find (self->children[CHILD_ANCHOR], self->capture)
                : newest;
  self->is_unreviewed = self->row != NULL && gloss_anchor_row_needs_review (self->row);
  self->claim_change =
    self->row != NULL ? gloss_anchor_row_get_claim_change (self->row) : GLOSS_CLAIM_CHANGE_NONE;
  self->is_judged = TRUE;
  return self->row;
}

/* The row of the note that is edited in place. */
static GlossRecord *
find_first_note (GlossAnnotation *self)
{
  GPtrArray *notes = self->children[CHILD_NOTE];
  GlossRecord *note;

  if (notes == NULL || notes->len == 0)
    return NULL;

  note = g_ptr_array_index (notes, 0);
  return gloss_record_get_int (note, "position") == 0 ? note : NULL;
}

static GlossRecord *
find_referred (GlossAnnotation *self, const char *uuid)
{
  return uuid != NULL && self->referred != NULL ? g_hash_table_lookup (self->referred, uuid) : NULL;
}

static gboolean
refers_to (GlossAnnotation *self, GlossRecord *record)
{
  const char *uuid = gloss_record_get_uuid (record);
  GPtrArray *links = self->children[CHILD_TAG];

  if (strcmp (gloss_record_get_table (record), "person") == 0)
    return g_strcmp0 (gloss_record_get_string (self->record, "claimant"), uuid) == 0;

  for (guint i = 0; links != NULL && i < links->len; i++)
    if (g_strcmp0 (gloss_record_get_string (g_ptr_array_index (links, i), "tag"), uuid) == 0)
      return TRUE;

  return FALSE;
}

/* Returns whether anything differs. */
static gboolean
take_referred (GlossAnnotation *self, GlossRecord *record)
{
  GlossRecord *old = find_referred (self, gloss_record_get_uuid (record));
  gboolean differs = old == NULL || !gloss_record_equal (old, record);

  if (self->referred == NULL)
    self->referred =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gloss_record_unref);
  g_hash_table_insert (self->referred, g_strdup (gloss_record_get_uuid (record)), gloss_record_ref (record));

  return differs;
}

/* Rows in the trash count: what was marked first is shown for ever. */
static void
take_original (GlossAnnotation *self, GlossRecord *row)
{
  if (self->original != NULL && gloss_anchor_row_compare_age (row, self->original) > 0)
    return;

  g_clear_pointer (&self->original, gloss_record_unref);
  self->original = gloss_record_ref (row);
}

/* Its own row. Returns whether anything differs. */
static gboolean
set_record (GlossAnnotation *self, GlossRecord *record)
{
  gboolean differs = !gloss_record_equal (self->record, record);

  gloss_record_ref (record);
  gloss_record_unref (self->record);
  self->record = record;
  return differs;
}

/* A row that refers to the annotation, at the end of its kind; what lies in the trash, and other rows, are
 * not. */
static void
add_child (GlossAnnotation *self, GlossRecord *record)
{
  Child child = find_child (gloss_record_get_table (record));

  if (child == N_CHILDREN ||
      g_strcmp0 (gloss_record_get_string (record, "annotation"), gloss_annotation_get_uuid (self)) != 0)
    return;

  if (child == CHILD_ANCHOR)
    take_original (self, record);
  if (!gloss_record_is_deleted (record))
    g_ptr_array_add (get_children (self, child), gloss_record_ref (record));
}

static void
gloss_annotation_finalize (GObject *object)
{
  GlossAnnotation *self = GLOSS_ANNOTATION (object);

  forget_derived (self);
  for (Child child = 0; child < N_CHILDREN; child++)
    g_clear_pointer (&self->children[child], g_ptr_array_unref);
  g_clear_pointer (&self->referred, g_hash_table_unref);
  g_clear_pointer (&self->original, gloss_record_unref);
  g_clear_pointer (&self->record, gloss_record_unref);
  g_free (self->capture);
  g_free (self->newest);

  G_OBJECT_CLASS (gloss_annotation_parent_class)->finalize (object);
}

static void
gloss_annotation_class_init (GlossAnnotationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_annotation_finalize;

  /**
   * GlossAnnotation::changed:
   *
   * A row of the annotation was replaced by one that differs. All borrowed strings are invalid from now on.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", GLOSS_TYPE_ANNOTATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gloss_annotation_init (GlossAnnotation *self)
{
}

/**
 * gloss_annotation_new:
 * @record: a row of table annotation
 *
 * Makes an annotation on which nothing hangs yet.
 *
 * Returns: (transfer full): the annotation
 */
GlossAnnotation *
gloss_annotation_new (GlossRecord *record)
{
  GlossAnnotation *self;

  g_return_val_if_fail (record != NULL, NULL);
  g_return_val_if_fail (strcmp (gloss_record_get_table (record), "annotation") == 0, NULL);

  self = g_object_new (GLOSS_TYPE_ANNOTATION, NULL);
  self->record = gloss_record_ref (record);

  return self;
}

/* The text columns of its own row, as the header says; borrowed. */
#define DEFINE_COLUMN_GETTER(column)                                                                         \
  const char *gloss_annotation_get_##column (GlossAnnotation *self)                                          \
  {                                                                                                          \
    g_return_val_if_fail (GLOSS_IS_ANNOTATION (self), NULL);                                                 \
    return gloss_record_get_string (self->record, #column);                                                  \
  }

DEFINE_COLUMN_GETTER (uuid)
DEFINE_COLUMN_GETTER (article)
DEFINE_COLUMN_GETTER (category)
DEFINE_COLUMN_GETTER (status)
DEFINE_COLUMN_GETTER (scale)
DEFINE_COLUMN_GETTER (verdict)
DEFINE_COLUMN_GETTER (claim_date)
DEFINE_COLUMN_GETTER (claim)
DEFINE_COLUMN_GETTER (explanation)
DEFINE_COLUMN_GETTER (created)

/* The rows that refer to it, as the header says: by position, else oldest first; transfer none. */
#define DEFINE_ROWS_GETTER(rows, child)                                                                      \
  GPtrArray *gloss_annotation_get_##rows (GlossAnnotation *self)                                             \
  {                                                                                                          \
    g_return_val_if_fail (GLOSS_IS_ANNOTATION (self), NULL);                                                 \
    return get_children (self, child);                                                                       \
  }

DEFINE_ROWS_GETTER (notes, CHILD_NOTE)
DEFINE_ROWS_GETTER (sources, CHILD_SOURCE)
DEFINE_ROWS_GETTER (anchors, CHILD_ANCHOR)
DEFINE_ROWS_GETTER (tag_links, CHILD_TAG)

/**
 * gloss_annotation_get_claimant:
 * @self: an annotation
 *
 * Returns: (nullable): the name of who made the claim
 */
const char *
gloss_annotation_get_claimant (GlossAnnotation *self)
{
  GlossRecord *person;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (self), NULL);

  person = find_referred (self, gloss_record_get_string (self->record, "claimant"));
  return person != NULL ? gloss_record_get_string (person, "name") : NULL;
}

/**
 * gloss_annotation_get_note:
 * @self: an annotation
 *
 * Returns: the Markdown of the note that is edited in place, "" where there is none
 */
const char *
gloss_annotation_get_note (GlossAnnotation *self)
{
  GlossRecord *note;
  const char *text;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (self), NULL);

  note = find_first_note (self);
  text = note != NULL ? gloss_record_get_string (note, "text") : NULL;
  return text != NULL ? text : "";
}

/**
 * gloss_annotation_get_anchor:
 * @self: an annotation
 *
 * Returns: (transfer none): the words and their place in the shown capture, in code points; start and end are
 *   %G_MAXSIZE where it has no place there
 */
GlossAnchor *
gloss_annotation_get_anchor (GlossAnnotation *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION (self), NULL);

  if (self->anchor == NULL)
    {
      GlossRecord *here = find_anchor_row (self);
      GlossRecord *row = here != NULL ? here : get_newest_row (self);
      const char *quote = row != NULL ? gloss_record_get_string (row, "quote") : NULL;
      const char *prefix = row != NULL ? gloss_record_get_string (row, "prefix") : NULL;
      const char *suffix = row != NULL ? gloss_record_get_string (row, "suffix") : NULL;
      gsize start = G_MAXSIZE;
      gsize end = G_MAXSIZE;

      if (here != NULL && gloss_anchor_row_is_placed (here))
        {
          start = (gsize) gloss_record_get_int (row, "start_point");
          end = (gsize) gloss_record_get_int (row, "end_point");
        }
      self->anchor = gloss_anchor_new (quote != NULL ? quote : "", prefix != NULL ? prefix : "",
                                       suffix != NULL ? suffix : "", start, end);
    }

  return self->anchor;
}

/**
 * gloss_annotation_get_anchor_row:
 * @self: an annotation
 *
 * Returns: (transfer none) (nullable): its row in the shown capture, %NULL where it was not looked for there
 */
GlossRecord *
gloss_annotation_get_anchor_row (GlossAnnotation *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION (self), NULL);

  return find_anchor_row (self);
}

/**
 * gloss_annotation_get_original_row:
 * @self: an annotation
 *
 * Returns: (transfer none) (nullable): the anchor row that it was made with, also when that lies in the trash
 */
GlossRecord *
gloss_annotation_get_original_row (GlossAnnotation *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION (self), NULL);

  return self->original;
}

/**
 * gloss_annotation_get_claim_change:
 * @self: an annotation
 *
 * Returns: what of the claim differs between the words the user stands by and those in the shown capture
 */
GlossClaimChange
gloss_annotation_get_claim_change (GlossAnnotation *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION (self), GLOSS_CLAIM_CHANGE_NONE);

  find_anchor_row (self);
  return self->claim_change;
}

/**
 * gloss_annotation_needs_review:
 * @self: an annotation
 *
 * Returns: whether the newest capture is shown, and in it the words changed or are gone and nobody looked at
 * it yet
 */
gboolean
gloss_annotation_needs_review (GlossAnnotation *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION (self), FALSE);

  return (self->newest == NULL || g_strcmp0 (self->capture, self->newest) == 0) &&
         find_anchor_row (self) != NULL && self->is_unreviewed;
}

/**
 * gloss_annotation_get_record:
 * @self: an annotation
 *
 * Returns: (transfer none): its own row
 */
GlossRecord *
gloss_annotation_get_record (GlossAnnotation *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION (self), NULL);

  return self->record;
}

/**
 * gloss_annotation_get_tags:
 * @self: an annotation
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of its tags in order
 */
const char *const *
gloss_annotation_get_tags (GlossAnnotation *self)
{
  g_return_val_if_fail (GLOSS_IS_ANNOTATION (self), NULL);

  if (self->tags == NULL)
    {
      GPtrArray *links = get_children (self, CHILD_TAG);

      self->tags = g_ptr_array_new ();
      for (guint i = 0; i < links->len; i++)
        {
          GlossRecord *tag =
            find_referred (self, gloss_record_get_string (g_ptr_array_index (links, i), "tag"));

          if (tag != NULL)
            g_ptr_array_add (self->tags, (gpointer) gloss_record_get_string (tag, "name"));
        }
      g_ptr_array_add (self->tags, NULL);
    }

  return (const char *const *) self->tags->pdata;
}

/**
 * gloss_annotation_take_record:
 * @self: an annotation
 * @record: any row
 *
 * Takes up a row: its own, one that refers to it, or a tag or person it refers to. One from the trash is
 * dropped, but for its own.
 *
 * Returns: %FALSE where the row is none of this annotation's
 */
gboolean
gloss_annotation_take_record (GlossAnnotation *self, GlossRecord *record)
{
  const char *uuid;
  const char *table;
  Child child;
  gboolean differs;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (self), FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  uuid = gloss_annotation_get_uuid (self);
  table = gloss_record_get_table (record);
  child = find_child (table);

  if (child < N_CHILDREN)
    {
      if (g_strcmp0 (gloss_record_get_string (record, "annotation"), uuid) != 0)
        return FALSE;
      forget_derived (self);
      if (child == CHILD_ANCHOR)
        take_original (self, record);
      differs = gloss_rows_take (get_children (self, child), record);
    }
  else if (strcmp (table, "annotation") == 0)
    {
      if (g_strcmp0 (gloss_record_get_uuid (record), uuid) != 0)
        return FALSE;
      differs = set_record (self, record);
    }
  else if (strcmp (table, "tag") == 0 || strcmp (table, "person") == 0)
    {
      if (!refers_to (self, record))
        return FALSE;
      forget_derived (self);
      differs = take_referred (self, record);
    }
  else
    return FALSE;

  if (differs)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return TRUE;
}

/**
 * gloss_annotation_set_records:
 * @self: an annotation
 * @record: its own row
 * @others: (element-type GlossRecord): the rows that refer to it, and the tags and persons it refers to, in
 * any order; other rows are passed over
 *
 * Replaces all rows at once.
 */
void
gloss_annotation_set_records (GlossAnnotation *self, GlossRecord *record, GPtrArray *others)
{
  GPtrArray *old[N_CHILDREN];
  gboolean differs;

  g_return_if_fail (GLOSS_IS_ANNOTATION (self));
  g_return_if_fail (record != NULL && others != NULL);
  g_return_if_fail (g_strcmp0 (gloss_record_get_uuid (record), gloss_annotation_get_uuid (self)) == 0);

  differs = set_record (self, record);
  forget_derived (self);

  g_clear_pointer (&self->original, gloss_record_unref);

  memcpy (old, self->children, sizeof old);
  memset (self->children, 0, sizeof self->children);
  for (guint i = 0; i < others->len; i++)
    add_child (self, g_ptr_array_index (others, i));
  for (Child child = 0; child < N_CHILDREN; child++)
    {
      if (self->children[child] != NULL)
        gloss_rows_sort (self->children[child]);
      differs = !gloss_rows_equal (old[child], self->children[child]) || differs;
      g_clear_pointer (&old[child], g_ptr_array_unref);
    }

  for (guint i = 0; i < others->len; i++)
    {
      GlossRecord *other = g_ptr_array_index (others, i);
      const char *table = gloss_record_get_table (other);

      if ((strcmp (table, "tag") == 0 || strcmp (table, "person") == 0) && refers_to (self, other))
        differs = take_referred (self, other) || differs;
    }

  if (differs)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gloss_annotation_set_capture:
 * @self: an annotation
 * @capture: (nullable): a capture's uuid
 *
 * Says in which capture the annotation is shown. Where it has no anchor in it, it has no place and is lost.
 */
void
gloss_annotation_set_capture (GlossAnnotation *self, const char *capture)
{
  g_return_if_fail (GLOSS_IS_ANNOTATION (self));

  if (g_strcmp0 (self->capture, capture) == 0)
    return;

  g_free (self->capture);
  self->capture = g_strdup (capture);
  forget_derived (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gloss_annotation_set_newest:
 * @self: an annotation
 * @capture: (nullable): the uuid of the article's newest capture; %NULL: the shown one
 *
 * Says in which capture alone something is to be reviewed.
 */
void
gloss_annotation_set_newest (GlossAnnotation *self, const char *capture)
{
  gboolean needed_review;

  g_return_if_fail (GLOSS_IS_ANNOTATION (self));

  if (g_strcmp0 (self->newest, capture) == 0)
    return;

  needed_review = gloss_annotation_needs_review (self);
  g_free (self->newest);
  self->newest = g_strdup (capture);
  if (gloss_annotation_needs_review (self) != needed_review)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
