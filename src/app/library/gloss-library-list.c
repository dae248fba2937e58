/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossLibraryList owns the article objects and the set of those whose counts are out of date. Main thread;
 * the reading is done on the store's reader thread. It never writes. Finding by uuid costs O(1), a changed
 * article O(n) pointer comparisons for its place, a reload O(n).
 */
#include "config.h"

#include "app/library/gloss-library-list.h"

#include "core/base/gloss-error.h"

#include <string.h>

struct _GlossLibraryList
{
  GObject parent_instance;

  GlossStore *store;
  GPtrArray *articles;
  GHashTable *by_uuid;
  GHashTable *stale;
  gboolean all_stale;
  gboolean reading;
  gboolean outdated; /* what is being read lacks a change that came meanwhile */
  GStrv asked;       /* uuids that are being read; NULL: all */
  guint refresh_id;
  GCancellable *cancellable;
};

static void gloss_library_list_model_init (GListModelInterface *iface);
/* A read that ends looks whether another is due. */
static void queue_refresh (GlossLibraryList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (GlossLibraryList,
                               gloss_library_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, gloss_library_list_model_init))

static GType
gloss_library_list_get_item_type (GListModel *model)
{
  return GLOSS_TYPE_ARTICLE;
}

static guint
gloss_library_list_get_n_items (GListModel *model)
{
  return GLOSS_LIBRARY_LIST (model)->articles->len;
}

static gpointer
gloss_library_list_get_item (GListModel *model, guint position)
{
  GlossLibraryList *self = GLOSS_LIBRARY_LIST (model);

  return position < self->articles->len ? g_object_ref (g_ptr_array_index (self->articles, position)) : NULL;
}

static void
gloss_library_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gloss_library_list_get_item_type;
  iface->get_n_items = gloss_library_list_get_n_items;
  iface->get_item = gloss_library_list_get_item;
}

static void
announce (GlossLibraryList *self, GlossArticle *article)
{
  guint position;

  if (g_ptr_array_find (self->articles, article, &position))
    g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
}

static void
insert (GlossLibraryList *self, GlossArticle *article)
{
  g_ptr_array_insert (self->articles, 0, g_object_ref (article));
  g_hash_table_insert (self->by_uuid, g_strdup (gloss_article_get_uuid (article)), article);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
}

static void
remove_uuid (GlossLibraryList *self, const char *uuid)
{
  GlossArticle *article = g_hash_table_lookup (self->by_uuid, uuid);
  guint position;

  if (article == NULL || !g_ptr_array_find (self->articles, article, &position))
    return;

  g_hash_table_remove (self->by_uuid, uuid);
  g_ptr_array_remove_index (self->articles, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* Brings one article up to what was read; new ones are put first. */
static void
take (GlossLibraryList *self, GlossArticle *read)
{
  const char *uuid = gloss_article_get_uuid (read);
  GlossArticle *article = g_hash_table_lookup (self->by_uuid, uuid);

  if (gloss_record_is_deleted (gloss_article_get_record (read)))
    remove_uuid (self, uuid);
  else if (article == NULL)
    insert (self, read);
  else if (!gloss_record_equal (gloss_article_get_record (article), gloss_article_get_record (read)) ||
           memcmp (gloss_article_get_counts (article), gloss_article_get_counts (read),
                   sizeof (GlossArticleCounts)) != 0)
    {
      gloss_article_set_record (article, gloss_article_get_record (read));
      gloss_article_set_counts (article, gloss_article_get_counts (read));
      announce (self, article);
    }
}

static gboolean
same_order (GlossLibraryList *self, GPtrArray *read)
{
  if (read->len != self->articles->len)
    return FALSE;

  for (guint i = 0; i < read->len; i++)
    if (g_strcmp0 (gloss_article_get_uuid (g_ptr_array_index (read, i)),
                   gloss_article_get_uuid (g_ptr_array_index (self->articles, i))) != 0)
      return FALSE;
  return TRUE;
}

/* An unchanged order is announced article by article, so that the list does not jump under the reader's hand.
 */
static void
take_all (GlossLibraryList *self, GPtrArray *read)
{
  guint before = self->articles->len;
  g_autoptr (GPtrArray) old = NULL;

  if (same_order (self, read))
    {
      for (guint i = 0; i < read->len; i++)
        take (self, g_ptr_array_index (read, i));
      return;
    }

  old = g_steal_pointer (&self->articles);
  self->articles = g_ptr_array_new_full (read->len, g_object_unref);
  for (guint i = 0; i < read->len; i++)
    {
      GlossArticle *fresh = g_ptr_array_index (read, i);
      GlossArticle *known = g_hash_table_lookup (self->by_uuid, gloss_article_get_uuid (fresh));

      if (known != NULL)
        {
          gloss_article_set_record (known, gloss_article_get_record (fresh));
          gloss_article_set_counts (known, gloss_article_get_counts (fresh));
        }
      g_ptr_array_add (self->articles, g_object_ref (known != NULL ? known : fresh));
    }

  g_hash_table_remove_all (self->by_uuid);
  for (guint i = 0; i < self->articles->len; i++)
    {
      GlossArticle *article = g_ptr_array_index (self->articles, i);

      g_hash_table_insert (self->by_uuid, g_strdup (gloss_article_get_uuid (article)), article);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->articles->len);
}

static gpointer
read_all (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  return gloss_database_list_articles (database, error);
}

static gpointer
read_some (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  GStrv uuids = data;
  g_autoptr (GPtrArray) articles = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; uuids[i] != NULL; i++)
    {
      g_autoptr (GError) local_error = NULL;
      GlossArticle *article = gloss_database_load_article (database, uuids[i], &local_error);

      if (article != NULL)
        g_ptr_array_add (articles, article);
      else if (!g_error_matches (local_error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return g_steal_pointer (&articles);
}

/* NULL where nothing can be taken from a read: it failed, or a change overtook it and it is read again. */
static GPtrArray *
end_reading (GlossLibraryList *self, GlossStore *store, GAsyncResult *result)
{
  g_autoptr (GPtrArray) articles = gloss_store_read_finish (store, result, NULL);
  g_auto (GStrv) asked = g_steal_pointer (&self->asked);

  self->reading = FALSE;
  queue_refresh (self);
  if (!self->outdated)
    return g_steal_pointer (&articles);

  self->outdated = FALSE;
  self->all_stale |= asked == NULL;
  for (guint i = 0; asked != NULL && asked[i] != NULL; i++)
    g_hash_table_add (self->stale, g_strdup (asked[i]));
  return NULL;
}

static void
read_some_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossLibraryList) self = data;
  g_autoptr (GPtrArray) articles = end_reading (self, GLOSS_STORE (source), result);

  for (guint i = 0; articles != NULL && i < articles->len; i++)
    take (self, g_ptr_array_index (articles, i));
}

static void
read_all_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossLibraryList) self = data;
  g_autoptr (GPtrArray) articles = end_reading (self, GLOSS_STORE (source), result);

  if (articles != NULL)
    take_all (self, articles);
}

static gboolean
refresh_cb (gpointer data)
{
  GlossLibraryList *self = data;
  GlossStoreReadFunc func = read_some;
  GAsyncReadyCallback callback = read_some_cb;

  self->refresh_id = 0;
  if (self->store == NULL || self->reading || gloss_store_get_n_pending (self->store) > 0 ||
      (!self->all_stale && g_hash_table_size (self->stale) == 0))
    return G_SOURCE_REMOVE;

  if (self->all_stale)
    {
      func = read_all;
      callback = read_all_cb;
      g_hash_table_remove_all (self->stale);
    }
  else
    {
      self->asked = (GStrv) g_hash_table_get_keys_as_array (self->stale, NULL);
      g_hash_table_steal_all (self->stale);
    }

  self->all_stale = FALSE;
  self->reading = TRUE;
  gloss_store_read_async (self->store, func, g_strdupv (self->asked), (GDestroyNotify) g_strfreev,
                          (GDestroyNotify) g_ptr_array_unref, self->cancellable, callback,
                          g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* From the main loop: while ::changed is emitted the change does not count as pending yet. */
static void
queue_refresh (GlossLibraryList *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
changed_cb (GlossLibraryList *self, GlossChange *change)
{
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *after = gloss_change_get_after (change, i);
      GlossArticle *article;

      if (g_strcmp0 (gloss_record_get_table (after), "article") != 0)
        continue;

      article = g_hash_table_lookup (self->by_uuid, gloss_record_get_uuid (after));
      if (gloss_record_is_deleted (after))
        remove_uuid (self, gloss_record_get_uuid (after));
      else if (article != NULL)
        {
          gloss_article_set_record (article, after);
          announce (self, article);
        }
      else
        {
          GlossArticleCounts none = { 0 };
          g_autoptr (GlossArticle) fresh = gloss_article_new (after, &none);

          insert (self, fresh);
        }
    }

  if (gloss_change_get_article (change) != NULL)
    g_hash_table_add (self->stale, g_strdup (gloss_change_get_article (change)));
  self->outdated = self->reading;
  queue_refresh (self);
}

static void
failed_cb (GlossLibraryList *self, GlossChange *change, GError *error)
{
  self->all_stale = TRUE;
  queue_refresh (self);
}

static void
outside_change_cb (GlossLibraryList *self)
{
  self->all_stale = TRUE;
  queue_refresh (self);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GlossLibraryList *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) articles = gloss_store_read_finish (GLOSS_STORE (source), result, &error);

  self->reading = FALSE;
  if (articles == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  take_all (self, articles);
  g_task_return_boolean (task, TRUE);
}

static void
gloss_library_list_dispose (GObject *object)
{
  GlossLibraryList *self = GLOSS_LIBRARY_LIST (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gloss_library_list_parent_class)->dispose (object);
}

static void
gloss_library_list_finalize (GObject *object)
{
  GlossLibraryList *self = GLOSS_LIBRARY_LIST (object);

  g_ptr_array_unref (self->articles);
  g_hash_table_unref (self->by_uuid);
  g_hash_table_unref (self->stale);
  g_strfreev (self->asked);

  G_OBJECT_CLASS (gloss_library_list_parent_class)->finalize (object);
}

static void
gloss_library_list_class_init (GlossLibraryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gloss_library_list_dispose;
  object_class->finalize = gloss_library_list_finalize;
}

static void
gloss_library_list_init (GlossLibraryList *self)
{
  self->articles = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_uuid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stale = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}

/**
 * gloss_library_list_new:
 * @store: the store to follow
 *
 * Makes an empty list; gloss_library_list_load_async() fills it once the store is open.
 *
 * Returns: (transfer full): the list
 */
GlossLibraryList *
gloss_library_list_new (GlossStore *store)
{
  GlossLibraryList *self = g_object_new (GLOSS_TYPE_LIBRARY_LIST, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "outside-change", G_CALLBACK (outside_change_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::n-pending", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * gloss_library_list_load_async:
 * @self: a list
 * @cancellable: (nullable): to stop waiting
 * @callback: called when the list is filled
 * @data: for @callback
 *
 * Reads all articles.
 */
void
gloss_library_list_load_async (GlossLibraryList *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  GTask *task;

  g_return_if_fail (GLOSS_IS_LIBRARY_LIST (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gloss_library_list_load_async);
  self->reading = TRUE;
  gloss_store_read_async (self->store, read_all, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable,
                          load_cb, task);
}

/**
 * gloss_library_list_load_finish:
 * @self: a list
 * @result: what the callback was given
 * @error: return location
 *
 * Ends gloss_library_list_load_async(). Errors are those of reading the database.
 *
 * Returns: whether the list is filled
 */
gboolean
gloss_library_list_load_finish (GlossLibraryList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gloss_library_list_find:
 * @self: a list
 * @uuid: (nullable): an article's uuid
 *
 * Returns: (transfer none) (nullable): the article, if it is listed
 */
GlossArticle *
gloss_library_list_find (GlossLibraryList *self, const char *uuid)
{
  g_return_val_if_fail (GLOSS_IS_LIBRARY_LIST (self), NULL);

  return uuid != NULL ? g_hash_table_lookup (self->by_uuid, uuid) : NULL;
}

/**
 * gloss_library_list_find_uri:
 * @self: a list
 * @uri: an address
 *
 * Costs O(n).
 *
 * Returns: (transfer none) (nullable): the article that came from there, if it is listed
 */
GlossArticle *
gloss_library_list_find_uri (GlossLibraryList *self, const char *uri)
{
  g_return_val_if_fail (GLOSS_IS_LIBRARY_LIST (self), NULL);

  for (guint i = 0; i < self->articles->len; i++)
    if (g_strcmp0 (gloss_article_get_uri (g_ptr_array_index (self->articles, i)), uri) == 0)
      return g_ptr_array_index (self->articles, i);
  return NULL;
}
