/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/gloss-record.h"

G_BEGIN_DECLS

/**
 * GlossNameRegister:
 *
 * The tags or the persons of a library, by uuid and by name. Main thread.
 */
typedef struct
{
  GHashTable *by_uuid; /* the record's uuid -> GlossRecord, owned */
  GHashTable *by_name; /* the record's name -> GlossRecord, borrowed */
} GlossNameRegister;

void gloss_name_register_init (GlossNameRegister *self);
void gloss_name_register_finish (GlossNameRegister *self);
void gloss_name_register_clear (GlossNameRegister *self);
/* Whether it has another name than before, or is new. */
gboolean gloss_name_register_take (GlossNameRegister *self, GlossRecord *record);
/* Without those in the trash, sorted for reading; NULL-terminated, transfer full. */
char **gloss_name_register_dup_names (GlossNameRegister *self);

G_END_DECLS
