/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of the schemes that serve what is stored. Owns nothing. Main thread. */

#include "config.h"

#include "web/gloss-scheme-answer.h"

void
gloss_scheme_answer (WebKitURISchemeRequest *request,
                     GBytes *bytes,
                     const char *media_type,
                     const char *const *headers)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (WebKitURISchemeResponse) response =
    webkit_uri_scheme_response_new (stream, (gint64) g_bytes_get_size (bytes));
  SoupMessageHeaders *said = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);

  for (gsize i = 0; headers[i] != NULL; i += 2)
    soup_message_headers_append (said, headers[i], headers[i + 1]);
  webkit_uri_scheme_response_set_content_type (response, media_type);
  webkit_uri_scheme_response_set_http_headers (response, said);
  webkit_uri_scheme_request_finish_with_response (request, response);
}

/* There is nothing at that address. */
void
gloss_scheme_refuse (WebKitURISchemeRequest *request)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Not found");

  webkit_uri_scheme_request_finish_error (request, error);
}
