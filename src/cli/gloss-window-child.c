/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the window's program for what needs a browser, and shows on a terminal what it is doing. Blocks until
 * it has ended. On standard error it says sentences after "glossator: " and what it is doing after
 * "progress: "; whatever GTK and WebKit say around them is left out. */

#include "config.h"

#include "cli/gloss-window-child.h"

#include "cli/gloss-columns.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define SENTENCE "glossator: "
#define PROGRESS "progress: "

/* To the start of the line, and nothing left of it. */
#define CLEAR_LINE "\r\033[K"

#define USUAL_CELLS 80

/* In one line, whatever the name of a server is. */
static void
show_progress (const char *before, const char *words)
{
  g_autofree char *all = g_strconcat (before, words, NULL);
  g_autofree char *line = NULL;
  struct winsize size;
  int cells = ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : USUAL_CELLS;

  line = gloss_columns_fit (all, cells - 1);
  fprintf (stderr, CLEAR_LINE "%s", line);
  fflush (stderr);
}

static void
read_words (GlossWindowChild *self, GInputStream *errors, const char *progress)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (errors);
  gboolean is_terminal = isatty (STDERR_FILENO);
  char *line;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      if (g_str_has_prefix (line, SENTENCE))
        {
          g_free (self->words);
          self->words = g_strdup (line + strlen (SENTENCE));
        }
      else if (is_terminal && g_str_has_prefix (line, PROGRESS))
        show_progress (progress, line + strlen (PROGRESS));
      g_free (line);
    }
  if (is_terminal)
    fputs (CLEAR_LINE, stderr);
}

static char *
read_output (GInputStream *output)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  g_output_stream_splice (memory, output, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  /* What is empty has no data. */
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return text != NULL ? g_strstrip (g_steal_pointer (&text)) : g_strdup ("");
}

/**
 * gloss_window_child_run:
 * @self: (out caller-allocates): what it came to
 * @argv: (array zero-terminated=1): the program and its arguments
 * @environment: (array zero-terminated=1): what it is started with
 * @progress: what stands in front of what it is doing, on a terminal; may be empty
 *
 * Runs the window's program until it ends.
 *
 * Returns: whether it was started
 */
gboolean
gloss_window_child_run (
  GlossWindowChild *self, const char *const *argv, char **environment, const char *progress, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) child = NULL;

  *self = (GlossWindowChild){ NULL };
  g_subprocess_launcher_set_environ (launcher, environment);
  child = g_subprocess_launcher_spawnv (launcher, argv, error);
  if (child == NULL)
    return FALSE;
  read_words (self, g_subprocess_get_stderr_pipe (child), progress);
  self->output = read_output (g_subprocess_get_stdout_pipe (child));
  self->succeeded = g_subprocess_wait_check (child, NULL, NULL);
  return TRUE;
}

/* Frees what it holds, not the structure. */
void
gloss_window_child_clear (GlossWindowChild *self)
{
  g_clear_pointer (&self->output, g_free);
  g_clear_pointer (&self->words, g_free);
}
