/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether nothing in a page can change it once it is loaded: no script, frame, plug-in or refresh. Markup in
 * doubt is not inert. */
gboolean gloss_markup_is_inert (const char *bytes, gsize n_bytes);

G_END_DECLS
