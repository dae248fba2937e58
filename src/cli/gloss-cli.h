/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/exchange/gloss-json-writer.h"
#include "core/store/gloss-database.h"

G_BEGIN_DECLS

/* Exit statuses: what was asked for could not be done; the command line itself is wrong. */
#define GLOSS_CLI_FAILED 1
#define GLOSS_CLI_USAGE 2

typedef struct _GlossCli GlossCli;

/**
 * GlossCliCommand:
 * @synopsis: what follows the name in the usage line
 * @summary: one translated line for the list of commands
 * @run: given the arguments after the name; returns the exit status
 */
typedef struct
{
  const char *name;
  const char *synopsis;
  const char *summary;
  int (*run) (GlossCli *cli, const char *const *arguments);
} GlossCliCommand;

/**
 * GlossCli:
 * @command: (nullable): the sub-command that runs
 * @library: (nullable): the library named on the command line, in the file system's encoding; %NULL: the
 * default
 *
 * What every command is given. Arguments are bytes as typed, in no locale's encoding: a command run by cron
 * has no UTF-8 locale and still has UTF-8 arguments.
 */
struct _GlossCli
{
  const GlossCliCommand *command;
  char *library;
};

void gloss_cli_tell (GlossCli *self, const char *message);
int gloss_cli_fail (GlossCli *self, const GError *error);
int gloss_cli_fail_usage (GlossCli *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean gloss_cli_parse (
  GlossCli *self, const GOptionEntry *entries, const char *const *arguments, char ***rest, int *status);
gboolean gloss_cli_check_utf8 (GlossCli *self, const char *option, const char *value);
GlossDatabase *gloss_cli_open_library (GlossCli *self, GlossDatabaseMode mode, GError **error);
char *gloss_cli_resolve_article (GlossDatabase *database, const char *words, GError **error);
char *gloss_cli_dup_user_name (void);
char *gloss_cli_dup_window_program (void);
void gloss_cli_use_local_files (void);
gboolean gloss_cli_is_page (const char *argument);
gboolean gloss_cli_check_address (const char *argument, GError **error);
char *gloss_cli_dup_library (GlossCli *self);
GlossJsonWriter *gloss_cli_new_json_writer (void);
int gloss_cli_finish_json (GlossCli *self, GlossJsonWriter *writer);
int gloss_cli_finish_output (GlossCli *self);

G_END_DECLS
