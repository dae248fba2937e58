/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * anchor-bench CASES.jsonl TEXTS_DIR RESULTS.jsonl [--quote-only]
 *
 * Resolves the cases of a re-anchoring set and writes a line of JSON for each, in their order: {"id",
 * "start", "end", "us", "state", "score", "flags"}. Offsets are code points of the new text, null where the
 * answer is lost. The cases of the same two texts are resolved in one call; "us" is that call's time divided
 * by their number. With --quote-only the old text is not read: quote, prefix, suffix and start are all that
 * is known. A line that is no case, or a text that cannot be read, ends it with one line on standard error
 * that says which, status 1 and no results.
 */

#include "config.h"

#include "core/anchor/gloss-anchor-resolver.h"
#include "core/base/gloss-json.h"
#include "support/gloss-test-cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  GlossText *old; /* NULL: not read */
  GlossText *new;
  GArray *cases; /* their places among all cases */
} Group;

static void
group_free (gpointer data)
{
  Group *self = data;

  g_clear_pointer (&self->old, gloss_text_unref);
  gloss_text_unref (self->new);
  g_array_unref (self->cases);
  g_free (self);
}

/* The cases of the same two texts together. */
static GHashTable *
group_cases (GArray *cases, const char *folder, gboolean is_quote_only)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);

  for (guint i = 0; i < cases->len; i++)
    {
      const GlossTestCase *one = &g_array_index (cases, GlossTestCase, i);
      g_autofree char *key = g_strconcat (one->old_text, "\n", one->new_text, NULL);
      Group *group = g_hash_table_lookup (groups, key);

      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->old = is_quote_only ? NULL : gloss_test_cases_read_text (folder, one->old_text);
          group->new = gloss_test_cases_read_text (folder, one->new_text);
          group->cases = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (groups, g_steal_pointer (&key), group);
        }
      if (group->old != NULL && gloss_anchor_get_end (one->anchor) > gloss_text_get_n_points (group->old))
        {
          fprintf (stderr, "anchor-bench: %s ends behind the end of %s.\n", one->id, one->old_text);
          exit (1);
        }
      g_array_append_val (group->cases, i);
    }

  return groups;
}

static char *
format_result (const char *id, const GlossResolution *resolution, double microseconds)
{
  g_autoptr (GString) line = g_string_new ("{\"id\":");
  g_auto (GStrv) flags = gloss_claim_change_to_strv (resolution->change);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  gloss_json_append_string (line, id);
  if (resolution->state == GLOSS_ANCHOR_LOST)
    g_string_append (line, ",\"start\":null,\"end\":null");
  else
    g_string_append_printf (line, ",\"start\":%zu,\"end\":%zu", resolution->start, resolution->end);
  g_string_append_printf (line, ",\"us\":%s", g_ascii_formatd (number, sizeof number, "%.1f", microseconds));
  g_string_append_printf (line, ",\"state\":\"%s\"", gloss_anchor_state_to_string (resolution->state));
  g_string_append_printf (line, ",\"score\":%s,\"flags\":[",
                          g_ascii_formatd (number, sizeof number, "%.4f", resolution->score));
  for (guint i = 0; flags[i] != NULL; i++)
    g_string_append_printf (line, "%s\"%s\"", i > 0 ? "," : "", flags[i]);
  g_string_append (line, "]}\n");

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
resolve_group (Group *group, GArray *cases, char **lines)
{
  guint n = group->cases->len;
  g_autofree GlossAnchor **anchors = g_new (GlossAnchor *, n);
  g_autoptr (GArray) resolutions = NULL;
  gint64 begin;
  double each;

  for (guint i = 0; i < n; i++)
    anchors[i] = g_array_index (cases, GlossTestCase, g_array_index (group->cases, guint, i)).anchor;

  begin = g_get_monotonic_time ();
  resolutions = gloss_anchor_resolve (group->old, group->new, anchors, n, NULL);
  each = (double) (g_get_monotonic_time () - begin) / n;

  for (guint i = 0; i < n; i++)
    {
      guint at = g_array_index (group->cases, guint, i);

      lines[at] = format_result (g_array_index (cases, GlossTestCase, at).id,
                                 &g_array_index (resolutions, GlossResolution, i), each);
    }
}

int
main (int argc, char **argv)
{
  gboolean is_quote_only = argc == 5 && strcmp (argv[4], "--quote-only") == 0;
  g_autoptr (GArray) cases = NULL;
  g_autoptr (GHashTable) groups = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *results = NULL;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer group;

  if (argc != (is_quote_only ? 5 : 4))
    {
      fputs ("usage: anchor-bench CASES.jsonl TEXTS_DIR RESULTS.jsonl [--quote-only]\n", stderr);
      return 2;
    }

  cases = gloss_test_cases_read (argv[1]);
  groups = group_cases (cases, argv[2], is_quote_only);
  lines = g_new0 (char *, cases->len + 1);
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    resolve_group (group, cases, lines);

  results = g_strjoinv ("", lines);
  if (!g_file_set_contents (argv[3], results, -1, &error))
    {
      fprintf (stderr, "anchor-bench: %s\n", error->message);
      return 1;
    }

  return 0;
}
