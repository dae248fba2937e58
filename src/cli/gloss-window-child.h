/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GlossWindowChild:
 * @output: what it wrote to standard output, without white space around it
 * @words: (nullable): the last sentence that it said on standard error
 * @succeeded: whether it ended with status 0
 *
 * What a run of the window's program came to.
 */
typedef struct
{
  char *output;
  char *words;
  gboolean succeeded;
} GlossWindowChild;

/* FALSE with error where the program can't be started. progress: what stands in front of what it is doing. */
gboolean gloss_window_child_run (GlossWindowChild *self,
                                 const char *const *argv,
                                 char **environment,
                                 const char *progress,
                                 GError **error);
void gloss_window_child_clear (GlossWindowChild *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossWindowChild, gloss_window_child_clear)

G_END_DECLS
