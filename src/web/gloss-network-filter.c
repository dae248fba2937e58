/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules by which WebKit itself refuses what a page of the internet asks of private networks. Owns
 * nothing; the compiled rules lie in the cache, where they are written anew each time, so that none of
 * another version are used. Main thread. It sees how a host is spelled (WebKit has one spelling for each
 * address), never what a name leads to. */

#include "config.h"

#include "web/gloss-network-filter.h"

#include "core/base/gloss-error.h"
#include "web/gloss-web-resources.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  WebKitUserContentFilter *filter =
    webkit_user_content_filter_store_save_finish (WEBKIT_USER_CONTENT_FILTER_STORE (source), result, &error);

  if (filter != NULL)
    g_task_return_pointer (task, filter, (GDestroyNotify) webkit_user_content_filter_unref);
  else
    g_task_return_new_error (
      task, GLOSS_ERROR, GLOSS_ERROR_FAILED,
      /* Translators: the placeholder is what the system said. */
      _ ("What protects your own network from the page could not be written (%s). Nothing was loaded. "
         "Make room for the program's cache."),
      error->message);
}

/**
 * gloss_network_filter_load_async:
 *
 * Makes the filter.
 */
void
gloss_network_filter_load_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "glossator", "filters", NULL);
  g_autoptr (WebKitUserContentFilterStore) store = webkit_user_content_filter_store_new (folder);
  char *rules = gloss_web_resources_dup ("private-hosts.json");
  g_autoptr (GBytes) bytes = g_bytes_new_take (rules, strlen (rules));

  g_task_set_source_tag (task, gloss_network_filter_load_async);
  webkit_user_content_filter_store_save (store, "private-hosts", bytes, cancellable, saved_cb, task);
}

/**
 * gloss_network_filter_load_finish:
 *
 * Returns: (transfer full): the filter; %NULL with %GLOSS_ERROR_FAILED or cancelled
 */
WebKitUserContentFilter *
gloss_network_filter_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
