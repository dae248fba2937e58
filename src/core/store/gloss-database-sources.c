/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Copies of sources: what a source is told of the capture that was made of its page. The capture itself is
 * stored like any other; an article that only exists for it is told by its state. Part of the transaction
 * that stores it, which costs reading what has its bytes already, or of the one that puts another capture of
 * the same page in its place, which costs a look at all sources.
 */

#include "config.h"

#include "core/store/gloss-database-sources.h"

#include <glib/gi18n-lib.h>

#include "core/base/gloss-error.h"
#include "core/base/gloss-time.h"
#include "core/store/gloss-database-private.h"
#include "core/store/gloss-database-sameness.h"

static gboolean
set_gone (GError **error)
{
  g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                       _ ("The source was removed while its page was read. Nothing was kept."));
  return FALSE;
}

/* Outside the trash, and the article in which it is cited. */
static gboolean
find_source (GlossDatabase *self, const char *uuid, GlossRecord **source, char **article, GError **error)
{
  g_autoptr (GlossRecord) found = NULL;
  g_autoptr (GlossRecord) annotation = NULL;

  if (!gloss_table_find (gloss_database_get_table (self, "source"), self->connection, uuid, &found, error))
    return FALSE;
  if (found == NULL || gloss_record_is_deleted (found))
    return set_gone (error);
  if (!gloss_table_find (gloss_database_get_table (self, "annotation"), self->connection,
                         gloss_record_get_string (found, "annotation"), &annotation, error))
    return FALSE;
  if (annotation == NULL)
    return set_gone (error);

  *source = g_steal_pointer (&found);
  *article = g_strdup (gloss_record_get_string (annotation, "article"));
  return TRUE;
}

/* The capture that change adds, else the one that shows the same. */
static gboolean
find_capture (
  GlossDatabase *self, GlossChange *change, const GlossCaptureFields *fields, char **capture, GError **error)
{
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *after = gloss_change_get_after (change, i);

      if (gloss_change_get_before (change, i) == NULL &&
          g_str_equal (gloss_record_get_table (after), "capture"))
        {
          *capture = g_strdup (gloss_record_get_uuid (after));
          return TRUE;
        }
    }

  return gloss_database_find_kept (self, gloss_change_get_article (change), fields, capture, error);
}

/* The day as the user's clock has it, like the one that a source begins with. */
static GlossRecord *
make_source (GlossRecord *source, const char *capture, const char *sha256)
{
  const char *accessed = gloss_record_get_string (source, "accessed");
  g_autoptr (JsonObject) values = gloss_record_dup_values (source);

  json_object_set_string_member (values, "capture", capture);
  json_object_set_string_member (values, "hash", sha256);
  if (accessed == NULL || *accessed == '\0')
    {
      g_autofree char *today = gloss_time_dup_today ();

      json_object_set_string_member (values, "accessed", today);
    }

  return gloss_record_new_for_values ("source", values);
}

GlossChange *
gloss_database_plan_source (GlossDatabase *self,
                            GlossChange *change,
                            const GlossCaptureFields *fields,
                            GError **error)
{
  g_autoptr (GlossRecord) source = NULL;
  g_autoptr (GlossRecord) edited = NULL;
  g_autofree char *article = NULL;
  g_autofree char *capture = NULL;
  GlossChange *whole;

  if (!find_source (self, fields->source, &source, &article, error) ||
      !find_capture (self, change, fields, &capture, error))
    return NULL;

  whole = gloss_change_new (_ ("Keep a copy"), article);
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    gloss_change_add (whole, gloss_change_get_before (change, i), gloss_change_get_after (change, i));
  edited = make_source (source, capture, fields->sha256);
  if (!gloss_record_equal (source, edited))
    gloss_change_add (whole, source, edited);

  return whole;
}

gboolean
gloss_database_move_sources (
  GlossDatabase *self, GlossChange *change, const char *from, const char *to, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);

  if (!gloss_database_query_records (self, "source", "WHERE t.capture = ?1 ORDER BY t.rowid", from, sources,
                                     error))
    return FALSE;

  for (guint i = 0; i < sources->len; i++)
    {
      GlossRecord *source = g_ptr_array_index (sources, i);
      g_autoptr (GlossRecord) edited = gloss_record_with_string (source, "capture", to);

      gloss_change_add (change, source, edited);
    }
  return TRUE;
}

static gboolean
is_capture (GlossRecord *record)
{
  return g_str_equal (gloss_record_get_table (record), "capture");
}

static gboolean
is_of_one_receipt (GlossRecord *one, GlossRecord *other)
{
  static const char *const columns[] = { "article", "sha256", "captured", "mhtml_sha256" };
  gboolean is_one = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (columns) && is_one; i++)
    is_one =
      g_strcmp0 (gloss_record_get_string (one, columns[i]), gloss_record_get_string (other, columns[i])) == 0;
  return is_one;
}

/* What change has stand where capture stood. Borrowed, NULL where that is nothing. */
static GlossRecord *
find_standing (GlossChange *change, GlossRecord *capture)
{
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *after = gloss_change_get_after (change, i);

      if (is_capture (after) && !gloss_record_is_deleted (after) && is_of_one_receipt (after, capture))
        return after;
    }

  return NULL;
}

GlossChange *
gloss_database_plan_following (GlossDatabase *self, GlossChange *change, GError **error)
{
  g_autoptr (GlossChange) following =
    gloss_change_new (gloss_change_get_label (change), gloss_change_get_article (change));

  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *after = gloss_change_get_after (change, i);
      GlossRecord *standing =
        is_capture (after) && gloss_record_is_deleted (after) ? find_standing (change, after) : NULL;

      if (standing != NULL && !gloss_database_move_sources (self, following, gloss_record_get_uuid (after),
                                                            gloss_record_get_uuid (standing), error))
        return NULL;
    }

  return g_steal_pointer (&following);
}

/* Without any of its texts. */
static gboolean
find_by_address (GlossDatabase *self, const char *uri, GlossRecord **capture, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *article = gloss_database_find_address (self, uri, &local_error);
  g_autoptr (GPtrArray) captures = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (article == NULL)
    return TRUE;

  captures = gloss_database_list_captures (self, article, error);
  for (guint i = 0; captures != NULL && i < captures->len && *capture == NULL; i++)
    if (!gloss_record_is_null (captures->pdata[i], "sha256"))
      *capture = gloss_record_ref (captures->pdata[i]);
  return captures != NULL;
}

/**
 * gloss_database_find_copy:
 * @self: a library
 * @source: a record of table source
 * @capture: (out) (transfer full) (nullable): a row of table capture
 * @error: return location
 *
 * Finds what the library has of the page that a source names: that which the source says is its copy, in the
 * trash too, else the newest whose bytes are kept of an article that is known by its address, none from the
 * trash.
 *
 * Returns: %FALSE with @error set where the library could not be read
 */
gboolean
gloss_database_find_copy (GlossDatabase *self, GlossRecord *source, GlossRecord **capture, GError **error)
{
  const char *uuid, *uri;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (source != NULL && capture != NULL, FALSE);

  *capture = NULL;
  uuid = gloss_record_get_string (source, "capture");
  uri = gloss_record_get_string (source, "uri");
  if (uuid != NULL)
    return gloss_table_find (gloss_database_get_table (self, "capture"), self->connection, uuid, capture,
                             error);
  return uri == NULL || *uri == '\0' || find_by_address (self, uri, capture, error);
}
