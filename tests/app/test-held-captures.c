/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Captures that wait for the user: each is there by its address until there are too many. */

#include "config.h"

#include <string.h>

#include "app/window/gloss-held-captures.h"

static void
let_go_cb (GString *let_go, const char *uri, const char *article)
{
  g_string_append_printf (let_go, "%s (%s) ", uri, article != NULL ? article : "");
}

static GlossCapture *
make_capture (const char *article, gsize n_bytes)
{
  g_autofree char *content = g_strnfill (n_bytes, 'x');
  g_autoptr (GBytes) bytes = g_bytes_new (content, n_bytes);
  g_autoptr (GlossText) text = gloss_text_new ("", 0, NULL);

  return gloss_capture_new (&(GlossCaptureFields){ .article = article,
                                                   .uri = "https://example.org/",
                                                   .media_type = "text/html",
                                                   .bytes = bytes,
                                                   .html = "",
                                                   .text = text });
}

static void
add (GlossHeldCaptures *held, const char *uri, const char *article, gsize n_bytes)
{
  g_autoptr (GlossCapture) capture = make_capture (article, n_bytes);

  gloss_held_captures_add (held, uri, capture, NULL, NULL);
}

static gboolean
has (GlossHeldCaptures *held, const char *uri)
{
  g_autoptr (GlossCapture) capture = gloss_held_captures_take (held, uri, NULL, NULL);

  return capture != NULL;
}

static void
test_held (void)
{
  g_autoptr (GlossHeldCaptures) held = gloss_held_captures_new (3, 1000);
  g_autoptr (GlossCapture) one = make_capture (NULL, 1), other = make_capture (NULL, 2);
  g_autoptr (GlossCapture) taken = NULL;
  g_autofree char *note = NULL, *next_uri = NULL;

  gloss_held_captures_add (held, "a", one, "One.", NULL);
  gloss_held_captures_add (held, "a", other, "Other.", "b");
  g_assert_cmpuint (gloss_held_captures_count (held), ==, 1);
  taken = gloss_held_captures_take (held, "a", &note, &next_uri);
  g_assert_true (taken == other);
  g_assert_cmpstr (note, ==, "Other.");
  g_assert_cmpstr (next_uri, ==, "b");
  g_assert_false (has (held, "a"));
  add (held, "b", NULL, 1);
  gloss_held_captures_clear (held);
  g_assert_cmpuint (gloss_held_captures_count (held), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&held));
}

/* The oldest go, and each of them is told of. */
static void
test_number (void)
{
  g_autoptr (GlossHeldCaptures) held = gloss_held_captures_new (2, 1000);
  g_autoptr (GString) let_go = g_string_new (NULL);

  g_signal_connect_swapped (held, "let-go", G_CALLBACK (let_go_cb), let_go);
  add (held, "a", "article", 1);
  add (held, "b", NULL, 1);
  g_assert_cmpstr (let_go->str, ==, "");
  /* As it came anew, it is not the oldest any more. */
  add (held, "a", "article", 1);
  add (held, "c", NULL, 1);
  g_assert_cmpstr (let_go->str, ==, "b () ");
  add (held, "d", NULL, 1);
  g_assert_cmpstr (let_go->str, ==, "b () a (article) ");
  g_assert_true (has (held, "c"));
  g_assert_true (has (held, "d"));
  g_assert_cmpuint (gloss_held_captures_count (held), ==, 0);
}

/* However large it is, the last one is held: else nobody could ever add it. */
static void
test_size (void)
{
  g_autoptr (GlossHeldCaptures) held = gloss_held_captures_new (9, 1000);
  g_autoptr (GString) let_go = g_string_new (NULL);

  g_signal_connect_swapped (held, "let-go", G_CALLBACK (let_go_cb), let_go);
  add (held, "a", NULL, 400);
  add (held, "b", NULL, 400);
  g_assert_true (has (held, "a"));
  /* What was taken has no part in it. */
  add (held, "c", NULL, 500);
  g_assert_cmpstr (let_go->str, ==, "");
  add (held, "d", NULL, 5000);
  g_assert_cmpstr (let_go->str, ==, "b () c () ");
  add (held, "e", NULL, 10);
  g_assert_cmpstr (let_go->str, ==, "b () c () d () ");
  g_assert_true (has (held, "e"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/held-captures/held", test_held);
  g_test_add_func ("/app/held-captures/number", test_number);
  g_test_add_func ("/app/held-captures/size", test_size);

  return g_test_run ();
}
