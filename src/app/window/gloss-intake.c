/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossIntake owns the opener, and one cancellable for all that is on its way. Main thread. It never shows
 * what it added and never touches the undo stack; who listens does.
 */
#include "config.h"

#include "app/window/gloss-intake.h"

#include "app/window/gloss-opener.h"

struct _GlossIntake
{
  GObject parent_instance;

  GlossOpener *opener;
  GCancellable *cancellable;
  guint n_running;
};

enum
{
  PROP_BUSY = 1,
  N_PROPS
};

enum
{
  ADDED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossIntake, gloss_intake, G_TYPE_OBJECT)

/* What one addition comes back with. */
typedef struct
{
  GlossIntake *intake;
  char *article; /* the one whose file was looked at again, or NULL */
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
added_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Addition) addition = data;
  GlossIntake *self = addition->intake;
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GError) error = NULL;
  GlossAdded added = GLOSS_ADDED_NOTHING;
  g_autofree char *article = gloss_opener_add_finish (GLOSS_OPENER (object), result, &added, &change, &error);

  self->n_running--;
  if (article != NULL)
    g_signal_emit (self, signals[ADDED], 0, article, added, change);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error, addition->article);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
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

static void
gloss_intake_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, gloss_intake_is_busy (GLOSS_INTAKE (object)));
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
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_INT, GLOSS_TYPE_CHANGE);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_ERROR, G_TYPE_STRING);
}

static void
gloss_intake_init (GlossIntake *self)
{
}

/**
 * gloss_intake_new:
 * @store: an open library, or one that will be before anything is added
 *
 * Returns: (transfer full): an intake
 */
GlossIntake *
gloss_intake_new (GlossStore *store)
{
  GlossIntake *self = g_object_new (GLOSS_TYPE_INTAKE, NULL);

  self->opener = gloss_opener_new (store);
  return self;
}

/* Whether something is on its way. */
gboolean
gloss_intake_is_busy (GlossIntake *self)
{
  g_return_val_if_fail (GLOSS_IS_INTAKE (self), FALSE);

  return self->n_running > 0;
}

/**
 * gloss_intake_add_file:
 * @self: an intake
 * @file: a file, or the bundled article
 *
 * Takes a file into the library.
 */
void
gloss_intake_add_file (GlossIntake *self, GFile *file)
{
  gloss_intake_check_file (self, file, NULL);
}

/**
 * gloss_intake_check_file:
 * @self: an intake
 * @file: a file, or the bundled article
 * @article: (nullable): the article that it is already
 *
 * Takes a file into the library; if that fails, ::failed says for which article.
 */
void
gloss_intake_check_file (GlossIntake *self, GFile *file, const char *article)
{
  Addition *addition;

  g_return_if_fail (GLOSS_IS_INTAKE (self));

  addition = begin (self, article);
  gloss_opener_add_file_async (self->opener, file, self->cancellable, added_cb, addition);
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

  addition = begin (self, NULL);
  gloss_opener_add_text_async (self->opener, text, self->cancellable, added_cb, addition);
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
