/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `glossator [FILE…]`: this process becomes the window's program, which has the files, and the library if one
 * is named. */

#include "config.h"

#include "cli/commands.h"

#include "core/base/gloss-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* A mistyped command is told here: the window would take it for a file, and say less. */
static gboolean
check_argument (const char *argument, GError **error)
{
  const char *scheme = g_uri_peek_scheme (argument);
  g_autofree char *shown = g_filename_display_name (argument);

  if (!gloss_cli_check_address (argument, error))
    return FALSE;
  if (scheme != NULL || g_file_test (argument, G_FILE_TEST_EXISTS))
    return TRUE;
  if (strchr (argument, '/') != NULL || strchr (argument, '.') != NULL)
    g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                 _ ("There is no file “%s”. Check its name and folder."), shown);
  else
    g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                 _ ("There is no command and no file “%s”. See “glossator --help”."), shown);
  return FALSE;
}

/* Its arguments are not to be opened in its stead. */
static gboolean
is_mistyped_command (const char *argument)
{
  return strpbrk (argument, "/.:") == NULL;
}

/* Those that are there; of each of the others it is told what is wrong. */
static GPtrArray *
take_arguments (GlossCli *cli, const char *const *arguments, int *status)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func (g_free);

  *status = 0;
  for (guint i = 0; arguments != NULL && arguments[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (check_argument (arguments[i], &error))
        g_ptr_array_add (taken, g_strdup (arguments[i]));
      else
        *status = gloss_cli_fail (cli, error);
      if (error != NULL && i == 0 && is_mistyped_command (arguments[0]))
        break;
    }
  return taken;
}

int
gloss_cmd_open (GlossCli *cli, const char *const *arguments)
{
  g_autofree char *program = gloss_cli_dup_window_program ();
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) taken = NULL;
  g_autofree char *shown = g_filename_display_name (program);
  g_autoptr (GError) error = NULL;
  int status;

  taken = take_arguments (cli, arguments, &status);
  if (status != 0 && taken->len == 0)
    return status;

  g_ptr_array_add (argv, g_strdup (program));
  if (cli->library != NULL)
    g_ptr_array_add (argv, g_strconcat ("--library=", cli->library, NULL));
  if (status != 0)
    g_ptr_array_add (argv, g_strdup ("--missed"));
  g_ptr_array_add (argv, g_strdup ("--"));
  g_ptr_array_extend_and_steal (argv, g_steal_pointer (&taken));
  g_ptr_array_add (argv, NULL);

  execv (program, (char *const *) argv->pdata);
  error =
    g_error_new (GLOSS_ERROR, GLOSS_ERROR_FAILED,
                 _ ("The window’s program “%s” can’t be started (%s). Install Glossator whole, or name the "
                    "program in GLOSSATOR_WINDOW."),
                 shown, g_strerror (errno));
  return gloss_cli_fail (cli, error);
}
