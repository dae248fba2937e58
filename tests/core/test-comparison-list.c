/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annotations of an article in a comparison: where they stand, and that they follow. */

#include "config.h"

#include "core/annotation/gloss-comparison-list.h"

#include "core/annotation/gloss-anchor-commands.h"
#include "core/annotation/gloss-commands.h"
#include "support/gloss-test-anchors.h"

#include <string.h>

#define OLD_TEXT "Kept here. It flies 190 miles. This went away. The end."
#define NEW_TEXT "It is new. Kept here. It flies 290 miles. The end."

typedef struct
{
  GlossCapture *old;
  GlossCapture *new;
  GlossComparison *comparison;
  GlossAnnotationList *source;
  GlossAnnotationList *list;
} Fixture;

static GlossCapture *
make_capture (const char *uuid, const char *utf8)
{
  g_autoptr (GlossText) text = gloss_text_new (utf8, -1, NULL);

  return gloss_capture_new (&(GlossCaptureFields){ .uuid = uuid,
                                                   .article = "article",
                                                   .uri = "https://example.org/",
                                                   .sha256 = gloss_text_get_sha256 (text),
                                                   .media_type = "text/html",
                                                   .html = "",
                                                   .text = text });
}

static GlossText *
get_text (GlossCapture *capture)
{
  return gloss_capture_get_fields (capture)->text;
}

/* An annotation of words, made in a capture. */
static GlossAnnotation *
annotate (Fixture *fixture, GlossCapture *capture, const char *words)
{
  GlossText *text = get_text (capture);
  const char *utf8 = gloss_text_get_utf8 (text);
  gsize start = strstr (utf8, words) - utf8;
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new_for_range (text, start, start + strlen (words));
  g_autoptr (GlossChange) change =
    gloss_command_create_annotation ("article", gloss_capture_get_fields (capture)->uuid, anchor, "figure",
                                     "tester");
  gloss_annotation_list_apply (fixture->source, change);
  return gloss_annotation_list_find (fixture->source,
                                     gloss_record_get_uuid (gloss_change_get_after (change, 0)));
}

static void
take_row (Fixture *fixture, GlossAnnotation *annotation, const char *state, const char *found)
{
  g_autoptr (GlossRecord) row =
    gloss_test_anchors_make_row (annotation, "new", state, get_text (fixture->new), found, "[]");

  gloss_annotation_take_record (annotation, row);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->old = make_capture ("old", OLD_TEXT);
  fixture->new = make_capture ("new", NEW_TEXT);
  fixture->comparison = gloss_comparison_new (fixture->old, fixture->new);
  fixture->source = gloss_annotation_list_new ("article");
  gloss_annotation_list_set_capture (fixture->source, "new");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->list != NULL)
    g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->source);
  gloss_comparison_unref (fixture->comparison);
  gloss_capture_unref (fixture->old);
  gloss_capture_unref (fixture->new);
}

/* The words that the comparison has in the place of an annotation, NULL where it has none. */
static char *
dup_words (Fixture *fixture, GlossAnnotation *of)
{
  GlossAnnotation *annotation = gloss_annotation_list_find (fixture->list, gloss_annotation_get_uuid (of));
  GlossAnchor *anchor = gloss_annotation_get_anchor (annotation);

  if (gloss_anchor_get_start (anchor) == G_MAXSIZE)
    return NULL;
  return gloss_text_dup_range (get_text (gloss_comparison_get_capture (fixture->comparison)),
                               gloss_anchor_get_start (anchor), gloss_anchor_get_end (anchor));
}

static void
assert_words (Fixture *fixture, GlossAnnotation *annotation, const char *expected)
{
  g_autofree char *words = dup_words (fixture, annotation);

  g_assert_cmpstr (words, ==, expected);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  GlossAnnotation *kept = annotate (fixture, fixture->old, "Kept here.");
  GlossAnnotation *changed = annotate (fixture, fixture->old, "190 miles");
  GlossAnnotation *lost = annotate (fixture, fixture->old, "This went away.");
  GlossAnnotation *of_old = annotate (fixture, fixture->old, "The end.");
  GlossAnnotation *of_new = annotate (fixture, fixture->new, "It is new.");
  GlossAnnotation *seen;

  take_row (fixture, kept, "exact", "Kept here.");
  take_row (fixture, changed, "changed", "290 miles");
  take_row (fixture, lost, "lost", NULL);
  fixture->list = gloss_comparison_list_new (fixture->comparison, fixture->source);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 5);
  assert_words (fixture, kept, "Kept here.");
  assert_words (fixture, changed, "290 miles");
  assert_words (fixture, lost, "This went away.");
  assert_words (fixture, of_old, "The end.");
  assert_words (fixture, of_new, "It is new.");
  g_assert_cmpuint (gloss_annotation_list_find_position (fixture->list, gloss_annotation_get_uuid (of_new)),
                    ==, 0);
  g_assert_cmpuint (gloss_annotation_list_find_position (fixture->list, gloss_annotation_get_uuid (of_old)),
                    ==, 4);

  seen = gloss_annotation_list_find (fixture->list, gloss_annotation_get_uuid (changed));
  g_assert_true (gloss_annotation_needs_review (seen));
  g_assert_cmpstr (gloss_annotation_get_category (seen), ==, "figure");
  seen = gloss_annotation_list_find (fixture->list, gloss_annotation_get_uuid (lost));
  g_assert_true (gloss_annotation_needs_review (seen));
  g_assert_null (gloss_annotation_get_found (seen));
  seen = gloss_annotation_list_find (fixture->list, gloss_annotation_get_uuid (kept));
  g_assert_false (gloss_annotation_needs_review (seen));
}

/* A newer capture than those compared is the one in which there is something to review. */
static void
test_older (Fixture *fixture, gconstpointer data)
{
  GlossAnnotation *changed = annotate (fixture, fixture->old, "190 miles");
  GlossAnnotation *seen;

  take_row (fixture, changed, "changed", "290 miles");
  fixture->list = gloss_comparison_list_new (fixture->comparison, fixture->source);
  seen = gloss_annotation_list_find (fixture->list, gloss_annotation_get_uuid (changed));
  g_assert_true (gloss_annotation_needs_review (seen));

  gloss_annotation_list_set_newest (fixture->source, "newer");
  settle ();
  g_assert_false (gloss_annotation_needs_review (seen));
  gloss_annotation_list_set_newest (fixture->source, "new");
  settle ();
  g_assert_true (gloss_annotation_needs_review (seen));
}

/* Neither text has it: it is listed all the same. */
static void
test_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) other = make_capture ("other", "Something else.");
  GlossAnnotation *annotation = annotate (fixture, other, "Something");
  GlossAnnotation *broken = annotate (fixture, fixture->old, "The end.");
  g_autoptr (GlossRecord) row =
    gloss_record_with_int (gloss_annotation_get_original_row (broken), "end_point", 100000);

  gloss_annotation_take_record (broken, row);
  fixture->list = gloss_comparison_list_new (fixture->comparison, fixture->source);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 2);
  assert_words (fixture, annotation, NULL);
  assert_words (fixture, broken, NULL);
}

static void
test_follow (Fixture *fixture, gconstpointer data)
{
  GlossAnnotation *first = annotate (fixture, fixture->old, "190 miles");
  GlossAnnotation *later, *seen;
  g_autoptr (GlossChange) verdict = NULL;
  g_autoptr (GlossChange) trash = NULL;
  g_autoptr (GlossChange) keep = NULL;

  take_row (fixture, first, "changed", "290 miles");
  fixture->list = gloss_comparison_list_new (fixture->comparison, fixture->source);
  seen = gloss_annotation_list_find (fixture->list, gloss_annotation_get_uuid (first));

  keep = gloss_command_keep_anchor (first);
  gloss_annotation_list_apply (fixture->source, keep);
  later = annotate (fixture, fixture->new, "It is new.");
  settle ();
  g_assert_true (gloss_annotation_list_find (fixture->list, gloss_annotation_get_uuid (first)) == seen);
  g_assert_false (gloss_annotation_needs_review (seen));
  assert_words (fixture, later, "It is new.");

  trash = gloss_command_delete_annotation (first);
  gloss_annotation_list_apply (fixture->source, trash);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);

  /* A change that is not taken up yet when the list goes. */
  verdict = gloss_command_delete_annotation (later);
  gloss_annotation_list_apply (fixture->source, verdict);
  g_assert_finalize_object (g_steal_pointer (&fixture->list));
  settle ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/comparison-list/places", Fixture, NULL, set_up, test_places, tear_down);
  g_test_add ("/comparison-list/older", Fixture, NULL, set_up, test_older, tear_down);
  g_test_add ("/comparison-list/nowhere", Fixture, NULL, set_up, test_nowhere, tear_down);
  g_test_add ("/comparison-list/follow", Fixture, NULL, set_up, test_follow, tear_down);

  return g_test_run ();
}
