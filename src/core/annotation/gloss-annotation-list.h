/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/annotation/gloss-annotation.h"
#include "core/annotation/gloss-change.h"

G_BEGIN_DECLS

/**
 * GlossAnnotationList:
 *
 * The annotations of one article in document order (by place, then by length, then by creation; lost ones
 * last), as a #GListModel of #GlossAnnotation. Those in the trash are kept, so that undo brings them back,
 * but not listed. Main thread. Finding by uuid costs O(1), inserting O(n) moves of pointers.
 */
#define GLOSS_TYPE_ANNOTATION_LIST (gloss_annotation_list_get_type ())
G_DECLARE_FINAL_TYPE (GlossAnnotationList, gloss_annotation_list, GLOSS, ANNOTATION_LIST, GObject)

GlossAnnotationList *gloss_annotation_list_new (const char *article);
/* Replaces everything; records of annotation, note, source, anchor, annotation_tag, tag, person, … in any
 * order. An annotation that was there before stays the same object. O(n log n). */
void gloss_annotation_list_set_records (GlossAnnotationList *self, GPtrArray *records);
/* Brings the list up to a change; edits of other articles are passed over. */
void gloss_annotation_list_apply (GlossAnnotationList *self, GlossChange *change);
/* The capture (uuid) whose anchors give the places: what was not looked for in it counts as lost. NULL: any.
 */
void gloss_annotation_list_set_capture (GlossAnnotationList *self, const char *capture);
/* The article's newest capture (uuid), the only one in which something is to be reviewed; NULL: the shown
 * one. */
void gloss_annotation_list_set_newest (GlossAnnotationList *self, const char *capture);
const char *gloss_annotation_list_get_newest (GlossAnnotationList *self);
/* Whether any, from the trash too, was not looked for in a capture yet; O(n). */
gboolean gloss_annotation_list_lacks_anchors (GlossAnnotationList *self, const char *capture);
/* Whether the library has to be asked if anything is to be settled in the newest capture; O(n). */
gboolean gloss_annotation_list_may_settle (GlossAnnotationList *self, const char *capture);
/* NULL where it is not listed. Borrowed. */
GlossAnnotation *gloss_annotation_list_find (GlossAnnotationList *self, const char *uuid);
/* Also one that lies in the trash. */
GlossAnnotation *gloss_annotation_list_find_any (GlossAnnotationList *self, const char *uuid);
/* Whether there is any, in the trash too. */
gboolean gloss_annotation_list_has_any (GlossAnnotationList *self);
/* G_MAXUINT where it is not listed. */
guint gloss_annotation_list_find_position (GlossAnnotationList *self, const char *uuid);
/* Counted over what is listed; "left" are those whose status is not checked. */
guint gloss_annotation_list_get_n_left (GlossAnnotationList *self);
/* The record of a tag or person known by name, perhaps from the trash, or NULL: commands reuse it. */
GlossRecord *gloss_annotation_list_find_tag (GlossAnnotationList *self, const char *name);
GlossRecord *gloss_annotation_list_find_person (GlossAnnotationList *self, const char *name);
/* The names of the whole library's, without those in the trash, sorted for reading; NULL-terminated. */
char **gloss_annotation_list_dup_tags (GlossAnnotationList *self);
char **gloss_annotation_list_dup_persons (GlossAnnotationList *self);

G_END_DECLS
