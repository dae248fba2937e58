/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer about one address that comes while the next is loaded: it opens nothing. */

#include "config.h"

#include "gloss-test-loads.h"
#include "gloss-test-page.h"

#include <string.h>

/* Answers when it is told to. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;

  GPtrArray *asked; /* of GTask, whose data is the name */
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
lookup_by_name_async (GResolver *resolver,
                      const char *name,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GTask *task = g_task_new (resolver, NULL, callback, data);

  g_task_set_source_tag (task, lookup_by_name_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  g_ptr_array_add (TEST_RESOLVER (resolver)->asked, task);
}

static GList *
lookup_by_name_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
free_addresses (gpointer data)
{
  g_resolver_free_addresses (data);
}

/* Whoever asked, it is a private network. */
static void
answer_all (TestResolver *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    g_task_return_pointer (g_ptr_array_index (self->asked, i),
                           g_list_append (NULL, g_inet_address_new_from_string ("10.0.0.7")), free_addresses);
  g_ptr_array_set_size (self->asked, 0);
}

static void
test_resolver_finalize (GObject *object)
{
  g_ptr_array_unref (TEST_RESOLVER (object)->asked);
  G_OBJECT_CLASS (test_resolver_parent_class)->finalize (object);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_resolver_finalize;
  G_RESOLVER_CLASS (klass)->lookup_by_name_async = lookup_by_name_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_finish = lookup_by_name_finish;
}

static void
test_resolver_init (TestResolver *self)
{
  self->asked = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
test_late (void)
{
  g_autoptr (TestResolver) resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_autoptr (GProxyResolver) proxies = g_simple_proxy_resolver_new (NULL, NULL);
  g_autoptr (GlossAddressGate) gate = gloss_address_gate_new (G_RESOLVER (resolver), proxies);
  GlossPageLoader *loader = gloss_page_loader_new (gate);
  g_autoptr (GCancellable) first = g_cancellable_new (), second = g_cancellable_new ();
  TestLoad one = { FALSE }, two = { FALSE };

  gloss_page_loader_load_async (loader, "http://intranet.example/", NULL, first, gloss_test_loaded_cb, &one);
  GLOSS_TEST_WAIT_FOR (resolver->asked->len == 1);
  g_cancellable_cancel (first);
  GLOSS_TEST_WAIT_FOR (one.is_done);
  g_assert_error (one.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* What stands in the documentation of networks: it is public, and nobody answers. */
  gloss_page_loader_load_async (loader, "http://203.0.113.1/", NULL, second, gloss_test_loaded_cb, &two);
  answer_all (resolver);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (gloss_address_gate_is_private (gate));
  g_cancellable_cancel (second);
  GLOSS_TEST_WAIT_FOR (two.is_done);
  g_assert_error (two.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&one.error);
  g_clear_error (&two.error);
  g_object_add_weak_pointer (G_OBJECT (loader), (gpointer *) &loader);
  g_object_unref (loader);
  GLOSS_TEST_WAIT_FOR (loader == NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web/page-loader-gate/late", test_late);
  return g_test_run ();
}
