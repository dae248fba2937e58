/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation-list.h"
#include "core/annotation/gloss-change.h"

G_BEGIN_DECLS

/*
 * The text fields of an annotation, by name: `note`, `claim`, `claim_date`, `explanation`, `claimant`; `tag`,
 * the tag that is being typed; and `source/UUID/COLUMN`, a text column of a source, which need not be there
 * yet. These are also the names of drafts.
 */

char *gloss_text_field_dup_source_name (const char *source, const char *column);
/* What a source begins as: it supports, and was accessed today. Transfer full. */
GlossRecord *gloss_text_field_new_source (const char *source);
gboolean gloss_text_field_is_known (const char *name);
/* Whether it becomes history only when it is left: half a tag is no tag. */
gboolean gloss_text_field_is_unfinished (const char *name);
/* Whether text may become what the record says. */
gboolean gloss_text_field_accepts (const char *name, const char *text);
/* FALSE for the field of a source that is not there. */
gboolean gloss_text_field_is_there (GlossAnnotation *annotation, const char *name);
/* What the record says, "" where it says nothing. */
char *gloss_text_field_dup_value (GlossAnnotation *annotation, const char *name);
/* Each also clears the draft. NULL where nothing would change. */
GlossChange *gloss_text_field_set (GlossAnnotation *annotation,
                                   GlossAnnotationList *list,
                                   const char *name,
                                   const char *text,
                                   const char *author);
GlossChange *gloss_text_field_set_aside (GlossAnnotation *annotation,
                                         const char *name,
                                         const char *text,
                                         const char *author);

G_END_DECLS
