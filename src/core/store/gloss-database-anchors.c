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

#include "core/store/gloss-database-content.h"
#include "core/store/gloss-database-private.h"

#include "core/anchor/gloss-placement.h"
#include "core/annotation/gloss-anchor-row.h"
#include "core/base/gloss-time.h"

/* Those that last stood in the same text. */
typedef struct
{
  GlossText *text; /* NULL: it is not known */
  GPtrArray *claims;
  GPtrArray *anchors;
} Group;

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

/* The uuids of the article's other captures, none of the trash, that have this very text. */
static GHashTable *
find_twins (GlossDatabase *self, const char *article, const char *capture, GlossText *text, GError **error)
{
  g_autoptr (GPtrArray) captures = gloss_database_list_captures (self, article, error);
  GHashTable *twins;

  if (captures == NULL)
    return NULL;

  twins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < captures->len; i++)
    {
      GlossRecord *other = g_ptr_array_index (captures, i);

      if (g_strcmp0 (gloss_record_get_string (other, "text_sha256"), gloss_text_get_sha256 (text)) == 0 &&
          g_strcmp0 (gloss_record_get_uuid (other), capture) != 0)
        g_hash_table_add (twins, g_strdup (gloss_record_get_uuid (other)));
    }

  return twins;
}

/* The rows of an annotation come one after another, the one to rely on most last: what lies in the trash, or
 * in a capture that does, is better than nothing. */
static GPtrArray *
load_claims (GlossDatabase *self, const char *article, const char *capture, GHashTable *twins, GError **error)
{
  GlossTable *table = gloss_database_get_table (self, "anchor");
  g_autoptr (GPtrArray) claims = g_ptr_array_new_with_free_func (gloss_anchor_claim_free);
  g_autofree char *sql =
    g_strdup_printf ("SELECT %s FROM annotation AS a JOIN anchor AS t ON t.annotation = a.uuid "
                     "JOIN capture AS c ON c.uuid = t.capture WHERE a.article = ?1 AND " GLOSS_LACKS_ROW
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
      GlossAnchorClaim *claim;

      if (g_strcmp0 (annotation, owner) != 0)
        g_ptr_array_add (claims, gloss_anchor_claim_new ());
      annotation = owner;
      claim = g_ptr_array_index (claims, claims->len - 1);
      gloss_anchor_claim_take_row (claim, row);
      if (g_hash_table_contains (twins, gloss_record_get_string (row, "capture")))
        gloss_anchor_claim_take_twin (claim, row);
    }

  return g_steal_pointer (&claims);
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
  if (!gloss_placement_is_same (words, gloss_anchor_claim_get_words (row)))
    return NULL;

  prefix = gloss_text_dup_range (text, (gsize) MAX (start - GLOSS_ANCHOR_CONTEXT, 0), (gsize) start);
  suffix = gloss_text_dup_range (text, (gsize) end, (gsize) end + GLOSS_ANCHOR_CONTEXT);
  return gloss_anchor_new (words, prefix, suffix, (gsize) start, (gsize) end);
}

static GlossAnchor *
make_anchor_without_text (GlossRecord *row)
{
  const char *words = gloss_anchor_claim_get_words (row);
  gsize start = (gsize) MAX (gloss_record_get_int (row, "order_key"), 0);

  return gloss_anchor_new (words, gloss_record_get_string (row, "prefix"),
                           gloss_record_get_string (row, "suffix"), start,
                           start + (gsize) g_utf8_strlen (words, -1));
}

/* Where a capture with the same text says it stands, it does. */
static void
place_at_twin (GlossAnchorClaim *claim, GlossText *text)
{
  g_autoptr (GlossAnchor) anchor = claim->twin != NULL ? make_anchor_in_text (text, claim->twin) : NULL;
  GlossResolution *resolution = &claim->resolution;
  GlossRecord *source = gloss_anchor_claim_get_source (claim);

  if (anchor == NULL)
    return;

  claim->is_at_twin = TRUE;
  resolution->state = g_strcmp0 (gloss_anchor_row_get_state (claim->twin), "moved") == 0 ? GLOSS_ANCHOR_MOVED
                                                                                         : GLOSS_ANCHOR_EXACT;
  resolution->start = gloss_anchor_get_start (anchor);
  resolution->end = gloss_anchor_get_end (anchor);
  resolution->score = 1;
  resolution->found = g_strdup (gloss_anchor_get_quote (anchor));
  gloss_resolution_judge (resolution, gloss_record_get_string (source, "quote"));
}

/* Where to look for it from; NULL where it was found as it was, or there is nowhere else. */
static GlossRecord *
get_start (const GlossAnchorClaim *claim, gboolean is_again)
{
  GlossAnchorState state = claim->resolution.state;
  GlossRecord *source = gloss_anchor_claim_get_source (claim);

  if (claim->is_at_twin || claim->former != NULL)
    return NULL;
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
      GlossAnchorClaim *claim = g_ptr_array_index (claims, i);
      GlossRecord *row = get_start (claim, is_again);
      char *capture = row != NULL ? (char *) gloss_record_get_string (row, "capture") : NULL;
      Group *group = row != NULL ? g_hash_table_lookup (by_capture, capture) : NULL;
      GlossAnchor *anchor = NULL;

      if (row == NULL)
        continue;
      if (group == NULL)
        {
          GlossText *text;

          if (!gloss_database_load_text (self, capture, &text, error))
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
      GlossAnchorClaim *claim = g_ptr_array_index (group->claims, i);
      GlossResolution *resolution = &g_array_index (resolutions, GlossResolution, i);

      gloss_resolution_judge (resolution,
                              gloss_record_get_string (gloss_anchor_claim_get_source (claim), "quote"));
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
make_row (const GlossAnchorClaim *claim, const char *capture, const char *now)
{
  const GlossResolution *resolution = &claim->resolution;
  GlossRecord *source = gloss_anchor_claim_get_source (claim);
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
  row_add_string (&row, NAME ("reviewed"),
                  gloss_anchor_claim_get_reviewed (claim, resolution->state, resolution->found));
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

/* What takes the place of the stale row: one that was there before, if it says the same, so that what was
 * done with it can be done again. */
static void
replace_stale (GlossChange *change, const GlossAnchorClaim *claim, GlossRecord *made)
{
  g_autoptr (GlossRecord) trashed = gloss_record_with_deleted (claim->stale, TRUE);

  gloss_change_add (change, claim->former, made);
  gloss_change_add (change, claim->stale, trashed);
}

gboolean
gloss_database_place_claims (GlossDatabase *self,
                             GlossChange *change,
                             GPtrArray *claims,
                             const char *capture,
                             GlossText *text,
                             GError **error)
{
  g_autofree char *now = gloss_time_dup_now ();

  for (guint i = 0; i < claims->len; i++)
    place_at_twin (g_ptr_array_index (claims, i), text);
  if (!look_for (self, claims, text, FALSE, error) || !look_for (self, claims, text, TRUE, error))
    return FALSE;

  for (guint i = 0; i < claims->len; i++)
    {
      GlossAnchorClaim *claim = g_ptr_array_index (claims, i);
      g_autoptr (GlossRecord) row = claim->former != NULL ? gloss_record_with_deleted (claim->former, FALSE)
                                                          : make_row (claim, capture, now);

      if (claim->stale != NULL)
        replace_stale (change, claim, row);
      else
        gloss_change_add (change, NULL, row);
    }

  return TRUE;
}

gboolean
gloss_database_add_anchors (GlossDatabase *self,
                            GlossChange *change,
                            const char *article,
                            const char *capture,
                            GlossText *text,
                            GError **error)
{
  g_autoptr (GHashTable) twins = find_twins (self, article, capture, text, error);
  g_autoptr (GPtrArray) claims = twins != NULL ? load_claims (self, article, capture, twins, error) : NULL;

  return claims != NULL && gloss_database_place_claims (self, change, claims, capture, text, error);
}
