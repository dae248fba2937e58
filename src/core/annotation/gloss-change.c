/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A command and its inverse as a value: records before and after, in order. It owns its records and touches
 * nothing else. Built on one thread; sealed, and from then on readable by any, once it is submitted or
 * inverted. Adding is O(1), inverting O(n) copies of rows.
 */

#include "config.h"

#include "core/annotation/gloss-change.h"

typedef struct
{
  GlossRecord *before; /* NULL: not there yet */
  GlossRecord *after;
} Edit;

typedef struct
{
  char *table;
  char *uuid;
  char *column;
} ClearedDraft;

struct _GlossChange
{
  char *label;
  char *article;
  GArray *edits;
  GArray *cleared_drafts;
  gint sealed; /* atomic */
};

G_DEFINE_BOXED_TYPE (GlossChange, gloss_change, gloss_change_ref, gloss_change_unref)

static void
edit_clear (gpointer data)
{
  Edit *edit = data;

  g_clear_pointer (&edit->before, gloss_record_unref);
  g_clear_pointer (&edit->after, gloss_record_unref);
}

static void
cleared_draft_clear (gpointer data)
{
  ClearedDraft *draft = data;

  g_free (draft->table);
  g_free (draft->uuid);
  g_free (draft->column);
}

static void
change_clear (gpointer data)
{
  GlossChange *self = data;

  g_free (self->label);
  g_free (self->article);
  g_array_unref (self->edits);
  g_array_unref (self->cleared_drafts);
}

static gboolean
is_sealed (GlossChange *self)
{
  return g_atomic_int_get (&self->sealed) != 0;
}

/* The values of record as a later version of it: the row goes back, time does not. */
static GlossRecord *
restore_record (GlossRecord *record)
{
  g_autoptr (JsonObject) values = gloss_record_dup_values (record);

  return gloss_record_new_for_values (gloss_record_get_table (record), values);
}

/**
 * gloss_change_new:
 * @label: what it does, translated, such as "Delete annotation"
 * @article: (nullable): the uuid of the article it belongs to
 *
 * Makes a change without edits.
 *
 * Returns: (transfer full): the change
 */
GlossChange *
gloss_change_new (const char *label, const char *article)
{
  GlossChange *self;

  g_return_val_if_fail (label != NULL, NULL);

  self = g_atomic_rc_box_new0 (GlossChange);
  self->label = g_strdup (label);
  self->article = g_strdup (article);
  self->edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  g_array_set_clear_func (self->edits, edit_clear);
  self->cleared_drafts = g_array_new (FALSE, FALSE, sizeof (ClearedDraft));
  g_array_set_clear_func (self->cleared_drafts, cleared_draft_clear);

  return self;
}

/**
 * gloss_change_ref:
 * @self: a change
 *
 * Returns: (transfer full): @self, counted once more
 */
GlossChange *
gloss_change_ref (GlossChange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * gloss_change_unref:
 * @self: (transfer full): a change
 *
 * Gives up a reference; the last one frees the change.
 */
void
gloss_change_unref (GlossChange *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, change_clear);
}

/**
 * gloss_change_add:
 * @self: a change that is not sealed
 * @before: (nullable): the record as it is, %NULL where it is not there yet
 * @after: the record as it shall be, with the same table and uuid
 *
 * Adds an edit after those there are. A record may be edited more than once: @before is then the earlier
 * edit's after.
 */
void
gloss_change_add (GlossChange *self, GlossRecord *before, GlossRecord *after)
{
  Edit edit;

  g_return_if_fail (self != NULL);
  g_return_if_fail (after != NULL);
  g_return_if_fail (before == NULL || gloss_record_get_table (before) == gloss_record_get_table (after));
  g_return_if_fail (before == NULL ||
                    g_strcmp0 (gloss_record_get_uuid (before), gloss_record_get_uuid (after)) == 0);
  g_return_if_fail (!is_sealed (self));

  edit.before = before != NULL ? gloss_record_ref (before) : NULL;
  edit.after = gloss_record_ref (after);
  g_array_append_val (self->edits, edit);
}

/**
 * gloss_change_clear_draft:
 * @self: a change that is not sealed
 * @table: the table of the record that was typed into
 * @uuid: its uuid
 * @column: the field
 *
 * Says that the change holds what was typed there, so that the draft goes in the same transaction. The
 * inverse brings no draft back.
 */
void
gloss_change_clear_draft (GlossChange *self, const char *table, const char *uuid, const char *column)
{
  ClearedDraft draft;

  g_return_if_fail (self != NULL);
  g_return_if_fail (table != NULL && uuid != NULL && column != NULL);
  g_return_if_fail (!is_sealed (self));

  draft.table = g_strdup (table);
  draft.uuid = g_strdup (uuid);
  draft.column = g_strdup (column);
  g_array_append_val (self->cleared_drafts, draft);
}

/**
 * gloss_change_seal:
 * @self: a change
 *
 * Ends the building: nothing can be added any more, and any thread may read it.
 */
void
gloss_change_seal (GlossChange *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_int_set (&self->sealed, TRUE);
}

/**
 * gloss_change_invert:
 * @self: a change, which is sealed by this
 *
 * Makes the change that takes this one back: the edits in reverse order, each giving the record its old
 * values with `modified` now, or, where the record was created, putting it in the trash. The inverse of that
 * takes it out again.
 *
 * Returns: (transfer full): the inverse, not sealed, with the same label and article
 */
GlossChange *
gloss_change_invert (GlossChange *self)
{
  GlossChange *inverse;

  g_return_val_if_fail (self != NULL, NULL);

  gloss_change_seal (self);
  inverse = gloss_change_new (self->label, self->article);
  for (guint i = self->edits->len; i > 0; i--)
    {
      Edit *edit = &g_array_index (self->edits, Edit, i - 1);
      g_autoptr (GlossRecord) after = NULL;

      if (edit->before == NULL)
        after = gloss_record_with_deleted (edit->after, TRUE);
      else
        after = restore_record (edit->before);
      gloss_change_add (inverse, edit->after, after);
    }

  return inverse;
}

/**
 * gloss_change_get_label:
 * @self: a change
 *
 * Returns: the translated words for "Undo …"
 */
const char *
gloss_change_get_label (GlossChange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->label;
}

/**
 * gloss_change_get_article:
 * @self: a change
 *
 * Returns: (nullable): the uuid of the article it belongs to
 */
const char *
gloss_change_get_article (GlossChange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->article;
}

/**
 * gloss_change_get_n_edits:
 * @self: a change
 *
 * Returns: the number of edits
 */
guint
gloss_change_get_n_edits (GlossChange *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->edits->len;
}

/**
 * gloss_change_get_before:
 * @self: a change
 * @index: of an edit, less than gloss_change_get_n_edits()
 *
 * Returns: (transfer none) (nullable): the record as it was, %NULL where the edit creates it
 */
GlossRecord *
gloss_change_get_before (GlossChange *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->edits->len, NULL);

  return g_array_index (self->edits, Edit, index).before;
}

/**
 * gloss_change_get_after:
 * @self: a change
 * @index: of an edit, less than gloss_change_get_n_edits()
 *
 * Returns: (transfer none): the record as it shall be
 */
GlossRecord *
gloss_change_get_after (GlossChange *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->edits->len, NULL);

  return g_array_index (self->edits, Edit, index).after;
}

/**
 * gloss_change_get_n_cleared_drafts:
 * @self: a change
 *
 * Returns: the number of drafts that go with it
 */
guint
gloss_change_get_n_cleared_drafts (GlossChange *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->cleared_drafts->len;
}

/**
 * gloss_change_get_cleared_draft:
 * @self: a change
 * @index: less than gloss_change_get_n_cleared_drafts()
 * @table: (out) (transfer none): the table of the record that was typed into
 * @uuid: (out) (transfer none): its uuid
 * @column: (out) (transfer none): the field
 *
 * Names a draft that goes with the change. The strings live as long as the change.
 */
void
gloss_change_get_cleared_draft (
  GlossChange *self, guint index, const char **table, const char **uuid, const char **column)
{
  ClearedDraft *draft;

  g_return_if_fail (self != NULL);
  g_return_if_fail (index < self->cleared_drafts->len);
  g_return_if_fail (table != NULL && uuid != NULL && column != NULL);

  draft = &g_array_index (self->cleared_drafts, ClearedDraft, index);
  *table = draft->table;
  *uuid = draft->uuid;
  *column = draft->column;
}

/**
 * gloss_change_relabel:
 * @self: a change
 * @label: what undo shall call it
 *
 * Returns: (transfer full): the same change under another label
 */
GlossChange *
gloss_change_relabel (GlossChange *self, const char *label)
{
  GlossChange *copy;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (label != NULL, NULL);

  copy = gloss_change_new (label, gloss_change_get_article (self));
  for (guint i = 0; i < gloss_change_get_n_edits (self); i++)
    gloss_change_add (copy, gloss_change_get_before (self, i), gloss_change_get_after (self, i));
  for (guint i = 0; i < gloss_change_get_n_cleared_drafts (self); i++)
    {
      const char *table, *uuid, *column;

      gloss_change_get_cleared_draft (self, i, &table, &uuid, &column);
      gloss_change_clear_draft (copy, table, uuid, column);
    }

  return copy;
}
