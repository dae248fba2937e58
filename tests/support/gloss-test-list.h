/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation-list.h"

G_BEGIN_DECLS

/* An article's list with one annotation in it, a claim of "about forty vehicles" in "capture-1"; in no library. */
typedef struct
{
  GlossAnnotationList *list;
  GlossAnnotation *annotation; /* borrowed */
} GlossTestList;

void gloss_test_list_set_up (GlossTestList *self, gconstpointer data);
void gloss_test_list_tear_down (GlossTestList *self, gconstpointer data);
/* change: transfer full; NULL fails the test. */
void gloss_test_list_apply (GlossTestList *self, GlossChange *change);

G_END_DECLS
