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
  g_assert_finalize_object (fixture->images);
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
  WAIT_UNTIL (fixture->page.n_painted == 1);
}

/* Waits until the script, an expression, says what is wanted. */
static void
wait_for (Fixture *fixture, const char *expression, const char *wanted)
{
  g_autofree char *script = g_strdup_printf ("return String (%s)", expression);
  g_autofree char *answer = NULL;
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

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

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/web/reader-images/shown", Fixture, NULL, set_up, test_shown, tear_down);
  return g_test_run ();
}
