/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Prose that means nothing but is spread like any: words by Zipf's law over a vocabulary of 20,000, sentences
 * of 5 to 30 words with commas, figures and names, paragraphs of 3 to 8 sentences. The same random numbers
 * give the same prose.
 */
char *gloss_test_prose_new (GRand *random, gsize n_bytes);
/* A copy in which one character in ten, of those that are no white space, was replaced, left out or doubled.
 */
char *gloss_test_prose_edit (GRand *random, const char *prose);

G_END_DECLS
