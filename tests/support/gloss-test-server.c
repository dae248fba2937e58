/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server for tests. It owns a thread with a main context, in which the SoupServer lives; what it answers
 * and what it counts is shared with the test's thread under one lock. It never listens to anything but the
 * loopback. */

#include "config.h"

#include "tests/support/gloss-test-server.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  GlossTestManner manner;
  guint status;
  char *type;
  GBytes *body;
  guint repeat;
  char *headers;
} Answer;

struct _GlossTestServer
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server;
  char *uri;

  /* Of the server's thread. */
  GPtrArray *held;
  gboolean is_released;

  GMutex lock;
  GHashTable *answers; /* path -> Answer */
  GHashTable *counts;  /* path -> number */
  GHashTable *heads;   /* path -> SoupMessageHeaders */
  guint n_requests;
  guint n_aborted;
};

/* A message that is being answered in other ways than at once. */
typedef struct
{
  GBytes *body;
  GlossTestManner manner;
  guint n_left;
} Delivery;

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_free (answer->type);
  g_bytes_unref (answer->body);
  g_free (answer->headers);
  g_free (answer);
}

static void
free_delivery (gpointer data, GClosure *closure)
{
  Delivery *delivery = data;

  g_bytes_unref (delivery->body);
  g_free (delivery);
}

static Answer *
copy_answer (const Answer *answer)
{
  Answer *copy = g_new0 (Answer, 1);

  *copy = *answer;
  copy->type = g_strdup (answer->type);
  copy->body = g_bytes_ref (answer->body);
  copy->headers = g_strdup (answer->headers);
  return copy;
}

/* The answer of the path, or of the folder that it lies in. The lock is held. */
static Answer *
find_answer (GlossTestServer *self, const char *path)
{
  g_autofree char *folder = g_strdup (path);
  Answer *answer = g_hash_table_lookup (self->answers, path);

  while (answer == NULL && strrchr (folder, '/') != NULL)
    {
      char *slash = strrchr (folder, '/');

      slash[1] = '\0';
      answer = g_hash_table_lookup (self->answers, folder);
      slash[0] = '\0';
    }
  return answer != NULL ? copy_answer (answer) : NULL;
}

static void
count_request (GlossTestServer *self, const char *path, SoupMessageHeaders *headers, guint *n)
{
  *n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, path)) + 1;
  g_hash_table_insert (self->counts, g_strdup (path), GUINT_TO_POINTER (*n));
  g_hash_table_insert (self->heads, g_strdup (path), soup_message_headers_ref (headers));
  self->n_requests++;
}

static void
wrote_chunk_cb (SoupServerMessage *message, Delivery *delivery)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  if (delivery->manner == GLOSS_TEST_CUT)
    {
      g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
      return;
    }
  if (delivery->manner == GLOSS_TEST_STALLED)
    {
      soup_server_message_pause (message);
      return;
    }
  if (delivery->manner == GLOSS_TEST_ENDLESS || --delivery->n_left > 0)
    soup_message_body_append_bytes (body, delivery->body);
  else
    soup_message_body_complete (body);
  soup_server_message_unpause (message);
}

static void
deliver (SoupServerMessage *message, Answer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  gboolean is_promised = answer->manner == GLOSS_TEST_CUT || answer->manner == GLOSS_TEST_STALLED;
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->body = g_bytes_ref (answer->body);
  delivery->manner = answer->manner;
  delivery->n_left = MAX (answer->repeat, 1);
  if (is_promised)
    soup_message_headers_set_content_length (headers, (goffset) g_bytes_get_size (answer->body) + 100000);
  else
    soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_append_bytes (body, answer->body);
  g_signal_connect_data (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), delivery, free_delivery, 0);
}

static void
set_head (SoupServerMessage *message, Answer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_auto (GStrv) lines = g_strsplit (answer->headers, "\n", -1);

  soup_server_message_set_status (message, answer->status, NULL);
  soup_message_headers_append (headers, "Content-Type", answer->type);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strstr (lines[i], ": ");

      if (colon == NULL)
        continue;
      *colon = '\0';
      soup_message_headers_append (headers, lines[i], colon + 2);
    }
}

static void
answer_request (GlossTestServer *self, SoupServerMessage *message, Answer *answer, guint n)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  set_head (message, answer);
  switch (answer->manner)
    {
    case GLOSS_TEST_NUMBERED:
      {
        g_auto (GStrv) parts = g_strsplit (g_bytes_get_data (answer->body, NULL), "%u", 2);
        char *page = g_strdup_printf ("%s%u%s", parts[0], n, parts[1]);

        soup_message_body_append (body, SOUP_MEMORY_TAKE, page, strlen (page));
        break;
      }
    case GLOSS_TEST_HELD:
    case GLOSS_TEST_PLAIN:
      if (g_bytes_get_size (answer->body) > 0)
        soup_message_body_append_bytes (body, answer->body);
      break;
    default:
      deliver (message, answer);
      break;
    }
  if (answer->manner == GLOSS_TEST_HELD && !self->is_released)
    {
      soup_server_message_pause (message);
      g_ptr_array_add (self->held, g_object_ref (message));
    }
}

static void
request_cb (
  SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  GlossTestServer *self = data;
  const char *host = g_uri_get_host (soup_server_message_get_uri (message));
  g_autofree char *key = g_strconcat (g_str_equal (host, "127.0.0.1") ? "" : host, path, NULL);
  Answer *answer;
  guint n;

  g_mutex_lock (&self->lock);
  count_request (self, key, soup_server_message_get_request_headers (message), &n);
  answer = find_answer (self, key);
  g_mutex_unlock (&self->lock);
  if (answer == NULL)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "none", 4);
      return;
    }
  answer_request (self, message, answer, n);
  free_answer (answer);
}

static void
aborted_cb (SoupServer *server, SoupServerMessage *message, gpointer data)
{
  GlossTestServer *self = data;

  g_ptr_array_remove_fast (self->held, message);
  g_mutex_lock (&self->lock);
  self->n_aborted++;
  g_mutex_unlock (&self->lock);
}

static gpointer
run (gpointer data)
{
  GlossTestServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_ptr_array_set_size (self->held, 0);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static void
open_port (GlossTestServer *self, GTlsCertificate *certificate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  GSList *uris;

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  g_signal_connect (self->server, "request-aborted", G_CALLBACK (aborted_cb), self);
  soup_server_listen (self->server, address, certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (self->context);

  uris = soup_server_get_uris (self->server);
  self->uri = g_uri_to_string (uris->data);
  self->uri[strlen (self->uri) - 1] = '\0';
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

GlossTestServer *
gloss_test_server_new (GTlsCertificate *certificate)
{
  GlossTestServer *self = g_new0 (GlossTestServer, 1);

  g_mutex_init (&self->lock);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_answer);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->heads =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) soup_message_headers_unref);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  open_port (self, certificate);
  self->thread = g_thread_new ("test-server", run, self);
  return self;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

void
gloss_test_server_free (GlossTestServer *self)
{
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->held);
  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->heads);
  g_mutex_clear (&self->lock);
  g_free (self->uri);
  g_free (self);
}

const char *
gloss_test_server_get_uri (GlossTestServer *self)
{
  return self->uri;
}

void
gloss_test_server_add (GlossTestServer *self, const char *path, const GlossTestAnswer *given)
{
  char *body = g_strdup (given->body != NULL ? given->body : "");
  Answer *answer = g_new0 (Answer, 1);

  answer->manner = given->manner;
  answer->status = given->status != 0 ? given->status : SOUP_STATUS_OK;
  answer->type = g_strdup (given->type != NULL ? given->type : "text/html; charset=utf-8");
  /* With its NUL behind it, so that it can be read as a string too. */
  answer->body = g_bytes_new_with_free_func (body, strlen (body), g_free, body);
  if (given->bytes != NULL)
    {
      g_bytes_unref (answer->body);
      answer->body = g_bytes_ref (given->bytes);
    }
  answer->repeat = given->repeat;
  answer->headers = g_strdup (given->headers != NULL ? given->headers : "");
  g_mutex_lock (&self->lock);
  g_hash_table_insert (self->answers, g_strdup (path), answer);
  g_mutex_unlock (&self->lock);
}

void
gloss_test_server_add_page (GlossTestServer *self, const char *path, const char *html)
{
  gloss_test_server_add (self, path, &(GlossTestAnswer){ .body = html });
}

void
gloss_test_server_add_redirect (GlossTestServer *self, const char *path, const char *location)
{
  g_autofree char *header = g_strconcat ("Location: ", location, NULL);

  gloss_test_server_add (self, path, &(GlossTestAnswer){ .status = SOUP_STATUS_FOUND, .headers = header });
}

static gboolean
release_cb (gpointer data)
{
  GlossTestServer *self = data;

  self->is_released = TRUE;
  for (guint i = 0; i < self->held->len; i++)
    soup_server_message_unpause (g_ptr_array_index (self->held, i));
  g_ptr_array_set_size (self->held, 0);
  return G_SOURCE_REMOVE;
}

void
gloss_test_server_release (GlossTestServer *self)
{
  g_main_context_invoke (self->context, release_cb, self);
}

guint
gloss_test_server_count (GlossTestServer *self, const char *path)
{
  GHashTableIter iter;
  gpointer key, value;
  guint n = 0;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_str_equal (key, path) || (g_str_has_suffix (path, "/") && g_str_has_prefix (key, path)))
      n += GPOINTER_TO_UINT (value);
  g_mutex_unlock (&self->lock);
  return n;
}

guint
gloss_test_server_count_all (GlossTestServer *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->n_requests;
  g_mutex_unlock (&self->lock);
  return n;
}

guint
gloss_test_server_count_aborted (GlossTestServer *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->n_aborted;
  g_mutex_unlock (&self->lock);
  return n;
}

char *
gloss_test_server_dup_header (GlossTestServer *self, const char *path, const char *name)
{
  SoupMessageHeaders *headers;
  char *value = NULL;

  g_mutex_lock (&self->lock);
  headers = g_hash_table_lookup (self->heads, path);
  if (headers != NULL)
    value = g_strdup (soup_message_headers_get_list (headers, name));
  g_mutex_unlock (&self->lock);
  return value;
}
