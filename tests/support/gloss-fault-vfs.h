/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What happens at the n-th write, sync or truncation of any file. */
typedef enum
{
  GLOSS_FAULT_NONE,
  GLOSS_FAULT_FULL,       /* no space, from then on */
  GLOSS_FAULT_WRITE_ONCE, /* an I/O error, once */
  GLOSS_FAULT_DEATH       /* nothing reaches the disk any more, as after a kill */
} GlossFault;

/* Puts itself in the place of SQLite's default way to files, for the whole process. */
void gloss_fault_vfs_install (void);
/* n counts from 1. */
void gloss_fault_vfs_arm (GlossFault fault, guint n);
/* Whether the fault happened since it was armed; back to no faults. */
gboolean gloss_fault_vfs_disarm (void);

G_END_DECLS
