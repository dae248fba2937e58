/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GlossHostScope:
 * @GLOSS_HOST_PUBLIC: an address that anybody on the internet can reach
 * @GLOSS_HOST_PRIVATE: this machine, its own networks, or no address at all: a page of the internet must not
 * lead there
 * @GLOSS_HOST_NAME: a name, which only looking it up can tell
 *
 * What can be said of a host by the way it is written.
 */
typedef enum
{
  GLOSS_HOST_PUBLIC,
  GLOSS_HOST_PRIVATE,
  GLOSS_HOST_NAME,
} GlossHostScope;

char *gloss_host_dup_ascii (const char *host);
GlossHostScope gloss_host_get_scope (const char *host);
gboolean gloss_host_address_is_private (GInetAddress *address);
char *gloss_host_dup_display (const char *host);

G_END_DECLS
