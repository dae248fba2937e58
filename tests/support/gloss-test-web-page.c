/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. It uses the random numbers of the test. */

#include "config.h"

#include "support/gloss-test-web-page.h"

#include "core/article/gloss-quoted-printable.h"
#include "support/gloss-test-prose.h"

struct _GlossTestWebPage
{
  char *uri;
  GString *prose;    /* a paragraph a line */
  GPtrArray *images; /* of GlossCaptureResource */
};

/* A photograph does not shrink. */
static GBytes *
make_photograph (gsize size)
{
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) g_test_rand_int_range (0, 256);

  return g_bytes_new_take (data, size);
}

static char *
make_prose (gsize n_bytes)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  return gloss_test_prose_new (random, n_bytes);
}

GlossTestWebPage *
gloss_test_web_page_new (const char *uri, gsize n_bytes, guint n_images, gsize image_size)
{
  GlossTestWebPage *self = g_new0 (GlossTestWebPage, 1);
  g_autofree char *prose = make_prose (n_bytes);

  self->uri = g_strdup (uri);
  self->prose = g_string_new (prose);
  self->images = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_capture_resource_unref);
  for (guint i = 0; i < n_images; i++)
    {
      g_autoptr (GBytes) photograph = make_photograph (image_size);
      g_autofree char *address = g_strdup_printf ("https://images.example/photographs/%u-1200x800.jpg", i);

      g_ptr_array_add (self->images, gloss_capture_resource_new (address, "image/jpeg", photograph));
    }

  return self;
}

void
gloss_test_web_page_free (GlossTestWebPage *self)
{
  g_free (self->uri);
  g_string_free (self->prose, TRUE);
  g_ptr_array_unref (self->images);
  g_free (self);
}

void
gloss_test_web_page_edit (GlossTestWebPage *self)
{
  g_autofree char *more = make_prose (300);

  g_string_append_printf (self->prose, "\n%s", more);
}

/* The page; what only stands there for the browser, and what the browser leaves out when it saves. */
static char *
make_page (GlossTestWebPage *self, gboolean is_saved)
{
  GString *html =
    g_string_new ("<html lang=\"en\"><head><meta charset=\"utf-8\"><title>An article</title>\n");
  g_auto (GStrv) lines = g_strsplit (self->prose->str, "\n", -1);

  for (guint i = 0; !is_saved && i < 40; i++)
    g_string_append_printf (
      html, "<script>window.dataLayer.push({event:\"view-%u\",section:\"world\"});</script>\n", i);
  g_string_append (html, "</head><body class=\"page page--article\"><nav>\n");
  for (guint i = 0; i < 40; i++)
    g_string_append_printf (html,
                            "<a class=\"nav__link\" href=\"https://example.org/section/%u\">Section %u</a>\n",
                            i, i);
  g_string_append (html, "</nav><article><h1>An article</h1>\n");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_string_append_printf (html, "<p class=\"article__paragraph\" data-position=\"%u\">%s</p>\n", i,
                              lines[i]);
      if (i < self->images->len)
        g_string_append_printf (html,
                                "<figure><img class=\"lazy\" alt=\"A photograph\" src=\"%s\"></figure>\n",
                                gloss_capture_resource_get_uri (g_ptr_array_index (self->images, i)));
    }
  for (guint i = lines[0] != NULL ? g_strv_length (lines) : 0; i < self->images->len; i++)
    g_string_append_printf (html, "<img src=\"%s\">\n",
                            gloss_capture_resource_get_uri (g_ptr_array_index (self->images, i)));
  g_string_append (html, "</article></body></html>");

  return g_string_free (html, FALSE);
}

static char *
make_reader_document (GlossTestWebPage *self)
{
  GString *html = g_string_new ("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"></head><body>"
                                "<main id=\"gloss-text\"><h1>An article</h1>\n");
  g_auto (GStrv) lines = g_strsplit (self->prose->str, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_string_append_printf (html, "<p>%s</p>\n", lines[i]);
      if (i < self->images->len)
        g_string_append_printf (html, "<img src=\"image/%s\" alt=\"A photograph\">\n",
                                gloss_capture_resource_get_sha256 (g_ptr_array_index (self->images, i)));
    }
  g_string_append (html, "</main></body></html>");

  return g_string_free (html, FALSE);
}

static void
append_base64 (GString *file, GBytes *bytes)
{
  g_autofree char *encoded = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  gsize length = strlen (encoded);

  for (gsize i = 0; i < length; i += 76)
    {
      g_string_append_len (file, encoded + i, (gssize) MIN (76, length - i));
      g_string_append (file, "\r\n");
    }
}

static GBytes *
make_mhtml (GlossTestWebPage *self)
{
  g_autofree char *boundary = g_strdup_printf ("----=_NextPart_000_%08X", (guint) g_test_rand_int ());
  g_autofree char *saved = make_page (self, TRUE);
  g_autoptr (GBytes) page = g_bytes_new (saved, strlen (saved));
  g_autoptr (GBytes) quoted = gloss_quoted_printable_encode (page, "\r\n");
  GString *file = g_string_new (NULL);

  g_string_append_printf (
    file,
    "From: <Saved by WebKit>\r\nSubject: An article\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"%s\"\r\n\r\n"
    "--%s\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: %s\r\n\r\n",
    boundary, boundary, self->uri);
  g_string_append_len (file, g_bytes_get_data (quoted, NULL), (gssize) g_bytes_get_size (quoted));
  g_string_append (file, "\r\n");
  for (guint i = 0; i < self->images->len; i++)
    {
      GlossCaptureResource *image = g_ptr_array_index (self->images, i);

      g_string_append_printf (file,
                              "--%s\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n"
                              "Content-Location: %s\r\n\r\n",
                              boundary, gloss_capture_resource_get_uri (image));
      append_base64 (file, gloss_capture_resource_get_bytes (image));
    }
  g_string_append_printf (file, "--%s--\r\n", boundary);

  return g_string_free_to_bytes (file);
}

GlossCapture *
gloss_test_web_page_capture (GlossTestWebPage *self)
{
  g_autofree char *received = make_page (self, FALSE);
  g_autofree char *document = make_reader_document (self);
  g_autofree char *words = g_strconcat ("An article\n", self->prose->str, "\n", NULL);
  g_autoptr (GlossText) text = gloss_text_new (words, -1, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (received, strlen (received));
  g_autoptr (GBytes) mhtml = make_mhtml (self);

  return gloss_capture_new (&(GlossCaptureFields){
    .uri = self->uri,
    .canonical_uri = "https://example.org/canonical",
    .media_type = "text/html",
    .bytes = bytes,
    .html = document,
    .text = text,
    .title = "An article",
    .status = 200,
    .headers = "{\"content-type\":\"text/html\",\"server\":\"a server\"}",
    .mhtml = mhtml,
    .archive = "https://archive.example/article",
    .resources = self->images,
  });
}
