/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/text/gloss-text.h"

G_BEGIN_DECLS

/* Code points of context kept on either side of a quote: what the W3C model's examples and other annotators
 * use. */
#define GLOSS_ANCHOR_CONTEXT 32

/**
 * GlossAnchor:
 *
 * Where an annotation sits in one capture: a text quote selector (quote, prefix, suffix) and a text position
 * selector (start, end in code points, end exclusive). Immutable, atomically counted, readable from any
 * thread.
 */
typedef struct _GlossAnchor GlossAnchor;

#define GLOSS_TYPE_ANCHOR (gloss_anchor_get_type ())
GType gloss_anchor_get_type (void) G_GNUC_CONST;

GlossAnchor *
gloss_anchor_new (const char *quote, const char *prefix, const char *suffix, gsize start, gsize end);
/* Fitted with gloss_text_fit_range(); NULL where nothing is left. Prefix and suffix never cut a grapheme
 * cluster. */
GlossAnchor *gloss_anchor_new_for_range (GlossText *text, gsize start, gsize end);
/* The one place where quote stands: an exact match, else the only match after folding white space, quotation
 * marks and dashes; several are decided by prefix and suffix (each may be NULL). The article's own words are
 * stored. Errors: NOT_FOUND, AMBIGUOUS (the message says how many), EMPTY. */
GlossAnchor *gloss_anchor_new_for_quote (
  GlossText *text, const char *quote, const char *prefix, const char *suffix, GError **error);
GlossAnchor *gloss_anchor_ref (GlossAnchor *self);
void gloss_anchor_unref (GlossAnchor *self);

const char *gloss_anchor_get_quote (GlossAnchor *self);
const char *gloss_anchor_get_prefix (GlossAnchor *self);
const char *gloss_anchor_get_suffix (GlossAnchor *self);
gsize gloss_anchor_get_start (GlossAnchor *self);
gsize gloss_anchor_get_end (GlossAnchor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossAnchor, gloss_anchor_unref)

G_END_DECLS
