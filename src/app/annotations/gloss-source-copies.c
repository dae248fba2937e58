/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GlossSourceCopies owns a row of capture for each copy or address that was asked for. Main thread; it reads
 * on the store's reader thread and writes nothing. Costs a look-up in memory, and reading an article's
 * captures the first time and whenever captures came or went. */

#include "config.h"

#include "app/annotations/gloss-source-copies.h"

#include "core/store/gloss-database-sources.h"

typedef struct
{
  GlossRecord *capture; /* NULL: none, as far as is known */
  guint generation;     /* in which it was read, or 0 */
  gboolean is_reading;
} Entry;

struct _GlossSourceCopies
{
  GObject parent_instance;

  GlossStore *store;
  GHashTable *entries; /* Entry by what is asked for */
  guint generation;    /* counts what may make the entries others, from 1 */
  gboolean is_stale;   /* captures come or go by what is being written */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossSourceCopies, gloss_source_copies, G_TYPE_OBJECT)

/* What a read comes back with. */
typedef struct
{
  GlossSourceCopies *copies;
  char *key;
  guint generation;
} Errand;

static void
errand_free (Errand *errand)
{
  g_object_unref (errand->copies);
  g_free (errand->key);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->capture, gloss_record_unref);
  g_free (entry);
}

static gboolean
is_same (GlossRecord *one, GlossRecord *other)
{
  return one == other || (one != NULL && other != NULL && gloss_record_equal (one, other));
}

/* Reader thread. */
static gpointer
find_copy (GlossDatabase *database, gpointer source, GCancellable *cancellable, GError **error)
{
  GlossRecord *capture = NULL;

  gloss_database_find_copy (database, source, &capture, error);
  return capture;
}

/* A library that can't be read says so where it is written. */
static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  GlossSourceCopies *self = errand->copies;
  g_autoptr (GlossRecord) capture = gloss_store_read_finish (GLOSS_STORE (object), result, NULL);
  Entry *entry = g_hash_table_lookup (self->entries, errand->key);
  g_autoptr (GlossRecord) before = NULL;

  if (entry == NULL)
    return;

  before = g_steal_pointer (&entry->capture);
  entry->capture = g_steal_pointer (&capture);
  entry->generation = errand->generation;
  entry->is_reading = FALSE;
  if (entry->generation != self->generation || !is_same (before, entry->capture))
    g_signal_emit (self, signals[CHANGED], 0);
}

/* Who shows a source asks again. */
static void
refresh (GlossSourceCopies *self)
{
  self->is_stale = FALSE;
  self->generation++;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
pending_cb (GlossSourceCopies *self)
{
  if (self->is_stale && gloss_store_get_n_pending (self->store) == 0)
    refresh (self);
}

/* A change is announced before it is even asked for: what is read before it is written is what was. */
static void
changed_cb (GlossSourceCopies *self, GlossChange *change)
{
  for (guint i = 0; i < gloss_change_get_n_edits (change) && !self->is_stale; i++)
    {
      const char *table = gloss_record_get_table (gloss_change_get_after (change, i));

      self->is_stale = g_str_equal (table, "capture") || g_str_equal (table, "article") ||
                       g_str_equal (table, "article_alias");
    }
}

static void
dispose (GObject *object)
{
  GlossSourceCopies *self = GLOSS_SOURCE_COPIES (object);

  g_hash_table_remove_all (self->entries);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gloss_source_copies_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_hash_table_unref (GLOSS_SOURCE_COPIES (object)->entries);

  G_OBJECT_CLASS (gloss_source_copies_parent_class)->finalize (object);
}

static void
gloss_source_copies_class_init (GlossSourceCopiesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = dispose;
  object_class->finalize = finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
gloss_source_copies_init (GlossSourceCopies *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  self->generation = 1;
}

/**
 * gloss_source_copies_new:
 * @store: the library
 *
 * Returns: (transfer full): what knows of no copy yet
 */
GlossSourceCopies *
gloss_source_copies_new (GlossStore *store)
{
  GlossSourceCopies *self = g_object_new (GLOSS_TYPE_SOURCE_COPIES, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "outside-change", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::n-pending", G_CALLBACK (pending_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * gloss_source_copies_look:
 * @self: what knows of copies
 * @source: a record of table source
 *
 * What is not known, or may be another by now, is read, and ::changed says so.
 *
 * Returns: (nullable): the row of a capture, with the source's own copy or, where it has none, the newest
 * that the library has of its address; borrowed until ::changed. %NULL where there is none, as far as is
 * known
 */
GlossRecord *
gloss_source_copies_look (GlossSourceCopies *self, GlossRecord *source)
{
  const char *capture, *uri;
  g_autofree char *key = NULL;
  Entry *entry;
  Errand *errand;

  g_return_val_if_fail (GLOSS_IS_SOURCE_COPIES (self), NULL);
  g_return_val_if_fail (source != NULL, NULL);

  capture = gloss_record_get_string (source, "capture");
  uri = gloss_record_get_string (source, "uri");
  if (capture == NULL && (uri == NULL || *uri == '\0'))
    return NULL;

  key = g_strconcat (capture != NULL ? "capture " : "address ", capture != NULL ? capture : uri, NULL);
  entry = g_hash_table_lookup (self->entries, key);
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      g_hash_table_insert (self->entries, g_strdup (key), entry);
    }
  if (entry->generation != self->generation && !entry->is_reading)
    {
      errand = g_new0 (Errand, 1);
      errand->copies = g_object_ref (self);
      errand->generation = self->generation;
      errand->key = g_steal_pointer (&key);
      entry->is_reading = TRUE;
      gloss_store_read_async (self->store, find_copy, gloss_record_ref (source),
                              (GDestroyNotify) gloss_record_unref, (GDestroyNotify) gloss_record_unref, NULL,
                              read_cb, errand);
    }
  return entry->capture;
}
