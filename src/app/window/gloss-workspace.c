/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossWorkspace owns the store, the undo stack, the library's list and the open document. Main thread. It
 * never replaces the open document by one that could not be loaded, and shows nothing. Waiting costs nothing:
 * everything long runs on the store's threads or in the intake's.
 */
#include "config.h"

#include "app/window/gloss-workspace-private.h"

#include "app/window/gloss-author.h"
#include "core/base/gloss-error.h"

enum
{
  PROP_DOCUMENT = 1,
  PROP_BUSY,
  N_PROPS
};

enum
{
  FAILED,
  SAVE_FAILED,
  ADDED,
  TAKEN_BACK,
  UNSHOWN,
  CAPTURED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossWorkspace, gloss_workspace, G_TYPE_OBJECT)

static void
author_changed_cb (GlossWorkspace *self)
{
  g_free (self->author);
  self->author = gloss_author_dup (self->settings);
  gloss_store_set_who (self->store, self->author);
}

static gboolean
is_shown (GlossWorkspace *self, const char *uuid)
{
  return self->document != NULL &&
         g_strcmp0 (gloss_article_get_uuid (gloss_document_get_article (self->document)), uuid) == 0;
}

static void
fail (GlossWorkspace *self, const GError *error, const char *article)
{
  g_signal_emit (self, signals[FAILED], 0, error, article);
}

static void
set_document (GlossWorkspace *self, GlossDocument *document)
{
  if (self->document != NULL && self->document != document)
    {
      gloss_document_commit_typing (self->document);
      gloss_unsaved_keep (self->unsaved, self->document);
    }

  if (!g_set_object (&self->document, document))
    return;

  if (document != NULL)
    {
      GlossArticle *article = gloss_document_get_article (document);

      gloss_reading_places_open (self->places, article);
      g_settings_set_string (self->settings, "last-article", gloss_article_get_uuid (article));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

static void
changed_cb (GlossWorkspace *self, GlossChange *change)
{
  /* The document makes a change again, too, that typed text stands on. */
  gloss_unsaved_forget_change (self->unsaved, change);
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *after = gloss_change_get_after (change, i);

      if (g_strcmp0 (gloss_record_get_table (after), "article") == 0 && gloss_record_is_deleted (after) &&
          is_shown (self, gloss_record_get_uuid (after)))
        {
          set_document (self, NULL);
          g_settings_reset (self->settings, "last-article");
          return;
        }
    }
}

/* What was typed is kept and tried again by the document, which also tells of its own; what is not what it
 * was any more is the user's to look at. */
static void
store_failed_cb (GlossWorkspace *self, GlossChange *change, GError *error)
{
  if (self->writes_places)
    return;

  gloss_undo_stack_forget (self->undo, change);
  if (gloss_change_get_n_cleared_drafts (change) == 0 &&
      !g_error_matches (error, GLOSS_ERROR, GLOSS_ERROR_CONFLICT))
    gloss_unsaved_add_change (self->unsaved, change);

  if (!is_shown (self, gloss_change_get_article (change)))
    g_signal_emit (self, signals[SAVE_FAILED], 0, error);
}

static void
document_loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossWorkspace) self = data;
  g_autoptr (GError) error = NULL;
  gboolean loaded = gloss_document_load_finish (GLOSS_DOCUMENT (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  if (loaded)
    set_document (self, GLOSS_DOCUMENT (object));
  else
    fail (self, error, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* Of the change's own article: the copy of a source is none to go to. */
static gboolean
brings_capture (GlossChange *change, guint edit)
{
  GlossRecord *before = gloss_change_get_before (change, edit);
  GlossRecord *after = gloss_change_get_after (change, edit);

  return g_strcmp0 (gloss_record_get_table (after), "capture") == 0 && !gloss_record_is_deleted (after) &&
         (before == NULL || gloss_record_is_deleted (before)) &&
         g_strcmp0 (gloss_record_get_string (after, "article"), gloss_change_get_article (change)) == 0;
}

static void
show_article (GlossWorkspace *self, const char *uuid)
{
  g_autoptr (GlossDocument) document = NULL;
  g_autoptr (GlossDocument) kept = NULL;

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);

  kept = gloss_unsaved_take_document (self->unsaved, uuid);
  if (kept != NULL)
    set_document (self, kept);
  if (is_shown (self, uuid))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
      return;
    }

  self->loading = g_cancellable_new ();
  document = gloss_document_new (self->store, self->undo, uuid, self->author);
  gloss_document_load_async (document, self->loading, document_loaded_cb, g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* What the user added, or brought back by redo, is what he wants to see. */
static void
tell_capture (GlossWorkspace *self, GlossChange *change)
{
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *record = gloss_change_get_after (change, i);

      if (brings_capture (change, i))
        g_signal_emit (self, signals[CAPTURED], 0, gloss_change_get_article (change),
                       gloss_record_get_uuid (record));
    }
}

static void
added_cb (GlossWorkspace *self, const char *uuid, GlossAdded added, GlossChange *change, gboolean together)
{
  if (change != NULL)
    gloss_undo_stack_push (self->undo, change);
  g_signal_emit (self, signals[ADDED], 0, uuid, added, together);
  if (self->has_shown && !is_shown (self, uuid))
    g_signal_emit (self, signals[UNSHOWN], 0, uuid, added, together);
  else
    show_article (self, uuid);
  self->has_shown = TRUE;
  if (change != NULL)
    tell_capture (self, change);
}

static void
intake_busy_cb (GlossWorkspace *self)
{
  if (!gloss_intake_is_busy (self->intake))
    self->has_shown = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
list_loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GlossWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!gloss_library_list_load_finish (GLOSS_LIBRARY_LIST (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->is_open = TRUE;
  g_task_return_boolean (task, TRUE);
}

static void
store_opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GlossWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (gloss_store_open_finish (GLOSS_STORE (object), result, &error))
    gloss_library_list_load_async (self->articles, g_task_get_cancellable (task), list_loaded_cb, task);
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

/* What is taken back or made again is shown: the article that the change belongs to, which it may have
 * brought back. */
static void
turn (GlossWorkspace *self, GlossChange *(*take) (GlossUndoStack *undo))
{
  g_autoptr (GlossChange) change = NULL;
  g_autofree char *title = NULL;
  GlossArticle *article;
  const char *uuid;

  if (self->document != NULL)
    gloss_document_commit_typing (self->document);

  change = take (self->undo);
  if (change == NULL)
    return;

  uuid = gloss_change_get_article (change);
  article = gloss_library_list_find (self->articles, uuid);
  title = article != NULL ? g_strdup (gloss_article_get_title (article)) : NULL;
  gloss_store_submit_async (self->store, change, NULL, NULL);
  if (gloss_library_list_find (self->articles, uuid) != NULL)
    gloss_workspace_show_article (self, uuid);
  else if (title != NULL)
    g_signal_emit (self, signals[TAKEN_BACK], 0, title);
  tell_capture (self, change);
}

static void
gloss_workspace_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GlossWorkspace *self = GLOSS_WORKSPACE (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->loading != NULL || gloss_intake_is_busy (self->intake));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gloss_workspace_dispose (GObject *object)
{
  GlossWorkspace *self = GLOSS_WORKSPACE (object);

  if (self->intake != NULL)
    gloss_workspace_cancel (self);
  g_clear_object (&self->document);
  g_clear_object (&self->unsaved);
  g_clear_object (&self->intake);
  g_clear_object (&self->articles);
  g_clear_object (&self->undo);
  if (self->store != NULL)
    gloss_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_object (&self->places);
  g_clear_pointer (&self->author, g_free);

  G_OBJECT_CLASS (gloss_workspace_parent_class)->dispose (object);
}

static void
gloss_workspace_class_init (GlossWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gloss_workspace_get_property;
  object_class->dispose = gloss_workspace_dispose;

  properties[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, GLOSS_TYPE_DOCUMENT,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_ERROR, G_TYPE_STRING);
  signals[SAVE_FAILED] = g_signal_new ("save-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_INT, G_TYPE_BOOLEAN);
  signals[TAKEN_BACK] = g_signal_new ("taken-back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[UNSHOWN] = g_signal_new ("unshown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_INT, G_TYPE_BOOLEAN);
  signals[CAPTURED] = g_signal_new ("captured", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
gloss_workspace_init (GlossWorkspace *self)
{
  self->undo = gloss_undo_stack_new ();
  self->places = gloss_reading_places_new ();
  self->unsaved = gloss_unsaved_new ();
}

/**
 * gloss_workspace_new:
 * @path: the library's file, in the file system's encoding
 * @settings: the application's settings
 *
 * Returns: (transfer full): a workspace whose library is not open yet
 */
GlossWorkspace *
gloss_workspace_new (const char *path, GSettings *settings)
{
  GlossWorkspace *self = g_object_new (GLOSS_TYPE_WORKSPACE, NULL);

  self->settings = g_object_ref (settings);
  self->author = gloss_author_dup (settings);
  self->is_new = !g_file_test (path, G_FILE_TEST_EXISTS);
  self->store = gloss_store_new (path, self->author);
  self->articles = gloss_library_list_new (self->store);
  self->intake = gloss_intake_new (self->store, settings);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "failed", G_CALLBACK (store_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "failed", G_CALLBACK (fail), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "notify::busy", G_CALLBACK (intake_busy_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::author", G_CALLBACK (author_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * gloss_workspace_open_async:
 * @self: a workspace
 * @cancellable: (nullable): to stop waiting
 * @callback: called when library and list are there
 * @data: for @callback
 *
 * Opens the library and reads its list.
 */
void
gloss_workspace_open_async (GlossWorkspace *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task;

  g_return_if_fail (GLOSS_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gloss_workspace_open_async);
  gloss_store_open_async (self->store, cancellable, store_opened_cb, task);
}

/**
 * gloss_workspace_open_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Errors are those of opening a library.
 *
 * Returns: whether the library is open
 */
gboolean
gloss_workspace_open_finish (GlossWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Its store, open or not. */
GlossStore *
gloss_workspace_get_store (GlossWorkspace *self)
{
  g_return_val_if_fail (GLOSS_IS_WORKSPACE (self), NULL);

  return self->store;
}

/* What can be undone in this window. */
GlossUndoStack *
gloss_workspace_get_undo_stack (GlossWorkspace *self)
{
  g_return_val_if_fail (GLOSS_IS_WORKSPACE (self), NULL);

  return self->undo;
}

/* What is on its way into the library. */
GlossIntake *
gloss_workspace_get_intake (GlossWorkspace *self)
{
  g_return_val_if_fail (GLOSS_IS_WORKSPACE (self), NULL);

  return self->intake;
}

/* The library's list. */
GlossLibraryList *
gloss_workspace_get_articles (GlossWorkspace *self)
{
  g_return_val_if_fail (GLOSS_IS_WORKSPACE (self), NULL);

  return self->articles;
}

/* The open article, loaded, or NULL. */
GlossDocument *
gloss_workspace_get_document (GlossWorkspace *self)
{
  g_return_val_if_fail (GLOSS_IS_WORKSPACE (self), NULL);

  return self->document;
}

/* Whether the library is open. */
gboolean
gloss_workspace_is_open (GlossWorkspace *self)
{
  g_return_val_if_fail (GLOSS_IS_WORKSPACE (self), FALSE);

  return self->is_open;
}

/* Whether there was no library file when the workspace was made. */
gboolean
gloss_workspace_is_new (GlossWorkspace *self)
{
  g_return_val_if_fail (GLOSS_IS_WORKSPACE (self), FALSE);

  return self->is_new;
}

/**
 * gloss_workspace_has_unsaved:
 * @self: a workspace
 *
 * Returns: whether anything that was done, to whichever article, could not be written
 */
gboolean
gloss_workspace_has_unsaved (GlossWorkspace *self)
{
  g_return_val_if_fail (GLOSS_IS_WORKSPACE (self), FALSE);

  return gloss_unsaved_is_failed (self->unsaved) ||
         (self->document != NULL &&
          gloss_document_get_save_state (self->document) == GLOSS_SAVE_STATE_FAILED);
}

/**
 * gloss_workspace_show_article:
 * @self: a workspace
 * @uuid: an article's uuid
 *
 * Opens an article of the library. It becomes `document` once it is loaded; a later call takes the place of
 * an earlier one.
 */
void
gloss_workspace_show_article (GlossWorkspace *self, const char *uuid)
{
  g_return_if_fail (GLOSS_IS_WORKSPACE (self));
  g_return_if_fail (uuid != NULL);

  self->has_shown = gloss_intake_is_busy (self->intake);
  show_article (self, uuid);
}

/**
 * gloss_workspace_add_file:
 * @self: a workspace whose library is open
 * @file: what to open
 *
 * Takes a file into the library and shows it.
 */
void
gloss_workspace_add_file (GlossWorkspace *self, GFile *file)
{
  g_return_if_fail (GLOSS_IS_WORKSPACE (self));
  g_return_if_fail (self->is_open);

  self->has_shown = FALSE;
  gloss_intake_add_file (self->intake, file);
}

/**
 * gloss_workspace_add_address:
 * @self: a workspace whose library is open
 * @uri: an address of the web, as gloss_address_dup_from_text() gives it
 *
 * Takes a page into the library and shows it.
 */
void
gloss_workspace_add_address (GlossWorkspace *self, const char *uri)
{
  g_return_if_fail (GLOSS_IS_WORKSPACE (self));
  g_return_if_fail (self->is_open);

  self->has_shown = FALSE;
  gloss_intake_add_address (self->intake, uri, NULL);
}

/**
 * gloss_workspace_check:
 * @self: a workspace whose library is open
 * @uuid: an article that gloss_article_can_check()
 *
 * Reads an article's file or page again; other bytes become another capture. The article is shown then.
 */
void
gloss_workspace_check (GlossWorkspace *self, const char *uuid)
{
  GlossArticle *article;
  g_autoptr (GFile) file = NULL;

  g_return_if_fail (GLOSS_IS_WORKSPACE (self));

  article = gloss_library_list_find (self->articles, uuid);
  if (article == NULL || !gloss_article_can_check (article))
    return;

  file = g_file_new_for_uri (gloss_article_get_uri (article));
  self->has_shown = FALSE;
  gloss_intake_check_file (self->intake, file, uuid);
}

/**
 * gloss_workspace_add_text:
 * @self: a workspace whose library is open
 * @text: what was pasted or dropped
 *
 * Makes an article of text and shows it.
 */
void
gloss_workspace_add_text (GlossWorkspace *self, const char *text)
{
  g_return_if_fail (GLOSS_IS_WORKSPACE (self));
  g_return_if_fail (self->is_open);

  self->has_shown = FALSE;
  gloss_intake_add_text (self->intake, text);
}

/**
 * gloss_workspace_cancel:
 * @self: a workspace
 *
 * Stops whatever is being opened.
 */
void
gloss_workspace_cancel (GlossWorkspace *self)
{
  g_return_if_fail (GLOSS_IS_WORKSPACE (self));

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  gloss_intake_cancel (self->intake);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/**
 * gloss_workspace_set_progress:
 * @self: a workspace
 * @progress: how far the open article was read, 0 to 1
 *
 * Remembers the place; it is written when the window closes.
 */
void
gloss_workspace_set_progress (GlossWorkspace *self, double progress)
{
  g_return_if_fail (GLOSS_IS_WORKSPACE (self));

  if (self->document != NULL)
    gloss_reading_places_set_progress (self->places,
                                       gloss_article_get_uuid (gloss_document_get_article (self->document)),
                                       progress);
}

/**
 * gloss_workspace_retry:
 * @self: a workspace
 *
 * Makes the changes again that could not be written, and commits what is being typed.
 */
void
gloss_workspace_retry (GlossWorkspace *self)
{
  g_autoptr (GPtrArray) failed = NULL;

  g_return_if_fail (GLOSS_IS_WORKSPACE (self));

  failed = gloss_unsaved_take_changes (self->unsaved);
  for (guint i = 0; i < failed->len; i++)
    gloss_workspace_submit (self, gloss_change_ref (g_ptr_array_index (failed, i)));
  gloss_unsaved_commit (self->unsaved);
  if (self->document != NULL)
    gloss_document_commit_typing (self->document);
}

/**
 * gloss_workspace_submit:
 * @self: a workspace whose library is open
 * @change: (transfer full) (nullable): a change; %NULL is nothing to do
 *
 * Makes a change that is none of the open document's, and that can be undone.
 */
void
gloss_workspace_submit (GlossWorkspace *self, GlossChange *change)
{
  g_autoptr (GlossChange) owned = change;

  g_return_if_fail (GLOSS_IS_WORKSPACE (self));

  if (change == NULL)
    return;
  gloss_undo_stack_push (self->undo, change);
  gloss_store_submit_async (self->store, change, NULL, NULL);
}

/**
 * gloss_workspace_undo:
 * @self: a workspace
 *
 * Takes back the last change of this window, of whichever article.
 */
void
gloss_workspace_undo (GlossWorkspace *self)
{
  g_return_if_fail (GLOSS_IS_WORKSPACE (self));

  turn (self, gloss_undo_stack_undo);
}

/**
 * gloss_workspace_redo:
 * @self: a workspace
 *
 * Makes the change again that was taken back last.
 */
void
gloss_workspace_redo (GlossWorkspace *self)
{
  g_return_if_fail (GLOSS_IS_WORKSPACE (self));

  turn (self, gloss_undo_stack_redo);
}
