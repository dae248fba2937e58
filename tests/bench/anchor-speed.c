/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * anchor-speed
 *
 * How long it takes to resolve 100, 1,000 and 10,000 annotations against 10 KB, 100 KB and 1 MB of generated
 * prose: the same text; a text with one character in ten edited, everywhere; and another text, in which none
 * of them stands. With the old text, and with quotes alone. Each figure is the median of three runs, each in
 * a process of its own, so that the peak of memory is its own too. Memory counts from before the call.
 */

#include "config.h"

#include "core/anchor/gloss-anchor-resolver.h"
#include "support/gloss-test-prose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_RUNS 3
#define SEED 20261122

typedef enum
{
  SAME,
  EDITED,
  ABSENT
} Kind;

typedef struct
{
  gint64 microseconds;
  long kibibytes;
  guint n_found;
} Figure;

static GlossText *
make_text (const char *utf8)
{
  GlossText *text = gloss_text_new (utf8, -1, NULL);

  if (text == NULL)
    g_error ("The generated prose is no text.");
  return text;
}

/* Passages of 20 to 200 code points all over the text. */
static GPtrArray *
make_anchors (GRand *random, GlossText *text, guint n)
{
  GPtrArray *anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_anchor_unref);
  gsize n_points = gloss_text_get_n_points (text);

  while (anchors->len < n)
    {
      gsize start = g_rand_int_range (random, 0, n_points - 200);
      GlossAnchor *anchor =
        gloss_anchor_new_for_range (text, start, start + g_rand_int_range (random, 20, 201));

      if (anchor != NULL)
        g_ptr_array_add (anchors, anchor);
    }

  return anchors;
}

static long
get_peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

static Figure
measure_here (gsize n_bytes, guint n_anchors, Kind kind, gboolean has_old)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autofree char *prose = gloss_test_prose_new (random, n_bytes);
  g_autofree char *other = kind == SAME     ? g_strdup (prose)
                           : kind == EDITED ? gloss_test_prose_edit (random, prose)
                                            : gloss_test_prose_new (random, n_bytes);
  g_autoptr (GlossText) old = make_text (prose);
  g_autoptr (GlossText) new = make_text (other);
  g_autoptr (GPtrArray) anchors = make_anchors (random, old, n_anchors);
  long before = get_peak ();
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GArray) found = gloss_anchor_resolve (has_old ? old : NULL, new,
                                                   (GlossAnchor *const *) anchors->pdata, anchors->len, NULL);
  Figure figure = { g_get_monotonic_time () - begin, get_peak () - before, 0 };

  for (guint i = 0; i < found->len; i++)
    figure.n_found += g_array_index (found, GlossResolution, i).state != GLOSS_ANCHOR_LOST;

  return figure;
}

static Figure
measure (gsize n_bytes, guint n_anchors, Kind kind, gboolean has_old)
{
  Figure figure = { 0 };
  int ends[2];
  pid_t child;

  if (pipe (ends) != 0 || (child = fork ()) < 0)
    g_error ("No process could be started.");
  if (child == 0)
    {
      figure = measure_here (n_bytes, n_anchors, kind, has_old);
      _exit (write (ends[1], &figure, sizeof figure) != sizeof figure);
    }
  close (ends[1]);
  if (read (ends[0], &figure, sizeof figure) != sizeof figure)
    g_error ("The process ended without a figure.");
  close (ends[0]);
  waitpid (child, NULL, 0);

  return figure;
}

static int
compare_figures (gconstpointer a, gconstpointer b)
{
  gint64 first = ((const Figure *) a)->microseconds, second = ((const Figure *) b)->microseconds;

  return first < second ? -1 : first > second;
}

int
main (void)
{
  static const char *const kinds[] = { "exact", "one in ten edited", "absent" };

  printf ("%-11s %-18s %8s %8s %10s %10s %9s %8s\n", "mode", "annotations", "bytes", "number", "total ms",
          "us each", "peak MiB", "found");
  for (int has_old = 1; has_old >= 0; has_old--)
    for (Kind kind = SAME; kind <= ABSENT; kind++)
      for (gsize n_bytes = 10000; n_bytes <= 1000000; n_bytes *= 10)
        for (guint n = 100; n <= 10000; n *= 10)
          {
            Figure figures[N_RUNS];
            const Figure *median = &figures[N_RUNS / 2];

            for (int i = 0; i < N_RUNS; i++)
              figures[i] = measure (n_bytes, n, kind, has_old);
            qsort (figures, N_RUNS, sizeof (Figure), compare_figures);
            printf ("%-11s %-18s %8zu %8u %10.2f %10.2f %9.1f %8u\n", has_old ? "both texts" : "quote only",
                    kinds[kind], n_bytes, n, median->microseconds / 1e3, (double) median->microseconds / n,
                    median->kibibytes / 1024.0, median->n_found);
            fflush (stdout);
          }

  return 0;
}
