/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An annotation that is looked for in a capture, with those of its rows that say where from. It owns
 * references to them and asks no library. Any thread. Each call costs a few look-ups of columns.
 */

#include "config.h"

#include "core/store/gloss-anchor-claim.h"

#include <string.h>

#include "core/anchor/gloss-placement.h"
#include "core/annotation/gloss-anchor-row.h"

GlossAnchorClaim *
gloss_anchor_claim_new (void)
{
  GlossAnchorClaim *self = g_new0 (GlossAnchorClaim, 1);

  self->resolution.state = GLOSS_ANCHOR_LOST;
  return self;
}

void
gloss_anchor_claim_free (gpointer claim)
{
  GlossAnchorClaim *self = claim;

  g_clear_pointer (&self->newest, gloss_record_unref);
  g_clear_pointer (&self->placed, gloss_record_unref);
  g_clear_pointer (&self->intact, gloss_record_unref);
  g_clear_pointer (&self->twin, gloss_record_unref);
  g_clear_pointer (&self->stale, gloss_record_unref);
  g_clear_pointer (&self->former, gloss_record_unref);
  g_free (self->resolution.found);
  g_free (self);
}

static void
set_row (GlossRecord **place, GlossRecord *row)
{
  g_clear_pointer (place, gloss_record_unref);
  *place = gloss_record_ref (row);
}

void
gloss_anchor_claim_take_row (GlossAnchorClaim *self, GlossRecord *row)
{
  set_row (&self->newest, row);
  if (!gloss_anchor_row_is_placed (row))
    return;

  set_row (&self->placed, row);
  if (gloss_placement_is_same (gloss_anchor_claim_get_words (row), gloss_record_get_string (row, "quote")))
    set_row (&self->intact, row);
}

void
gloss_anchor_claim_take_twin (GlossAnchorClaim *self, GlossRecord *row)
{
  if (!gloss_record_is_deleted (row) && gloss_anchor_row_is_placed (row))
    set_row (&self->twin, row);
}

GlossRecord *
gloss_anchor_claim_get_source (const GlossAnchorClaim *self)
{
  return self->placed != NULL ? self->placed : self->newest;
}

const char *
gloss_anchor_claim_get_words (GlossRecord *row)
{
  const char *found = gloss_anchor_row_get_found (row);

  return found != NULL ? found : gloss_record_get_string (row, "quote");
}

/* What a person has looked at is no second alarm: the same other words, or again nothing. */
const char *
gloss_anchor_claim_get_reviewed (const GlossAnchorClaim *self, GlossAnchorState state, const char *found)
{
  GlossRecord *placed = self->placed;

  switch (state)
    {
    case GLOSS_ANCHOR_CHANGED:
      return placed != NULL && found != NULL &&
                 gloss_placement_is_same (gloss_anchor_claim_get_words (placed), found)
               ? gloss_record_get_string (placed, "reviewed")
               : NULL;
    case GLOSS_ANCHOR_LOST:
      return !gloss_anchor_row_is_placed (self->newest) ? gloss_record_get_string (self->newest, "reviewed")
                                                        : NULL;
    case GLOSS_ANCHOR_EXACT:
    case GLOSS_ANCHOR_MOVED:
    default:
      return NULL;
    }
}

static GlossAnchorState
get_state (GlossRecord *row)
{
  const char *state = gloss_anchor_row_get_state (row);

  if (strcmp (state, "changed") == 0)
    return GLOSS_ANCHOR_CHANGED;
  return strcmp (state, "lost") == 0 ? GLOSS_ANCHOR_LOST : GLOSS_ANCHOR_EXACT;
}

gboolean
gloss_anchor_claim_explains (const GlossAnchorClaim *self, GlossRecord *row)
{
  static const char *const copied[] = { "quote", "prefix", "suffix" };
  GlossRecord *source = gloss_anchor_claim_get_source (self);
  const char *reviewed =
    gloss_anchor_claim_get_reviewed (self, get_state (row), gloss_anchor_row_get_found (row));

  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    if (g_strcmp0 (gloss_record_get_string (source, copied[i]), gloss_record_get_string (row, copied[i])) !=
        0)
      return FALSE;

  return g_strcmp0 (reviewed, gloss_record_get_string (row, "reviewed")) == 0;
}

/* What was found says what words it found, and is looked at only after it was made, or carries a look at an
 * earlier capture; where the words are those of the quote, there was nothing to look at. */
gboolean
gloss_anchor_claim_is_decision (GlossRecord *row)
{
  const char *reviewed = gloss_record_get_string (row, "reviewed");

  if (get_state (row) == GLOSS_ANCHOR_EXACT)
    return reviewed != NULL || gloss_record_is_null (row, "found");

  return reviewed != NULL && strcmp (reviewed, gloss_record_get_string (row, "created")) > 0;
}
