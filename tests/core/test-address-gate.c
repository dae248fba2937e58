/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a page may lead, by a resolver and a choice of proxies of the test's own. */

#include "config.h"

#include "core/article/gloss-address-gate.h"
#include "core/base/gloss-error.h"

#include <string.h>

/* Knows a few names, and counts who asks. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;

  guint n_asked;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static const struct
{
  const char *name;
  const char *addresses;
} names[] = {
  { "news.example", "203.0.113.1 2001:db8::1" },
  { "other.example", "203.0.113.2" },
  { "intranet.example", "10.0.0.7" },
  { "rebound.example", "203.0.113.3 127.0.0.1" },
  { "mapped.example", "::ffff:192.168.0.1" },
};

static void
free_addresses (gpointer data)
{
  g_resolver_free_addresses (data);
}

static void
lookup_by_name_async (GResolver *resolver,
                      const char *name,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, data);
  GList *found = NULL;

  g_task_set_source_tag (task, lookup_by_name_async);
  TEST_RESOLVER (resolver)->n_asked++;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i].name))
      {
        g_auto (GStrv) addresses = g_strsplit (names[i].addresses, " ", -1);

        for (guint j = 0; addresses[j] != NULL; j++)
          found = g_list_append (found, g_inet_address_new_from_string (addresses[j]));
      }
  if (found != NULL)
    g_task_return_pointer (task, found, free_addresses);
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no such name");
}

static GList *
lookup_by_name_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  G_RESOLVER_CLASS (klass)->lookup_by_name_async = lookup_by_name_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_finish = lookup_by_name_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

/* Never knows which proxy. */
#define TEST_TYPE_PROXIES (test_proxies_get_type ())
G_DECLARE_FINAL_TYPE (TestProxies, test_proxies, TEST, PROXIES, GObject)

struct _TestProxies
{
  GObject parent_instance;
};

static void
lookup_proxy_async (GProxyResolver *proxies,
                    const char *uri,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  g_autoptr (GTask) task = g_task_new (proxies, cancellable, callback, data);

  g_task_set_source_tag (task, lookup_proxy_async);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "no script");
}

static char **
lookup_proxy_finish (GProxyResolver *proxies, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_proxies_init_interface (GProxyResolverInterface *iface)
{
  iface->lookup_async = lookup_proxy_async;
  iface->lookup_finish = lookup_proxy_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestProxies,
                               test_proxies,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, test_proxies_init_interface))

static void
test_proxies_class_init (TestProxiesClass *klass)
{
}

static void
test_proxies_init (TestProxies *self)
{
}

typedef struct
{
  TestResolver *resolver;
  GlossAddressGate *gate;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer proxy)
{
  g_autoptr (GProxyResolver) proxies = g_simple_proxy_resolver_new (proxy, NULL);

  fixture->resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  fixture->gate = gloss_address_gate_new (G_RESOLVER (fixture->resolver), proxies);
}

static void
tear_down (Fixture *fixture, gconstpointer proxy)
{
  g_assert_finalize_object (fixture->gate);
  g_assert_finalize_object (fixture->resolver);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
open_gate (Fixture *fixture, const char *uri, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gloss_address_gate_open_async (fixture->gate, uri, cancellable, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return gloss_address_gate_open_finish (fixture->gate, result, error);
}

static gboolean
pass_gate (Fixture *fixture, const char *uri, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gloss_address_gate_pass_async (fixture->gate, uri, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return gloss_address_gate_pass_finish (fixture->gate, result, error);
}

static void
check_passes (Fixture *fixture, const char *uri)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", uri);
  g_assert_true (pass_gate (fixture, uri, &error));
  g_assert_no_error (error);
}

static void
check_refused (Fixture *fixture, const char *uri, int code)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", uri);
  g_assert_false (pass_gate (fixture, uri, &error));
  g_assert_error (error, GLOSS_ERROR, code);
  g_assert_null (strchr (error->message, '\n'));
}

static const char *const private_addresses[] = {
  "http://127.0.0.1/",    "http://localhost:8080/", "http://2130706433/",       "http://0x7f.1/",
  "http://[::1]/",        "http://[::ffff:a00:1]/", "http://printer.local/",    "http://router/",
  "http://192.168.1.1/a", "https://169.254.1.1/",   "http://[fe80::1%25eth0]/", "http://１０.0.0.1/",
};

static void
test_from_public (Fixture *fixture, gconstpointer proxy)
{
  g_assert_true (open_gate (fixture, "https://news.example/", NULL, NULL));
  check_passes (fixture, "https://other.example/");
  check_passes (fixture, "http://203.0.113.9/");
  check_passes (fixture, "https://unknown.example/");
  for (gsize i = 0; i < G_N_ELEMENTS (private_addresses); i++)
    check_refused (fixture, private_addresses[i], GLOSS_ERROR_DENIED);
  check_refused (fixture, "http://intranet.example/", GLOSS_ERROR_DENIED);
  check_refused (fixture, "http://INTRANET.example./", GLOSS_ERROR_DENIED);
  check_refused (fixture, "http://rebound.example/", GLOSS_ERROR_DENIED);
  check_refused (fixture, "http://mapped.example/", GLOSS_ERROR_DENIED);
  check_refused (fixture, "file:///etc/passwd", GLOSS_ERROR_INVALID);
  check_refused (fixture, "data:text/html,x", GLOSS_ERROR_INVALID);
  check_refused (fixture, "https://a:b@other.example/", GLOSS_ERROR_INVALID);
}

/* Who asks for a private address may go where it leads; nothing is looked up for that. */
static void
test_from_private (Fixture *fixture, gconstpointer proxy)
{
  static const char *const opened[] = { "http://localhost/", "http://10.1.1.1/", "http://intranet.example/" };

  for (gsize i = 0; i < G_N_ELEMENTS (opened); i++)
    {
      guint n_asked;

      g_assert_true (open_gate (fixture, opened[i], NULL, NULL));
      g_assert_true (gloss_address_gate_is_private (fixture->gate));
      n_asked = fixture->resolver->n_asked;
      for (gsize j = 0; j < G_N_ELEMENTS (private_addresses); j++)
        check_passes (fixture, private_addresses[j]);
      check_passes (fixture, "https://news.example/");
      check_passes (fixture, "http://rebound.example/");
      check_refused (fixture, "file:///etc/passwd", GLOSS_ERROR_INVALID);
      g_assert_cmpuint (fixture->resolver->n_asked, ==, n_asked);
    }

  /* That is forgotten with the next page. */
  g_assert_true (open_gate (fixture, "https://news.example/", NULL, NULL));
  g_assert_false (gloss_address_gate_is_private (fixture->gate));
  check_refused (fixture, "http://localhost/", GLOSS_ERROR_DENIED);
}

/* A proxy looks names up itself; what is private by its spelling is refused there too. */
static void
test_proxy (Fixture *fixture, gconstpointer proxy)
{
  g_assert_true (open_gate (fixture, "https://news.example/", NULL, NULL));
  check_passes (fixture, "http://intranet.example/");
  g_assert_cmpuint (fixture->resolver->n_asked, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (private_addresses); i++)
    check_refused (fixture, private_addresses[i], GLOSS_ERROR_DENIED);
}

/* Where nobody knows whether a proxy would look the name up, nobody is asked for it. */
static void
test_unknown_proxy (Fixture *fixture, gconstpointer proxy)
{
  g_autoptr (GProxyResolver) proxies = g_object_new (TEST_TYPE_PROXIES, NULL);
  g_autoptr (GlossAddressGate) gate = gloss_address_gate_new (G_RESOLVER (fixture->resolver), proxies);
  Fixture unknown = { fixture->resolver, gate };
  g_autoptr (GError) error = NULL;

  g_assert_false (open_gate (&unknown, "https://news.example/", NULL, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "no script"));
  check_refused (&unknown, "https://news.example/", GLOSS_ERROR_FAILED);
  g_assert_cmpuint (fixture->resolver->n_asked, ==, 0);
  /* An address that is no name is asked of nobody. */
  check_passes (&unknown, "http://203.0.113.9/");
  check_refused (&unknown, "http://192.168.1.1/", GLOSS_ERROR_DENIED);
}

static void
test_cancel (Fixture *fixture, gconstpointer proxy)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (open_gate (fixture, "https://news.example/", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, proxy, func) g_test_add ("/address-gate/" name, Fixture, proxy, set_up, func, tear_down)
  ADD ("from-public", NULL, test_from_public);
  ADD ("from-private", NULL, test_from_private);
  ADD ("proxy", "http://proxy.example:3128", test_proxy);
  ADD ("unknown-proxy", NULL, test_unknown_proxy);
  ADD ("cancel", NULL, test_cancel);
#undef ADD
  return g_test_run ();
}
