/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of one table in order. It owns nothing but what the arrays it is given own, and asks no library; any
 * thread, one at a time for each array.
 */

#include "config.h"

#include "core/annotation/gloss-rows.h"

int
gloss_rows_compare (GlossRecord *a, GlossRecord *b)
{
  gint64 position_a = gloss_record_get_int (a, "position");
  gint64 position_b = gloss_record_get_int (b, "position");
  int order;

  if (position_a != position_b)
    return position_a < position_b ? -1 : 1;

  order = g_strcmp0 (gloss_record_get_string (a, "created"), gloss_record_get_string (b, "created"));
  return order != 0 ? order : g_strcmp0 (gloss_record_get_uuid (a), gloss_record_get_uuid (b));
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return gloss_rows_compare (*(GlossRecord *const *) a, *(GlossRecord *const *) b);
}

void
gloss_rows_sort (GPtrArray *rows)
{
  g_ptr_array_sort (rows, compare_cb);
}

gboolean
gloss_rows_take (GPtrArray *rows, GlossRecord *row)
{
  gboolean differs = !gloss_record_is_deleted (row);
  guint at = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      GlossRecord *old = g_ptr_array_index (rows, i);

      if (g_strcmp0 (gloss_record_get_uuid (old), gloss_record_get_uuid (row)) == 0)
        {
          differs = !gloss_record_equal (old, row);
          g_ptr_array_remove_index (rows, i);
          break;
        }
    }

  if (!gloss_record_is_deleted (row))
    {
      while (at < rows->len && gloss_rows_compare (g_ptr_array_index (rows, at), row) < 0)
        at++;
      g_ptr_array_insert (rows, (int) at, gloss_record_ref (row));
    }

  return differs;
}

GlossRecord *
gloss_rows_find (GPtrArray *rows, const char *uuid)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (gloss_record_get_uuid (g_ptr_array_index (rows, i)), uuid) == 0)
      return g_ptr_array_index (rows, i);

  return NULL;
}

gboolean
gloss_rows_equal (GPtrArray *rows, GPtrArray *others)
{
  guint n_rows = rows != NULL ? rows->len : 0;
  guint n_others = others != NULL ? others->len : 0;

  if (n_rows != n_others)
    return FALSE;

  for (guint i = 0; i < n_rows; i++)
    if (!gloss_record_equal (g_ptr_array_index (rows, i), g_ptr_array_index (others, i)))
      return FALSE;

  return TRUE;
}
