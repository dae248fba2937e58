/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The web processes that a test started, as the system has them. */

#include "config.h"

#include "gloss-test-processes.h"

#include <string.h>
#include <unistd.h>

char *
gloss_test_read_status (const char *pid, const char *field)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "status", NULL);
  g_autofree char *status = NULL;
  g_autofree char *head = g_strconcat ("\n", field, ":\t", NULL);
  const char *value;

  if (!g_file_get_contents (path, &status, NULL, NULL))
    return g_strdup ("");
  value = strstr (status, head);
  g_assert_nonnull (value);
  value += strlen (head);
  return g_strndup (value, strcspn (value, "\n"));
}

static gboolean
is_below (const char *pid, const char *ancestor)
{
  g_autofree char *parent = g_strdup (pid);

  while (atoi (parent) > 1 && !g_str_equal (parent, ancestor))
    {
      char *next = gloss_test_read_status (parent, "PPid");

      g_free (parent);
      parent = next;
    }
  return g_str_equal (parent, ancestor);
}

/* Returns: their number; the first of them in found. */
static guint
look_for_web_processes (char **found)
{
  g_autofree char *self = g_strdup_printf ("%d", (int) getpid ());
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  guint n = 0;

  for (const char *pid = g_dir_read_name (processes); pid != NULL; pid = g_dir_read_name (processes))
    {
      g_autofree char *path = g_build_filename ("/proc", pid, "comm", NULL);
      g_autofree char *name = NULL;

      if (!g_ascii_isdigit (pid[0]) || !g_file_get_contents (path, &name, NULL, NULL) ||
          !g_str_has_prefix (name, "WebKitWebProces") || !is_below (pid, self))
        continue;
      if (n++ == 0 && found != NULL)
        *found = g_strdup (pid);
    }
  return n;
}

char *
gloss_test_find_web_process (void)
{
  char *pid = NULL;

  look_for_web_processes (&pid);
  if (pid == NULL)
    g_error ("there is no web process");
  return pid;
}

guint
gloss_test_count_web_processes (void)
{
  return look_for_web_processes (NULL);
}
