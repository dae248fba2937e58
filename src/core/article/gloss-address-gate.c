/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a page may lead. Owns nothing but its resolvers and whether the address asked for was a private one.
 * One thread; names are looked up without blocking. It never looks up a name that a proxy would look up: that
 * would tell others what is read, and the answer would be another network's. Between its answer and the
 * connection a name may change its address, which is for the network to refuse. */

#include "config.h"

#include "core/article/gloss-address-gate.h"

#include "core/article/gloss-address.h"
#include "core/base/gloss-error.h"

#include <glib/gi18n-lib.h>

struct _GlossAddressGate
{
  GObject parent_instance;

  GResolver *resolver;
  GProxyResolver *proxies;
  gboolean may_be_private;
};

G_DEFINE_FINAL_TYPE (GlossAddressGate, gloss_address_gate, G_TYPE_OBJECT)

/* The task's data is the host. The end of both ways through the gate. */
static void
finish (GTask *task, gboolean is_private)
{
  GlossAddressGate *self = g_task_get_source_object (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (g_task_get_source_tag (task) == gloss_address_gate_open_async)
    self->may_be_private = is_private;
  else if (is_private && !self->may_be_private)
    {
      g_autofree char *shown = gloss_host_dup_display (g_task_get_task_data (task));

      g_task_return_new_error (task, GLOSS_ERROR, GLOSS_ERROR_DENIED,
                               /* Translators: the placeholder is the name of a server. */
                               _ ("The page leads from the internet to “%s”, which is in a private network. "
                                  "Nothing was added. If that is meant, open that address itself."),
                               shown);
      return;
    }
  g_task_return_boolean (task, TRUE);
}

/* A name that can't be looked up leads nowhere: loading it says why. */
static void
names_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GList *addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (source), result, NULL);
  gboolean is_private = FALSE;

  for (GList *l = addresses; l != NULL; l = l->next)
    is_private |= gloss_host_address_is_private (l->data);
  g_resolver_free_addresses (addresses);
  finish (task, is_private);
}

static void
proxies_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GlossAddressGate *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (proxies == NULL)
    g_task_return_new_error (task, GLOSS_ERROR, GLOSS_ERROR_FAILED,
                             /* Translators: the placeholder is what the system said. */
                             _ ("Whether the address is to be asked for through a proxy could not be found "
                                "out (%s). Nothing was loaded, so that nobody is told of it who should not "
                                "be. Look at the proxy in the network settings of this computer."),
                             error->message);
  else if (proxies[0] != NULL && !g_str_equal (proxies[0], "direct://"))
    finish (task, FALSE);
  else
    g_resolver_lookup_by_name_async (self->resolver, g_task_get_task_data (task),
                                     g_task_get_cancellable (task), names_cb, g_object_ref (task));
}

/* way: through the gate, the function that was called. */
static void
ask (GlossAddressGate *self,
     gpointer way,
     const char *uri,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (GError) error = NULL;
  char *host;

  g_task_set_source_tag (task, way);
  if (!gloss_address_check (uri, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (way == gloss_address_gate_pass_async && self->may_be_private)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  host = gloss_address_dup_host (uri);
  g_task_set_task_data (task, host, g_free);
  if (gloss_host_get_scope (host) == GLOSS_HOST_NAME)
    g_proxy_resolver_lookup_async (self->proxies, uri, g_task_get_cancellable (task), proxies_cb,
                                   g_object_ref (task));
  else
    finish (task, gloss_host_get_scope (host) == GLOSS_HOST_PRIVATE);
}

static void
gloss_address_gate_finalize (GObject *object)
{
  GlossAddressGate *self = GLOSS_ADDRESS_GATE (object);

  g_clear_object (&self->resolver);
  g_clear_object (&self->proxies);
  G_OBJECT_CLASS (gloss_address_gate_parent_class)->finalize (object);
}

static void
gloss_address_gate_class_init (GlossAddressGateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_address_gate_finalize;
}

static void
gloss_address_gate_init (GlossAddressGate *self)
{
}

/**
 * gloss_address_gate_new:
 * @resolver: (nullable): looks names up; %NULL: the system's
 * @proxies: (nullable): says which addresses go through a proxy; %NULL: the system's
 *
 * Returns: (transfer full): a gate that nothing has come to yet
 */
GlossAddressGate *
gloss_address_gate_new (GResolver *resolver, GProxyResolver *proxies)
{
  GlossAddressGate *self = g_object_new (GLOSS_TYPE_ADDRESS_GATE, NULL);

  self->resolver = resolver != NULL ? g_object_ref (resolver) : g_resolver_get_default ();
  self->proxies = g_object_ref (proxies != NULL ? proxies : g_proxy_resolver_get_default ());
  return self;
}

/**
 * gloss_address_gate_open_async:
 * @uri: the address that the user asked for
 *
 * Asks whether @uri may be loaded at all, and takes note of whether it is private. Ends what was asked
 * before.
 */
void
gloss_address_gate_open_async (GlossAddressGate *self,
                               const char *uri,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_return_if_fail (GLOSS_IS_ADDRESS_GATE (self));
  g_return_if_fail (uri != NULL);

  self->may_be_private = FALSE;
  ask (self, gloss_address_gate_open_async, uri, cancellable, callback, data);
}

/**
 * gloss_address_gate_open_finish:
 *
 * Returns: %TRUE; %FALSE with %GLOSS_ERROR_INVALID (not an address of the web), %GLOSS_ERROR_FAILED (nobody
 * says whether it is for a proxy) or cancelled
 */
gboolean
gloss_address_gate_open_finish (GlossAddressGate *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gloss_address_gate_is_private:
 *
 * Returns: whether what was opened is in a private network, so that all may follow
 */
gboolean
gloss_address_gate_is_private (GlossAddressGate *self)
{
  g_return_val_if_fail (GLOSS_IS_ADDRESS_GATE (self), FALSE);

  return self->may_be_private;
}

/**
 * gloss_address_gate_pass_async:
 * @uri: where the page leads
 *
 * Asks whether @uri may follow what was opened.
 */
void
gloss_address_gate_pass_async (GlossAddressGate *self,
                               const char *uri,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_return_if_fail (GLOSS_IS_ADDRESS_GATE (self));
  g_return_if_fail (uri != NULL);

  ask (self, gloss_address_gate_pass_async, uri, cancellable, callback, data);
}

/**
 * gloss_address_gate_pass_finish:
 *
 * Returns: %TRUE; %FALSE with %GLOSS_ERROR_INVALID (not an address of the web), %GLOSS_ERROR_DENIED (in a
 * private network, and what was opened is not), %GLOSS_ERROR_FAILED (as above) or cancelled
 */
gboolean
gloss_address_gate_pass_finish (GlossAddressGate *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
