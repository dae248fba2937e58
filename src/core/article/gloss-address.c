/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses of the web are loaded, and how they are shown. Pure functions on input from outside. They
 * never look anything up: what a name leads to is for whoever loads it to ask. */

#include "config.h"

#include "core/article/gloss-address.h"

#include "core/base/gloss-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What browsers and servers agree on, with room; bytes. */
#define MAX_ADDRESS 8192

/* Nothing is decoded: an address means what its bytes say. */
#define FLAGS                                                                                                \
  (G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_SCHEME_NORMALIZE | G_URI_FLAGS_NON_DNS)

static gboolean
is_web_scheme (const char *scheme)
{
  return g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0;
}

static GUri *
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_INVALID, sentence);
  return NULL;
}

/* As browsers do before they look at an address: GLib passes over other white space too, and over all of it
 * only where there is some of a certain kind. NULL where what is left holds a control character. */
static char *
clean (const char *text)
{
  g_autoptr (GString) cleaned = g_string_new (NULL);
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  for (const char *p = stripped; *p != '\0'; p++)
    if (*p == '\t' || *p == '\n' || *p == '\r')
      continue;
    else if (g_ascii_iscntrl (*p))
      return NULL;
    else
      g_string_append_c (cleaned, *p);
  return g_strdup (cleaned->str);
}

static void
append_port (GString *out, GUri *uri)
{
  int port = g_uri_get_port (uri), usual = g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;

  if (port > 0 && port != usual)
    g_string_append_printf (out, ":%d", port);
}

static char *
serialize (GUri *uri)
{
  g_autofree char *host = gloss_host_dup_ascii (g_uri_get_host (uri));
  const char *path = g_uri_get_path (uri);
  const char *query = g_uri_get_query (uri);
  const char *fragment = g_uri_get_fragment (uri);
  GString *out = g_string_new (g_uri_get_scheme (uri));

  g_string_append (out, "://");
  g_string_append (out, host);
  append_port (out, uri);
  g_string_append (out, path[0] != '\0' ? path : "/");
  if (query != NULL)
    g_string_append_printf (out, "?%s", query);
  if (fragment != NULL)
    g_string_append_printf (out, "#%s", fragment);
  return g_string_free (out, FALSE);
}

/* Whether an address is still the same when it is read again. One that holds half an escape may not be: what
 * GLib writes behind it in another way makes it a whole one. */
static gboolean
is_stable (GUri *uri)
{
  g_autofree char *written = serialize (uri), *rewritten = NULL;
  g_autoptr (GUri) again = g_uri_parse (written, FLAGS | G_URI_FLAGS_PARSE_RELAXED, NULL);

  if (again == NULL || g_uri_get_host (again) == NULL)
    return FALSE;
  rewritten = serialize (again);
  return g_str_equal (rewritten, written);
}

/* An address that may be loaded, or NULL and why not. */
static GUri *
parse (const char *text, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *cleaned = NULL, *ascii = NULL;

  if (strlen (text) > MAX_ADDRESS)
    return fail (error, _ ("The address is too long. Nothing was loaded."));
  if (!g_utf8_validate (text, -1, NULL))
    return fail (error, _ ("The address is not text. Nothing was loaded."));
  cleaned = clean (text);
  if (cleaned != NULL)
    uri = g_uri_parse (cleaned, FLAGS | G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (uri == NULL)
    return fail (error, _ ("This is not an address of the web. Nothing was loaded."));
  if (!is_web_scheme (g_uri_get_scheme (uri)))
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
                   /* Translators: the placeholder is the start of an address, such as “ftp”. */
                   _ ("Only pages of the web (http and https) are captured, not “%s”. Nothing was loaded."),
                   g_uri_get_scheme (uri));
      return NULL;
    }
  if (g_uri_get_userinfo (uri) != NULL)
    return fail (error, _ ("The address holds a name or password, which would be stored with the article. "
                           "Nothing was loaded. Take them out of the address."));
  ascii = g_uri_get_host (uri) != NULL ? gloss_host_dup_ascii (g_uri_get_host (uri)) : NULL;
  if (ascii == NULL || g_uri_get_port (uri) == 0)
    return fail (error, _ ("The address names no server. Nothing was loaded."));
  if (!is_stable (uri))
    return fail (error, _ ("This is not an address of the web. Nothing was loaded."));
  return g_steal_pointer (&uri);
}

/* Whether text begins as HOST or HOST:PORT do, and not with a scheme. */
static gboolean
has_no_scheme (const char *text)
{
  gsize n = strcspn (text, ":/?#");

  return text[n] != ':' || text[0] == '[' || g_ascii_isdigit (text[n + 1]);
}

/* Servers of a network of one's own, and those at a port of their own, mostly have no https: nobody vouches
 * for their names. Without normalization no port is what was not written. */
static const char *
guess_scheme (const char *text)
{
  g_autofree char *secure = g_strconcat ("https://", text, NULL);
  GUriFlags flags = (FLAGS & ~G_URI_FLAGS_SCHEME_NORMALIZE) | G_URI_FLAGS_PARSE_RELAXED;
  g_autoptr (GUri) uri = g_uri_parse (secure, flags, NULL);
  int port = uri != NULL ? g_uri_get_port (uri) : -1;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (port == 443 || port == 8443)
    return "https";
  return port > 0 || (host != NULL && gloss_host_get_scope (host) == GLOSS_HOST_PRIVATE) ? "http" : "https";
}

static gboolean
looks_like_host (const char *text)
{
  g_autofree char *host = g_strndup (text, strcspn (text, text[0] == '[' ? "/?#" : ":/?#"));

  return text[0] == '[' || strchr (host, '.') != NULL || strcmp (host, "localhost") == 0;
}

/**
 * gloss_address_dup_from_text:
 * @text: what a person typed, pasted or dropped; UTF-8
 *
 * Makes an address of @text, which may lack `https://` and have white space around it; where it names a port
 * or a server of a private network, it is `http://` that it lacks. It may come back in another of the
 * spellings that RFC 3986 calls equivalent; its query and fragment stay whole.
 *
 * Returns: (transfer full): an address that gloss_address_check() takes; %NULL with %GLOSS_ERROR_INVALID if
 * @text is no address or not one of the web
 */
char *
gloss_address_dup_from_text (const char *text, GError **error)
{
  g_autofree char *stripped = NULL, *whole = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  stripped = g_strstrip (g_strdup (text));
  if (has_no_scheme (stripped) && looks_like_host (stripped))
    whole = g_strconcat (guess_scheme (stripped), "://", stripped, NULL);
  uri = parse (whole != NULL ? whole : stripped, error);
  return uri != NULL ? serialize (uri) : NULL;
}

/**
 * gloss_address_check:
 *
 * Returns: whether @uri may be loaded at all: http or https, a host, nobody's name or password; else %FALSE
 * with %GLOSS_ERROR_INVALID
 */
gboolean
gloss_address_check (const char *uri, GError **error)
{
  g_autoptr (GUri) parsed = NULL;

  g_return_val_if_fail (uri != NULL, FALSE);

  parsed = parse (uri, error);
  return parsed != NULL;
}

/**
 * gloss_address_is_web:
 * @uri: (nullable): any address, or other text
 *
 * Returns: whether it begins with a scheme of the web; whether it may be loaded is for gloss_address_check()
 */
gboolean
gloss_address_is_web (const char *uri)
{
  /* g_uri_peek_scheme() keeps each scheme that it ever saw, and pages name as many as they like. */
  return uri != NULL && (g_ascii_strncasecmp (uri, "http:", strlen ("http:")) == 0 ||
                         g_ascii_strncasecmp (uri, "https:", strlen ("https:")) == 0);
}

/**
 * gloss_address_dup_host:
 *
 * Returns: (transfer full) (nullable): the host of @uri as gloss_host_dup_ascii() writes it; %NULL if there
 * is none
 */
char *
gloss_address_dup_host (const char *uri)
{
  g_autoptr (GUri) parsed = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  parsed = parse (uri, NULL);
  return parsed != NULL ? gloss_host_dup_ascii (g_uri_get_host (parsed)) : NULL;
}

static gboolean
is_readable (gunichar c)
{
  return c >= 0x80 && c <= 0x10ffff && (g_unichar_isalnum (c) || g_unichar_ismark (c));
}

/* The character that percent-encoded bytes at the start of text are, or what is not readable. */
static gunichar
decode (const char *text)
{
  char bytes[4];
  gssize n = 0;

  while (n < 4 && text[0] == '%' && g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2]))
    {
      bytes[n++] = (char) (g_ascii_xdigit_value (text[1]) * 16 + g_ascii_xdigit_value (text[2]));
      text += 3;
    }
  for (gssize length = n; length > 0; length--)
    if (g_utf8_validate (bytes, length, NULL))
      return g_utf8_get_char (bytes);
  return 0;
}

/* Letters and digits of all scripts are decoded, nothing else is; what can't be seen is encoded. */
static void
append_readable (GString *out, const char *text)
{
  const char *next;

  for (const char *p = text; *p != '\0'; p = next)
    {
      gunichar c = *p == '%' ? decode (p) : g_utf8_get_char (p);

      next = g_utf8_next_char (p);
      if (is_readable (c))
        {
          g_string_append_unichar (out, c);
          if (*p == '%')
            next = p + 3 * g_unichar_to_utf8 (c, NULL);
        }
      else if (g_ascii_isgraph (*p))
        g_string_append_c (out, *p);
      else
        for (; p < next; p++)
          g_string_append_printf (out, "%%%02X", (guchar) *p);
    }
}

/* What stands behind the server, as it was parsed: white space that parsing passes over may stand anywhere in
 * the text itself. */
static void
append_rest (GString *out, GUri *uri)
{
  append_readable (out, g_uri_get_path (uri));
  if (g_uri_get_query (uri) != NULL)
    {
      g_string_append_c (out, '?');
      append_readable (out, g_uri_get_query (uri));
    }
  if (g_uri_get_fragment (uri) != NULL)
    {
      g_string_append_c (out, '#');
      append_readable (out, g_uri_get_fragment (uri));
    }
}

/**
 * gloss_address_dup_display:
 * @uri: any address; UTF-8
 *
 * Returns: (transfer full): @uri for people: the host as gloss_host_dup_display() shows it, letters of all
 * scripts decoded, no name and password, no character that changes the direction or can't be seen. Never to
 * be loaded
 */
char *
gloss_address_dup_display (const char *uri)
{
  g_autoptr (GUri) parsed = NULL;
  g_autofree char *host = NULL, *valid = NULL;
  GString *out;

  g_return_val_if_fail (uri != NULL, NULL);

  out = g_string_new (NULL);
  valid = g_utf8_make_valid (uri, -1);
  parsed = g_uri_parse (valid, FLAGS | G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (parsed != NULL && g_uri_get_host (parsed) != NULL && g_uri_get_host (parsed)[0] != '\0')
    {
      host = gloss_host_dup_display (g_uri_get_host (parsed));
      g_string_append_printf (out, "%s://%s", g_uri_get_scheme (parsed), host);
      append_port (out, parsed);
      append_rest (out, parsed);
    }
  else
    append_readable (out, valid);
  return g_string_free (out, FALSE);
}
