/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a host name or address is, however it is spelled, and how it is shown to people. Pure functions on
 * input from outside; nothing is looked up. They read hosts as browsers do (the URL standard), so that a
 * spelling can't mean one thing here and another where it is connected to.
 */

#include "config.h"

#include "core/article/gloss-host.h"

#include <arpa/inet.h>
#include <string.h>
#include <unicode/uidna.h>

/* RFC 1035: 253 characters, and a last dot. */
#define MAX_HOST 254

/* Sets of scripts, for what may stand together in a name. */
enum
{
  LATIN = 1,
  HAN = 2,
  KANA = 4,
  HANGUL = 8,
  BOPOMOFO = 16,
  OTHER = 32,
};

/* A network that the internet has no way to: the first @bits of an address. */
typedef struct
{
  guint8 bytes[16];
  guint bits;
} Network;

/* The IANA registries of special-purpose addresses, but for those meant for documentation. */
static const Network networks_4[] = {
  { { 0 }, 8 },         { { 10 }, 8 },       { { 100, 64 }, 10 },   { { 127 }, 8 },
  { { 169, 254 }, 16 }, { { 172, 16 }, 12 }, { { 192, 0, 0 }, 24 }, { { 192, 168 }, 16 },
  { { 198, 18 }, 15 },  { { 224 }, 4 },      { { 240 }, 4 },
};
static const Network networks_6[] = {
  { { 0 }, 127 },                        /* unspecified, loopback */
  { { 0, 0x64, 0xff, 0x9b, 0, 1 }, 48 }, /* local NAT64 */
  { { 1 }, 64 },                         /* discard-only */
  { { 0xfc }, 7 },                       /* unique local */
  { { 0xfe, 0x80 }, 10 },                /* link-local */
  { { 0xfe, 0xc0 }, 10 },                /* site-local */
  { { 0xff }, 8 },                       /* multicast */
};

/* IPv6 addresses that stand for an IPv4 one: where in them it lies. */
static const struct
{
  Network network;
  guint at;
  guint8 mask;
} carriers[] = {
  { { { 0 }, 96 }, 12, 0 },                                        /* IPv4-compatible */
  { { { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff }, 96 }, 12, 0 }, /* IPv4-mapped */
  { { { 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff }, 96 }, 12, 0 },       /* IPv4-translated */
  { { { 0, 0x64, 0xff, 0x9b }, 96 }, 12, 0 },                      /* NAT64 */
  { { { 0x20, 0x02 }, 16 }, 2, 0 },                                /* 6to4 */
  { { { 0x20, 0x01, 0, 0 }, 32 }, 12, 0xff },                      /* Teredo */
};

/* Names that no server of the internet answers for: RFC 6761, 6762, 8375, what ICANN keeps off the root, and
 * what routers call their own. */
static const char *const private_suffixes[] = {
  "localhost", "local", "localdomain", "localdomain4", "localdomain6", "internal", "intranet",
  "private",   "lan",   "home",        "home.arpa",    "corp",         "domain",   "workgroup",
};

/* Letters that are taken for Latin ones. A name of nothing else is not shown in them. */
static const char lookalikes[] = "аысԁеԍһіюјӏорԗԛѕԝхуъьҽпгѵѡ"
                                 "αγικνορτυχω"
                                 "օսոցզհյլ";

static gboolean
is_in_network (const guint8 *bytes, const Network *network)
{
  guint whole = network->bits / 8, rest = network->bits % 8;

  return memcmp (bytes, network->bytes, whole) == 0 &&
         (rest == 0 || ((bytes[whole] ^ network->bytes[whole]) >> (8 - rest)) == 0);
}

static gboolean
is_in_any (const guint8 *bytes, const Network *networks, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (is_in_network (bytes, &networks[i]))
      return TRUE;
  return FALSE;
}

/**
 * gloss_host_address_is_private:
 *
 * Returns: whether @address belongs to this machine or to a network that the internet has no way to, by
 * itself or as the IPv4 address that it carries
 */
gboolean
gloss_host_address_is_private (GInetAddress *address)
{
  const guint8 *bytes;

  g_return_val_if_fail (G_IS_INET_ADDRESS (address), TRUE);

  bytes = g_inet_address_to_bytes (address);
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return is_in_any (bytes, networks_4, G_N_ELEMENTS (networks_4));
  if (is_in_any (bytes, networks_6, G_N_ELEMENTS (networks_6)))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (carriers); i++)
    if (is_in_network (bytes, &carriers[i].network))
      {
        guint8 carried[4];

        for (guint j = 0; j < 4; j++)
          carried[j] = bytes[carriers[i].at + j] ^ carriers[i].mask;
        if (is_in_any (carried, networks_4, G_N_ELEMENTS (networks_4)))
          return TRUE;
      }
  return FALSE;
}

/* Without the brackets and the zone. */
static GInetAddress *
parse_ipv6 (const char *host)
{
  g_autofree char *address = g_strndup (host + 1, strcspn (host + 1, "]%"));

  return strcspn (host, "]") + 1 == strlen (host) ? g_inet_address_new_from_string (address) : NULL;
}

/* What ends in a number is an IPv4 address or nothing at all. */
static gboolean
ends_in_number (const char *ascii)
{
  const char *dot = strrchr (ascii, '.');
  const char *last = dot != NULL ? dot + 1 : ascii;

  if (last[0] == '0' && last[1] == 'x')
    return strspn (last + 2, "0123456789abcdef") == strlen (last + 2);
  return last[0] != '\0' && strspn (last, "0123456789") == strlen (last);
}

/* Decimal, octal and hexadecimal, of one to four parts. */
static GInetAddress *
parse_ipv4 (const char *ascii)
{
  struct in_addr address;
  const char *last = strrchr (ascii, '.');

  /* The standard takes 0x for 0, the C library does not. */
  if (g_str_has_suffix (ascii, "0x") &&
      (ascii + strlen (ascii) - 2 == ascii || last == ascii + strlen (ascii) - 3))
    {
      g_autofree char *zero = g_strndup (ascii, strlen (ascii) - 1);

      return parse_ipv4 (zero);
    }
  if (inet_aton (ascii, &address) == 0)
    return NULL;
  return g_inet_address_new_from_bytes ((const guint8 *) &address.s_addr, G_SOCKET_FAMILY_IPV4);
}

static gboolean
is_host_character (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '.' || c == '_';
}

/* Names come as UTF-8 or percent-encoded, in any case, in any of the ways Unicode has to write a letter,
 * digit or dot. */
static char *
name_to_ascii (const char *host)
{
  g_autofree char *plain = g_uri_unescape_string (host, NULL);
  UErrorCode status = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  char ascii[MAX_HOST + 2];
  UIDNA *idna;
  int32_t length;

  if (plain == NULL || plain[0] == '\0' || !g_utf8_validate (plain, -1, NULL))
    return NULL;
  idna = uidna_openUTS46 (UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ, &status);
  length = uidna_nameToASCII_UTF8 (idna, plain, -1, ascii, MAX_HOST + 1, &info, &status);
  uidna_close (idna);
  /* Names of two hyphens in a strange place exist, and so do labels that begin or end with one. */
  info.errors &= ~(UIDNA_ERROR_HYPHEN_3_4 | UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN);
  if (U_FAILURE (status) || info.errors != 0 || length == 0 || length > MAX_HOST)
    return NULL;
  ascii[length] = '\0';
  if (ascii[length - 1] == '.')
    ascii[length - 1] = '\0';
  if (ascii[0] == '\0' || ascii[0] == '.')
    return NULL;
  for (const char *p = ascii; *p != '\0'; p++)
    if (!is_host_character (*p))
      return NULL;
  return g_strdup (ascii);
}

/**
 * gloss_host_dup_ascii:
 * @host: a host as an address holds it: a name or an address, with brackets where it is an IPv6 one
 *
 * Returns: (transfer full) (nullable): the one way to write @host: lower case, without a last dot, names as
 * DNS has them, addresses in their usual form; %NULL if it is no host
 */
char *
gloss_host_dup_ascii (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *ascii = NULL;

  g_return_val_if_fail (host != NULL, NULL);

  if (host[0] == '[' || strchr (host, ':') != NULL)
    {
      g_autofree char *bare = host[0] == '[' ? g_strdup (host) : g_strconcat ("[", host, "]", NULL);
      g_autofree char *words = NULL;

      address = parse_ipv6 (bare);
      if (address == NULL || g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6)
        return NULL;
      words = g_inet_address_to_string (address);
      return g_strconcat ("[", words, "]", NULL);
    }
  ascii = name_to_ascii (host);
  if (ascii == NULL || !ends_in_number (ascii))
    return g_steal_pointer (&ascii);
  address = parse_ipv4 (ascii);
  return address != NULL ? g_inet_address_to_string (address) : NULL;
}

static gboolean
is_private_name (const char *ascii)
{
  if (strchr (ascii, '.') == NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (private_suffixes); i++)
    {
      gsize length = strlen (ascii), n = strlen (private_suffixes[i]);

      if (length > n && ascii[length - n - 1] == '.' && g_str_has_suffix (ascii, private_suffixes[i]))
        return TRUE;
    }
  return FALSE;
}

/**
 * gloss_host_get_scope:
 * @host: as for gloss_host_dup_ascii()
 *
 * Returns: what @host is; what is no host is %GLOSS_HOST_PRIVATE, as nothing should go there
 */
GlossHostScope
gloss_host_get_scope (const char *host)
{
  g_autofree char *ascii = NULL;
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, GLOSS_HOST_PRIVATE);

  ascii = gloss_host_dup_ascii (host);
  if (ascii == NULL)
    return GLOSS_HOST_PRIVATE;
  address = ascii[0] == '[' ? parse_ipv6 (ascii) : g_inet_address_new_from_string (ascii);
  if (address != NULL)
    return gloss_host_address_is_private (address) ? GLOSS_HOST_PRIVATE : GLOSS_HOST_PUBLIC;
  return is_private_name (ascii) ? GLOSS_HOST_PRIVATE : GLOSS_HOST_NAME;
}

/* Of Latin, what European languages and Vietnamese are written with, but not what only looks like a plain
 * letter. */
static gboolean
is_plain_latin (gunichar c)
{
  return c < 0x80 || (c >= 0xdf && c <= 0x17f && c != 0x131 && c != 0x138 && c != 0x17f) || c == 0x1a1 ||
         c == 0x1b0 || (c >= 0x1e00 && c <= 0x1eff);
}

/* Scripts that are written together: Japanese and Korean with Han, Chinese with Bopomofo. */
static gboolean
may_mix (guint scripts)
{
  return scripts == (HAN | KANA) || scripts == (HAN | HANGUL) || scripts == (HAN | BOPOMOFO) ||
         (scripts & (scripts - 1)) == 0;
}

static guint
get_script_set (GUnicodeScript script)
{
  switch (script)
    {
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_INHERITED:
      return 0;
    case G_UNICODE_SCRIPT_HAN:
      return HAN;
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return KANA;
    case G_UNICODE_SCRIPT_HANGUL:
      return HANGUL;
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return BOPOMOFO;
    case G_UNICODE_SCRIPT_LATIN:
      return LATIN;
    default:
      return OTHER;
    }
}

/* A label that reads as what it is: of one script (digits and hyphens aside), without what can't be seen, and
 * not all of letters that are taken for others. */
static gboolean
is_honest (const char *label)
{
  GUnicodeScript other = G_UNICODE_SCRIPT_COMMON;
  gboolean is_lookalike = TRUE, has_mark = FALSE;
  guint scripts = 0;

  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint set = get_script_set (g_unichar_get_script (c));

      if (c == '-' || (c < 0x80 && g_ascii_isdigit ((char) c)))
        continue;
      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c))
        return FALSE;
      if (set == LATIN && !is_plain_latin (c))
        return FALSE;
      if (set == OTHER && other != G_UNICODE_SCRIPT_COMMON && other != g_unichar_get_script (c))
        return FALSE;
      if (set == OTHER)
        other = g_unichar_get_script (c);
      if (g_utf8_strchr (lookalikes, -1, c) == NULL)
        is_lookalike = FALSE;
      has_mark |= g_unichar_ismark (c);
      scripts |= set;
    }
  return may_mix (scripts) && !is_lookalike && !(has_mark && scripts == LATIN);
}

static char *
decode_label (UIDNA *idna, const char *label)
{
  UErrorCode status = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  char utf8[4 * MAX_HOST];
  int32_t length = uidna_labelToUnicodeUTF8 (idna, label, -1, utf8, sizeof utf8 - 1, &info, &status);

  if (!g_str_has_prefix (label, "xn--") || U_FAILURE (status) || info.errors != 0)
    return g_strdup (label);
  utf8[length] = '\0';
  return is_honest (utf8) ? g_strdup (utf8) : g_strdup (label);
}

/**
 * gloss_host_dup_display:
 * @host: as for gloss_host_dup_ascii()
 *
 * Returns: (transfer full): @host for people: each label in its own letters where they can't be taken for
 * others, as DNS has it (`xn--…`) where they can. What is no host comes percent-encoded. Holds no character
 * that changes the direction or can't be seen
 */
char *
gloss_host_dup_display (const char *host)
{
  g_autofree char *ascii = NULL;
  g_auto (GStrv) labels = NULL;
  UErrorCode status = U_ZERO_ERROR;
  UIDNA *idna;

  g_return_val_if_fail (host != NULL, NULL);

  ascii = gloss_host_dup_ascii (host);
  if (ascii == NULL)
    return g_uri_escape_string (host, "[]:%", FALSE);
  if (strstr (ascii, "xn--") == NULL)
    return g_steal_pointer (&ascii);
  idna = uidna_openUTS46 (UIDNA_NONTRANSITIONAL_TO_UNICODE | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                            UIDNA_CHECK_CONTEXTO,
                          &status);
  labels = g_strsplit (ascii, ".", -1);
  for (guint i = 0; labels[i] != NULL; i++)
    {
      char *shown = decode_label (idna, labels[i]);

      g_free (labels[i]);
      labels[i] = shown;
    }
  uidna_close (idna);
  return g_strjoinv (".", labels);
}
