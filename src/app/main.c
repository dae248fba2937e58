/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program `glossator-window`: translations, the renderer, and the application.
 */
#include "config.h"

#include "app/application/gloss-application.h"

#include <glib/gi18n.h>
#include <glob.h>
#include <locale.h>

/* Without a GPU, GL is emulated: drawing with Cairo paints the first article three times sooner, with half
 * the memory. What the user set stands. The web view decides the same for itself. */
static void
choose_renderer (void)
{
  glob_t nodes = { 0 };

  if (glob ("/dev/dri/renderD*", 0, NULL, &nodes) == GLOB_NOMATCH)
    g_setenv ("GSK_RENDERER", "cairo", FALSE);
  globfree (&nodes);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GlossApplication) application = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GLOSS_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_prgname (GLOSS_APP_ID);
  choose_renderer ();

  application = gloss_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status == 0 && gloss_application_has_missed (application) ? 1 : status;
}
