/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossReadingPlaces owns one place for each article that was opened. Main thread. Losing them costs nobody
 * anything but a scroll: they are not retried, and written only when nothing is left to undo. A place is part
 * of the article's row, and a row that was written since can't be put back by undo.
 */
#include "config.h"

#include "app/window/gloss-reading-places.h"

#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-time.h"

typedef struct
{
  char *opened;
  double progress;
} Place;

struct _GlossReadingPlaces
{
  GObject parent_instance;

  GHashTable *places;
};

G_DEFINE_FINAL_TYPE (GlossReadingPlaces, gloss_reading_places, G_TYPE_OBJECT)

static void
place_free (Place *place)
{
  g_free (place->opened);
  g_free (place);
}

static void
gloss_reading_places_finalize (GObject *object)
{
  g_hash_table_unref (GLOSS_READING_PLACES (object)->places);

  G_OBJECT_CLASS (gloss_reading_places_parent_class)->finalize (object);
}

static void
gloss_reading_places_class_init (GlossReadingPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_reading_places_finalize;
}

static void
gloss_reading_places_init (GlossReadingPlaces *self)
{
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) place_free);
}

/**
 * gloss_reading_places_new:
 *
 * Returns: (transfer full): no places yet
 */
GlossReadingPlaces *
gloss_reading_places_new (void)
{
  return g_object_new (GLOSS_TYPE_READING_PLACES, NULL);
}

/**
 * gloss_reading_places_open:
 * @self: the places
 * @article: an article that is opened now
 *
 * Notes the time. Where it was read before, the place of that stands until another is set.
 */
void
gloss_reading_places_open (GlossReadingPlaces *self, GlossArticle *article)
{
  const char *uuid;
  Place *place;

  g_return_if_fail (GLOSS_IS_READING_PLACES (self));

  uuid = gloss_article_get_uuid (article);
  place = g_hash_table_lookup (self->places, uuid);
  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      place->progress = gloss_record_get_double (gloss_article_get_record (article), "progress");
      g_hash_table_insert (self->places, g_strdup (uuid), place);
    }
  g_free (place->opened);
  place->opened = gloss_time_dup_now ();
}

/**
 * gloss_reading_places_set_progress:
 * @self: the places
 * @uuid: an article that was opened
 * @progress: how far it was read, 0 to 1
 *
 * Notes how far an article was read.
 */
void
gloss_reading_places_set_progress (GlossReadingPlaces *self, const char *uuid, double progress)
{
  Place *place;

  g_return_if_fail (GLOSS_IS_READING_PLACES (self));

  place = g_hash_table_lookup (self->places, uuid);
  if (place != NULL)
    place->progress = progress;
}

/**
 * gloss_reading_places_write:
 * @self: the places
 * @store: an open library
 * @articles: its articles as they are now
 *
 * Submits a change for each article that was opened, unless the library is read-only.
 */
void
gloss_reading_places_write (GlossReadingPlaces *self, GlossStore *store, GlossLibraryList *articles)
{
  GHashTableIter iter;
  const char *uuid;
  Place *place;

  g_return_if_fail (GLOSS_IS_READING_PLACES (self));

  g_hash_table_iter_init (&iter, self->places);
  while (!gloss_store_is_read_only (store) &&
         g_hash_table_iter_next (&iter, (gpointer *) &uuid, (gpointer *) &place))
    {
      GlossArticle *article = gloss_library_list_find (articles, uuid);
      g_autoptr (JsonObject) values = NULL;
      g_autoptr (GlossRecord) edited = NULL;
      g_autoptr (GlossChange) change = NULL;

      if (article == NULL)
        continue;

      values = gloss_record_dup_values (gloss_article_get_record (article));
      json_object_set_string_member (values, "opened", place->opened);
      json_object_set_double_member (values, "progress", place->progress);
      edited = gloss_record_new_for_values ("article", values);
      change = gloss_command_edit_article (gloss_article_get_record (article), edited);
      if (change != NULL)
        gloss_store_submit_async (store, change, NULL, NULL);
    }
  g_hash_table_remove_all (self->places);
}
