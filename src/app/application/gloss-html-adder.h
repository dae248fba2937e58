/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Adds an HTML file to a library without a window, for the command line: prints the article's uuid, or the
 * error in one line. The GTK main loop must be usable. Returns the exit status. */
int gloss_html_adder_run (const char *library, GFile *file, const char *who);

G_END_DECLS
