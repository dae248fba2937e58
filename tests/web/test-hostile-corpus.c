/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each page of the hostile corpus, read as a file and as a page of the web and shown in the reader; and then
 * its markup as it is, shown by the reader as if nobody had cleaned it. Nothing of it runs, asks, goes, opens
 * or speaks, and the reader goes on. That each page would do it elsewhere is what test-hostile-control shows.
 */

#include "config.h"

#include "core/article/gloss-source-file.h"
#include "core/base/gloss-error.h"
#include "gloss-hostile-corpus.h"
#include "gloss-test-page.h"
#include "web/gloss-html-reader.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define WORLD "glossator"
#define SITE "https://www.harbour.example/news/story"
/* So that there is an article, for a page to be a part of. */
#define SENTENCE                                                                                             \
  "<p>The ferry has crossed the sound for forty years, the harbour master says, in fog, ice and two "        \
  "strikes, and "                                                                                            \
  "the town has grown up around its hours: the school begins when the first boat is in.</p>"
#define ARTICLE "<article><h1>Ferry line to close</h1>" SENTENCE SENTENCE SENTENCE SENTENCE "</article>"
#define OWN_WORDS "Words of ours."

/* What is read of a page: as a file, and as the article of a page of the web. */
typedef struct
{
  HostilePage *page;
  GlossSourceFile *source;
  GAsyncResult *file_result;
  GAsyncResult *page_result;
} Reading;

/* One reader for all pages: what one of them leaves behind is the next one's. */
static struct
{
  TestPage page;
  GlossHtmlReader *reader;
  GSocketService *server;
  guint16 port;
  guint n_connections;
  char *folder;
  char *secret; /* a file that nobody may open */
  char *secret_uri;
  int watch;
  Reading *ahead;
  guint n_articles;
  guint n_links;
  guint n_commits;
  guint n_fetched;  /* loads of anything but the document */
  guint n_selected; /* messages that only somebody's hand may cause */
  char *said;       /* the text that the page has, by its own word */
} bench;

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  bench.n_connections++;
  return TRUE;
}

static void
link_cb (GlossReaderView *view, const char *uri, gpointer data)
{
  g_assert_true (g_str_has_prefix (uri, "http:") || g_str_has_prefix (uri, "https:"));
  bench.n_links++;
}

static void
load_changed_cb (WebKitWebView *view, WebKitLoadEvent event, gpointer data)
{
  if (event == WEBKIT_LOAD_COMMITTED)
    bench.n_commits++;
}

static void
resource_cb (WebKitWebView *view, WebKitWebResource *resource, WebKitURIRequest *request, gpointer data)
{
  if (!g_str_has_prefix (webkit_uri_request_get_uri (request), "gloss:"))
    {
      g_test_message ("asked for %s", webkit_uri_request_get_uri (request));
      bench.n_fetched++;
    }
}

static void
message_cb (WebKitUserContentManager *content, JSCValue *message, gpointer data)
{
  g_autoptr (JSCValue) kind = jsc_value_object_get_property (message, "kind");
  g_autofree char *name = jsc_value_to_string (kind);

  if (g_str_equal (name, "ready"))
    {
      g_autoptr (JSCValue) text = jsc_value_object_get_property (message, "text");

      g_free (bench.said);
      bench.said = jsc_value_to_string (text);
    }
  if (g_str_equal (name, "selection") || g_str_equal (name, "selection-moved") || g_str_equal (name, "click"))
    bench.n_selected++;
}

static guint
count_openings (void)
{
  char events[4096];
  gssize n = read (bench.watch, events, sizeof events);

  return n > 0 ? (guint) n / sizeof (struct inotify_event) : 0;
}

static void
open_bench (void)
{
  WebKitWebView *view;
  g_autoptr (GError) error = NULL;

  bench.server = g_socket_service_new ();
  bench.port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (bench.server), NULL, NULL);
  g_signal_connect (bench.server, "incoming", G_CALLBACK (incoming_cb), NULL);
  g_socket_service_start (bench.server);

  bench.folder = g_dir_make_tmp ("hostile-XXXXXX", &error);
  g_assert_no_error (error);
  bench.secret = g_build_filename (bench.folder, "secret.html", NULL);
  g_file_set_contents (bench.secret, "<p>secret", -1, &error);
  g_assert_no_error (error);
  bench.secret_uri = g_filename_to_uri (bench.secret, NULL, &error);
  bench.watch = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
  g_assert_cmpint (inotify_add_watch (bench.watch, bench.secret, IN_OPEN), >=, 0);

  bench.reader = gloss_html_reader_new ();
  gloss_test_page_open (&bench.page);
  view = gloss_test_page_get_web_view (&bench.page);
  g_signal_connect (bench.page.view, "link", G_CALLBACK (link_cb), NULL);
  g_signal_connect (view, "load-changed", G_CALLBACK (load_changed_cb), NULL);
  g_signal_connect (view, "resource-load-started", G_CALLBACK (resource_cb), NULL);
  g_signal_connect (webkit_web_view_get_user_content_manager (view), "script-message-received::gloss",
                    G_CALLBACK (message_cb), NULL);
}

static void
close_bench (void)
{
  gloss_test_page_close (&bench.page);
  gloss_test_finalize (bench.reader);
  g_socket_service_stop (bench.server);
  g_clear_object (&bench.server);
  close (bench.watch);
  g_remove (bench.secret);
  g_rmdir (bench.folder);
  g_free (bench.secret);
  g_free (bench.secret_uri);
  g_free (bench.folder);
  g_free (bench.said);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GlossSourceFile *
read_source (HostilePage *page)
{
  g_autofree char *path = g_build_filename (bench.folder, "page.html", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = gloss_hostile_page_fill_in (page, bench.port, bench.secret_uri);
  g_autoptr (GError) error = NULL;
  GlossSourceFile *source;
  gsize length;
  const char *content = g_bytes_get_data (bytes, &length);

  g_file_set_contents (path, content, (gssize) length, &error);
  g_assert_no_error (error);
  source = gloss_source_file_read (file, NULL, &error);
  g_remove (path);
  if (source == NULL)
    g_test_message ("refused: %s", error->message);
  return source;
}

/* What is too much may be refused, with a sentence; nothing else may. */
static void
check_error (HostilePage *page, GError *error)
{
  if (error == NULL)
    return;
  g_test_message ("%s", error->message);
  g_assert_cmpstr (g_quark_to_string (error->domain), ==, g_quark_to_string (GLOSS_ERROR));
  g_assert_true (page->is_heavy || error->code == GLOSS_ERROR_EMPTY);
}

static GlossCapture *
make_capture (Reading *reading, GAsyncResult *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossReading) result = gloss_html_reader_read_page_finish (bench.reader, answer, &error);
  const GlossReadingFields *fields;

  check_error (reading->page, error);
  if (result == NULL)
    return NULL;
  fields = gloss_reading_get_fields (result);
  g_assert_null (fields->images[0]);
  bench.n_articles += fields->extent == GLOSS_READING_ARTICLE;
  return gloss_capture_new (&(GlossCaptureFields){
    .uri = SITE,
    .canonical_uri = fields->canonical_uri,
    .media_type = "text/html",
    .bytes = reading->source->bytes,
    .html = fields->html,
    .text = fields->text,
    .title = fields->title,
    .byline = fields->byline,
    .site = fields->site,
    .published = fields->published,
    .language = fields->language,
  });
}

/* Those that have something to say to whoever looks for the article; what others hold is taken from them
 * either way. A second process for each takes its time: without `-m slow`, those alone have one that are made
 * against what only an article is asked for, its facts and its elements by name. */
static gboolean
speaks_to_article (HostilePage *page)
{
  static const char *const kinds[] = { "clobber/", "metadata/", NULL };
  static const char *const slow_kinds[] = { "bridge/", "form/", "mutation/", "svg/", NULL };

  for (gsize i = 0; kinds[i] != NULL; i++)
    if (g_str_has_prefix (page->name, kinds[i]))
      return TRUE;
  for (gsize i = 0; g_test_slow () && slow_kinds[i] != NULL; i++)
    if (g_str_has_prefix (page->name, slow_kinds[i]))
      return TRUE;
  return FALSE;
}

static Reading *
start_reading (HostilePage *page)
{
  Reading *reading = g_new0 (Reading, 1);
  g_autofree char *markup = NULL;

  reading->page = page;
  reading->source = read_source (page);
  if (reading->source == NULL)
    return reading;
  gloss_html_reader_read_page_async (bench.reader, reading->source->utf8, reading->source->uri,
                                     GLOSS_READING_WHOLE, NULL, 0, NULL, keep_result_cb,
                                     &reading->file_result);
  if (!speaks_to_article (page))
    return reading;
  markup = g_strconcat (reading->source->utf8, ARTICLE, NULL);
  gloss_html_reader_read_page_async (bench.reader, markup, SITE, GLOSS_READING_ARTICLE, NULL, 0, NULL,
                                     keep_result_cb, &reading->page_result);
  return reading;
}

static void
free_reading (Reading *reading)
{
  g_clear_pointer (&reading->source, gloss_source_file_free);
  g_clear_object (&reading->file_result);
  g_clear_object (&reading->page_result);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, free_reading)

/* The next page is read while this one is looked at, and the process of the one after it starts: that is what
 * takes the time. */
static Reading *
take_reading (HostilePage *page, HostilePage *next)
{
  Reading *reading = g_steal_pointer (&bench.ahead);

  if (reading == NULL)
    reading = start_reading (page);
  g_assert_true (reading->page == page);
  if (next != NULL)
    {
      bench.ahead = start_reading (next);
      gloss_warm_view_warm_up (gloss_html_reader_get_warm_view (bench.reader));
    }
  if (reading->source == NULL)
    return reading;
  GLOSS_TEST_WAIT_FOR (reading->file_result != NULL &&
                       (reading->page_result != NULL || !speaks_to_article (page)));
  return reading;
}

static void
check_field (const char *field)
{
  if (field == NULL)
    return;
  g_assert_cmpint (g_utf8_strlen (field, -1), <=, 1000);
  g_assert_null (strchr (field, '\n'));
}

static void
check_words (HostilePage *page, GlossCapture *capture)
{
  const GlossCaptureFields *fields = gloss_capture_get_fields (capture);
  const char *text = gloss_text_get_utf8 (fields->text);

  for (guint i = 0; page->says[i] != NULL; i++)
    if (strstr (text, page->says[i]) == NULL)
      g_test_fail_printf ("%s: “%s” is not read in it, but %.200s", page->name, page->says[i], text);
  for (guint i = 0; page->hides[i] != NULL; i++)
    if (strstr (fields->html, page->hides[i]) != NULL)
      g_test_fail_printf ("%s: “%s” is read in it", page->name, page->hides[i]);
}

static void
check_fields (const GlossCaptureFields *fields)
{
  check_field (fields->title);
  check_field (fields->byline);
  check_field (fields->site);
  g_assert_true (fields->canonical_uri == NULL || g_str_has_prefix (fields->canonical_uri, "http"));
}

/* Asks the page itself, in our world, after an image of ours was refused: whatever the page asked for when it
 * was parsed came before that. is_clean: nothing but what a reader document is made of may stand in it. */
static void
check_document (HostilePage *page, gboolean is_clean)
{
  static const char script[] =
    "const lure = dom.find ('#lure'); lure?.dispatchEvent (new MouseEvent ('click', { bubbles: true }));"
    "lure?.click?.();"
    "const image = new Image (); image.src = 'http://127.0.0.1:%u/late';"
    "await new Promise (done => { image.onerror = image.onload = done });"
    "const root = dom.root (), wrong = [];"
    "if (root.hasAttribute ('data-hit')) wrong.push ('a script ran');"
    "if (location.protocol + location.host !== 'gloss:reader') wrong.push ('it went to ' + location.href);"
    "if (history.length > 1e6) wrong.push ('history');"
    "const cover = dom.find ('#cover');"
    "if (cover && getComputedStyle (cover).backgroundColor === 'rgb(255, 0, 0)') wrong.push ('a style is in "
    "use');"
    "if (!%d) return wrong.join ();"
    "const names = "
    "/^(html|head|meta|title|body|main|h[1-6]|div|p|span|a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|"
    "mark|q|rp|rt|ruby|s|samp|small|strong|sub|sup|u|var|blockquote|caption|dd|dl|dt|figcaption|figure|li|ol|"
    "pre|table|"
    "tbody|td|tfoot|th|thead|tr|ul|img|br|hr)$/;"
    "const kept = "
    "/^(lang|dir|href|colspan|rowspan|start|alt|charset|id|class|data-gloss-(ready|theme|face|title))$/;"
    "const walker = dom.createTreeWalker (root, NodeFilter.SHOW_ALL);"
    "for (let node = root; node; node = walker.nextNode ()) {"
    "  if (node.nodeType === Node.TEXT_NODE) continue;"
    "  if (node.nodeType !== Node.ELEMENT_NODE || !names.test (node.localName)) { wrong.push "
    "(node.nodeName); continue }"
    "  for (const { name, value } of node.attributes) {"
    "    const isOurs = name === 'id' ? value === 'gloss-text' && node.localName === 'main'"
    "      : name === 'class' ? /^gloss-(body|meta)$/.test (value)"
    "      : name === 'href' ? /^https?:/.test (value) : kept.test (name);"
    "    if (!isOurs) wrong.push (`${node.localName}[${name}=${value}]`);"
    "  }"
    "}"
    "if (root.querySelectorAll ('[id=gloss-text]').length !== 1) wrong.push ('two texts');"
    "if (root.querySelectorAll ('.gloss-meta').length !== 1) wrong.push ('two lines of ours');"
    "return wrong.slice (0, 9).join ()";
  g_autofree char *source = g_strdup_printf (script, bench.port, is_clean);
  g_autofree char *wrong = gloss_test_page_run (&bench.page, WORLD, source);

  if (wrong[0] != '\0')
    g_test_fail_printf ("%s must never %s: %s", page->name, page->never, wrong);
}

static void
forget (void)
{
  bench.n_connections = bench.n_links = bench.n_commits = bench.n_fetched = bench.n_selected = 0;
  bench.page.n_crashes = 0;
  g_clear_error (&bench.page.failure);
  count_openings ();
}

static void
check_none (HostilePage *page, guint n, const char *what)
{
  if (n > 0)
    g_test_fail_printf ("%s must never %s: %u %s", page->name, page->never, n, what);
}

static void
check_quiet (HostilePage *page)
{
  check_none (page, bench.n_connections, "connections");
  if (!page->clicks) /* what is called from here counts as somebody's hand */
    check_none (page, bench.n_links, "links were offered");
  check_none (page, bench.n_selected, "messages of somebody's hand");
  check_none (page, count_openings (), "files were opened");
  check_none (page, g_list_model_get_n_items (gtk_window_get_toplevels ()) - 1, "windows");
  if (page->is_heavy) /* what is large may need a second try */
    return;
  check_none (page, MAX (bench.n_commits, 1) - 1, "navigations");
  check_none (page, bench.page.n_crashes, "crashes");
}

static void
check_clean (HostilePage *page, GlossCapture *capture)
{
  check_fields (gloss_capture_get_fields (capture));
  forget ();
  gloss_test_page_show (&bench.page, capture);
  GLOSS_TEST_WAIT_FOR (bench.page.n_painted > 0 || bench.page.failure != NULL);
  g_assert_no_error (bench.page.failure);
  check_document (page, TRUE);
  check_quiet (page);
  check_none (page, bench.n_fetched, "resources were asked for");
}

static void
test_read (gconstpointer data)
{
  HostilePage *const *place = data;
  g_autoptr (Reading) reading = take_reading (place[0], place[1]);
  g_autoptr (GlossCapture) whole = NULL, article = NULL;

  if (reading->source == NULL)
    return;
  forget ();
  whole = make_capture (reading, reading->file_result);
  if (whole != NULL)
    {
      check_words (place[0], whole);
      check_clean (place[0], whole);
    }
  article = reading->page_result != NULL ? make_capture (reading, reading->page_result) : NULL;
  if (article != NULL)
    check_clean (place[0], article);
}

/* As nobody should have stored it. */
static void
show_raw (const char *markup, const char *words)
{
  g_autoptr (GlossText) text = gloss_text_new (words, -1, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (markup, strlen (markup));
  g_autoptr (GlossCapture) capture = gloss_capture_new (&(GlossCaptureFields){
    .uri = SITE, .media_type = "text/html", .bytes = bytes, .html = markup, .text = text });

  forget ();
  gloss_test_page_show (&bench.page, capture);
  GLOSS_TEST_WAIT_FOR (bench.page.n_painted > 0 || bench.page.failure != NULL);
}

/* Behind a text of ours; and alone, where it has no text or one of its own choice: the reader refuses that,
 * unless it is what was stored. */
static void
test_raw (gconstpointer data)
{
  HostilePage *page = (HostilePage *) data;
  g_autoptr (GlossSourceFile) source = read_source (page);
  g_autofree char *after = NULL, *said = NULL;

  if (source == NULL)
    return;
  after =
    g_strconcat ("<!DOCTYPE html><main id=\"gloss-text\"><p>" OWN_WORDS "</p></main>", source->utf8, NULL);
  show_raw (after, OWN_WORDS);
  g_assert_no_error (bench.page.failure);
  check_document (page, FALSE);
  check_quiet (page);

  show_raw (source->utf8, OWN_WORDS);
  g_assert_error (bench.page.failure, GLOSS_ERROR, GLOSS_ERROR_CORRUPT);
  said = g_steal_pointer (&bench.said);
  GLOSS_TEST_WAIT_FOR (bench.n_commits == 2); /* an empty page in its place */
  bench.n_commits = 1;
  check_quiet (page);
  show_raw (source->utf8, said);
  g_assert_no_error (bench.page.failure);
  check_document (page, FALSE);
  check_quiet (page);
}

static void
test_articles (void)
{
  g_test_message ("%u pages were read as articles", bench.n_articles);
  g_assert_cmpuint (bench.n_articles, >=, g_test_slow () ? 30 : 9);
}

/* After all of them the reader is what it was. */
static void
test_after (void)
{
  forget ();
  gloss_test_page_show_text (&bench.page, OWN_WORDS);
  g_free (gloss_test_page_annotate (&bench.page, "Words", "claim", 0));
  g_free (gloss_test_page_run (&bench.page, WORLD,
                               "const s = dom.selection (); s.removeAllRanges ();"
                               "s.addRange (reader.index.range (0, 5)); return 1"));
  GLOSS_TEST_WAIT_FOR (bench.n_selected > 0);
  g_assert_no_error (bench.page.failure);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source), result, NULL);

  g_assert_nonnull (connection);
}

/* Counters that could not count would say nothing. */
static void
test_counters (void)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autofree char *content = NULL, *mark = NULL;

  forget ();
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_to_host_async (client, "127.0.0.1", bench.port, NULL, connected_cb, NULL);
  GLOSS_TEST_WAIT_FOR (bench.n_connections == 1);
  g_assert_true (g_file_get_contents (bench.secret, &content, NULL, NULL));
  g_assert_cmpuint (count_openings (), ==, 1);
}

/* Two groups, each of which can be run alone: what comes before and after is in both. */
#define READING "/web/hostile-reading"
#define RAW "/web/hostile-raw"

static void
add_page (const char *prefix, HostilePage *page, gconstpointer data, GTestDataFunc func)
{
  g_autofree char *path = gloss_hostile_page_dup_test_path (page, prefix);

  g_test_add_data_func (path, data, func);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) pages = NULL;
  int result;

  gtk_test_init (&argc, &argv, NULL);
  pages = gloss_hostile_corpus_load ();
  g_assert_cmpuint (pages->len, >=, 150);
  g_ptr_array_add (pages, NULL);
  g_test_add_func (READING "/before/counters", test_counters);
  for (guint i = 0; pages->pdata[i] != NULL; i++)
    add_page (READING "/pages/", pages->pdata[i], &pages->pdata[i], test_read);
  g_test_add_func (READING "/since/articles", test_articles);
  g_test_add_func (READING "/after/reader", test_after);

  g_test_add_func (RAW "/before/counters", test_counters);
  for (guint i = 0; pages->pdata[i] != NULL; i++)
    if (!((HostilePage *) pages->pdata[i])->is_heavy) /* nobody stores what is not read */
      add_page (RAW "/pages/", pages->pdata[i], pages->pdata[i], test_raw);
  g_test_add_func (RAW "/after/reader", test_after);

  open_bench ();
  result = g_test_run ();
  g_clear_pointer (&bench.ahead, free_reading);
  close_bench ();
  return result;
}
