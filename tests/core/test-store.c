/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store behind its two threads: what it answers, in which order, and what others see of it meanwhile. */

#include "config.h"

#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "core/store/gloss-database-extent.h"
#include "core/store/gloss-store.h"
#include "support/gloss-test-library.h"

#define TEXT "The missiles have a range of about 190 miles. Almost 10,000 forces were sent."

typedef struct
{
  char *path;
  GlossStore *store;
  char *article;
  GlossCapture *capture;
  guint n_changed;
  guint n_failed;
  guint n_outside;
} Fixture;

typedef struct
{
  GAsyncResult *result;
  gboolean is_done;
} Answer;

static void
answer_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->result = g_object_ref (result);
  answer->is_done = TRUE;
}

static GAsyncResult *
wait_for_answer (Answer *answer)
{
  GLOSS_TEST_WAIT_FOR (answer->is_done);
  return answer->result;
}

static void
open_store (GlossStore *store)
{
  Answer answer = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gloss_store_open_async (store, NULL, answer_cb, &answer);
  result = wait_for_answer (&answer);
  g_assert_true (gloss_store_open_finish (store, result, &error));
  g_assert_no_error (error);
}

static char *
add_capture (GlossStore *store, GlossCapture *capture, GlossAdded *added)
{
  Answer answer = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *article;

  gloss_store_add_capture_async (store, capture, answer_cb, &answer);
  result = wait_for_answer (&answer);
  article = gloss_store_add_capture_finish (store, result, added, NULL, &error);
  g_assert_no_error (error);
  return article;
}

static gboolean
submit (GlossStore *store, GlossChange *change, GError **error)
{
  Answer answer = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  gloss_store_submit_async (store, change, answer_cb, &answer);
  result = wait_for_answer (&answer);
  return gloss_store_submit_finish (store, result, error);
}

static gpointer
load_capture (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  return gloss_database_load_capture (database, data, error);
}

static gpointer
load_drafts (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  return gloss_database_load_drafts (database, error);
}

static gpointer
read_store (GlossStore *store, GlossStoreReadFunc func, gpointer data, GDestroyNotify destroy)
{
  Answer answer = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer value;

  gloss_store_read_async (store, func, data, NULL, destroy, NULL, answer_cb, &answer);
  result = wait_for_answer (&answer);
  value = gloss_store_read_finish (store, result, &error);
  g_assert_no_error (error);
  return value;
}

static void
changed_cb (Fixture *fixture, GlossChange *change)
{
  fixture->n_changed++;
}

static void
failed_cb (Fixture *fixture, GlossChange *change, GError *error)
{
  g_assert_nonnull (change);
  g_assert_nonnull (error);
  fixture->n_failed++;
}

static void
outside_change_cb (Fixture *fixture)
{
  fixture->n_outside++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) capture = gloss_test_make_capture ("file:///article.txt", TEXT);

  fixture->path = gloss_test_dup_library_path ();
  fixture->store = gloss_store_new (fixture->path, GLOSS_TEST_WHO);
  g_signal_connect_swapped (fixture->store, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (fixture->store, "failed", G_CALLBACK (failed_cb), fixture);
  g_signal_connect_swapped (fixture->store, "outside-change", G_CALLBACK (outside_change_cb), fixture);
  open_store (fixture->store);
  fixture->article = add_capture (fixture->store, capture, NULL);
  fixture->capture =
    read_store (fixture->store, load_capture, fixture->article, (GDestroyNotify) gloss_capture_unref);
  fixture->n_changed = 0;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossDatabase) database = NULL;

  gloss_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (gloss_store_get_n_pending (fixture->store), ==, 0);
  gloss_test_finalize (fixture->store);

  database = gloss_test_open (fixture->path);
  gloss_test_assert_sound (database);
  gloss_capture_unref (fixture->capture);
  g_free (fixture->article);
  g_free (fixture->path);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_assert_nonnull (gloss_store_get_catalog (fixture->store));
  g_assert_false (gloss_store_is_read_only (fixture->store));
}

static void
test_open_fails (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossStore) store = gloss_store_new (path, GLOSS_TEST_WHO);
  g_autoptr (GError) error = NULL;
  Answer answer = { 0 };

  g_assert_true (g_file_set_contents (path, "no library", -1, NULL));
  gloss_store_open_async (store, NULL, answer_cb, &answer);
  GLOSS_TEST_WAIT_FOR (answer.is_done);
  g_assert_false (gloss_store_open_finish (store, answer.result, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT);
  g_object_unref (answer.result);

  /* The user moves it aside and tries again. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  open_store (store);
  gloss_store_close (store);
}

static void
test_submit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, 29, 44);
  g_autoptr (GError) error = NULL;
  Answer answer = { 0 };

  gloss_store_submit_async (fixture->store, change, answer_cb, &answer);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (gloss_store_get_n_pending (fixture->store), ==, 1);
  g_assert_false (answer.is_done);

  GLOSS_TEST_WAIT_FOR (answer.is_done);
  g_assert_true (gloss_store_submit_finish (fixture->store, answer.result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (gloss_store_get_n_pending (fixture->store), ==, 0);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  g_object_unref (answer.result);

  g_assert_false (submit (fixture->store, change, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_CONFLICT);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
}

/* Of another article, whose copy is the newest capture of the fixture's. Returns its uuid. */
static char *
cite (Fixture *fixture, GlossDatabase *database)
{
  g_autofree char *article = gloss_test_add_article (database, "file:///citing.txt", TEXT);
  g_autoptr (GlossCapture) citing = gloss_database_load_capture (database, article, NULL);
  g_autoptr (GlossCapture) copy = gloss_database_load_capture (database, fixture->article, NULL);
  g_autoptr (GlossChange) change = gloss_test_annotate (citing, 0, 3);
  g_autoptr (GlossRecord) blank = gloss_record_new ("source");
  g_autoptr (JsonObject) values = gloss_record_dup_values (blank);
  g_autoptr (GlossRecord) source = NULL;

  json_object_set_string_member (values, "annotation", gloss_test_get_annotation (change));
  json_object_set_string_member (values, "capture", gloss_capture_get_fields (copy)->uuid);
  json_object_set_string_member (values, "stance", "supports");
  json_object_set_int_member (values, "position", 1);
  source = gloss_record_new_for_values ("source", values);
  gloss_change_add (change, NULL, source);
  g_assert_true (gloss_database_apply (database, change, GLOSS_TEST_WHO, NULL));
  return g_strdup (gloss_record_get_uuid (source));
}

/* Who shows a source hears that it follows what is taken back. */
static void
test_following (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossDatabase) database = gloss_test_open (fixture->path);
  GlossCaptureFields fields = *gloss_capture_get_fields (fixture->capture);
  g_autoptr (GlossText) text = gloss_text_new ("forces", -1, NULL);
  g_autoptr (GlossCapture) taken = NULL;
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GlossChange) undo = NULL;
  g_autoptr (GlossRecord) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = NULL;

  fields.html = "<!DOCTYPE html><main id=\"gloss-text\">forces</main>";
  fields.text = text;
  fields.extent = GLOSS_EXTENT_WHOLE_PART;
  taken = gloss_capture_new (&fields);
  g_assert_true (gloss_database_change_extent (database, taken, GLOSS_TEST_WHO, &change, NULL));
  uuid = cite (fixture, database);

  undo = gloss_change_invert (change);
  g_assert_true (submit (fixture->store, undo, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  source = gloss_test_load_record (database, "source", uuid);
  g_assert_cmpstr (gloss_record_get_string (source, "capture"), ==,
                   gloss_capture_get_fields (fixture->capture)->uuid);
}

/* What is known, and what was submitted because of it, by the time that nothing is pending. */
typedef struct
{
  Fixture *fixture;
  GlossChange *next; /* submitted by the answer */
  guint n_answers;
  guint n_failed_at_rest;
  guint n_answers_at_rest;
} Rest;

static void
answer_and_submit_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Rest *rest = data;
  g_autoptr (GlossChange) next = g_steal_pointer (&rest->next);

  rest->n_answers++;
  if (next != NULL)
    gloss_store_submit_async (GLOSS_STORE (object), next, answer_and_submit_cb, rest);
}

static void
pending_cb (GlossStore *store, GParamSpec *pspec, gpointer data)
{
  Rest *rest = data;

  if (gloss_store_get_n_pending (store) > 0)
    return;
  rest->n_failed_at_rest = rest->fixture->n_failed;
  rest->n_answers_at_rest = rest->n_answers;
}

/* A window that closes when nothing is pending any more must know by then that a write failed, and must not
 * miss one that follows from it. */
static void
test_rest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) good = gloss_test_annotate (fixture->capture, 0, 3);
  Rest rest = { .fixture = fixture, .next = gloss_change_ref (good) };
  gulong handler = g_signal_connect (fixture->store, "notify::n-pending", G_CALLBACK (pending_cb), &rest);

  /* The second time it is there already. */
  gloss_store_submit_async (fixture->store, good, answer_and_submit_cb, &rest);
  while (rest.n_answers_at_rest == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (rest.n_answers_at_rest, ==, 2);
  g_assert_cmpuint (rest.n_failed_at_rest, ==, 1);
  g_signal_handler_disconnect (fixture->store, handler);
}

static void
test_add_capture (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) same = gloss_test_make_capture ("file:///article.txt", TEXT);
  g_autoptr (GlossCapture) longer = gloss_test_make_capture ("file:///article.txt", TEXT " More.");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  GlossAdded added;

  first = add_capture (fixture->store, same, &added);
  g_assert_cmpint (added, ==, GLOSS_ADDED_NOTHING);
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  second = add_capture (fixture->store, longer, &added);
  g_assert_cmpint (added, ==, GLOSS_ADDED_CAPTURE);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpstr (first, ==, fixture->article);
  g_assert_cmpstr (second, ==, fixture->article);
}

static gboolean
settle (GlossStore *store, const char *article, GError **error)
{
  Answer answer = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  gloss_store_settle_anchors_async (store, article, answer_cb, &answer);
  result = wait_for_answer (&answer);
  return gloss_store_settle_anchors_finish (store, result, error);
}

/* What is written is announced, and nothing where nothing lacked. */
static void
test_settle_anchors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) longer = gloss_test_make_capture ("file:///article.txt", TEXT " More.");
  g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, 4, 12);
  g_autoptr (GError) error = NULL;

  g_free (add_capture (fixture->store, longer, NULL));
  g_assert_true (submit (fixture->store, change, &error));
  g_assert_no_error (error);

  fixture->n_changed = 0;
  g_assert_true (settle (fixture->store, fixture->article, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_true (settle (fixture->store, fixture->article, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_changed, ==, 1);

  gloss_store_close (fixture->store);
  g_assert_false (settle (fixture->store, fixture->article, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_FAILED);
}

/* Every one is answered, the last one is what stands, and one that is typed after a change survives that
 * change. */
static void
test_drafts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_change_new ("Note", fixture->article);
  g_autoptr (GPtrArray) drafts = NULL;
  Answer answers[100] = { 0 };
  g_autofree char *last = NULL;

  gloss_change_clear_draft (change, "annotation", "a", "note");
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_free (last);
      last = g_strdup_printf ("typed %u", i);
      if (i == 50)
        gloss_store_submit_async (fixture->store, change, NULL, NULL);
      gloss_store_save_draft_async (fixture->store, "annotation", "a", "note", NULL, last, answer_cb,
                                    &answers[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GAsyncResult) result = wait_for_answer (&answers[i]);

      g_assert_true (gloss_store_save_draft_finish (fixture->store, result, NULL));
    }

  drafts = read_store (fixture->store, load_drafts, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (g_ptr_array_index (drafts, 0), "text"), ==, last);
}

static void
test_clear_draft (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = NULL;
  Answer answer = { 0 };

  gloss_store_save_draft_async (fixture->store, "annotation", "a", "note", NULL, "typed", NULL, NULL);
  gloss_store_save_draft_async (fixture->store, "annotation", "a", "note", NULL, NULL, answer_cb, &answer);
  g_object_unref (wait_for_answer (&answer));
  drafts = read_store (fixture->store, load_drafts, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_assert_cmpuint (drafts->len, ==, 0);
}

/* What was submitted before closing is done, and answered. */
static void
test_close_waits (Fixture *fixture, gconstpointer data)
{
  Answer answers[50] = { 0 };
  g_autoptr (GlossChange) late = gloss_test_annotate (fixture->capture, 0, 3);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, i, i + 5);

      gloss_store_submit_async (fixture->store, change, answer_cb, &answers[i]);
    }
  gloss_store_close (fixture->store);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GAsyncResult) result = wait_for_answer (&answers[i]);

      g_assert_true (gloss_store_submit_finish (fixture->store, result, &error));
      g_assert_no_error (error);
    }

  g_assert_false (submit (fixture->store, late, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_FAILED);
}

static void
test_outside_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossDatabase) other = gloss_test_open (fixture->path);
  g_autoptr (GlossChange) own = gloss_test_annotate (fixture->capture, 0, 3);
  g_autoptr (GError) error = NULL;

  g_assert_true (submit (fixture->store, own, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_outside, ==, 0);

  g_free (gloss_test_add_article (other, "file:///other.txt", "Another article."));
  GLOSS_TEST_WAIT_FOR (fixture->n_outside > 0);
  g_assert_cmpuint (fixture->n_outside, ==, 1);
}

static gpointer
read_nothing (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  return g_strdup ("read");
}

static void
test_read_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Answer answer = { 0 };

  gloss_store_read_async (fixture->store, read_nothing, g_strdup ("data"), g_free, g_free, cancellable,
                          answer_cb, &answer);
  g_cancellable_cancel (cancellable);
  GLOSS_TEST_WAIT_FOR (answer.is_done);
  g_assert_null (gloss_store_read_finish (fixture->store, answer.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (answer.result);
}

/* An annotation and its anchor come in one change: a read that saw one without the other saw half a
 * transaction. */
static gpointer
count_rows (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) annotations = NULL;
  g_autoptr (GPtrArray) anchors = NULL;

  annotations = gloss_database_load_records (database, "annotation", NULL, NULL, NULL, error);
  anchors = gloss_database_load_records (database, "anchor", NULL, NULL, NULL, error);
  g_assert_nonnull (annotations);
  g_assert_nonnull (anchors);
  g_assert_cmpuint (annotations->len, ==, anchors->len);
  return GUINT_TO_POINTER (annotations->len + 1);
}

static void
test_reads_see_whole_changes (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N = 200
  };
  guint seen = 0;

  for (gsize i = 0; i < N; i++)
    {
      g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, i % 40, i % 40 + 6);

      gloss_store_submit_async (fixture->store, change, NULL, NULL);
      if (i % 5 == 0)
        {
          guint now = GPOINTER_TO_UINT (read_store (fixture->store, count_rows, NULL, NULL)) - 1;

          g_assert_cmpuint (now, >=, seen);
          seen = now;
        }
    }
  g_assert_cmpuint (gloss_store_get_n_pending (fixture->store), <=, N);
}

static void
test_never_opened (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  GlossStore *store = gloss_store_new (path, GLOSS_TEST_WHO);
  g_autoptr (GlossChange) change = gloss_change_new ("Nothing", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (submit (store, change, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_FAILED);
  g_assert_finalize_object (store);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* As a user who may not write: root may everywhere. Called in a process of its own. */
static void
open_without_permission (const char *path)
{
  g_autoptr (GlossStore) store = gloss_store_new (path, GLOSS_TEST_WHO);
  g_autoptr (GlossChange) change = gloss_change_new ("Nothing", NULL);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  if (getuid () == 0)
    g_assert_cmpint (setresuid (65534, 65534, 65534), ==, 0);

  open_store (store);
  g_assert_true (gloss_store_is_read_only (store));
  drafts = read_store (store, load_drafts, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_assert_cmpuint (drafts->len, ==, 0);
  g_assert_false (submit (store, change, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_READ_ONLY);
  gloss_store_close (store);
}

static void
test_read_only (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gloss-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  int status;
  pid_t child;

  gloss_database_close (gloss_test_open (path));
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);

  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      open_without_permission (path);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);

  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add ("/store/" name, Fixture, NULL, set_up, function, tear_down)
  /* The first one: it forks, which a process with threads should not. */
  g_test_add_func ("/store/read-only", test_read_only);
  ADD ("open", test_open);
  g_test_add_func ("/store/open-fails", test_open_fails);
  g_test_add_func ("/store/never-opened", test_never_opened);
  ADD ("submit", test_submit);
  ADD ("following", test_following);
  ADD ("rest", test_rest);
  ADD ("add-capture", test_add_capture);
  ADD ("settle-anchors", test_settle_anchors);
  ADD ("drafts", test_drafts);
  ADD ("clear-draft", test_clear_draft);
  ADD ("close-waits", test_close_waits);
  ADD ("outside-change", test_outside_change);
  ADD ("read-cancelled", test_read_cancelled);
  ADD ("reads-see-whole-changes", test_reads_see_whole_changes);

  return g_test_run ();
}
