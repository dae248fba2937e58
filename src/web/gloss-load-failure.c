/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said when a page is not loaded. Pure functions. */

#include "config.h"

#include "web/gloss-load-failure.h"

#include "core/article/gloss-address.h"
#include "core/base/gloss-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <webkit/webkit.h>

static char *
dup_server (const char *uri)
{
  g_autofree char *host = gloss_address_dup_host (uri);

  return host != NULL ? gloss_host_dup_display (host) : gloss_address_dup_display (uri);
}

static GError *
new_blocked_port_error (const char *server)
{
  return g_error_new (GLOSS_ERROR, GLOSS_ERROR_FAILED,
                      /* Translators: the placeholder is the name of a server. */
                      _ ("The address names a port of “%s” that is not opened by browsers, because it is "
                         "that of another service. Nothing was added. Look for a mistake in the address."),
                      server);
}

/* Names are looked up of servers and of proxies; the message of GIO holds the one that was not found. */
static GError *
new_resolver_error (const char *uri, const char *server, const GError *error)
{
  g_autofree char *host = gloss_address_dup_host (uri);

  if (host == NULL || strstr (error->message, host) != NULL || strstr (error->message, server) != NULL)
    return g_error_new (GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                        /* Translators: the placeholder is the name of a server. */
                        _ ("The server “%s” was not found. Nothing was added. Look for a mistake in the "
                           "address, or try again when the network is there."),
                        server);
  return g_error_new (GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                      /* Translators: the name of a server, and what the network said. */
                      _ ("The page of “%s” could not be loaded, because the proxy that the network settings "
                         "name was not found (%s). Nothing was added. Look at the proxy in the network "
                         "settings of this computer."),
                      server, error->message);
}

/* What the network says of it is for who knows the protocol. What answers without encryption, or with one
 * that is too old, fails alike. */
static GError *
new_encryption_error (const char *server)
{
  return g_error_new (GLOSS_ERROR, GLOSS_ERROR_DENIED,
                      /* Translators: the placeholder is the name of a server. */
                      _ ("“%s” and this computer found no encryption (https) that both know. Nothing was "
                         "added. If the server is one that has none, open the address with http:// before "
                         "it; else try again later, or in another network."),
                      server);
}

/* Where a server says to go on: nothing else is ever followed. */
static GError *
new_no_page_error (void)
{
  return g_error_new_literal (
    GLOSS_ERROR, GLOSS_ERROR_INVALID,
    _ ("The server leads on to something that is no page of the web (http or https), "
       "which is not followed. Nothing was added. Look for a mistake in the "
       "address."));
}

/**
 * gloss_load_failure_new:
 * @uri: what was loaded
 * @error: what the network said
 *
 * Returns: (transfer full): %GLOSS_ERROR_INVALID if @uri is not of the web, %GLOSS_ERROR_NOT_FOUND if there
 * is no such server or proxy, %GLOSS_ERROR_DENIED if it could not prove who it is, else %GLOSS_ERROR_FAILED
 */
GError *
gloss_load_failure_new (const char *uri, const GError *error)
{
  g_autofree char *server = NULL;

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  if (!gloss_address_is_web (uri))
    return new_no_page_error ();
  server = dup_server (uri);
  if (error->domain == G_RESOLVER_ERROR)
    return new_resolver_error (uri, server, error);
  if (g_error_matches (error, WEBKIT_POLICY_ERROR, WEBKIT_POLICY_ERROR_CANNOT_USE_RESTRICTED_PORT))
    return new_blocked_port_error (server);
  if (error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_BAD_CERTIFICATE)
    return new_encryption_error (server);
  /* Under load WebKit may say that it cancelled a connection before it says that the certificate is bad. */
  if (g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED) &&
      g_ascii_strncasecmp (uri, "https:", strlen ("https:")) == 0)
    return g_error_new (
      GLOSS_ERROR, GLOSS_ERROR_DENIED,
      /* Translators: the placeholder is the name of a server. */
      _ ("No secure connection to “%s” was made; its certificate may not be good. Nothing was "
         "loaded."),
      server);
  return g_error_new (GLOSS_ERROR, GLOSS_ERROR_FAILED,
                      /* Translators: the name of a server, and what the network said. */
                      _ ("The page of “%s” could not be loaded (%s). Nothing was added."), server,
                      error->message);
}

static const char *
explain_certificate (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _ ("it was issued for another server");
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return _ ("it has expired");
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _ ("it is not valid yet");
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return _ ("it was revoked");
  if (flags & G_TLS_CERTIFICATE_INSECURE)
    return _ ("it is too weak");
  return _ ("nobody known vouches for it");
}

/* There is no way past it: what can be done is to look why. */
static const char *
advise_about_certificate (GTlsCertificateFlags flags)
{
  if (flags & (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED))
    return _ ("If the date of this computer is right, whoever runs the server has to renew it.");
  return _ ("Somebody may stand between you and the server, or the network may want you to sign in first.");
}

/**
 * gloss_load_failure_new_for_certificate:
 * @uri: what was loaded
 * @flags: what is wrong with its server's certificate
 *
 * Returns: (transfer full): %GLOSS_ERROR_DENIED
 */
GError *
gloss_load_failure_new_for_certificate (const char *uri, GTlsCertificateFlags flags)
{
  g_autofree char *server = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  server = dup_server (uri);
  return g_error_new (GLOSS_ERROR, GLOSS_ERROR_DENIED,
                      /* Translators: the name of a server, what is wrong with its certificate: “it has
                       * expired”, and a sentence. */
                      _ ("The server can't prove that it is “%s”: its certificate is not good, %s. "
                         "Nothing was loaded. %s"),
                      server, explain_certificate (flags), advise_about_certificate (flags));
}

/**
 * gloss_load_failure_new_for_nothing:
 * @uri: what was loaded
 *
 * For a load that began with an empty page: WebKit opens some ports for nobody, and says no more of it.
 *
 * Returns: (transfer full): %GLOSS_ERROR_FAILED
 */
GError *
gloss_load_failure_new_for_nothing (const char *uri)
{
  g_autoptr (GUri) parsed = NULL;
  g_autofree char *server = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  server = dup_server (uri);
  if (parsed != NULL && g_uri_get_port (parsed) > 0)
    return new_blocked_port_error (server);
  return g_error_new_literal (GLOSS_ERROR, GLOSS_ERROR_FAILED,
                              _ ("The page put nothing in its own place. Nothing was added."));
}

/**
 * gloss_load_failure_new_for_break:
 * @has_begun: whether anything of the page came; WebKit begins an empty one where a server leads on to no
 * address of the web
 *
 * For a page that will never be whole.
 *
 * Returns: (transfer full): %GLOSS_ERROR_FAILED, or %GLOSS_ERROR_INVALID if nothing came
 */
GError *
gloss_load_failure_new_for_break (gboolean has_begun)
{
  if (!has_begun)
    return new_no_page_error ();
  return g_error_new_literal (
    GLOSS_ERROR, GLOSS_ERROR_FAILED,
    _ ("The server stopped before the page was whole. Nothing was added. Try again later."));
}

/**
 * gloss_load_failure_new_for_end:
 * @has_begun: whether anything of the page came: WebKit ends its process, and says no more, where a server
 * leads on to a file
 *
 * For a page whose process ended.
 *
 * Returns: (transfer full): %GLOSS_ERROR_FAILED
 */
GError *
gloss_load_failure_new_for_end (gboolean has_begun)
{
  return g_error_new_literal (
    GLOSS_ERROR, GLOSS_ERROR_FAILED,
    has_begun
      ? _ ("The process in which the page was loaded ended too early. Nothing was added. Try again.")
      : _ ("The process in which the page was to be loaded ended before it came. Its server may lead on to "
           "something that is no page of the web. Nothing was added."));
}

/**
 * gloss_load_failure_new_for_leaving:
 *
 * For a page that ended itself before it was whole, and led to nothing that is a page.
 *
 * Returns: (transfer full): %GLOSS_ERROR_FAILED
 */
GError *
gloss_load_failure_new_for_leaving (void)
{
  return g_error_new_literal (GLOSS_ERROR, GLOSS_ERROR_FAILED,
                              _ ("The page led on before it was whole, and what it led to was not loaded. "
                                 "Nothing was added. Try again, or open the other address itself."));
}

/**
 * gloss_load_failure_new_for_time:
 *
 * Returns: (transfer full): %GLOSS_ERROR_FAILED
 */
GError *
gloss_load_failure_new_for_time (guint seconds)
{
  return g_error_new (GLOSS_ERROR, GLOSS_ERROR_FAILED,
                      g_dngettext (GETTEXT_PACKAGE,
                                   "The page was not there after %u second, which is the limit of the "
                                   "preferences. Nothing was added.",
                                   "The page was not there after %u seconds, which is the limit of the "
                                   "preferences. Nothing was added.",
                                   seconds),
                      seconds);
}

/**
 * gloss_load_failure_new_for_size:
 *
 * Returns: (transfer full): %GLOSS_ERROR_TOO_LARGE
 */
GError *
gloss_load_failure_new_for_size (guint64 bytes)
{
  g_autofree char *size = g_format_size_full (bytes, G_FORMAT_SIZE_IEC_UNITS);

  /* Translators: the placeholder is a size, such as “64 MiB”. */
  return g_error_new (GLOSS_ERROR, GLOSS_ERROR_TOO_LARGE,
                      _ ("The page is larger than %s, which is the most that is taken. Nothing was added."),
                      size);
}
