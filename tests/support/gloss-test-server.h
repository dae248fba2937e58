/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GlossTestManner:
 * @GLOSS_TEST_PLAIN: the body, with its length
 * @GLOSS_TEST_NUMBERED: the body, whose one `%u` becomes the number of the request, from 1: a page that
 * changes
 * @GLOSS_TEST_CHUNKED: the body, repeated, without its length
 * @GLOSS_TEST_ENDLESS: the body over and over, for as long as anybody reads
 * @GLOSS_TEST_HELD: nothing until gloss_test_server_release()
 * @GLOSS_TEST_STALLED: the body, then nothing more, though more was promised
 * @GLOSS_TEST_CUT: the body, then the connection is closed, though more was promised
 *
 * How a path answers.
 */
typedef enum
{
  GLOSS_TEST_PLAIN,
  GLOSS_TEST_NUMBERED,
  GLOSS_TEST_CHUNKED,
  GLOSS_TEST_ENDLESS,
  GLOSS_TEST_HELD,
  GLOSS_TEST_STALLED,
  GLOSS_TEST_CUT,
} GlossTestManner;

/**
 * GlossTestAnswer:
 * @status: 0: 200
 * @type: the content type, %NULL: `text/html; charset=utf-8`
 * @body: text, or %NULL: none
 * @bytes: (nullable): instead of @body
 * @repeat: how often a chunked body is sent
 * @headers: (nullable): others, as `Name: value`, one a line
 */
typedef struct
{
  GlossTestManner manner;
  guint status;
  const char *type;
  const char *body;
  GBytes *bytes;
  guint repeat;
  const char *headers;
} GlossTestAnswer;

/**
 * GlossTestServer:
 *
 * A server of HTTP on a free port of the loopback and on a thread of its own, for tests. It answers for the
 * paths it was told, with 404 for others, and counts who asked for what. As a proxy it answers for other
 * hosts, by `host/path`. All functions are called from the test's thread.
 */
typedef struct _GlossTestServer GlossTestServer;

/* certificate: NULL: plain HTTP. */
GlossTestServer *gloss_test_server_new (GTlsCertificate *certificate);
void gloss_test_server_free (GlossTestServer *self);

/* Such as http://127.0.0.1:40001, without a slash at its end. */
const char *gloss_test_server_get_uri (GlossTestServer *self);
/* path: one that ends in a slash stands for all below it that have no answer of their own. Copies. */
void gloss_test_server_add (GlossTestServer *self, const char *path, const GlossTestAnswer *answer);
/* HTML, as it is. */
void gloss_test_server_add_page (GlossTestServer *self, const char *path, const char *html);
void gloss_test_server_add_redirect (GlossTestServer *self, const char *path, const char *location);
/* Answers all that is held, and what comes to be held from now on. */
void gloss_test_server_release (GlossTestServer *self);

/* How many requests came for the path or, ending in a slash, for any below it. */
guint gloss_test_server_count (GlossTestServer *self, const char *path);
guint gloss_test_server_count_all (GlossTestServer *self);
/* How many connections ended before their answer was whole. */
guint gloss_test_server_count_aborted (GlossTestServer *self);
/* A header of the last request for the path, or NULL. */
char *gloss_test_server_dup_header (GlossTestServer *self, const char *path, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossTestServer, gloss_test_server_free)

G_END_DECLS
