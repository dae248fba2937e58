/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* What a scheme of ours says to a request. headers: (array zero-terminated=1): name, value, …; Content-Security-Policy
 * among them. */
void gloss_scheme_answer (WebKitURISchemeRequest *request,
                          GBytes *bytes,
                          const char *media_type,
                          const char *const *headers);
void gloss_scheme_refuse (WebKitURISchemeRequest *request);

G_END_DECLS
