/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GlossImageChanges:
 * @n_exchanged: how many show something else than before, or stand elsewhere
 * @n_gone: how many are no longer shown
 * @n_new: how many are shown that were not
 *
 * How the images differ that two reader documents show, by their content: a picture may be the claim.
 */
typedef struct
{
  guint n_exchanged;
  guint n_gone;
  guint n_new;
} GlossImageChanges;

/* Pure functions, any thread. Each costs a look over both documents. */
void gloss_image_changes_init (GlossImageChanges *self, const char *old_html, const char *new_html);
gboolean gloss_image_changes_is_empty (const GlossImageChanges *self);
/* A phrase such as “2 images have changed, 1 image is missing”; NULL where nothing differs. Transfer full. */
char *gloss_image_changes_dup_words (const GlossImageChanges *self);

G_END_DECLS
