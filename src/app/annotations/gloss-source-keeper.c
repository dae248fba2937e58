/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossSourceKeeper owns a capturer of its own, so that no source waits before an article or the other way
 * round, and what it was asked for. Main thread. Nothing is stored but a whole page, together with what its
 * source says of it; a source that is removed meanwhile, or names another address, has nothing kept.
 */
#include "config.h"

#include "app/annotations/gloss-source-keeper.h"

#include "app/window/gloss-page-settings.h"
#include "core/article/gloss-address.h"
#include "core/base/gloss-error.h"
#include "web/gloss-page-capturer.h"

#include <glib/gi18n.h>

typedef struct
{
  char *source;
  char *uri;     /* as the source has it */
  char *address; /* the same, as it is loaded; NULL: it is none of the web */
  GlossKeeping state;
  char *words;           /* NULL while running: the capturer says them */
  GlossCapture *capture; /* that was doubted, or is being stored */
  GCancellable *cancellable;
} Request;

struct _GlossSourceKeeper
{
  GObject parent_instance;

  GlossStore *store;
  GlossSourceCopies *copies;
  GlossUndoStack *undo;
  GSettings *settings;
  GlossPageCapturer *capturer;
  GHashTable *requests; /* Request by its source */
  GQueue waiting;       /* of Request, borrowed from requests */
  Request *reading;     /* the same */
  char *status;
};

enum
{
  PROP_BUSY = 1,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossSourceKeeper, gloss_source_keeper, G_TYPE_OBJECT)

/* What a callback comes back with; the request may be gone by then. */
typedef struct
{
  GlossSourceKeeper *keeper;
  char *source;
  GCancellable *cancellable;
} Errand;

static Errand *
errand_new (GlossSourceKeeper *keeper, Request *request)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->keeper = g_object_ref (keeper);
  errand->source = g_strdup (request->source);
  errand->cancellable = g_object_ref (request->cancellable);
  return errand;
}

static void
errand_free (Errand *errand)
{
  g_object_unref (errand->keeper);
  g_free (errand->source);
  g_object_unref (errand->cancellable);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

/* NULL where it was dropped, or asked for anew. */
static Request *
find_request (Errand *errand)
{
  Request *request = g_hash_table_lookup (errand->keeper->requests, errand->source);

  return request != NULL && request->cancellable == errand->cancellable ? request : NULL;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_cancellable_cancel (request->cancellable);
  g_object_unref (request->cancellable);
  g_clear_pointer (&request->capture, gloss_capture_unref);
  g_free (request->source);
  g_free (request->uri);
  g_free (request->address);
  g_free (request->words);
  g_free (request);
}

static void
tell (GlossSourceKeeper *self, const char *source)
{
  g_autofree char *kept = g_strdup (source);

  g_signal_emit (self, signals[CHANGED], 0, kept);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
set_state (GlossSourceKeeper *self, Request *request, GlossKeeping state, const char *words)
{
  request->state = state;
  g_free (request->words);
  request->words = g_strdup (words);
  tell (self, request->source);
}

static void
forget (GlossSourceKeeper *self, Request *request)
{
  g_autofree char *source = g_strdup (request->source);

  if (self->reading == request)
    self->reading = NULL;
  g_queue_remove (&self->waiting, request);
  g_hash_table_remove (self->requests, source);
  tell (self, source);
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  GlossSourceKeeper *self = errand->keeper;
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *article =
    gloss_store_add_capture_finish (GLOSS_STORE (object), result, NULL, &change, &error);
  Request *request = find_request (errand);

  if (change != NULL)
    gloss_undo_stack_push (self->undo, change);
  if (request == NULL)
    return;
  if (article != NULL)
    forget (self, request);
  else
    set_state (self, request, GLOSS_KEEPING_FAILED, error->message);
}

/* The same, for the source. */
static GlossCapture *
make_copy (Request *request)
{
  GlossCaptureFields fields = *gloss_capture_get_fields (request->capture);

  fields.source = request->source;
  return gloss_capture_new (&fields);
}

static void
store (GlossSourceKeeper *self, Request *request)
{
  g_autoptr (GlossCapture) copy = make_copy (request);

  g_clear_pointer (&request->capture, gloss_capture_unref);
  set_state (self, request, GLOSS_KEEPING_RUNNING, _ ("Saving…"));
  gloss_store_add_capture_async (self->store, copy, stored_cb, errand_new (self, request));
}

/* The address is one of the web, but what it holds is no page. */
static char *
dup_failure (const GError *error)
{
  if (!g_error_matches (error, GLOSS_ERROR, GLOSS_ERROR_INVALID))
    return g_strdup (error->message);
  return g_strconcat (error->message, " ",
                      _ (
                        "Only web pages are kept as copies of sources. Save this address in a public archive "
                        "and enter the archive link, or write in the note where your own copy is."),
                      NULL);
}

static void
take (
  GlossSourceKeeper *self, Request *request, GlossCapture *capture, const char *doubt, const GError *error)
{
  if (capture == NULL)
    {
      g_autofree char *words = dup_failure (error);

      set_state (self, request, GLOSS_KEEPING_FAILED, words);
      return;
    }
  request->capture = gloss_capture_ref (capture);
  if (doubt != NULL)
    set_state (self, request, GLOSS_KEEPING_DOUBTED, doubt);
  else
    store (self, request);
}

/* Reading ends in a callback that begins the next. */
static void read_next (GlossSourceKeeper *self);

static void
captured_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  GlossSourceKeeper *self = errand->keeper;
  g_autoptr (GError) error = NULL;
  g_autofree char *doubt = NULL;
  g_autoptr (GlossCapture) capture =
    gloss_page_capturer_capture_finish (GLOSS_PAGE_CAPTURER (object), result, &doubt, &error);
  Request *request = find_request (errand);

  if (request != NULL && self->reading == request)
    self->reading = NULL;
  if (request != NULL)
    take (self, request, capture, doubt, error);
  if (self->capturer != NULL)
    read_next (self);
}

static void
read_next (GlossSourceKeeper *self)
{
  GlossPageLimits limits;

  if (self->reading != NULL || g_queue_is_empty (&self->waiting))
    return;

  self->reading = g_queue_pop_head (&self->waiting);
  gloss_page_settings_read (self->settings, &limits);
  gloss_page_capturer_capture_async (self->capturer, self->reading->address, NULL, &limits,
                                     self->reading->cancellable, captured_cb,
                                     errand_new (self, self->reading));
  tell (self, self->reading->source);
}

static void
status_cb (GlossSourceKeeper *self)
{
  g_free (self->status);
  g_object_get (self->capturer, "status", &self->status, NULL);
  if (self->reading != NULL)
    tell (self, self->reading->source);
}

/* A source that was removed, or names another address now. */
static void
store_changed_cb (GlossSourceKeeper *self, GlossChange *change)
{
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *after = gloss_change_get_after (change, i);
      Request *request = g_str_equal (gloss_record_get_table (after), "source")
                           ? g_hash_table_lookup (self->requests, gloss_record_get_uuid (after))
                           : NULL;

      if (request != NULL && (gloss_record_is_deleted (after) ||
                              g_strcmp0 (gloss_record_get_string (after, "uri"), request->uri) != 0))
        forget (self, request);
    }
}

static void
gloss_source_keeper_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, gloss_source_keeper_is_busy (GLOSS_SOURCE_KEEPER (object)));
}

static void
gloss_source_keeper_dispose (GObject *object)
{
  GlossSourceKeeper *self = GLOSS_SOURCE_KEEPER (object);

  g_queue_clear (&self->waiting);
  self->reading = NULL;
  g_hash_table_remove_all (self->requests);
  g_clear_object (&self->capturer);
  g_clear_object (&self->copies);
  g_clear_object (&self->store);
  g_clear_object (&self->undo);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gloss_source_keeper_parent_class)->dispose (object);
}

static void
gloss_source_keeper_finalize (GObject *object)
{
  GlossSourceKeeper *self = GLOSS_SOURCE_KEEPER (object);

  g_hash_table_unref (self->requests);
  g_free (self->status);

  G_OBJECT_CLASS (gloss_source_keeper_parent_class)->finalize (object);
}

static void
gloss_source_keeper_class_init (GlossSourceKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gloss_source_keeper_get_property;
  object_class->dispose = gloss_source_keeper_dispose;
  object_class->finalize = gloss_source_keeper_finalize;

  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gloss_source_keeper_init (GlossSourceKeeper *self)
{
  g_queue_init (&self->waiting);
  self->requests = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, request_free);
  self->capturer = gloss_page_capturer_new (NULL);
  g_signal_connect_object (self->capturer, "notify::status", G_CALLBACK (status_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gloss_source_keeper_new:
 * @store: the library
 * @undo: what is kept is put on it
 * @settings: the application's settings: how far a page may go
 *
 * Returns: (transfer full): a keeper that does nothing yet
 */
GlossSourceKeeper *
gloss_source_keeper_new (GlossStore *store, GlossUndoStack *undo, GSettings *settings)
{
  GlossSourceKeeper *self = g_object_new (GLOSS_TYPE_SOURCE_KEEPER, NULL);

  self->store = g_object_ref (store);
  self->copies = gloss_source_copies_new (store);
  self->undo = g_object_ref (undo);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/* What pages load in, unseen. */
GtkWidget *
gloss_source_keeper_get_widget (GlossSourceKeeper *self)
{
  g_return_val_if_fail (GLOSS_IS_SOURCE_KEEPER (self), NULL);

  return gloss_page_capturer_get_widget (self->capturer);
}

/* What the library has of the pages of sources. */
GlossSourceCopies *
gloss_source_keeper_get_copies (GlossSourceKeeper *self)
{
  g_return_val_if_fail (GLOSS_IS_SOURCE_KEEPER (self), NULL);

  return self->copies;
}

/**
 * gloss_source_keeper_get:
 * @self: a keeper
 * @source: the uuid of a source
 * @words: (out) (nullable): what to tell the user, valid until ::changed
 *
 * Returns: how it stands with the copy that was asked for
 */
GlossKeeping
gloss_source_keeper_get (GlossSourceKeeper *self, const char *source, const char **words)
{
  Request *request;

  g_return_val_if_fail (GLOSS_IS_SOURCE_KEEPER (self), GLOSS_KEEPING_NOTHING);
  g_return_val_if_fail (source != NULL && words != NULL, GLOSS_KEEPING_NOTHING);

  *words = NULL;
  request = g_hash_table_lookup (self->requests, source);
  if (request == NULL)
    return GLOSS_KEEPING_NOTHING;

  if (request->words != NULL)
    *words = request->words;
  else if (request != self->reading)
    *words = _ ("Waits for another page…");
  else
    *words = self->status != NULL ? self->status : _ ("Reading the page…");
  return request->state;
}

/* How many sources it stands so with. */
guint
gloss_source_keeper_count (GlossSourceKeeper *self, GlossKeeping state)
{
  GHashTableIter iter;
  gpointer request;
  guint n = 0;

  g_return_val_if_fail (GLOSS_IS_SOURCE_KEEPER (self), 0);

  g_hash_table_iter_init (&iter, self->requests);
  while (g_hash_table_iter_next (&iter, NULL, &request))
    if (((Request *) request)->state == state)
      n++;
  return n;
}

/* Whether something is on its way to be kept. */
gboolean
gloss_source_keeper_is_busy (GlossSourceKeeper *self)
{
  return gloss_source_keeper_count (self, GLOSS_KEEPING_RUNNING) > 0;
}

/**
 * gloss_source_keeper_keep:
 * @self: a keeper
 * @source: the uuid of a source that is in the library
 * @uri: its address, as it says it
 *
 * Keeps a copy of the page, once those asked for before are read. Nothing happens while that is under way.
 */
void
gloss_source_keeper_keep (GlossSourceKeeper *self, const char *source, const char *uri)
{
  Request *request;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GLOSS_IS_SOURCE_KEEPER (self));
  g_return_if_fail (source != NULL && uri != NULL);

  request = g_hash_table_lookup (self->requests, source);
  if (request != NULL && request->state == GLOSS_KEEPING_RUNNING)
    return;
  if (request != NULL)
    forget (self, request);

  request = g_new0 (Request, 1);
  request->source = g_strdup (source);
  request->uri = g_strdup (uri);
  request->address = gloss_address_dup_from_text (uri, &error);
  request->cancellable = g_cancellable_new ();
  g_hash_table_insert (self->requests, request->source, request);
  if (request->address == NULL)
    {
      set_state (self, request, GLOSS_KEEPING_FAILED, error->message);
      return;
    }
  g_queue_push_tail (&self->waiting, request);
  set_state (self, request, GLOSS_KEEPING_RUNNING, NULL);
  read_next (self);
}

/**
 * gloss_source_keeper_accept:
 * @self: a keeper
 * @source: the uuid of a source whose page was doubted
 *
 * Stores the page all the same.
 */
void
gloss_source_keeper_accept (GlossSourceKeeper *self, const char *source)
{
  Request *request;

  g_return_if_fail (GLOSS_IS_SOURCE_KEEPER (self));

  request = g_hash_table_lookup (self->requests, source);
  if (request != NULL && request->state == GLOSS_KEEPING_DOUBTED)
    store (self, request);
}

/**
 * gloss_source_keeper_drop:
 * @self: a keeper
 * @source: the uuid of a source
 *
 * Stops reading its page, or lets go of what came of that. What is being stored already is stored.
 */
void
gloss_source_keeper_drop (GlossSourceKeeper *self, const char *source)
{
  Request *request;

  g_return_if_fail (GLOSS_IS_SOURCE_KEEPER (self));

  request = g_hash_table_lookup (self->requests, source);
  if (request != NULL)
    forget (self, request);
  read_next (self);
}

/* The same for all of them. */
void
gloss_source_keeper_drop_all (GlossSourceKeeper *self)
{
  g_autoptr (GList) sources = NULL;

  g_return_if_fail (GLOSS_IS_SOURCE_KEEPER (self));

  g_queue_clear (&self->waiting);
  sources = g_hash_table_get_keys (self->requests);
  for (GList *source = sources; source != NULL; source = source->next)
    forget (self, g_hash_table_lookup (self->requests, source->data));
}
