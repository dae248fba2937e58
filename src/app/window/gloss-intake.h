/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-store.h"

G_BEGIN_DECLS

/**
 * GlossIntake:
 *
 * Whatever is on its way into the library: files and pasted text, several at once, until they are stored or
 * cancelled. It shows nothing. Main thread; reading runs in the opener's threads.
 *
 * Property: `busy` (gboolean: something is on its way). Signals:
 * - `added` (char *article, GlossAdded, GlossChange *): an article is stored, or was there already; the
 * change is %NULL where there is nothing to undo
 * - `failed` (GError *, char *article): something could not be read or stored; never because it was
 *   cancelled; the article is the one that was looked at again, else %NULL
 */
#define GLOSS_TYPE_INTAKE (gloss_intake_get_type ())
G_DECLARE_FINAL_TYPE (GlossIntake, gloss_intake, GLOSS, INTAKE, GObject)

GlossIntake *gloss_intake_new (GlossStore *store);
gboolean gloss_intake_is_busy (GlossIntake *self);
void gloss_intake_add_file (GlossIntake *self, GFile *file);
/* The file of an article that is in the library. */
void gloss_intake_check_file (GlossIntake *self, GFile *file, const char *article);
void gloss_intake_add_text (GlossIntake *self, const char *text);
void gloss_intake_cancel (GlossIntake *self);

G_END_DECLS
