/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation-list.h"
#include "core/annotation/gloss-change.h"

G_BEGIN_DECLS

/*
 * The commands with which a user says what becomes of an annotation whose words changed or are gone. As those
 * of gloss-commands.h, each makes a change and touches nothing; NULL is returned where there is nothing to
 * do. No quote is ever rewritten: a new row takes the place of one that goes to the trash.
 */

/* The words that stand there are the right ones from now on; where they claim something else, what was
 * checked needs attention again. text: that of the shown capture. NULL also where it does not hold, at its
 * place, the words that were found. */
GlossChange *gloss_command_accept_anchor (GlossAnnotation *annotation, GlossText *text);
/* Whether it needs review and reads differently without any number, unit, negation or name being another.
 * Where letters without capitals changed, names can't be told: FALSE. */
gboolean gloss_anchor_is_only_reworded (GlossAnnotation *annotation);
/* Accepts all of these: one change. n_accepted (nullable): how many. */
GlossChange *
gloss_command_accept_anchors (GlossAnnotationList *annotations, GlossText *text, guint *n_accepted);
/* It was looked at: what is changed stays changed, what is lost stays lost, neither is an alarm any more. */
GlossChange *gloss_command_keep_anchor (GlossAnnotation *annotation);
/* The passage that was marked by hand is the one meant in this capture (uuid). The status as above. */
GlossChange *
gloss_command_attach_anchor (GlossAnnotation *annotation, const char *capture, GlossAnchor *anchor);

G_END_DECLS
