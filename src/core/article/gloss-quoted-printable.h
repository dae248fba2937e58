/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lenient: what is no escape stands for itself. Transfer full. */
GBytes *gloss_quoted_printable_decode (GBytes *encoded);
/* As WebKit and Chrome write it, with eol ("\n" or "\r\n") for every line end. Transfer full. */
GBytes *gloss_quoted_printable_encode (GBytes *bytes, const char *eol);

G_END_DECLS
