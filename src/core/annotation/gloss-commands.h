/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation-list.h"
#include "core/annotation/gloss-change.h"

G_BEGIN_DECLS

/*
 * The commands: each makes the GlossChange of one thing a user does, ready to be submitted, with its label
 * for undo. None touches the annotation it is given. NULL is returned where nothing would change.
 */

GlossChange *gloss_command_create_annotation (
  const char *article, const char *capture, GlossAnchor *anchor, const char *category, const char *author);
/* What a user does: it also puts an article that is to be read in work. article: its row. */
GlossChange *gloss_command_annotate_article (
  GlossRecord *article, const char *capture, GlossAnchor *anchor, const char *category, const char *author);
GlossChange *gloss_command_delete_annotation (GlossAnnotation *annotation);
GlossChange *gloss_command_set_category (GlossAnnotation *annotation, const char *category);
GlossChange *gloss_command_set_status (GlossAnnotation *annotation, const char *status);
/* NULL, NULL takes the verdict away. A first verdict also sets the status to checked. */
GlossChange *gloss_command_set_verdict (GlossAnnotation *annotation, const char *scale, const char *verdict);
/* The first note; "" puts it in the trash. Clears its draft: ("annotation", uuid, "note"). */
GlossChange *gloss_command_set_note (GlossAnnotation *annotation, const char *markdown, const char *author);
/* A further note, at the end. */
GlossChange *gloss_command_add_note (GlossAnnotation *annotation, const char *markdown, const char *author);
/* One of the text columns of the annotation: claim, claim_date, explanation. Clears its draft. */
GlossChange *gloss_command_set_text (GlossAnnotation *annotation, const char *column, const char *text);
/* By name; the list gives the person there already is. NULL or "" takes it away. */
GlossChange *
gloss_command_set_claimant (GlossAnnotation *annotation, GlossAnnotationList *list, const char *name);
GlossChange *
gloss_command_set_tags (GlossAnnotation *annotation, GlossAnnotationList *list, const char *const *names);
/* fields: a new record of table source; it is put at the end. */
GlossChange *gloss_command_add_source (GlossAnnotation *annotation, GlossRecord *fields);
/* Replaces the source that has this record's uuid. */
GlossChange *gloss_command_edit_source (GlossAnnotation *annotation, GlossRecord *source);
GlossChange *gloss_command_delete_source (GlossAnnotation *annotation, const char *source);

/* Articles: title, byline, published, uri, site, language, state, progress, opened. */
GlossChange *gloss_command_edit_article (GlossRecord *article, GlossRecord *edited);
GlossChange *gloss_command_delete_article (GlossRecord *article);

G_END_DECLS
