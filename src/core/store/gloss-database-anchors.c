/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the annotations of an article stand in a capture that was added to it. They are looked for from where
 * they last stood and, if other words are there than the reader stands by, from where those last stood, too:
 * what was cut out of a passage may come back. What is found is judged by the words the reader stands by:
 * those of the row it was found from. It makes values and writes nothing itself: its rows go into a change,
 * inside the transaction of whoever asks. The thread of the database. It costs one query for the rows, the
 * reading of each text that annotations last stood in, one call of the resolver for each of these texts, and
 * as much again for those that are not as they were.
 */

#include "config.h"

#include "core/store/gloss-database-private.h"

#include <glib/gi18n-lib.h>

#include "core/anchor/gloss-anchor-resolver.h"
#include "core/anchor/gloss-placement.h"
#include "core/annotation/gloss-anchor-row.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-time.h"

/* What has no row in capture ?2. An annotation that went to the trash by undoing took its rows along, and
 * brings them back when that is done again: for it, a row in the trash is one. The plus keeps SQLite from the
 * index of captures: an annotation has few rows, a capture has one for each annotation. */
#define LACKS_ROW                                                                                            \
  "NOT EXISTS (SELECT 1 FROM anchor AS n WHERE n.annotation = a.uuid AND +n.capture = ?2 "                   \
  "AND (n.deleted IS NULL OR a.deleted IS NOT NULL))"

/* An annotation that is looked for. */
typedef struct
{
  GlossRecord *newest; /* its row in the newest capture that has one */
  GlossRecord *placed; /* that in the newest one in which it has a place, or NULL */
  GlossRecord *intact; /* that in the newest one in which its place has the words of its quote, or NULL */
  GlossResolution resolution;
} Claim;

/* Those that last stood in the same text. */
typedef struct
{
  GlossText *text; /* NULL: it is not known */
  GPtrArray *claims;
  GPtrArray *anchors;
} Group;

static Claim *
claim_new (void)
{
  Claim *claim = g_new0 (Claim, 1);

  claim->resolution.state = GLOSS_ANCHOR_LOST;
  return claim;
}

static void
claim_free (gpointer data)
{
  Claim *claim = data;

  g_clear_pointer (&claim->newest, gloss_record_unref);
  g_clear_pointer (&claim->placed, gloss_record_unref);
  g_clear_pointer (&claim->intact, gloss_record_unref);
  g_free (claim->resolution.found);
  g_free (claim);
}

static void
group_free (gpointer data)
{
  Group *group = data;

  g_clear_pointer (&group->text, gloss_text_unref);
  g_ptr_array_unref (group->claims);
  g_ptr_array_unref (group->anchors);
  g_free (group);
}

static Group *
group_new (GlossText *text)
{
  Group *group = g_new0 (Group, 1);

  group->text = text;
  group->claims = g_ptr_array_new ();
  group->anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_anchor_unref);

  return group;
}

/* The row that the annotation is looked for from, whose quote is what the reader stands by. */
static GlossRecord *
get_source (const Claim *claim)
{
  return claim->placed != NULL ? claim->placed : claim->newest;
}

static gboolean
bind_capture (GlossDatabase *self,
              const char *sql,
              const char *article,
              const char *capture,
              sqlite3_stmt **statement,
              GError **error)
{
  *statement = gloss_connection_prepare (self->connection, sql, error);
  if (*statement == NULL)
    return FALSE;

  gloss_connection_bind_text (*statement, 1, article);
  gloss_connection_bind_text (*statement, 2, capture);
  return TRUE;
}

/* The words that stood where the row says. */
static const char *
get_words (GlossRecord *row)
{
  const char *found = gloss_anchor_row_get_found (row);

  return found != NULL ? found : gloss_record_get_string (row, "quote");
}

static void
set_row (GlossRecord **place, GlossRecord *row)
{
  g_clear_pointer (place, gloss_record_unref);
  *place = gloss_record_ref (row);
}

/* A row of the claim that is more to rely on than those before it. */
static void
take_row (Claim *claim, GlossRecord *row)
{
  set_row (&claim->newest, row);
  if (!gloss_anchor_row_is_placed (row))
    return;

  set_row (&claim->placed, row);
  if (gloss_placement_is_same (get_words (row), gloss_record_get_string (row, "quote")))
    set_row (&claim->intact, row);
}

/* The rows of an annotation come one after another, the one to rely on most last: what lies in the trash, or
 * in a capture that does, is better than nothing. */
static GPtrArray *
load_claims (GlossDatabase *self, const char *article, const char *capture, GError **error)
{
  GlossTable *table = gloss_database_get_table (self, "anchor");
  g_autoptr (GPtrArray) claims = g_ptr_array_new_with_free_func (claim_free);
  g_autofree char *sql =
    g_strdup_printf ("SELECT %s FROM annotation AS a JOIN anchor AS t ON t.annotation = a.uuid "
                     "JOIN capture AS c ON c.uuid = t.capture WHERE a.article = ?1 AND " LACKS_ROW
                     " ORDER BY a.rowid, t.deleted IS NULL, c.deleted IS NULL, c.rowid, t.created, t.rowid",
                     gloss_table_get_columns (table));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  const char *annotation = NULL;
  sqlite3_stmt *statement;

  if (!bind_capture (self, sql, article, capture, &statement, error) ||
      !gloss_table_read_all (table, self->connection, statement, rows, error))
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      GlossRecord *row = g_ptr_array_index (rows, i);
      const char *owner = gloss_record_get_string (row, "annotation");

      if (g_strcmp0 (annotation, owner) != 0)
        g_ptr_array_add (claims, claim_new ());
      annotation = owner;
      take_row (g_ptr_array_index (claims, claims->len - 1), row);
    }

  return g_steal_pointer (&claims);
}

/* NULL in text where the library does not hold it. */
static gboolean
load_text (GlossDatabase *self, const char *capture, GlossText **text, GError **error)
{
  sqlite3_stmt *statement =
    gloss_connection_prepare (self->connection, "SELECT text FROM capture WHERE uuid = ?1", error);
  const char *utf8;
  gboolean has_row;

  *text = NULL;
  if (statement == NULL)
    return FALSE;
  gloss_connection_bind_text (statement, 1, capture);
  if (!gloss_connection_step (self->connection, statement, &has_row, error))
    return FALSE;

  utf8 = has_row ? (const char *) sqlite3_column_text (statement, 0) : NULL;
  if (utf8 != NULL)
    *text = gloss_text_new (utf8, -1, NULL);
  sqlite3_reset (statement);
  return TRUE;
}

/* With the context that it had there, which is not that of the quote if something was edited since. NULL
 * where other words stand there: the row came from outside, or the text is damaged. */
static GlossAnchor *
make_anchor_in_text (GlossText *text, GlossRecord *row)
{
  gint64 start = gloss_record_get_int (row, "start_point");
  gint64 end = gloss_record_get_int (row, "end_point");
  g_autofree char *words = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *suffix = NULL;

  if (start < 0 || end <= start || (gsize) end > gloss_text_get_n_points (text))
    return NULL;
  words = gloss_text_dup_range (text, (gsize) start, (gsize) end);
  if (!gloss_placement_is_same (words, get_words (row)))
    return NULL;

  prefix = gloss_text_dup_range (text, (gsize) MAX (start - GLOSS_ANCHOR_CONTEXT, 0), (gsize) start);
  suffix = gloss_text_dup_range (text, (gsize) end, (gsize) end + GLOSS_ANCHOR_CONTEXT);
  return gloss_anchor_new (words, prefix, suffix, (gsize) start, (gsize) end);
}

static GlossAnchor *
make_anchor_without_text (GlossRecord *row)
{
  const char *words = get_words (row);
  gsize start = (gsize) MAX (gloss_record_get_int (row, "order_key"), 0);

  return gloss_anchor_new (words, gloss_record_get_string (row, "prefix"),
                           gloss_record_get_string (row, "suffix"), start,
                           start + (gsize) g_utf8_strlen (words, -1));
}

/* Where to look for it from; NULL where it was found as it was, or there is nowhere else. */
static GlossRecord *
get_start (const Claim *claim, gboolean is_again)
{
  GlossAnchorState state = claim->resolution.state;
  GlossRecord *source = get_source (claim);

  if (!is_again)
    return source;
  if (state == GLOSS_ANCHOR_EXACT || state == GLOSS_ANCHOR_MOVED || claim->intact == claim->placed)
    return NULL;

  /* Other words than those that the reader stands by now are no help. */
  return claim->intact != NULL && g_strcmp0 (gloss_record_get_string (claim->intact, "quote"),
                                             gloss_record_get_string (source, "quote")) == 0
           ? claim->intact
           : NULL;
}

/* By the text that each is looked for from. */
static GPtrArray *
make_groups (GlossDatabase *self, GPtrArray *claims, gboolean is_again, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (GHashTable) by_capture = g_hash_table_new (g_str_hash, g_str_equal);
  Group *textless = group_new (NULL);

  g_ptr_array_add (groups, textless);
  for (guint i = 0; i < claims->len; i++)
    {
      Claim *claim = g_ptr_array_index (claims, i);
      GlossRecord *row = get_start (claim, is_again);
      char *capture = row != NULL ? (char *) gloss_record_get_string (row, "capture") : NULL;
      Group *group = row != NULL ? g_hash_table_lookup (by_capture, capture) : NULL;
      GlossAnchor *anchor = NULL;

      if (row == NULL)
        continue;
      if (group == NULL)
        {
          GlossText *text;

          if (!load_text (self, capture, &text, error))
            return NULL;
          group = group_new (text);
          g_ptr_array_add (groups, group);
          g_hash_table_insert (by_capture, capture, group);
        }
      if (group->text != NULL && gloss_anchor_row_is_placed (row))
        anchor = make_anchor_in_text (group->text, row);
      if (anchor == NULL)
        {
          anchor = make_anchor_without_text (row);
          group = textless;
        }
      g_ptr_array_add (group->claims, claim);
      g_ptr_array_add (group->anchors, anchor);
    }

  return g_steal_pointer (&groups);
}

/* Whether what was found from another place says more of the passage: its words are there, or more of what
 * stands there now. Of two places that have nothing in common, the first is to rely on. */
static gboolean
is_better (const GlossResolution *found, const GlossResolution *before)
{
  if (found->state == GLOSS_ANCHOR_LOST || before->state == GLOSS_ANCHOR_LOST)
    return before->state == GLOSS_ANCHOR_LOST;
  if (found->state != GLOSS_ANCHOR_CHANGED)
    return TRUE;

  return found->start < before->end && before->start < found->end &&
         found->end - found->start > before->end - before->start;
}

static void
resolve_group (Group *group, GlossText *text)
{
  g_autoptr (GArray) resolutions = NULL;

  if (group->claims->len == 0)
    return;

  resolutions = gloss_anchor_resolve (group->text, text, (GlossAnchor *const *) group->anchors->pdata,
                                      group->anchors->len, NULL);
  for (guint i = 0; i < group->claims->len; i++)
    {
      Claim *claim = g_ptr_array_index (group->claims, i);
      GlossResolution *resolution = &g_array_index (resolutions, GlossResolution, i);

      gloss_resolution_judge (resolution, gloss_record_get_string (get_source (claim), "quote"));
      if (!is_better (resolution, &claim->resolution))
        continue;
      g_free (claim->resolution.found);
      claim->resolution = *resolution;
      resolution->found = NULL;
    }
}

/* is_again: what was not found as it was, from where it was. */
static gboolean
look_for (GlossDatabase *self, GPtrArray *claims, GlossText *text, gboolean is_again, GError **error)
{
  g_autoptr (GPtrArray) groups = make_groups (self, claims, is_again, error);

  if (groups == NULL)
    return FALSE;

  for (guint i = 0; i < groups->len; i++)
    resolve_group (g_ptr_array_index (groups, i), text);
  return TRUE;
}

/* What a person has looked at is no second alarm: the same other words, or again nothing. */
static const char *
get_reviewed (const Claim *claim)
{
  const GlossResolution *resolution = &claim->resolution;

  switch (resolution->state)
    {
    case GLOSS_ANCHOR_CHANGED:
      return claim->placed != NULL && gloss_placement_is_same (get_words (claim->placed), resolution->found)
               ? gloss_record_get_string (claim->placed, "reviewed")
               : NULL;
    case GLOSS_ANCHOR_LOST:
      return !gloss_anchor_row_is_placed (claim->newest) ? gloss_record_get_string (claim->newest, "reviewed")
                                                         : NULL;
    case GLOSS_ANCHOR_EXACT:
    case GLOSS_ANCHOR_MOVED:
    default:
      return NULL;
    }
}

/* As JSON. */
static char *
dup_flags (GlossClaimChange change)
{
  g_auto (GStrv) flags = gloss_claim_change_to_strv (change);
  GString *list = g_string_new ("[");

  for (guint i = 0; flags[i] != NULL; i++)
    g_string_append_printf (list, "%s\"%s\"", i > 0 ? "," : "", flags[i]);
  g_string_append_c (list, ']');

  return g_string_free (list, FALSE);
}

/* A row in the making; a dozen and a half columns. */
typedef struct
{
  GlossColumn columns[20];
  guint n;
} Row;

static void
row_add_string (Row *row, const char *name, const char *value)
{
  if (value != NULL)
    row->columns[row->n++] = (GlossColumn){ name, GLOSS_COLUMN_STRING, { .string = value } };
}

static void
row_add_int (Row *row, const char *name, gint64 value)
{
  row->columns[row->n++] = (GlossColumn){ name, GLOSS_COLUMN_INT, { .integer = value } };
}

static GlossRecord *
make_row (const Claim *claim, const char *capture, const char *now)
{
  const GlossResolution *resolution = &claim->resolution;
  GlossRecord *source = get_source (claim);
  gboolean is_lost = resolution->state == GLOSS_ANCHOR_LOST;
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *flags = dup_flags (resolution->change);
  Row row = { .n = 0 };

#define NAME(column) g_intern_static_string (column)
  row_add_string (&row, NAME ("uuid"), uuid);
  row_add_string (&row, NAME ("created"), now);
  row_add_string (&row, NAME ("modified"), now);
  row_add_string (&row, NAME ("annotation"), gloss_record_get_string (source, "annotation"));
  row_add_string (&row, NAME ("capture"), capture);
  row_add_string (&row, NAME ("quote"), gloss_record_get_string (source, "quote"));
  row_add_string (&row, NAME ("prefix"), gloss_record_get_string (source, "prefix"));
  row_add_string (&row, NAME ("suffix"), gloss_record_get_string (source, "suffix"));
  row_add_int (&row, NAME ("order_key"),
               is_lost ? gloss_record_get_int (source, "order_key") : (gint64) resolution->start);
  row_add_string (&row, NAME ("state"), gloss_anchor_state_to_string (resolution->state));
  row_add_string (&row, NAME ("reviewed"), get_reviewed (claim));
  row_add_string (&row, NAME ("flags"), flags);
  if (!is_lost)
    {
      row_add_int (&row, NAME ("start_point"), (gint64) resolution->start);
      row_add_int (&row, NAME ("end_point"), (gint64) resolution->end);
      row_add_string (&row, NAME ("found"), resolution->found);
      row.columns[row.n++] =
        (GlossColumn){ NAME ("score"), GLOSS_COLUMN_DOUBLE, { .real = resolution->score } };
    }
#undef NAME

  return gloss_record_new_for_columns ("anchor", row.columns, row.n);
}

gboolean
gloss_database_add_anchors (GlossDatabase *self,
                            GlossChange *change,
                            const char *article,
                            const char *capture,
                            GlossText *text,
                            GError **error)
{
  g_autoptr (GPtrArray) claims = load_claims (self, article, capture, error);
  g_autofree char *now = gloss_time_dup_now ();

  if (claims == NULL || !look_for (self, claims, text, FALSE, error) ||
      !look_for (self, claims, text, TRUE, error))
    return FALSE;

  for (guint i = 0; i < claims->len; i++)
    {
      g_autoptr (GlossRecord) row = make_row (g_ptr_array_index (claims, i), capture, now);

      gloss_change_add (change, NULL, row);
    }

  return TRUE;
}

/* Whether some annotation has a row, but none in the newest capture. It writes nothing and takes no lock. */
static gboolean
find_whether_unsettled (GlossDatabase *self, const char *article, gboolean *is_unsettled, GError **error)
{
  static const char sql[] =
    "SELECT 1 FROM annotation AS a WHERE a.article = ?1 "
    "AND EXISTS (SELECT 1 FROM anchor AS t WHERE t.annotation = a.uuid) AND " LACKS_ROW " LIMIT 1";
  g_autoptr (GPtrArray) captures = gloss_database_list_captures (self, article, error);
  sqlite3_stmt *statement;

  *is_unsettled = FALSE;
  if (captures == NULL)
    return FALSE;
  if (captures->len == 0)
    return TRUE;

  if (!bind_capture (self, sql, article, gloss_record_get_uuid (g_ptr_array_index (captures, 0)), &statement,
                     error) ||
      !gloss_connection_step (self->connection, statement, is_unsettled, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

/* Inside the transaction. The change has no edits where nothing lacks, or where the newest capture came
 * without its text. */
static GlossChange *
write_settling (GlossDatabase *self, const char *article, const char *who, GError **error)
{
  g_autoptr (GlossChange) change = gloss_change_new (_ ("Find annotations in the newest version"), article);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GlossCapture) capture = gloss_database_load_capture (self, article, &local_error);
  const GlossCaptureFields *fields;

  if (g_error_matches (local_error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND))
    return g_steal_pointer (&change);
  if (capture == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  fields = gloss_capture_get_fields (capture);
  if (!gloss_database_add_anchors (self, change, article, fields->uuid, fields->text, error) ||
      !gloss_database_apply_edits (self, change, who, error))
    return NULL;

  return g_steal_pointer (&change);
}

/**
 * gloss_database_settle_anchors:
 * @self: a library
 * @article: an article's uuid
 * @who: a person's name, for the history
 * @change_out: (out) (optional) (nullable): what was written; %NULL where nothing lacked
 * @error: return location
 *
 * Gives every annotation that has no row in the article's newest capture one: it was made while an older one
 * was shown, by another process, or it was imported. Where nothing lacks, nothing is written and no lock is
 * taken. It is not for undo.
 *
 * Errors: those of gloss_database_apply(), and %GLOSS_ERROR_CORRUPT where the text is not what was captured.
 *
 * Returns: %TRUE once it is durable; %FALSE with @error set where nothing of it was done
 */
gboolean
gloss_database_settle_anchors (
  GlossDatabase *self, const char *article, const char *who, GlossChange **change_out, GError **error)
{
  g_autoptr (GlossChange) change = NULL;
  gboolean is_unsettled;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (article != NULL, FALSE);
  g_return_val_if_fail (who != NULL, FALSE);

  if (change_out != NULL)
    *change_out = NULL;
  if (!find_whether_unsettled (self, article, &is_unsettled, error))
    return FALSE;
  if (!is_unsettled)
    return TRUE;

  if (!gloss_database_begin_write (self, error))
    return FALSE;
  change = write_settling (self, article, who, error);
  if (change == NULL || gloss_change_get_n_edits (change) == 0)
    {
      gloss_connection_rollback (self->connection);
      return change != NULL;
    }
  if (!gloss_connection_commit (self->connection, error))
    return FALSE;

  gloss_change_seal (change);
  if (change_out != NULL)
    *change_out = g_steal_pointer (&change);
  return TRUE;
}
