/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossIntake owns the opener, the capturer of pages and the captures that wait for the user; callbacks own
 * what is on its way. Main thread. It never shows what it added and never touches the undo stack.
 */
#include "config.h"

#include "app/window/gloss-intake.h"

#include "app/window/gloss-opener.h"
#include "app/window/gloss-page-settings.h"
#include "core/article/gloss-address-identity.h"
#include "core/article/gloss-source-file.h"
#include "core/store/gloss-database-extent.h"

struct _GlossIntake
{
  GObject parent_instance;

  GlossStore *store;
  GlossOpener *opener;
  GlossPageCapturer *capturer;
  GSettings *settings;
  GPtrArray *running;    /* Addition, borrowed, in the order in which they were asked for */
  GlossFileBatch *batch; /* the files among them */
  GlossHeldCaptures *held;
};

enum
{
  PROP_BUSY = 1,
  PROP_PROGRESS,
  PROP_STATUS,
  PROP_WAITING,
  N_PROPS
};

enum
{
  ADDED,
  FAILED,
  PAGE_FAILED,
  DOUBTED,
  NOTED,
  FILES_DONE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossIntake, gloss_intake, G_TYPE_OBJECT)

static void
notify_files (GlossIntake *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/* What one addition comes back with. */
typedef struct
{
  GlossIntake *intake;
  GCancellable *cancellable;
  char *uri;             /* of a page, or NULL */
  GFile *file;           /* or NULL */
  char *name;            /* its */
  char *article;         /* the one whose file or page was looked at again, or NULL */
  gboolean is_asked_for; /* of the capturer */
  GlossCapture *capture;
  char *note; /* what is said of the page once it is stored, or NULL */
  char *next_uri;
} Addition;

static void
addition_free (Addition *addition)
{
  g_object_unref (addition->intake);
  g_object_unref (addition->cancellable);
  g_free (addition->uri);
  g_clear_object (&addition->file);
  g_free (addition->name);
  g_free (addition->article);
  g_clear_pointer (&addition->capture, gloss_capture_unref);
  g_free (addition->note);
  g_free (addition->next_uri);
  g_free (addition);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Addition, addition_free)

/* Of several files the failures are told together. */
static void
end_file (Addition *addition, const GError *error)
{
  GlossIntake *self = addition->intake;
  g_autoptr (GlossFileBatch) over = NULL;

  if (error != NULL)
    gloss_file_batch_end_failed (self->batch, addition->name, error);
  if (gloss_file_batch_is_over (self->batch))
    {
      over = g_steal_pointer (&self->batch);
      self->batch = gloss_file_batch_new ();
      if (gloss_file_batch_is_several (over))
        g_signal_emit (self, signals[FILES_DONE], 0, over);
    }
  notify_files (self);
}

/* A page that was loaded is kept for another try: it may be another one by then. */
static void
fail (Addition *addition, const GError *error)
{
  GlossIntake *self = addition->intake;

  if (addition->name != NULL && gloss_file_batch_is_several (self->batch))
    return;
  if (addition->uri == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error, addition->article);
      return;
    }
  if (addition->capture != NULL)
    gloss_held_captures_add (self->held, addition->uri, addition->capture, addition->note,
                             addition->next_uri);
  g_signal_emit (self, signals[PAGE_FAILED], 0, error, addition->uri, addition->article,
                 addition->capture != NULL);
}

static void
end (Addition *addition, const GError *error)
{
  GlossIntake *self = addition->intake;

  g_ptr_array_remove (self->running, addition);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail (addition, error);
  if (addition->name != NULL)
    end_file (addition, error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* Of what was read. */
static const char *
get_uri (Addition *addition)
{
  return addition->uri != NULL ? addition->uri : gloss_capture_get_fields (addition->capture)->uri;
}

static void
added_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Addition) addition = data;
  GlossIntake *self = addition->intake;
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GError) error = NULL;
  GlossAdded added = GLOSS_ADDED_NOTHING;
  g_autofree char *article = gloss_opener_add_finish (GLOSS_OPENER (object), result, &added, &change, &error);

  if (article != NULL && addition->name != NULL)
    gloss_file_batch_end_added (self->batch, added);
  if (article != NULL)
    g_signal_emit (self, signals[ADDED], 0, article, added, change,
                   addition->name != NULL && gloss_file_batch_is_several (self->batch));
  /* Of what was there already it was said when it was stored, but that there is more of it. */
  if (article != NULL && addition->note != NULL &&
      (added != GLOSS_ADDED_NOTHING || addition->next_uri != NULL))
    g_signal_emit (self, signals[NOTED], 0, get_uri (addition), addition->note, addition->next_uri, article);
  end (addition, error);
}

/* Stores what was read, or asks first. Takes the addition. */
static void
take (Addition *addition, const char *words, const GError *error)
{
  g_autoptr (Addition) taken = addition;
  GlossIntake *self = taken->intake;

  if (taken->capture != NULL && words == NULL)
    {
      Addition *stored = g_steal_pointer (&taken);

      gloss_opener_add_capture_async (self->opener, stored->capture, stored->cancellable, added_cb, stored);
      return;
    }
  if (taken->capture != NULL)
    {
      gloss_held_captures_add (self->held, get_uri (taken), taken->capture, taken->note, taken->next_uri);
      if (taken->name != NULL)
        gloss_file_batch_end_doubted (self->batch);
      g_signal_emit (self, signals[DOUBTED], 0, get_uri (taken), words, taken->article);
    }
  end (taken, error);
}

static void
captured_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Addition) addition = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  addition->capture =
    gloss_page_capturer_capture_finish (GLOSS_PAGE_CAPTURER (object), result, &words, &error);
  addition->note = gloss_page_capturer_dup_note (GLOSS_PAGE_CAPTURER (object), result, &addition->next_uri);
  take (g_steal_pointer (&addition), words, error);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Addition) addition = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  addition->capture = gloss_opener_read_finish (GLOSS_OPENER (object), result, &words, &error);
  addition->note = gloss_opener_dup_note (GLOSS_OPENER (object), result);
  take (g_steal_pointer (&addition), words, error);
}

static Addition *
begin (GlossIntake *self, const char *uri, const char *article)
{
  Addition *addition = g_new0 (Addition, 1);

  addition->intake = g_object_ref (self);
  addition->cancellable = g_cancellable_new ();
  addition->uri = g_strdup (uri);
  addition->article = g_strdup (article);
  g_ptr_array_add (self->running, addition);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  return addition;
}

/* Whether a page is on its way already: the same one for the same article. */
static gboolean
is_under_way (GlossIntake *self, const char *uri, const char *article)
{
  g_autofree char *identity = gloss_address_dup_identity (uri);

  for (guint i = 0; i < self->running->len; i++)
    {
      Addition *addition = g_ptr_array_index (self->running, i);
      g_autofree char *other = addition->uri != NULL ? gloss_address_dup_identity (addition->uri) : NULL;

      if (g_strcmp0 (identity, other) == 0 && g_strcmp0 (article, addition->article) == 0 &&
          !g_cancellable_is_cancelled (addition->cancellable))
        return TRUE;
    }
  return FALSE;
}

/* The page that `status` is about: those behind it wait, in their order; those before it are being read. */
static Addition *
find_loading (GlossIntake *self)
{
  guint n_behind = gloss_page_capturer_count_waiting (self->capturer);
  g_autofree char *status = NULL;

  g_object_get (self->capturer, "status", &status, NULL);
  for (guint i = status != NULL ? self->running->len : 0; i-- > 0;)
    {
      Addition *addition = g_ptr_array_index (self->running, i);

      if (addition->is_asked_for && addition->capture == NULL && n_behind-- == 0)
        return addition;
    }
  return NULL;
}

static void
cancel_files (GlossIntake *self)
{
  for (guint i = 0; i < self->running->len; i++)
    {
      Addition *addition = g_ptr_array_index (self->running, i);

      if (addition->name != NULL)
        g_cancellable_cancel (addition->cancellable);
    }
}

/* The file that is being read: they are read in their order. */
static const char *
get_file_name (GlossIntake *self)
{
  for (guint i = 0; i < self->running->len; i++)
    {
      Addition *addition = g_ptr_array_index (self->running, i);

      if (addition->name != NULL && addition->capture == NULL)
        return addition->name;
    }
  return "";
}

/* The pages that `status` is not about. */
static guint
count_waiting (GlossIntake *self)
{
  return gloss_page_capturer_count_waiting (self->capturer) +
         (gloss_file_batch_is_several (self->batch) && find_loading (self) != NULL ? 1 : 0);
}

/* Several files are told of before the page that is loaded beside them. */
static void
get_loading (GlossIntake *self, GValue *value, GParamSpec *pspec)
{
  if (!gloss_file_batch_is_several (self->batch))
    g_object_get_property (G_OBJECT (self->capturer), pspec->name, value);
  else if (pspec == properties[PROP_PROGRESS])
    g_value_set_double (value, gloss_file_batch_get_progress (self->batch));
  else
    g_value_take_string (value, gloss_file_batch_dup_status (self->batch, get_file_name (self)));
}

static void
gloss_intake_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, gloss_intake_is_busy (GLOSS_INTAKE (object)));
      break;
    case PROP_WAITING:
      g_value_set_uint (value, count_waiting (GLOSS_INTAKE (object)));
      break;
    case PROP_PROGRESS:
    case PROP_STATUS:
      get_loading (GLOSS_INTAKE (object), value, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gloss_intake_dispose (GObject *object)
{
  GlossIntake *self = GLOSS_INTAKE (object);

  gloss_intake_cancel (self);
  g_clear_object (&self->opener);
  g_clear_object (&self->store);
  g_clear_object (&self->capturer);
  g_clear_object (&self->settings);
  g_clear_object (&self->held);

  G_OBJECT_CLASS (gloss_intake_parent_class)->dispose (object);
}

/* What runs holds a reference: there is nothing left of it here. */
static void
gloss_intake_finalize (GObject *object)
{
  g_ptr_array_unref (GLOSS_INTAKE (object)->running);
  gloss_file_batch_free (GLOSS_INTAKE (object)->batch);

  G_OBJECT_CLASS (gloss_intake_parent_class)->finalize (object);
}

static void
gloss_intake_class_init (GlossIntakeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gloss_intake_get_property;
  object_class->dispose = gloss_intake_dispose;
  object_class->finalize = gloss_intake_finalize;

  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROGRESS] =
    g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATUS] =
    g_param_spec_string ("status", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WAITING] =
    g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ADDED] =
    g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                  G_TYPE_STRING, G_TYPE_INT, GLOSS_TYPE_CHANGE, G_TYPE_BOOLEAN);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_ERROR, G_TYPE_STRING);
  signals[PAGE_FAILED] =
    g_signal_new ("page-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 4, G_TYPE_ERROR, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[FILES_DONE] = g_signal_new ("files-done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[NOTED] = g_signal_new ("noted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[DOUBTED] = g_signal_new ("doubted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
forward_cb (GlossIntake *self, GParamSpec *pspec)
{
  g_object_notify (G_OBJECT (self), pspec->name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}

static void
gloss_intake_init (GlossIntake *self)
{
  self->running = g_ptr_array_new ();
  self->batch = gloss_file_batch_new ();
  self->held = gloss_held_captures_new (GLOSS_HELD_CAPTURES_MAX, GLOSS_HELD_CAPTURES_MAX_BYTES);
  self->capturer = gloss_page_capturer_new (NULL);
  g_signal_connect_object (self->capturer, "notify", G_CALLBACK (forward_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gloss_intake_new:
 * @store: an open library, or one that will be before anything is added
 * @settings: the application's settings: how far a page may go
 *
 * Returns: (transfer full): an intake
 */
GlossIntake *
gloss_intake_new (GlossStore *store, GSettings *settings)
{
  GlossIntake *self = g_object_new (GLOSS_TYPE_INTAKE, NULL);

  self->store = g_object_ref (store);
  self->opener = gloss_opener_new (store);
  self->settings = g_object_ref (settings);
  return self;
}

GlossPageCapturer *
gloss_intake_get_capturer (GlossIntake *self)
{
  g_return_val_if_fail (GLOSS_IS_INTAKE (self), NULL);

  return self->capturer;
}

/* Whether several files are on their way, which are told of together at their end. */
gboolean
gloss_intake_has_files (GlossIntake *self)
{
  g_return_val_if_fail (GLOSS_IS_INTAKE (self), FALSE);

  return gloss_file_batch_is_several (self->batch);
}

/* Whether something is on its way. */
gboolean
gloss_intake_is_busy (GlossIntake *self)
{
  g_return_val_if_fail (GLOSS_IS_INTAKE (self), FALSE);

  return self->running->len > 0;
}

/* Whether something is on its way that was not cancelled: what was may take a moment to end. */
gboolean
gloss_intake_is_wanted (GlossIntake *self)
{
  g_return_val_if_fail (GLOSS_IS_INTAKE (self), FALSE);

  for (guint i = 0; i < self->running->len; i++)
    if (!g_cancellable_is_cancelled (((Addition *) g_ptr_array_index (self->running, i))->cancellable))
      return TRUE;
  return FALSE;
}

/* Reader thread. An address that nothing is known of has no extent, which is no error. */
static gpointer
load_extent (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  const Addition *addition = data;
  g_autofree char *uri =
    addition->file != NULL ? gloss_source_file_dup_uri (addition->file) : g_strdup (addition->uri);
  GlossExtent extent;

  return gloss_database_load_extent (database, addition->article, uri, &extent, error)
           ? g_memdup2 (&extent, sizeof extent)
           : NULL;
}

/* As much is taken of a page as was before. A library that can't be read says so when the page is stored. */
static void
file_extent_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Addition *addition = data;
  g_autofree GlossExtent *extent = gloss_store_read_finish (GLOSS_STORE (object), result, NULL);

  gloss_opener_read_file_async (addition->intake->opener, addition->file,
                                extent != NULL ? *extent : GLOSS_EXTENT_UNKNOWN, addition->cancellable,
                                read_cb, addition);
}

static void
extent_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Addition) addition = data;
  GlossIntake *self = addition->intake;
  g_autofree GlossExtent *extent = gloss_store_read_finish (GLOSS_STORE (object), result, NULL);
  GlossPageLimits limits;

  gloss_page_settings_read (self->settings, &limits);
  addition->is_asked_for = TRUE;
  gloss_page_capturer_capture_extent_async (self->capturer, addition->uri, addition->article,
                                            extent != NULL ? *extent : GLOSS_EXTENT_UNKNOWN, &limits,
                                            addition->cancellable, captured_cb, addition);
  g_steal_pointer (&addition);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}

/**
 * gloss_intake_add_address:
 * @self: an intake
 * @uri: an address of the web, as gloss_address_dup_from_text() gives it
 * @article: (nullable): the article that it is already
 *
 * Captures a page, once those asked for before are loaded. One that is on its way already is not loaded
 * twice.
 */
void
gloss_intake_add_address (GlossIntake *self, const char *uri, const char *article)
{
  Addition *addition;

  g_return_if_fail (GLOSS_IS_INTAKE (self));
  g_return_if_fail (uri != NULL);

  gloss_intake_forget (self, uri);
  if (is_under_way (self, uri, article))
    return;
  addition = begin (self, uri, article);
  gloss_store_read_async (self->store, load_extent, addition, NULL, g_free, NULL, extent_cb, addition);
}

/**
 * gloss_intake_add_file:
 * @self: an intake
 * @file: a file, the bundled article, or an address of the web
 *
 * Takes a file or page into the library.
 */
void
gloss_intake_add_file (GlossIntake *self, GFile *file)
{
  gloss_intake_check_file (self, file, NULL);
}

/**
 * gloss_intake_check_file:
 * @self: an intake
 * @file: a file, the bundled article, or an address of the web
 * @article: (nullable): the article that it is already
 *
 * Takes a file or page into the library; if that fails, ::failed says for which article. What was doubted of
 * it before is let go.
 */
void
gloss_intake_check_file (GlossIntake *self, GFile *file, const char *article)
{
  g_autofree char *known = NULL;
  Addition *addition;

  g_return_if_fail (GLOSS_IS_INTAKE (self));

  if (g_file_has_uri_scheme (file, "http") || g_file_has_uri_scheme (file, "https"))
    {
      g_autofree char *uri = g_file_get_uri (file);

      gloss_intake_add_address (self, uri, article);
      return;
    }
  /* Not with links followed, which may block: such a file keeps its question. */
  known = g_file_get_uri (file);
  gloss_intake_forget (self, known);
  addition = begin (self, NULL, article);
  addition->file = g_object_ref (file);
  addition->name = gloss_file_batch_dup_name (file);
  gloss_file_batch_begin (self->batch);
  notify_files (self);
  gloss_store_read_async (self->store, load_extent, addition, NULL, g_free, NULL, file_extent_cb, addition);
}

/**
 * gloss_intake_add_text:
 * @self: an intake
 * @text: what was pasted or dropped
 *
 * Makes an article of text.
 */
void
gloss_intake_add_text (GlossIntake *self, const char *text)
{
  Addition *addition;

  g_return_if_fail (GLOSS_IS_INTAKE (self));
  g_return_if_fail (text != NULL);

  addition = begin (self, NULL, NULL);
  gloss_opener_read_text_async (self->opener, text, addition->cancellable, read_cb, addition);
}

/**
 * gloss_intake_keep:
 * @self: an intake
 * @uri: what ::doubted or ::page-failed said
 *
 * Stores a page that was loaded. Nothing happens where it was kept or forgotten before.
 */
void
gloss_intake_keep (GlossIntake *self, const char *uri)
{
  g_autoptr (GlossCapture) capture = NULL;
  g_autofree char *note = NULL, *next_uri = NULL;
  Addition *addition;

  g_return_if_fail (GLOSS_IS_INTAKE (self));

  capture = gloss_held_captures_take (self->held, uri, &note, &next_uri);
  if (capture == NULL)
    return;
  addition = begin (self, uri, gloss_capture_get_fields (capture)->article);
  addition->capture = gloss_capture_ref (capture);
  addition->note = g_steal_pointer (&note);
  addition->next_uri = g_steal_pointer (&next_uri);
  gloss_opener_add_capture_async (self->opener, capture, addition->cancellable, added_cb, addition);
}

/**
 * gloss_intake_forget:
 * @self: an intake
 * @uri: what ::doubted or ::page-failed said
 *
 * Lets a page go that was loaded and not stored.
 */
void
gloss_intake_forget (GlossIntake *self, const char *uri)
{
  g_autoptr (GlossCapture) capture = NULL;

  g_return_if_fail (GLOSS_IS_INTAKE (self));

  capture = gloss_held_captures_take (self->held, uri, NULL, NULL);
}

/* What waits for gloss_intake_keep(). */
GlossHeldCaptures *
gloss_intake_get_held (GlossIntake *self)
{
  g_return_val_if_fail (GLOSS_IS_INTAKE (self), NULL);

  return self->held;
}

/**
 * gloss_intake_cancel_loading:
 * @self: an intake
 *
 * Stops what `status` is about: the files, of which there are several, or the page; what is beside or behind
 * it goes on. Where neither is being read, stops all that is on its way.
 */
void
gloss_intake_cancel_loading (GlossIntake *self)
{
  Addition *addition;

  g_return_if_fail (GLOSS_IS_INTAKE (self));

  if (gloss_file_batch_is_several (self->batch))
    {
      cancel_files (self);
      return;
    }
  addition = find_loading (self);
  if (addition != NULL)
    g_cancellable_cancel (addition->cancellable);
  else
    gloss_intake_cancel (self);
}

/**
 * gloss_intake_cancel:
 * @self: an intake
 *
 * Stops all that is on its way and not stored yet.
 */
void
gloss_intake_cancel (GlossIntake *self)
{
  g_return_if_fail (GLOSS_IS_INTAKE (self));

  for (guint i = 0; i < self->running->len; i++)
    g_cancellable_cancel (((Addition *) g_ptr_array_index (self->running, i))->cancellable);
}
