/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person decides, takes back and decides again, while the article is captured from outside. */

#include "config.h"

#include "core/annotation/gloss-anchor-commands.h"
#include "core/annotation/gloss-anchor-row.h"
#include "core/annotation/gloss-undo-stack.h"
#include "support/gloss-test-versions.h"

/* The annotations as they stand in the newest capture. */
typedef struct
{
  GlossCapture *capture;
  GlossAnnotationList *list;
} View;

static void
view_clear (View *self)
{
  g_clear_pointer (&self->capture, gloss_capture_unref);
  g_clear_object (&self->list);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

static void
view_init (View *self, GlossTestVersions *versions)
{
  g_autoptr (GPtrArray) records =
    gloss_database_load_annotations (versions->database, versions->article, NULL);
  const char *uuid;

  self->capture = gloss_test_versions_load_capture (versions);
  uuid = gloss_capture_get_fields (self->capture)->uuid;
  self->list = gloss_annotation_list_new (versions->article);
  gloss_annotation_list_set_newest (self->list, uuid);
  gloss_annotation_list_set_capture (self->list, uuid);
  gloss_annotation_list_set_records (self->list, records);
}

static GlossChange *
make_attaching (const View *view, GlossAnnotation *annotation)
{
  const GlossCaptureFields *fields = gloss_capture_get_fields (view->capture);
  gsize n_points = gloss_text_get_n_points (fields->text);
  gsize start = (gsize) g_test_rand_int_range (0, (gint32) n_points - 20);
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new_for_range (fields->text, start, start + 15);

  return anchor != NULL ? gloss_command_attach_anchor (annotation, fields->uuid, anchor) : NULL;
}

/* NULL where it can't be done. */
static GlossChange *
decide (GlossTestVersions *self, const char *annotation, int what)
{
  g_auto (View) view = { NULL, NULL };
  GlossAnnotation *decided;

  view_init (&view, self);
  decided = gloss_annotation_list_find (view.list, annotation);
  gloss_test_wait_for_clock ();
  if (what == 0)
    return gloss_command_accept_anchor (decided, gloss_capture_get_fields (view.capture)->text);
  return what == 1 ? gloss_command_keep_anchor (decided) : make_attaching (&view, decided);
}

/* Accepted, captured from outside twice, taken back: nothing stands on what was accepted any more. */
static void
test_accept_undone (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *annotation = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autoptr (GlossChange) second = gloss_test_versions_capture_again (self, gloss_test_second_version);
  g_autoptr (GlossChange) accepting = decide (self, annotation, 0);
  g_autoptr (GlossChange) third = NULL;
  g_autoptr (GlossChange) fourth = NULL;
  g_autoptr (GlossChange) undone = NULL;
  g_autoptr (GlossChange) redone = NULL;
  g_autoptr (GlossChange) settled = NULL;
  g_autoptr (GlossChange) settled_again = NULL;
  g_autoptr (GlossRecord) derived = NULL;
  g_autoptr (GlossRecord) back = NULL;

  gloss_test_versions_apply (self, accepting);
  third =
    gloss_test_versions_capture_again (self,
                                       "Corrected. " GLOSS_TEST_WITNESS
                                       ". The missiles have a range of about 290 miles. " GLOSS_TEST_REST);
  fourth = gloss_test_versions_capture_again (self, gloss_test_second_version);
  gloss_test_versions_assert_row (self, annotation, "exact", "about 290 miles", "about 290 miles", "[]");
  derived = gloss_test_versions_load_row (self, annotation);
  gloss_test_versions_assert_settled (self);

  undone = gloss_test_versions_undo (self, accepting);
  settled = gloss_test_versions_settle (self);
  g_assert_nonnull (settled);
  gloss_test_versions_assert_row (self, annotation, "changed", GLOSS_TEST_RANGE, "about 290 miles",
                                  "[\"number\"]");
  gloss_test_versions_assert_reviewed (self, annotation, NULL);
  gloss_test_versions_assert_settled (self);

  /* The very row that was there before. */
  redone = gloss_test_versions_undo (self, undone);
  settled_again = gloss_test_versions_settle (self);
  back = gloss_test_versions_load_row (self, annotation);
  g_assert_true (gloss_record_equal (derived, back));
  gloss_test_versions_assert_settled (self);
}

/* Kept or left in an earlier capture, and taken back: the alarm that was not given comes; and goes again. */
static void
test_keep_undone (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autofree char *weather = gloss_test_versions_annotate (self, GLOSS_TEST_WEATHER);
  g_autoptr (GlossChange) second = gloss_test_versions_capture_again (self, gloss_test_second_version);
  const char *const annotations[] = { range, weather };

  for (guint i = 0; i < G_N_ELEMENTS (annotations); i++)
    {
      g_autoptr (GlossChange) keeping = decide (self, annotations[i], 1);
      g_autofree char *text = g_strdup_printf ("%u. %s", i, gloss_test_second_version);
      const char *reviewed = gloss_record_get_string (gloss_change_get_after (keeping, 0), "reviewed");
      g_autoptr (GlossChange) capture = NULL;
      g_autoptr (GlossChange) undone = NULL;
      g_autoptr (GlossChange) redone = NULL;
      g_autoptr (GlossChange) settled = NULL;
      g_autoptr (GlossChange) settled_again = NULL;

      gloss_test_versions_apply (self, keeping);
      capture = gloss_test_versions_capture_again (self, text);
      gloss_test_versions_assert_reviewed (self, annotations[i], reviewed);
      undone = gloss_test_versions_undo (self, keeping);
      settled = gloss_test_versions_settle (self);
      gloss_test_versions_assert_reviewed (self, annotations[i], NULL);
      redone = gloss_test_versions_undo (self, undone);
      settled_again = gloss_test_versions_settle (self);
      gloss_test_versions_assert_reviewed (self, annotations[i], reviewed);
    }
}

/* Decided in the newest capture itself: it stays, whatever becomes of what it was found from. */
static void
test_own_decision (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *annotation = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autoptr (GlossChange) second = gloss_test_versions_capture_again (self, gloss_test_second_version);
  g_autoptr (GlossChange) accepting = decide (self, annotation, 0);
  g_autoptr (GlossChange) third = NULL;
  g_autoptr (GlossChange) keeping = NULL;
  g_autoptr (GlossChange) undone = NULL;
  g_autoptr (GlossRecord) before = NULL;
  g_autoptr (GlossRecord) after = NULL;

  gloss_test_versions_apply (self, accepting);
  third = gloss_test_versions_capture_again (self, gloss_test_third_version);
  keeping = decide (self, annotation, 1);
  gloss_test_versions_apply (self, keeping);
  before = gloss_test_versions_load_row (self, annotation);
  undone = gloss_test_versions_undo (self, accepting);
  gloss_test_versions_assert_settled (self);
  after = gloss_test_versions_load_row (self, annotation);
  g_assert_true (gloss_record_equal (before, after));
}

/* Restored to the first version: what was lost in between stands where it stood. */
static void
test_restored (GlossTestVersions *self, gconstpointer data)
{
  const char *const quotes[] = { GLOSS_TEST_RANGE, GLOSS_TEST_FORCES, GLOSS_TEST_DENIAL, GLOSS_TEST_WITNESS,
                                 GLOSS_TEST_WEATHER };
  const char *const between[] = { gloss_test_second_version, "Nothing of it is left.", "" };
  g_autofree char *annotations[G_N_ELEMENTS (quotes)] = { NULL };
  gint64 starts[G_N_ELEMENTS (quotes)];
  g_autoptr (GlossChange) restored = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autoptr (GlossRecord) row = NULL;

      annotations[i] = gloss_test_versions_annotate (self, quotes[i]);
      row = gloss_test_versions_load_row (self, annotations[i]);
      starts[i] = gloss_record_get_int (row, "start_point");
    }
  for (guint i = 0; i < G_N_ELEMENTS (between); i++)
    gloss_change_unref (gloss_test_versions_capture_again (self, between[i]));

  restored = gloss_test_versions_capture_again (self, gloss_test_first_version);
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autoptr (GlossRecord) row = gloss_test_versions_load_row (self, annotations[i]);

      gloss_test_versions_assert_row (self, annotations[i], "exact", quotes[i], quotes[i], "[]");
      g_assert_cmpint (gloss_record_get_int (row, "start_point"), ==, starts[i]);
      g_free (annotations[i]);
      annotations[i] = NULL;
    }
}

/* What a row was decided to be: a later look makes it another decision. */
static char *
dup_key (GlossRecord *row)
{
  const char *reviewed = gloss_record_get_string (row, "reviewed");

  return g_strconcat (gloss_record_get_uuid (row), " ", reviewed != NULL ? reviewed : "", NULL);
}

static void
note_decisions (GHashTable *decisions, GlossChange *change)
{
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    if (g_str_equal (gloss_record_get_table (gloss_change_get_after (change, i)), "anchor") &&
        !gloss_record_is_deleted (gloss_change_get_after (change, i)))
      g_hash_table_add (decisions, dup_key (gloss_change_get_after (change, i)));
}

static gboolean
is_seen_before (GPtrArray *rows, guint n, GlossRecord *row)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (gloss_record_get_string (rows->pdata[i], "reviewed"),
                   gloss_record_get_string (row, "reviewed")) == 0 &&
        g_strcmp0 (gloss_record_get_string (rows->pdata[i], "found"),
                   gloss_record_get_string (row, "found")) == 0)
      return TRUE;

  return FALSE;
}

/* From the oldest capture to the newest: each row was decided on, or stands by the words of the one it is
 * found from; and where other words stand there, there is an alarm or somebody looked at them. */
static void
assert_rows (GPtrArray *rows, GHashTable *decisions)
{
  GlossRecord *source = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      GlossRecord *row = rows->pdata[i];
      g_autofree char *key = dup_key (row);
      gboolean is_exact = g_strcmp0 (gloss_anchor_row_get_state (row), "changed") != 0 &&
                          g_strcmp0 (gloss_anchor_row_get_state (row), "lost") != 0;

      if (is_exact)
        g_assert_cmpstr (gloss_anchor_row_get_found (row), ==, gloss_record_get_string (row, "quote"));
      if (!g_hash_table_contains (decisions, key))
        {
          g_assert_nonnull (source);
          g_assert_cmpstr (gloss_record_get_string (row, "quote"), ==,
                           gloss_record_get_string (source, "quote"));
          g_assert_cmpstr (gloss_record_get_string (row, "prefix"), ==,
                           gloss_record_get_string (source, "prefix"));
          if (!gloss_record_is_null (row, "reviewed"))
            g_assert_true (!is_exact && is_seen_before (rows, i, row));
        }
      if (gloss_anchor_row_is_placed (row) || source == NULL)
        source = row;
    }
}

static void
assert_sound (GlossTestVersions *self, GPtrArray *annotations, GHashTable *decisions)
{
  g_autoptr (GPtrArray) captures = gloss_database_list_captures (self->database, self->article, NULL);

  for (guint i = 0; i < annotations->len; i++)
    {
      g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
      g_autoptr (GPtrArray) all = gloss_database_load_records (self->database, "anchor", "annotation",
                                                               annotations->pdata[i], "created", NULL);

      for (guint j = captures->len; j > 0; j--)
        for (guint k = 0; k < all->len; k++)
          if (!gloss_record_is_deleted (all->pdata[k]) &&
              g_strcmp0 (gloss_record_get_string (all->pdata[k], "capture"),
                         gloss_record_get_uuid (captures->pdata[j - 1])) == 0)
            g_ptr_array_add (rows, gloss_record_ref (all->pdata[k]));
      g_assert_cmpuint (rows->len, ==, captures->len);
      assert_rows (rows, decisions);
    }
}

static GlossChange *
capture_some (GlossTestVersions *self)
{
  const char *const versions[] = { gloss_test_first_version, gloss_test_second_version,
                                   gloss_test_third_version, "It was all about 390 miles of missiles." };
  const char *text = versions[g_test_rand_int_range (0, G_N_ELEMENTS (versions))];
  g_autoptr (GlossCapture) capture = gloss_test_make_capture (GLOSS_TEST_URI, text);
  GlossChange *change = NULL;

  g_assert_true (
    gloss_database_add_capture (self->database, capture, GLOSS_TEST_WHO, NULL, NULL, &change, NULL));
  return change;
}

/* One thing that the person does, or that comes from outside. */
static void
do_something (GlossTestVersions *self, GPtrArray *annotations, GHashTable *decisions, GlossUndoStack *undo)
{
  const char *annotation = annotations->pdata[g_test_rand_int_range (0, (gint32) annotations->len)];
  int what = g_test_rand_int_range (0, 10);
  g_autoptr (GlossChange) change = NULL;

  if (what == 0)
    change = capture_some (self);
  else if (what < 5)
    change = decide (self, annotation, MIN (what - 1, 2));
  else if (what < 8)
    change = gloss_undo_stack_undo (undo);
  else
    change = gloss_undo_stack_redo (undo);

  if (change == NULL)
    return;
  if (what > 0)
    gloss_test_versions_apply (self, change);
  if (what > 0 && what < 5)
    {
      note_decisions (decisions, change);
      gloss_undo_stack_push (undo, change);
    }
  else if (what == 0 && g_test_rand_int_range (0, 3) == 0)
    gloss_undo_stack_push (undo, change);
}

/* Whatever is decided, taken back and done again in whatever order, with captures of his own and from outside
 * in between: nothing conflicts, and nothing stands on what was taken back. */
static void
test_random (GlossTestVersions *self, gconstpointer data)
{
  const char *const quotes[] = { GLOSS_TEST_RANGE, GLOSS_TEST_FORCES, GLOSS_TEST_WEATHER };
  g_autoptr (GPtrArray) annotations = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) decisions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GlossCapture) first = gloss_test_versions_load_capture (self);
  g_autoptr (GlossUndoStack) undo = gloss_undo_stack_new ();

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autoptr (GlossChange) making = gloss_test_versions_annotate_in (self, first, quotes[i]);

      note_decisions (decisions, making);
      g_ptr_array_add (annotations, g_strdup (gloss_test_get_annotation (making)));
    }

  for (guint i = 0; i < 250; i++)
    {
      g_autoptr (GlossChange) settled = NULL;

      do_something (self, annotations, decisions, undo);
      settled = gloss_test_versions_settle (self);
      assert_sound (self, annotations, decisions);
      gloss_test_versions_assert_settled (self);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function)                                                                                  \
  g_test_add ("/database-settling/" name, GlossTestVersions, NULL, gloss_test_versions_set_up, function,     \
              gloss_test_versions_tear_down)
  ADD ("accept-undone", test_accept_undone);
  ADD ("keep-undone", test_keep_undone);
  ADD ("own-decision", test_own_decision);
  ADD ("restored", test_restored);
  ADD ("random", test_random);

  return g_test_run ();
}
