/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a user says of anchors in a later capture: what each command makes, that taking it back leaves all as
 * it was, and that no quote is ever rewritten. */

#include "config.h"

#include "core/annotation/gloss-anchor-commands.h"
#include "core/annotation/gloss-commands.h"
#include "support/gloss-test-anchors.h"

#define ARTICLE "article-1"
#define OLD_TEXT "The range is about 190 miles. He said forty vehicles left."
#define NEW_TEXT "The range is about 290 miles. He said some forty vehicles left."

typedef struct
{
  GlossAnnotationList *list;
  GlossAnnotation *miles;    /* changed, its number too */
  GlossAnnotation *vehicles; /* changed in words alone */
  GlossAnnotation *gone;     /* lost */
  GlossText *text;           /* of capture-2, which is shown */
} Fixture;

static GlossChange *
make_change (GlossRecord *before, GlossRecord *after)
{
  GlossChange *change = gloss_change_new ("", ARTICLE);

  gloss_change_add (change, before, after);
  return change;
}

static void
apply (Fixture *fixture, GlossChange *change)
{
  g_assert_nonnull (change);
  g_assert_cmpstr (gloss_change_get_article (change), ==, ARTICLE);
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    gloss_test_assert_quote_kept (gloss_change_get_before (change, i), gloss_change_get_after (change, i));
  gloss_annotation_list_apply (fixture->list, change);
}

static GlossAnnotation *
annotate (Fixture *fixture, const char *quote)
{
  g_autoptr (GlossText) old = gloss_text_new (OLD_TEXT, -1, NULL);
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new_for_quote (old, quote, NULL, NULL, NULL);
  g_autoptr (GlossChange) change =
    gloss_command_create_annotation (ARTICLE, "capture-1", anchor, "claim", NULL);

  gloss_annotation_list_apply (fixture->list, change);
  return gloss_annotation_list_find (fixture->list,
                                     gloss_record_get_uuid (gloss_change_get_after (change, 0)));
}

/* Its row in capture-2. */
static void
resolve (
  Fixture *fixture, GlossAnnotation *annotation, const char *state, const char *found, const char *flags)
{
  g_autoptr (GlossRecord) row =
    gloss_test_anchors_make_row (annotation, "capture-2", state, fixture->text, found, flags);
  g_autoptr (GlossChange) change = make_change (NULL, row);

  gloss_annotation_list_apply (fixture->list, change);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->text = gloss_text_new (NEW_TEXT, -1, NULL);
  fixture->list = gloss_annotation_list_new (ARTICLE);
  fixture->miles = annotate (fixture, "about 190 miles");
  fixture->vehicles = annotate (fixture, "forty vehicles left");
  fixture->gone = annotate (fixture, "He said");
  resolve (fixture, fixture->miles, "changed", "about 290 miles", "[\"number\"]");
  resolve (fixture, fixture->vehicles, "changed", "some forty vehicles left", "[]");
  resolve (fixture, fixture->gone, "lost", NULL, "[]");
  gloss_annotation_list_set_capture (fixture->list, "capture-2");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gloss_text_unref (fixture->text);
  g_assert_finalize_object (fixture->list);
}

static void
assert_shown (GlossAnnotation *annotation, const char *state, const char *quote, const char *found)
{
  g_assert_cmpstr (gloss_annotation_get_anchor_state (annotation), ==, state);
  g_assert_cmpstr (gloss_anchor_get_quote (gloss_annotation_get_anchor (annotation)), ==, quote);
  g_assert_cmpstr (gloss_annotation_get_found (annotation), ==, found);
}

/* Takes it back and makes it again: only when rows were touched may differ. */
static void
assert_undoable (Fixture *fixture, GlossAnnotation *annotation, GlossChange *change)
{
  g_autoptr (GlossChange) inverse = gloss_change_invert (change);
  g_autoptr (GlossChange) again = gloss_change_invert (inverse);
  g_autoptr (GPtrArray) before = gloss_test_anchors_list_rows (annotation);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) undone = NULL;
  g_autoptr (GPtrArray) redone = NULL;

  apply (fixture, change);
  after = gloss_test_anchors_list_rows (annotation);
  apply (fixture, inverse);
  undone = gloss_test_anchors_list_rows (annotation);
  apply (fixture, again);
  redone = gloss_test_anchors_list_rows (annotation);
  gloss_test_anchors_assert_same (before, undone);
  gloss_test_anchors_assert_same (after, redone);
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  assert_shown (fixture->miles, "changed", "about 190 miles", "about 290 miles");
  g_assert_true (gloss_annotation_needs_review (fixture->miles));
  g_assert_true (gloss_annotation_get_claim_change (fixture->miles) == GLOSS_CLAIM_CHANGE_NUMBER);
  g_assert_true (gloss_annotation_get_claim_change (fixture->vehicles) == GLOSS_CLAIM_CHANGE_NONE);
  assert_shown (fixture->gone, "lost", "He said", NULL);
  g_assert_true (gloss_annotation_needs_review (fixture->gone));

  /* In the older capture nothing alarms, nor is there anything to do. */
  gloss_annotation_list_set_newest (fixture->list, "capture-2");
  gloss_annotation_list_set_capture (fixture->list, "capture-1");
  assert_shown (fixture->miles, "exact", "about 190 miles", "about 190 miles");
  g_assert_false (gloss_annotation_needs_review (fixture->miles));
  g_assert_null (gloss_command_accept_anchor (fixture->miles, fixture->text));
  g_assert_null (gloss_command_keep_anchor (fixture->gone));
}

static void
test_accept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_command_accept_anchor (fixture->miles, fixture->text);
  g_autofree char *original =
    g_strdup (gloss_record_get_uuid (gloss_annotation_get_original_row (fixture->miles)));
  GlossRecord *row;

  g_assert_cmpstr (gloss_change_get_label (change), ==, "Accept new words");
  assert_undoable (fixture, fixture->miles, change);

  assert_shown (fixture->miles, "exact", "about 290 miles", "about 290 miles");
  row = gloss_annotation_get_anchor_row (fixture->miles);
  g_assert_false (gloss_record_is_null (row, "reviewed"));
  g_assert_cmpstr (gloss_record_get_string (row, "flags"), ==, "[]");
  g_assert_cmpstr (gloss_record_get_string (row, "prefix"), ==, "The range is ");
  g_assert_cmpint (gloss_record_get_int (row, "order_key"), ==, 13);
  g_assert_false (gloss_annotation_needs_review (fixture->miles));

  /* What was marked first is shown for ever. */
  g_assert_cmpstr (gloss_annotation_get_original_quote (fixture->miles), ==, "about 190 miles");
  g_assert_cmpstr (gloss_record_get_uuid (gloss_annotation_get_original_row (fixture->miles)), ==, original);
  g_assert_null (gloss_command_accept_anchor (fixture->miles, fixture->text));
  g_assert_null (gloss_command_keep_anchor (fixture->miles));
}

static void
set_status (Fixture *fixture, GlossAnnotation *annotation, const char *status)
{
  g_autoptr (GlossChange) verdict = gloss_command_set_verdict (annotation, "simple", "true");
  g_autoptr (GlossChange) change = NULL;

  if (verdict != NULL)
    apply (fixture, verdict);
  change = gloss_command_set_status (annotation, status);
  if (change != NULL)
    apply (fixture, change);
}

/* A verdict was found for what the words claimed; it is the user's and stays, but it has to be looked at. */
static void
test_checked_needs_attention (Fixture *fixture, gconstpointer data)
{
  static const char *const statuses[] = { "to-check", "in-work", "checked", "needs-attention" };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      gboolean is_checked = strcmp (statuses[i], "checked") == 0;
      g_autoptr (GlossChange) change = NULL;
      g_autoptr (GlossChange) inverse = NULL;

      set_status (fixture, fixture->miles, statuses[i]);
      change = gloss_command_accept_anchor (fixture->miles, fixture->text);
      g_assert_cmpuint (gloss_change_get_n_edits (change), ==, is_checked ? 3 : 2);
      assert_undoable (fixture, fixture->miles, change);
      g_assert_cmpstr (gloss_annotation_get_status (fixture->miles), ==,
                       is_checked ? "needs-attention" : statuses[i]);
      g_assert_cmpstr (gloss_annotation_get_verdict (fixture->miles), ==, "true");

      inverse = gloss_change_invert (change);
      apply (fixture, inverse);
      g_assert_cmpstr (gloss_annotation_get_status (fixture->miles), ==, statuses[i]);
    }
}

/* Nothing that was checked is another: alone, and with all. */
static void
test_reworded_stays_checked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) one = NULL;
  g_autoptr (GlossChange) all = NULL;

  set_status (fixture, fixture->vehicles, "checked");
  one = gloss_command_accept_anchor (fixture->vehicles, fixture->text);
  g_assert_cmpuint (gloss_change_get_n_edits (one), ==, 2);
  all = gloss_command_accept_anchors (fixture->list, fixture->text, NULL);
  apply (fixture, all);
  g_assert_cmpstr (gloss_annotation_get_status (fixture->vehicles), ==, "checked");
}

/* Whoever found a row without flags may not have looked for any. */
static void
test_checked_without_flags (Fixture *fixture, gconstpointer data)
{
  GlossRecord *row = gloss_annotation_get_anchor_row (fixture->miles);
  g_autoptr (GlossRecord) unflagged = gloss_record_with_string (row, "flags", "[]");
  g_autoptr (GlossChange) unflag = make_change (row, unflagged);
  g_autoptr (GlossChange) change = NULL;

  apply (fixture, unflag);
  set_status (fixture, fixture->miles, "checked");
  change = gloss_command_accept_anchor (fixture->miles, fixture->text);
  apply (fixture, change);
  g_assert_cmpstr (gloss_annotation_get_status (fixture->miles), ==, "needs-attention");
}

/* Another text than the one the words were found in, or a row that says what does not stand there. */
static void
test_accept_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { OLD_TEXT, "The range is", "", "\n\n\n\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GlossText) text = gloss_text_new (texts[i], -1, NULL);

      g_assert_null (gloss_command_accept_anchor (fixture->miles, text));
      g_assert_null (gloss_command_accept_anchors (fixture->list, text, NULL));
    }

  g_assert_null (gloss_command_accept_anchor (fixture->gone, fixture->text));
}

/* Rows as no resolver makes them. */
static void
test_accept_hostile (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *state, *found;
    gint64 start, end;
  } cases[] = {
    { "changed", "about 290 miles", 14, 28 },
    { "changed", "about 290 miles", 13, 27 },
    { "changed", NULL, 13, 28 },
    { "changed", "", 13, 13 },
    { "changed", "about 290 miles", -1, 28 },
    { "changed", "about 290 miles", 28, 13 },
    { "changed", "about 290 miles", 13, G_MAXINT64 },
    { "changed", "about 290 miles ", 13, 29 },
    { "changed", "about 290 miles", G_MININT64, 28 },
    { "lost", "about 290 miles", 13, 28 },
    { "changed", "about 290 miles", G_MAXINT64, 1000 },
    { "exact", "about 290 miles", 13, 28 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GlossRecord *row = gloss_annotation_get_anchor_row (fixture->miles);
      g_autoptr (JsonObject) values = gloss_record_dup_values (row);
      g_autoptr (GlossRecord) hostile = NULL;
      g_autoptr (GlossChange) change = NULL;

      json_object_set_string_member (values, "state", cases[i].state);
      json_object_set_string_member (values, "found", cases[i].found);
      json_object_set_int_member (values, "start_point", cases[i].start);
      json_object_set_int_member (values, "end_point", cases[i].end);
      hostile = gloss_record_new_for_values ("anchor", values);
      change = make_change (row, hostile);
      gloss_annotation_list_apply (fixture->list, change);
      g_assert_null (gloss_command_accept_anchor (fixture->miles, fixture->text));
    }
}

static void
test_accept_all (Fixture *fixture, gconstpointer data)
{
  guint n_accepted;
  g_autoptr (GlossChange) change = gloss_command_accept_anchors (fixture->list, fixture->text, &n_accepted);

  g_assert_cmpuint (n_accepted, ==, 1);
  g_assert_cmpstr (gloss_change_get_label (change), ==, "Accept rewordings");
  assert_undoable (fixture, fixture->vehicles, change);
  assert_shown (fixture->vehicles, "exact", "some forty vehicles left", "some forty vehicles left");
  assert_shown (fixture->miles, "changed", "about 190 miles", "about 290 miles");
  g_assert_null (gloss_command_accept_anchors (fixture->list, fixture->text, &n_accepted));
  g_assert_cmpuint (n_accepted, ==, 0);
}

/* A row without flags whose words claim something else, flags that nobody knows, and what was kept. */
static void
test_accept_all_is_careful (Fixture *fixture, gconstpointer data)
{
  static const char *const flags[] = { "[]", "[\"date\"]", "{}", "", "[", "[\"name\"]" };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      GlossAnnotation *annotation = i == 0 ? fixture->miles : fixture->vehicles;
      GlossRecord *row = gloss_annotation_get_anchor_row (annotation);
      g_autoptr (GlossRecord) doubtful = gloss_record_with_string (row, "flags", flags[i]);
      g_autoptr (GlossChange) change = make_change (row, doubtful);

      gloss_annotation_list_apply (fixture->list, change);
      if (i > 0)
        g_assert_null (gloss_command_accept_anchors (fixture->list, fixture->text, NULL));
      else
        {
          g_autoptr (GlossChange) others = gloss_command_accept_anchors (fixture->list, fixture->text, NULL);

          g_assert_cmpuint (gloss_change_get_n_edits (others), ==, 2);
        }
    }
}

/* Where there are no capitals, what looks like any word may be a name, or the contrary: all of it is for a
 * person to read. What only stands beside such letters is not. */
static void
test_accept_all_leaves_out (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *quote, *found;
    gboolean is_accepted;
  } cases[] = {
    { "王丽说", "王莉说", FALSE },       /* Han: Wang Li */
    { "ベト", "ベート", FALSE },         /* Kana: a long vowel */
    { "김철수", "김영수", FALSE },       /* Hangul */
    { "قبل العرض", "رفض العرض", FALSE }, /* Arabic: took, refused the offer */
    { "דר", "דור", FALSE },              /* Hebrew */
    { "ไทย", "โทย", FALSE },             /* Thai */
    { "राम", "रम", FALSE },              /* Devanagari: a vowel sign */
    { "გიგა", "გი", FALSE },             /* Georgian */
    { "he said 王", "he said", FALSE },
    { "he said", "he said 王", FALSE },
    { "he said 王", "he told 王", TRUE },
    { "王，", "王。", TRUE },      /* a comma, a full stop */
    { "сказал", "говорил", TRUE }, /* Cyrillic */
    { "είπε", "λέει", TRUE },      /* Greek */
    { "in the 1º week", "within the 1º week", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GlossRecord *row = gloss_annotation_get_anchor_row (fixture->vehicles);
      g_autoptr (JsonObject) values = gloss_record_dup_values (row);
      g_autoptr (GlossText) text = gloss_text_new (cases[i].found, -1, NULL);
      g_autoptr (GlossRecord) read = NULL;
      g_autoptr (GlossChange) change = NULL;
      g_autoptr (GlossChange) accepted = NULL;

      json_object_set_string_member (values, "quote", cases[i].quote);
      json_object_set_string_member (values, "found", cases[i].found);
      json_object_set_int_member (values, "start_point", 0);
      json_object_set_int_member (values, "end_point", (gint64) gloss_text_get_n_points (text));
      read = gloss_record_new_for_values ("anchor", values);
      change = make_change (row, read);
      gloss_annotation_list_apply (fixture->list, change);
      accepted = gloss_command_accept_anchors (fixture->list, text, NULL);
      g_test_message ("%s -> %s", cases[i].quote, cases[i].found);
      g_assert_cmpint (gloss_anchor_is_only_reworded (fixture->vehicles), ==, cases[i].is_accepted);
      g_assert_cmpint (accepted != NULL, ==, cases[i].is_accepted);
    }
}

static void
test_kept_is_not_accepted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) kept = gloss_command_keep_anchor (fixture->vehicles);
  g_autoptr (GlossChange) accepted = NULL;

  apply (fixture, kept);
  g_assert_null (gloss_command_accept_anchors (fixture->list, fixture->text, NULL));

  /* But alone it can still be. */
  accepted = gloss_command_accept_anchor (fixture->vehicles, fixture->text);
  g_assert_nonnull (accepted);
}

static void
test_keep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_command_keep_anchor (fixture->miles);

  g_assert_cmpstr (gloss_change_get_label (change), ==, "Keep old words");
  assert_undoable (fixture, fixture->miles, change);
  assert_shown (fixture->miles, "changed", "about 190 miles", "about 290 miles");
  g_assert_false (gloss_annotation_needs_review (fixture->miles));
  g_assert_true (gloss_annotation_get_claim_change (fixture->miles) == GLOSS_CLAIM_CHANGE_NUMBER);
  g_assert_null (gloss_command_keep_anchor (fixture->miles));
}

static void
test_leave (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_command_keep_anchor (fixture->gone);

  g_assert_cmpstr (gloss_change_get_label (change), ==, "Leave as not found");
  assert_undoable (fixture, fixture->gone, change);
  assert_shown (fixture->gone, "lost", "He said", NULL);
  g_assert_false (gloss_annotation_needs_review (fixture->gone));
}

static void
test_attach (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new_for_range (fixture->text, 38, 42);
  g_autoptr (GlossChange) change = gloss_command_attach_anchor (fixture->gone, "capture-2", anchor);

  g_assert_cmpstr (gloss_change_get_label (change), ==, "Attach again");
  assert_undoable (fixture, fixture->gone, change);
  assert_shown (fixture->gone, "exact", "some", "some");
  g_assert_cmpstr (gloss_annotation_get_original_quote (fixture->gone), ==, "He said");
  g_assert_false (gloss_annotation_needs_review (fixture->gone));
  g_assert_null (gloss_command_attach_anchor (fixture->gone, "capture-2", anchor));
}

/* By hand, too: another number is another claim, the same words elsewhere are not. */
static void
test_attach_checked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossAnchor) other = gloss_anchor_new_for_quote (fixture->text, "290 miles", NULL, NULL, NULL);
  g_autoptr (GlossAnchor) same = gloss_anchor_new_for_quote (fixture->text, "He said", NULL, NULL, NULL);
  g_autoptr (GlossChange) back = NULL;
  g_autoptr (GlossChange) away = NULL;

  set_status (fixture, fixture->gone, "checked");
  back = gloss_command_attach_anchor (fixture->gone, "capture-2", same);
  assert_undoable (fixture, fixture->gone, back);
  g_assert_cmpstr (gloss_annotation_get_status (fixture->gone), ==, "checked");
  away = gloss_command_attach_anchor (fixture->gone, "capture-2", other);
  assert_undoable (fixture, fixture->gone, away);
  g_assert_cmpstr (gloss_annotation_get_status (fixture->gone), ==, "needs-attention");
  g_assert_cmpstr (gloss_annotation_get_verdict (fixture->gone), ==, "true");
}

/* In a capture it was never looked for, and in the one it was made in: there, too, its first words stay
 * known. */
static void
test_attach_anywhere (Fixture *fixture, gconstpointer data)
{
  static const char *const captures[] = { "capture-3", "capture-1" };
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new_for_range (fixture->text, 38, 42);

  for (guint i = 0; i < G_N_ELEMENTS (captures); i++)
    {
      g_autoptr (GlossChange) change = gloss_command_attach_anchor (fixture->gone, captures[i], anchor);

      assert_undoable (fixture, fixture->gone, change);
      gloss_annotation_list_set_capture (fixture->list, captures[i]);
      assert_shown (fixture->gone, "exact", "some", "some");
      g_assert_cmpstr (gloss_annotation_get_original_quote (fixture->gone), ==, "He said");
    }
}

/* An import brought a second row of the same capture: the later one counts, and both make way. */
static void
test_two_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = NULL;

  resolve (fixture, fixture->gone, "changed", "He said some", "[]");
  assert_shown (fixture->gone, "changed", "He said", "He said some");

  change = gloss_command_accept_anchor (fixture->gone, fixture->text);
  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 3);
  assert_undoable (fixture, fixture->gone, change);
  assert_shown (fixture->gone, "exact", "He said some", "He said some");
  g_assert_cmpuint (gloss_annotation_get_anchors (fixture->gone)->len, ==, 2);
}

static void
count_cb (GlossAnnotation *annotation, guint *n_lost)
{
  *n_lost += g_str_equal (gloss_annotation_get_anchor_state (annotation), "lost") ? 1 : 0;
}

/* Who follows edit by edit never sees it without a place. */
static void
test_never_lost_between (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_command_accept_anchor (fixture->miles, fixture->text);
  guint n_lost = 0;

  g_signal_connect (fixture->miles, "changed", G_CALLBACK (count_cb), &n_lost);
  assert_undoable (fixture, fixture->miles, change);
  g_assert_cmpuint (n_lost, ==, 0);
  g_signal_handlers_disconnect_by_data (fixture->miles, &n_lost);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/anchor-commands/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("states", test_states);
  ADD ("accept", test_accept);
  ADD ("checked-needs-attention", test_checked_needs_attention);
  ADD ("reworded-stays-checked", test_reworded_stays_checked);
  ADD ("checked-without-flags", test_checked_without_flags);
  ADD ("accept-refused", test_accept_refused);
  ADD ("accept-hostile", test_accept_hostile);
  ADD ("accept-all", test_accept_all);
  ADD ("accept-all-is-careful", test_accept_all_is_careful);
  ADD ("accept-all-leaves-out", test_accept_all_leaves_out);
  ADD ("kept-is-not-accepted", test_kept_is_not_accepted);
  ADD ("keep", test_keep);
  ADD ("leave", test_leave);
  ADD ("attach", test_attach);
  ADD ("attach-checked", test_attach_checked);
  ADD ("attach-anywhere", test_attach_anywhere);
  ADD ("two-rows", test_two_rows);
  ADD ("never-lost-between", test_never_lost_between);

  return g_test_run ();
}
