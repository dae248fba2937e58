/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What has a name in a library and is referred to by it: its tags, or its persons. Owns the records. Main
 * thread. Finding and taking up cost O(1), listing the names O(n log n).
 */

#include "config.h"

#include "core/annotation/gloss-name-register.h"

#include <glib.h>

void
gloss_name_register_init (GlossNameRegister *self)
{
  self->by_uuid = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) gloss_record_unref);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
}

void
gloss_name_register_finish (GlossNameRegister *self)
{
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_uuid);
}

void
gloss_name_register_clear (GlossNameRegister *self)
{
  g_hash_table_remove_all (self->by_name);
  g_hash_table_remove_all (self->by_uuid);
}

/* Takes up a tag or person; returns whether it has another name than before, or is new. Of two with one name,
 * the one that does not lie in the trash is found by it. */
gboolean
gloss_name_register_take (GlossNameRegister *self, GlossRecord *record)
{
  const char *name = gloss_record_get_string (record, "name");
  GlossRecord *old = g_hash_table_lookup (self->by_uuid, gloss_record_get_uuid (record));
  const char *old_name = old != NULL ? gloss_record_get_string (old, "name") : NULL;
  gboolean differs = old == NULL || g_strcmp0 (name, old_name) != 0;
  GlossRecord *namesake;

  if (old_name != NULL && g_hash_table_lookup (self->by_name, old_name) == old)
    g_hash_table_remove (self->by_name, old_name);
  g_hash_table_replace (self->by_uuid, (gpointer) gloss_record_get_uuid (record), gloss_record_ref (record));

  namesake = name != NULL ? g_hash_table_lookup (self->by_name, name) : NULL;
  if (name != NULL && (namesake == NULL || gloss_record_is_deleted (namesake)))
    g_hash_table_replace (self->by_name, (gpointer) name, record);

  return differs;
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

char **
gloss_name_register_dup_names (GlossNameRegister *self)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name, record;

  g_hash_table_iter_init (&iter, self->by_name);
  while (g_hash_table_iter_next (&iter, &name, &record))
    if (!gloss_record_is_deleted (record))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names_cb);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (names, FALSE);
}
