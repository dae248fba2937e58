/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GlossAddressGate:
 *
 * Says where a page may lead: to any address of the web, but not from the internet into a private network.
 * Who asks for a private address himself may go anywhere. Keeps nothing of one page for the next but what it
 * was made of. One thread.
 */
#define GLOSS_TYPE_ADDRESS_GATE (gloss_address_gate_get_type ())
G_DECLARE_FINAL_TYPE (GlossAddressGate, gloss_address_gate, GLOSS, ADDRESS_GATE, GObject)

GlossAddressGate *gloss_address_gate_new (GResolver *resolver, GProxyResolver *proxies);

/* An address that the user asked for. Errors: INVALID. */
void gloss_address_gate_open_async (GlossAddressGate *self,
                                    const char *uri,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
gboolean gloss_address_gate_open_finish (GlossAddressGate *self, GAsyncResult *result, GError **error);

gboolean gloss_address_gate_is_private (GlossAddressGate *self);

/* One that it leads to. Errors: INVALID, DENIED (a private network). */
void gloss_address_gate_pass_async (GlossAddressGate *self,
                                    const char *uri,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
gboolean gloss_address_gate_pass_finish (GlossAddressGate *self, GAsyncResult *result, GError **error);

G_END_DECLS
