/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where an HTML file says that it was saved from, as browsers and SingleFile write it in a comment at its
 * beginning: an address of the web, checked; NULL where it says nothing. UTF-8. */
char *gloss_saved_mark_dup_address (const char *markup);

G_END_DECLS
