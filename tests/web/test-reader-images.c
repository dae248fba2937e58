/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images in the reader: shown from their source, told by their words where they are not there, and never in
 * the way of the text. */

#include "config.h"

#include "gloss-test-images.h"
#include "gloss-test-page.h"
#include "gloss-test-processes.h"

#define UNKNOWN "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

typedef struct
{
  TestPage page;
  GlossTestImages *images;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->images = gloss_test_images_new ();
  gloss_test_page_open (&fixture->page);
  gloss_reader_view_set_images (fixture->page.view, GLOSS_IMAGE_SOURCE (fixture->images));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gloss_test_page_close (&fixture->page);
  gloss_test_finalize (fixture->images);
}

static const char *
add_image (Fixture *fixture, guint width, guint height, guint colour)
{
  g_autoptr (GBytes) bytes = gloss_test_images_make (width, height, colour);

  return gloss_test_images_add (fixture->images, bytes);
}

static void
show (Fixture *fixture, const char *body, const char *text)
{
  g_autofree char *main = g_strdup_printf ("<div class=\"gloss-body\">%s</div>", body);

  gloss_test_page_show_html (&fixture->page, main, text);
  GLOSS_TEST_WAIT_FOR (fixture->page.n_painted == 1);
}

/* Waits until the script, an expression, says what is wanted. */
static void
wait_for (Fixture *fixture, const char *expression, const char *wanted)
{
  g_autofree char *script = g_strdup_printf ("return String (%s)", expression);
  g_autofree char *answer = NULL;
  gint64 end = g_get_monotonic_time () + GLOSS_TEST_DEADLINE_SECONDS * G_USEC_PER_SEC;

  do
    {
      if (g_get_monotonic_time () > end)
        g_error ("%s is %s and not %s", expression, answer, wanted);
      g_free (answer);
      answer = gloss_test_page_run (&fixture->page, "test", script);
    }
  while (g_strcmp0 (answer, wanted) != 0);
}

#define IMAGE "document.querySelector ('img')"

static void
test_shown (Fixture *fixture, gconstpointer data)
{
  const char *hash = add_image (fixture, 64, 48, 0);
  g_autofree char *body =
    g_strdup_printf ("<p>Words</p>\n<p><img src=\"image/%s\" alt=\"a board\" width=\"64\" "
                     "height=\"48\" loading=\"lazy\"></p>",
                     hash);

  show (fixture, body, "Words\n");
  wait_for (fixture, IMAGE ".complete && " IMAGE ".naturalWidth", "64");
  wait_for (fixture, IMAGE ".hasAttribute ('data-gloss-missing')", "false");
  g_assert_cmpuint (gloss_test_images_count (fixture->images), ==, 1);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  show (fixture,
        "<p>In <img src=\"image/" UNKNOWN "\" alt=\"a flag\" width=\"16\" height=\"16\"> the text</p>",
        "In  the text");
  wait_for (fixture, IMAGE ".hasAttribute ('data-gloss-missing')", "true");
  /* Its words are seen. */
  wait_for (fixture, IMAGE ".getBoundingClientRect ().width > 30", "true");
  /* WebKit may ask again for what it was refused, once for each who comes to the image. */
  g_assert_cmpuint (gloss_test_images_count (fixture->images), >, 0);
  g_assert_no_error (fixture->page.failure);
}

/* Nothing is asked of the source but what is a hash, written in the one way. */
static void
test_false_addresses (Fixture *fixture, gconstpointer data)
{
  static const char *const addresses[] = {
    "image/",
    "image/0123",
    "image/" UNKNOWN "0",
    "image/" UNKNOWN "?x",
    "image/" UNKNOWN "/",
    "image/../image/x/" UNKNOWN,
    "image/0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
    "image/%300123456789abcdef123456789abcdef0123456789abcdef0123456789abcdef",
    "gloss://other/image/" UNKNOWN,
    "file:///etc/passwd",
    "data:text/html,<p>",
  };
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *wanted = g_strdup_printf ("%zu", G_N_ELEMENTS (addresses));

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    g_string_append_printf (body, "<img src=\"%s\" alt=\"\">", addresses[i]);
  show (fixture, body->str, "");
  wait_for (fixture, "document.querySelectorAll ('[data-gloss-missing]').length", wanted);
  g_assert_cmpuint (gloss_test_images_count (fixture->images), ==, 0);
}

/* What is no image is not given to the page, under whatever hash the library has it. */
static void
test_no_image (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) page = g_bytes_new_static ("<script>alert (1)</script>", 26);

  gloss_test_images_add_as (fixture->images, UNKNOWN, page);
  show (fixture, "<p>Words <img src=\"image/" UNKNOWN "\" alt=\"page\"></p>", "Words ");
  wait_for (fixture, IMAGE ".hasAttribute ('data-gloss-missing')", "true");
}

/* A drawing is shown; what it has of scripts and links to others does nothing. */
static void
test_drawing (Fixture *fixture, gconstpointer data)
{
  static const char drawing[] =
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30' onload='document.title = \"run\"'>"
    "<script>parent.document.title = 'run'</script><style>@import 'image/" UNKNOWN "';</style>"
    "<image href='gloss://reader/image/" UNKNOWN "' width='9' height='9'/>"
    "<rect width='40' height='30' fill='teal'/></svg>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (drawing, strlen (drawing));
  const char *hash = gloss_test_images_add (fixture->images, bytes);
  g_autofree char *body = g_strdup_printf ("<p><img src=\"image/%s\" alt=\"chart\"></p>", hash);

  show (fixture, body, "");
  wait_for (fixture, IMAGE ".complete && " IMAGE ".naturalWidth", "40");
  wait_for (fixture, "document.title", "");
  g_assert_cmpuint (gloss_test_images_count (fixture->images), ==, 1);
}

static char *
dup_many (const char *hash, guint n, const char *size)
{
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (body, "<figure><img src=\"image/%s\" alt=\"\" %s loading=\"lazy\"></figure>",
                            hash, size);
  g_string_append (body, "<p>The end</p>");
  return g_string_free (g_steal_pointer (&body), FALSE);
}

/* Of a thousand only those are asked for that are near, and only a few at a time. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (body,
                            "<figure><img src=\"image/%064x\" alt=\"%u\" width=\"400\" height=\"300\" "
                            "loading=\"lazy\"></figure>",
                            i, i);
  gloss_test_images_set_held (fixture->images, TRUE);
  show (fixture, body->str, "");
  GLOSS_TEST_WAIT_FOR (gloss_test_images_count (fixture->images) == 4);
  gloss_test_images_set_held (fixture->images, FALSE);
  wait_for (fixture, IMAGE ".hasAttribute ('data-gloss-missing')", "true");
  g_assert_cmpuint (gloss_test_images_count (fixture->images), <, 100);
}

/* The room of images is known before they are there: what is read does not move. */
static void
test_place (Fixture *fixture, gconstpointer data)
{
  const char *hash = add_image (fixture, 1600, 900, 1);
  g_autofree char *body = dup_many (hash, 30, "width=\"1600\" height=\"900\"");
  const char *height = "document.documentElement.scrollHeight";
  g_autofree char *script = g_strconcat ("return String (", height, ")", NULL);
  g_autofree char *before = NULL;

  gloss_test_images_set_held (fixture->images, TRUE);
  show (fixture, body, "The end");
  before = gloss_test_page_run (&fixture->page, "test", script);
  gloss_reader_view_reveal_range (fixture->page.view, 0, 3);
  wait_for (fixture,
            "scrollY > 10000 && document.querySelector ('p').getBoundingClientRect ().top < innerHeight",
            "true");
  gloss_test_images_set_held (fixture->images, FALSE);
  wait_for (fixture, "[...document.querySelectorAll ('img')].at (-1).naturalWidth", "1600");
  wait_for (fixture, height, before);
  wait_for (fixture, "document.querySelector ('p').getBoundingClientRect ().top < innerHeight", "true");
  wait_for (fixture, IMAGE ".getBoundingClientRect ().width <= innerWidth", "true");
}

/* Where the room was not known, the marks are told their new places. */
static void
test_layout (Fixture *fixture, gconstpointer data)
{
  const char *hash = add_image (fixture, 400, 300, 2);
  g_autofree char *body = dup_many (hash, 1, "");
  g_autofree char *uuid = NULL;
  GlossReaderMark *mark;
  double before;
  guint n;

  gloss_test_images_set_held (fixture->images, TRUE);
  show (fixture, body, "The end");
  n = fixture->page.n_layouts;
  uuid = gloss_test_page_annotate (&fixture->page, "end", "claim", 0);
  GLOSS_TEST_WAIT_FOR (fixture->page.n_layouts > n &&
                       gloss_reader_view_get_marks (fixture->page.view)->len == 1);
  mark = g_ptr_array_index (gloss_reader_view_get_marks (fixture->page.view), 0);
  before = mark->top;
  gloss_test_images_set_held (fixture->images, FALSE);
  GLOSS_TEST_WAIT_FOR ((mark = g_ptr_array_index (gloss_reader_view_get_marks (fixture->page.view), 0))->top >
                       before + 0.1);
}

/* Another page is shown, or none, while images are under way: nobody waits for them any more. */
static void
test_switch (Fixture *fixture, gconstpointer data)
{
  const char *hash = add_image (fixture, 400, 300, 0);
  g_autofree char *body = dup_many (hash, 20, "");
  g_autoptr (GlossTestImages) others = gloss_test_images_new ();

  gloss_test_images_set_held (fixture->images, TRUE);
  show (fixture, body, "The end");
  GLOSS_TEST_WAIT_FOR (gloss_test_images_count_held (fixture->images) > 0);

  /* One that has no such image: the page doesn't see what belongs to the one before. */
  gloss_reader_view_set_images (fixture->page.view, GLOSS_IMAGE_SOURCE (others));
  show (fixture, body, "The end");
  gloss_test_images_set_held (fixture->images, FALSE);
  wait_for (fixture, IMAGE ".hasAttribute ('data-gloss-missing')", "true");
  wait_for (fixture, IMAGE ".naturalWidth", "0");

  gloss_reader_view_set_images (fixture->page.view, NULL);
  show (fixture, body, "The end");
  wait_for (fixture, IMAGE ".hasAttribute ('data-gloss-missing')", "true");
}

/* The window is closed with images under way, and what comes after it goes nowhere. */
static void
test_close (void)
{
  Fixture fixture = { .images = NULL };
  g_autofree char *body = NULL;

  set_up (&fixture, NULL);
  body = dup_many (add_image (&fixture, 400, 300, 0), 20, "");
  gloss_test_images_set_held (fixture.images, TRUE);
  show (&fixture, body, "The end");
  GLOSS_TEST_WAIT_FOR (gloss_test_images_count_held (fixture.images) > 0);
  gloss_test_page_close (&fixture.page);
  gloss_test_images_set_held (fixture.images, FALSE);
  gloss_test_finalize (fixture.images);
}

/* A web process that dies gets its images again; the second time it is shown without, so that the words are
 * there whatever an image does to it. */
static void
test_crash (Fixture *fixture, gconstpointer data)
{
  const char *hash = add_image (fixture, 400, 300, 0);
  g_autofree char *body = dup_many (hash, 20, "");
  guint n;

  gloss_test_images_set_held (fixture->images, TRUE);
  show (fixture, body, "The end");
  GLOSS_TEST_WAIT_FOR (gloss_test_images_count_held (fixture->images) > 0);
  webkit_web_view_terminate_web_process (gloss_test_page_get_web_view (&fixture->page));
  GLOSS_TEST_WAIT_FOR (fixture->page.n_crashes == 1);
  gloss_test_images_set_held (fixture->images, FALSE);
  wait_for (fixture, IMAGE "?.naturalWidth", "400");

  n = gloss_test_images_count (fixture->images);
  webkit_web_view_terminate_web_process (gloss_test_page_get_web_view (&fixture->page));
  GLOSS_TEST_WAIT_FOR (fixture->page.n_crashes == 2);
  wait_for (fixture, IMAGE "?.hasAttribute ('data-gloss-missing')", "true");
  g_assert_cmpuint (gloss_test_images_count (fixture->images), ==, n);

  /* Shown again by the user, it has them. */
  show (fixture, body, "The end");
  wait_for (fixture, IMAGE "?.naturalWidth", "400");
}

/* A small drawing that takes for ever: the words are shown without it, when the process has been given up
 * twice. */
static void
test_endless_drawing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) drawing =
    g_string_new ("<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'>"
                  "<defs><g id='a0'><rect width='9' height='9'/></g>");
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *body = NULL;

  for (guint i = 1; i < 30; i++)
    {
      g_string_append_printf (drawing, "<g id='a%u'>", i);
      for (guint j = 0; j < 10; j++)
        g_string_append_printf (drawing, "<use href='#a%u'/>", i - 1);
      g_string_append (drawing, "</g>");
    }
  g_string_append (drawing, "</defs><use href='#a29'/></svg>");
  bytes = g_bytes_new (drawing->str, drawing->len);
  body = g_strdup_printf ("<p>Words</p><p><img src=\"image/%s\" alt=\"chart\"></p>",
                          gloss_test_images_add (fixture->images, bytes));
  show (fixture, body, "Words");
  wait_for (fixture, IMAGE "?.hasAttribute ('data-gloss-missing')", "true");
  g_assert_cmpuint (fixture->page.n_crashes, ==, 2);
  g_assert_no_error (fixture->page.failure);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/web/reader-images/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("shown", test_shown);
  ADD ("missing", test_missing);
  ADD ("false-addresses", test_false_addresses);
  ADD ("no-image", test_no_image);
  ADD ("drawing", test_drawing);
  ADD ("endless-drawing", test_endless_drawing);
  ADD ("many", test_many);
  ADD ("place", test_place);
  ADD ("layout", test_layout);
  ADD ("switch", test_switch);
  ADD ("crash", test_crash);
#undef ADD
  g_test_add_func ("/web/reader-images/close", test_close);
  return g_test_run ();
}
