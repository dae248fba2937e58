/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/gloss-cli.h"

G_BEGIN_DECLS

/* The sub-commands, each in the file of its name. arguments: what follows the name (NULL: nothing). Each
 * returns the exit status, and has said on standard error why where that is not 0. */
int gloss_cmd_open (GlossCli *cli, const char *const *arguments);
int gloss_cmd_add (GlossCli *cli, const char *const *arguments);
int gloss_cmd_list (GlossCli *cli, const char *const *arguments);
int gloss_cmd_annotate (GlossCli *cli, const char *const *arguments);
int gloss_cmd_export (GlossCli *cli, const char *const *arguments);
int gloss_cmd_check (GlossCli *cli, const char *const *arguments);

G_END_DECLS
