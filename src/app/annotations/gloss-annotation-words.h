/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation.h"
#include "core/annotation/gloss-catalog.h"

G_BEGIN_DECLS

/*
 * What the cards say: the words, and the markup where a label needs some. Everything from a record is
 * escaped. dup_ functions return newly allocated text, "" where there is nothing to say.
 */

/* Of an id as formats.md lists them; an id from elsewhere is shown as it is. Borrowed. NULL: "". */
const char *gloss_words_status (const char *id);
const char *gloss_words_stance (const char *id);
const char *gloss_words_kind (const char *id);
const char *gloss_words_category (GlossCatalog *catalog, const char *id);
const char *gloss_words_verdict (GlossCatalog *catalog, const char *scale, const char *id);

/* ① to ⑳, then (21). */
char *gloss_words_dup_number (guint number);
/* The host of an address without www, or "". */
char *gloss_words_dup_host (const char *uri);

/* The line beside the verdict: status while it is open, claimant, date of the claim. */
char *gloss_words_dup_facts (GlossAnnotation *annotation);
/* One source: its title, as a link where it is safe, and its stance; markup. */
char *gloss_words_dup_source_title (GlossRecord *source);
/* Below it: publisher or host, kind, place, access date, and the copy that was kept, with its day where its row
 * (nullable) is given; plain. */
char *gloss_words_dup_source_facts (GlossRecord *source, GlossRecord *copy);
/* The notes after the first, each with its author; markup. */
char *gloss_words_dup_further_notes (GlossAnnotation *annotation);
/* The whole card in a sentence, for assistive technologies. captures: (nullable): records of the article's.
 */
char *gloss_words_dup_summary (GlossAnnotation *annotation, GlossCatalog *catalog, GPtrArray *captures);

G_END_DECLS
