/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

char *gloss_page_headers_to_json (SoupMessageHeaders *headers);
gboolean gloss_page_headers_forbid_scripts (SoupMessageHeaders *headers);

G_END_DECLS
