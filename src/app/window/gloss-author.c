/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose name annotations and the history carry. Any thread that may read the settings.
 */
#include "config.h"

#include "app/window/gloss-author.h"

/**
 * gloss_author_dup:
 * @settings: the application's settings
 *
 * The name that the user chose, else the one the system knows, else the one of the login.
 *
 * Returns: (transfer full): a name, never empty
 */
char *
gloss_author_dup (GSettings *settings)
{
  g_autofree char *author = g_settings_get_string (settings, "author");
  const char *name = g_get_real_name ();

  if (*g_strstrip (author) != '\0')
    return g_steal_pointer (&author);

  /* What GLib says where the system knows no name. */
  if (name == NULL || *name == '\0' || g_str_equal (name, "Unknown"))
    name = g_get_user_name ();
  return g_utf8_make_valid (name, -1);
}
