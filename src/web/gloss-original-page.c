/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stored page made ready to be shown. Owns its document, its images and fonts, and its style sheets as
 * text. Any thread. It interprets nothing but media types, believes nothing, and reads no file. Making one
 * costs one reading of the MHTML and a copy of its document and style sheets. */

#include "config.h"

#include "web/gloss-original-page.h"

#include "core/article/gloss-mhtml.h"
#include "core/base/gloss-error.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* They reach the web process in one message. */
#define MAX_SHEETS ((gsize) 16 << 20)

struct _GlossOriginalPage
{
  char *address;
  GlossOriginalResource *document;
  GPtrArray *resources; /* of GlossOriginalResource */
  char *parts;
  char *sheets;
};

G_DEFINE_BOXED_TYPE (GlossOriginalPage,
                     gloss_original_page,
                     gloss_original_page_ref,
                     gloss_original_page_unref)

static void
free_resource (gpointer data)
{
  GlossOriginalResource *resource = data;

  g_free (resource->media_type);
  g_bytes_unref (resource->bytes);
  g_free (resource);
}

static gboolean
is_token (const char *words)
{
  for (; *words != '\0'; words++)
    if (!g_ascii_isalnum (*words) && strchr ("-_.+:/", *words) == NULL)
      return FALSE;
  return TRUE;
}

static GlossOriginalResource *
make_resource (const GlossMhtmlPart *part, GBytes *bytes)
{
  GlossOriginalResource *resource = g_new0 (GlossOriginalResource, 1);
  const char *type = is_token (part->media_type) ? part->media_type : "application/octet-stream";
  gboolean has_charset = part->charset != NULL && part->charset[0] != '\0' && is_token (part->charset);

  resource->media_type =
    has_charset ? g_strdup_printf ("%s; charset=%s", type, part->charset) : g_strdup (type);
  resource->bytes = g_bytes_ref (bytes);
  return resource;
}

static gboolean
is_page (const GlossMhtmlPart *part)
{
  return g_str_equal (part->media_type, "text/html") ||
         g_str_equal (part->media_type, "application/xhtml+xml");
}

static gboolean
is_shown (const GlossMhtmlPart *part)
{
  return g_str_has_prefix (part->media_type, "image/") || g_str_has_prefix (part->media_type, "font/") ||
         g_str_has_prefix (part->media_type, "application/font") ||
         g_str_has_prefix (part->media_type, "application/x-font") ||
         g_str_has_prefix (part->media_type, "application/vnd.ms-fontobject") ||
         g_str_equal (part->media_type, "application/octet-stream");
}

/* A policy that the page was sent with by a meta element forbids what is stored with it, too, which has
 * another address now. Ours is stricter. Only the element's own markup is touched, never a word of the page.
 */
static gboolean
disarm_cb (const GMatchInfo *match, GString *result, gpointer data)
{
  g_autofree char *tag = g_match_info_fetch (match, 0);
  char *name = tag;

  while (*name != '\0' && g_ascii_strncasecmp (name, "content-security", strlen ("content-security")) != 0)
    name++;
  if (*name != '\0')
    *name = 'x';
  g_string_append (result, tag);
  return FALSE;
}

static GBytes *
disarm_policies (GBytes *html)
{
  g_autoptr (GRegex) regex = g_regex_new ("<meta\\s[^>]*http-equiv\\s*=\\s*[\"']?\\s*content-security-policy",
                                          G_REGEX_CASELESS | G_REGEX_RAW, 0, NULL);
  gsize size;
  const char *data = g_bytes_get_data (html, &size);
  char *disarmed;

  if (size == 0 || memchr (data, '\0', size) != NULL ||
      !g_regex_match_full (regex, data, (gssize) size, 0, 0, NULL, NULL))
    return g_bytes_ref (html);
  disarmed = g_regex_replace_eval (regex, data, (gssize) size, 0, 0, disarm_cb, NULL, NULL);
  return disarmed != NULL ? g_bytes_new_take (disarmed, strlen (disarmed)) : g_bytes_ref (html);
}

static void
add_entry (JsonBuilder *list, const char *location, const char *content_id)
{
  json_builder_begin_array (list);
  if (location != NULL)
    {
      json_builder_add_string_value (list, location);
    }
  else
    {
      g_autofree char *address = g_strconcat ("cid:", content_id, NULL);

      json_builder_add_string_value (list, address);
    }
}

/* The number of bytes that were added. */
static gsize
add_sheet (JsonBuilder *sheets, const GlossMhtmlPart *part)
{
  gsize size;
  const char *data = g_bytes_get_data (part->bytes, &size);
  g_autofree char *text = g_utf8_make_valid (size > 0 ? data : "", (gssize) size);

  add_entry (sheets, part->location, part->content_id);
  json_builder_add_string_value (sheets, text);
  json_builder_end_array (sheets);
  return strlen (text);
}

static void
add_part (GlossOriginalPage *self, JsonBuilder *parts, const GlossMhtmlPart *part)
{
  add_entry (parts, part->location, part->content_id);
  json_builder_add_int_value (parts, self->resources->len);
  json_builder_end_array (parts);
  g_ptr_array_add (self->resources, make_resource (part, part->bytes));
}

static char *
write_list (JsonBuilder *list)
{
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_array (list);
  root = json_builder_get_root (list);
  return json_to_string (root, FALSE);
}

static void
add_parts (GlossOriginalPage *self, GlossMhtml *mhtml)
{
  g_autoptr (JsonBuilder) parts = json_builder_new (), sheets = json_builder_new ();
  gsize n_sheets = 0;

  json_builder_begin_array (parts);
  json_builder_begin_array (sheets);
  for (guint i = 0; i < gloss_mhtml_get_n_parts (mhtml); i++)
    {
      const GlossMhtmlPart *part = gloss_mhtml_get_part (mhtml, i);

      if (part == gloss_mhtml_get_root (mhtml) || (part->location == NULL && part->content_id == NULL))
        continue;
      if (g_str_equal (part->media_type, "text/css"))
        {
          if (n_sheets + g_bytes_get_size (part->bytes) <= MAX_SHEETS)
            n_sheets += add_sheet (sheets, part);
        }
      else if (is_shown (part))
        add_part (self, parts, part);
    }
  self->parts = write_list (parts);
  self->sheets = write_list (sheets);
}

/**
 * gloss_original_page_new:
 * @mhtml: a whole MHTML file
 *
 * Returns: (transfer full) (nullable): the page that it holds
 */
GlossOriginalPage *
gloss_original_page_new (GBytes *mhtml, GError **error)
{
  g_autoptr (GlossMhtml) file = NULL;
  g_autoptr (GBytes) document = NULL;
  const GlossMhtmlPart *root;
  GlossOriginalPage *self;

  g_return_val_if_fail (mhtml != NULL, NULL);

  file = gloss_mhtml_new (mhtml, error);
  if (file == NULL)
    return NULL;
  root = gloss_mhtml_get_root (file);
  if (!is_page (root))
    {
      g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
                           _ ("The stored page holds no HTML. The article and your annotations are kept."));
      return NULL;
    }

  document = disarm_policies (root->bytes);
  self = g_atomic_rc_box_new0 (GlossOriginalPage);
  self->address = g_strdup (root->location != NULL ? root->location : "about:blank");
  self->document = make_resource (root, document);
  self->resources = g_ptr_array_new_with_free_func (free_resource);
  add_parts (self, file);
  return self;
}

GlossOriginalPage *
gloss_original_page_ref (GlossOriginalPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_page (gpointer data)
{
  GlossOriginalPage *self = data;

  g_free (self->address);
  free_resource (self->document);
  g_ptr_array_unref (self->resources);
  g_free (self->parts);
  g_free (self->sheets);
}

void
gloss_original_page_unref (GlossOriginalPage *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_page);
}

const char *
gloss_original_page_get_address (GlossOriginalPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->address;
}

const GlossOriginalResource *
gloss_original_page_get_document (GlossOriginalPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->document;
}

const GlossOriginalResource *
gloss_original_page_get_resource (GlossOriginalPage *self, guint64 number)
{
  g_return_val_if_fail (self != NULL, NULL);

  return number < self->resources->len ? g_ptr_array_index (self->resources, (guint) number) : NULL;
}

const char *
gloss_original_page_get_parts (GlossOriginalPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->parts;
}

const char *
gloss_original_page_get_sheets (GlossOriginalPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sheets;
}
