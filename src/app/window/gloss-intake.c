/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossIntake owns the opener, the capturer of pages, one cancellable for all that is on its way, and the
 * captures that the user has to be asked about. Main thread. It never shows what it added and never touches
 * the undo stack; who listens does.
 */
#include "config.h"

#include "app/window/gloss-intake.h"

#include "app/window/gloss-opener.h"
#include "app/window/gloss-page-settings.h"
#include "core/article/gloss-address.h"
#include "web/gloss-page-capturer.h"

#include <string.h>

struct _GlossIntake
{
  GObject parent_instance;

  GlossOpener *opener;
  GlossPageCapturer *capturer;
  GSettings *settings;
  GHashTable *doubted; /* GlossCapture by id */
  GCancellable *cancellable;
  guint n_running;
};

enum
{
  PROP_BUSY = 1,
  PROP_PROGRESS,
  PROP_STATUS,
  N_PROPS
};

enum
{
  ADDED,
  FAILED,
  DOUBTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossIntake, gloss_intake, G_TYPE_OBJECT)

/* What one addition comes back with. */
typedef struct
{
  GlossIntake *intake;
  char *article; /* the one whose file or page was looked at again, or NULL */
} Addition;

static void
addition_free (Addition *addition)
{
  g_object_unref (addition->intake);
  g_free (addition->article);
  g_free (addition);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Addition, addition_free)

static void
end (Addition *addition, const GError *error)
{
  GlossIntake *self = addition->intake;

  self->n_running--;
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error, addition->article);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
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

  if (article != NULL)
    g_signal_emit (self, signals[ADDED], 0, article, added, change);
  end (addition, error);
}

static void
doubt (GlossIntake *self, GlossCapture *capture, const char *words)
{
  char *id = g_uuid_string_random ();

  g_hash_table_insert (self->doubted, id, gloss_capture_ref (capture));
  g_signal_emit (self, signals[DOUBTED], 0, id, words, gloss_capture_get_fields (capture)->article);
}

static void
captured_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Addition) addition = data;
  GlossIntake *self = addition->intake;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GlossCapture) capture =
    gloss_page_capturer_capture_finish (GLOSS_PAGE_CAPTURER (object), result, &words, &error);

  if (capture != NULL && words == NULL)
    {
      gloss_opener_add_capture_async (self->opener, capture, self->cancellable, added_cb,
                                      g_steal_pointer (&addition));
      return;
    }
  if (capture != NULL)
    doubt (self, capture, words);
  end (addition, error);
}

/* What was cancelled stays so; what comes after it is not. */
static Addition *
begin (GlossIntake *self, const char *article)
{
  Addition *addition = g_new0 (Addition, 1);

  addition->intake = g_object_ref (self);
  addition->article = g_strdup (article);
  if (self->n_running == 0 || g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
    }
  self->n_running++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  return addition;
}

/* The address that a text is, scheme and all; NULL where it is more or less than one. */
static char *
dup_address (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *scheme = g_uri_peek_scheme (stripped);

  if (g_strcmp0 (scheme, "http") != 0 && g_strcmp0 (scheme, "https") != 0)
    return NULL;
  return strpbrk (stripped, " \t\r\n") == NULL ? gloss_address_dup_from_text (stripped, NULL) : NULL;
}

static void
gloss_intake_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, gloss_intake_is_busy (GLOSS_INTAKE (object)));
      break;
    case PROP_PROGRESS:
    case PROP_STATUS:
      g_object_get_property (G_OBJECT (GLOSS_INTAKE (object)->capturer), pspec->name, value);
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
  g_clear_object (&self->cancellable);
  g_clear_object (&self->opener);
  g_clear_object (&self->capturer);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->doubted, g_hash_table_unref);

  G_OBJECT_CLASS (gloss_intake_parent_class)->dispose (object);
}

static void
gloss_intake_class_init (GlossIntakeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gloss_intake_get_property;
  object_class->dispose = gloss_intake_dispose;

  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROGRESS] =
    g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATUS] =
    g_param_spec_string ("status", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_INT, GLOSS_TYPE_CHANGE);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_ERROR, G_TYPE_STRING);
  signals[DOUBTED] = g_signal_new ("doubted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
forward_cb (GlossIntake *self, GParamSpec *pspec)
{
  g_object_notify (G_OBJECT (self), pspec->name);
}

static void
gloss_intake_init (GlossIntake *self)
{
  self->doubted =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gloss_capture_unref);
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

  self->opener = gloss_opener_new (store);
  self->settings = g_object_ref (settings);
  return self;
}

/* What pages load in, unseen. */
GtkWidget *
gloss_intake_get_widget (GlossIntake *self)
{
  g_return_val_if_fail (GLOSS_IS_INTAKE (self), NULL);

  return gloss_page_capturer_get_widget (self->capturer);
}

/* Whether something is on its way. */
gboolean
gloss_intake_is_busy (GlossIntake *self)
{
  g_return_val_if_fail (GLOSS_IS_INTAKE (self), FALSE);

  return self->n_running > 0;
}

/**
 * gloss_intake_add_address:
 * @self: an intake
 * @uri: an address of the web, as gloss_address_dup_from_text() gives it
 * @article: (nullable): the article that it is already
 *
 * Captures a page, once those asked for before are loaded.
 */
void
gloss_intake_add_address (GlossIntake *self, const char *uri, const char *article)
{
  Addition *addition;
  GlossPageLimits limits;

  g_return_if_fail (GLOSS_IS_INTAKE (self));
  g_return_if_fail (uri != NULL);

  addition = begin (self, article);
  gloss_page_settings_read (self->settings, &limits);
  gloss_page_capturer_capture_async (self->capturer, uri, article, &limits, self->cancellable, captured_cb,
                                     addition);
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
 * Takes a file or page into the library; if that fails, ::failed says for which article.
 */
void
gloss_intake_check_file (GlossIntake *self, GFile *file, const char *article)
{
  Addition *addition;

  g_return_if_fail (GLOSS_IS_INTAKE (self));

  if (g_file_has_uri_scheme (file, "http") || g_file_has_uri_scheme (file, "https"))
    {
      g_autofree char *uri = g_file_get_uri (file);

      gloss_intake_add_address (self, uri, article);
      return;
    }
  addition = begin (self, article);
  gloss_opener_add_file_async (self->opener, file, self->cancellable, added_cb, addition);
}

/**
 * gloss_intake_add_text:
 * @self: an intake
 * @text: what was pasted or dropped
 *
 * Makes an article of text, or of the page whose address it is.
 */
void
gloss_intake_add_text (GlossIntake *self, const char *text)
{
  g_autofree char *uri = NULL;
  Addition *addition;

  g_return_if_fail (GLOSS_IS_INTAKE (self));

  uri = dup_address (text);
  if (uri != NULL)
    {
      gloss_intake_add_address (self, uri, NULL);
      return;
    }
  addition = begin (self, NULL);
  gloss_opener_add_text_async (self->opener, text, self->cancellable, added_cb, addition);
}

/**
 * gloss_intake_keep:
 * @self: an intake
 * @id: what ::doubted said
 *
 * Stores a page that was doubted. Nothing happens where it was kept or forgotten before.
 */
void
gloss_intake_keep (GlossIntake *self, const char *id)
{
  g_autoptr (GlossCapture) capture = NULL;
  g_autofree char *key = NULL;

  g_return_if_fail (GLOSS_IS_INTAKE (self));

  if (!g_hash_table_steal_extended (self->doubted, id, (gpointer *) &key, (gpointer *) &capture))
    return;
  gloss_opener_add_capture_async (self->opener, capture, NULL, added_cb,
                                  begin (self, gloss_capture_get_fields (capture)->article));
}

/**
 * gloss_intake_forget:
 * @self: an intake
 * @id: what ::doubted said
 *
 * Lets a page go that was doubted.
 */
void
gloss_intake_forget (GlossIntake *self, const char *id)
{
  g_return_if_fail (GLOSS_IS_INTAKE (self));

  g_hash_table_remove (self->doubted, id);
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

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}
