/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The encoding an HTML page declares, found as browsers find it: "prescan a byte stream to determine its
 * encoding" of the HTML standard over the first 1024 bytes, and the labels of the Encoding standard. Pure
 * functions on bytes from outside: nothing is allocated but what an attribute holds, nothing is read past the
 * end.
 */

#include "config.h"

#include "core/article/gloss-html-charset.h"

#include <string.h>

/* Where reading is; past the end every byte is END, as the standard's "runs out of bytes". */
typedef struct
{
  const guchar *at;
  const guchar *end;
} Bytes;

#define END (-1)

/* Labels of the Encoding standard, by the ICU converter that decodes what it calls so. */
static const struct
{
  const char *converter;
  const char *labels;
} encodings[] = {
  { "UTF-8", "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 "
             /* A page whose declaration can be read as ASCII is not in UTF-16, whatever it says. */
             "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff unicodefffe utf-16 utf-16be utf-16le" },
  { "windows-1252", "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 "
                    "iso88591 iso_8859-1 "
                    "iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252 x-user-defined" },
  { "IBM866", "866 cp866 csibm866 ibm866" },
  { "ISO-8859-2",
    "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2" },
  { "ISO-8859-3",
    "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3" },
  { "ISO-8859-4",
    "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4" },
  { "ISO-8859-5",
    "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988" },
  { "ISO-8859-6",
    "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i "
    "iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987" },
  { "ISO-8859-7",
    "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 "
    "iso_8859-7:1987 sun_eu_greek" },
  { "ISO-8859-8", "csiso88598e csiso88598i csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-8859-8-i "
                  "iso-ir-138 iso8859-8 "
                  "iso88598 iso_8859-8 iso_8859-8:1988 logical visual" },
  { "ISO-8859-10", "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6" },
  { "ISO-8859-13", "iso-8859-13 iso8859-13 iso885913" },
  { "ISO-8859-14", "iso-8859-14 iso8859-14 iso885914" },
  { "ISO-8859-15", "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9" },
  { "KOI8-R", "cskoi8r koi koi8 koi8-r koi8_r" },
  { "KOI8-U", "koi8-ru koi8-u" },
  { "macintosh", "csmacintosh mac macintosh x-mac-roman" },
  { "windows-874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874" },
  { "windows-1250", "cp1250 windows-1250 x-cp1250" },
  { "windows-1251", "cp1251 windows-1251 x-cp1251" },
  { "windows-1253", "cp1253 windows-1253 x-cp1253" },
  { "windows-1254", "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 "
                    "l5 latin5 windows-1254 "
                    "x-cp1254" },
  { "windows-1255", "cp1255 windows-1255 x-cp1255" },
  { "windows-1256", "cp1256 windows-1256 x-cp1256" },
  { "windows-1257", "cp1257 windows-1257 x-cp1257" },
  { "windows-1258", "cp1258 windows-1258 x-cp1258" },
  { "x-mac-cyrillic", "x-mac-cyrillic x-mac-ukrainian" },
  { "gb18030", "chinese csgb2312 csiso58gb231280 gb18030 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk" },
  { "Big5-HKSCS", "big5 big5-hkscs cn-big5 csbig5 x-x-big5" },
  { "EUC-JP", "cseucpkdfmtjapanese euc-jp x-euc-jp" },
  { "ISO-2022-JP", "csiso2022jp iso-2022-jp" },
  { "windows-31j", "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis" },
  { "windows-949", "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 "
                   "ksc_5601 windows-949" },
};

static int
peek (Bytes *bytes)
{
  return bytes->at < bytes->end ? g_ascii_tolower (*bytes->at) : END;
}

static void
skip (Bytes *bytes, gsize n)
{
  bytes->at += MIN (n, (gsize) (bytes->end - bytes->at));
}

static gboolean
is_space (int c)
{
  return c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static void
skip_space (Bytes *bytes)
{
  while (is_space (peek (bytes)))
    skip (bytes, 1);
}

static gboolean
starts_with (Bytes *bytes, const char *word)
{
  gsize n = strlen (word);

  return (gsize) (bytes->end - bytes->at) >= n &&
         g_ascii_strncasecmp ((const char *) bytes->at, word, n) == 0;
}

/* Goes to just after the next occurrence, or to the end. */
static gboolean
skip_past (Bytes *bytes, const char *word)
{
  for (; bytes->at < bytes->end; bytes->at++)
    if (starts_with (bytes, word))
      {
        skip (bytes, strlen (word));
        return TRUE;
      }

  return FALSE;
}

static const char *
find_converter (const char *label)
{
  g_autofree char *folded = g_ascii_strdown (label, -1);

  g_strstrip (folded);
  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      const char *found = encodings[i].labels;
      gsize n = strlen (folded);

      while (n > 0 && (found = strstr (found, folded)) != NULL)
        {
          if ((found == encodings[i].labels || found[-1] == ' ') && (found[n] == ' ' || found[n] == '\0') &&
              strchr (folded, ' ') == NULL)
            return encodings[i].converter;
          found++;
        }
    }

  return NULL;
}

/* An attribute's value, with the bytes at its first one. */
static char *
read_value (Bytes *bytes)
{
  g_autoptr (GString) value = g_string_new (NULL);
  int quote = peek (bytes);

  if (quote == '"' || quote == '\'')
    {
      skip (bytes, 1);
      while (peek (bytes) != quote && peek (bytes) != END)
        {
          g_string_append_c (value, peek (bytes));
          skip (bytes, 1);
        }
      skip (bytes, 1);
    }
  else
    while (!is_space (peek (bytes)) && peek (bytes) != '>' && peek (bytes) != END)
      {
        g_string_append_c (value, peek (bytes));
        skip (bytes, 1);
      }

  return g_string_free (g_steal_pointer (&value), FALSE);
}

/* "Get an attribute": FALSE where the tag ends. Name and value come in lower case. */
static gboolean
read_attribute (Bytes *bytes, char **name, char **value)
{
  g_autoptr (GString) string = g_string_new (NULL);

  while (is_space (peek (bytes)) || peek (bytes) == '/')
    skip (bytes, 1);
  if (peek (bytes) == '>' || peek (bytes) == END)
    return FALSE;

  while (!is_space (peek (bytes)) && peek (bytes) != '/' && peek (bytes) != '>' && peek (bytes) != END &&
         (peek (bytes) != '=' || string->len == 0))
    {
      g_string_append_c (string, peek (bytes));
      skip (bytes, 1);
    }

  skip_space (bytes);
  if (peek (bytes) == '=')
    {
      skip (bytes, 1);
      skip_space (bytes);
      *value = read_value (bytes);
    }
  else
    *value = g_strdup ("");

  *name = g_string_free (g_steal_pointer (&string), FALSE);
  return TRUE;
}

/* "Extracting a character encoding from a meta element": what content="text/html; charset=…" says. */
static const char *
read_content (const char *content)
{
  Bytes bytes = { (const guchar *) content, (const guchar *) content + strlen (content) };

  while (skip_past (&bytes, "charset"))
    {
      g_autofree char *label = NULL;

      skip_space (&bytes);
      if (peek (&bytes) != '=')
        continue;

      skip (&bytes, 1);
      skip_space (&bytes);
      if (peek (&bytes) != '"' && peek (&bytes) != '\'')
        label = g_strndup ((const char *) bytes.at, strcspn ((const char *) bytes.at, "; \t\n\f\r"));
      else if (strchr ((const char *) bytes.at + 1, peek (&bytes)) != NULL)
        label = read_value (&bytes);

      return label != NULL ? find_converter (label) : NULL;
    }

  return NULL;
}

/* The bytes stand after "<meta". */
static const char *
read_meta (Bytes *bytes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean got_pragma = FALSE;
  gboolean need_pragma = FALSE;
  const char *converter = NULL;
  char *name;
  char *next_value;

  while (read_attribute (bytes, &name, &next_value))
    {
      g_autofree char *value = next_value;

      /* Of attributes of one name the first one counts. */
      if (!g_hash_table_add (seen, name))
        continue;

      if (g_str_equal (name, "http-equiv"))
        got_pragma = g_str_equal (value, "content-type");
      else if (g_str_equal (name, "content") && converter == NULL)
        {
          converter = read_content (value);
          need_pragma = converter != NULL;
        }
      else if (g_str_equal (name, "charset"))
        {
          converter = find_converter (value);
          need_pragma = FALSE;
        }
    }

  /* A tag that is cut off by the end declares nothing. */
  return peek (bytes) != END && (got_pragma || !need_pragma) ? converter : NULL;
}

/* "Get an XML encoding". */
static const char *
read_xml_declaration (Bytes bytes)
{
  g_autofree char *label = NULL;
  Bytes declaration = bytes;

  if (!starts_with (&bytes, "<?xml") || !skip_past (&bytes, ">"))
    return NULL;

  declaration.end = bytes.at;
  if (!skip_past (&declaration, "encoding"))
    return NULL;
  skip_space (&declaration);
  if (peek (&declaration) != '=')
    return NULL;
  skip (&declaration, 1);
  skip_space (&declaration);
  if (peek (&declaration) != '"' && peek (&declaration) != '\'')
    return NULL;

  label = read_value (&declaration);
  return find_converter (label);
}

static void
skip_tag (Bytes *bytes)
{
  char *name, *value;

  while (!is_space (peek (bytes)) && peek (bytes) != '>' && peek (bytes) != END)
    skip (bytes, 1);
  while (read_attribute (bytes, &name, &value))
    {
      g_free (name);
      g_free (value);
    }
}

/**
 * gloss_html_charset_find:
 * @label: what something around the page says that its encoding is, as a header field does
 *
 * Finds an encoding by its label. Other than in the page itself, UTF-16 means UTF-16 here.
 *
 * Returns: (nullable): a name for ucnv_open(), static; %NULL where the label is none that browsers know
 */
const char *
gloss_html_charset_find (const char *label)
{
  static const char *const little_endian[] = { "csunicode",   "iso-10646-ucs-2", "ucs-2",    "unicode",
                                               "unicodefeff", "utf-16",          "utf-16le", NULL };
  static const char *const big_endian[] = { "unicodefffe", "utf-16be", NULL };
  g_autofree char *folded = g_ascii_strdown (label, -1);

  g_strstrip (folded);
  if (g_strv_contains (little_endian, folded))
    return "UTF-16LE";
  if (g_strv_contains (big_endian, folded))
    return "UTF-16BE";

  return find_converter (label);
}

/**
 * gloss_html_charset_sniff:
 * @data: (array length=length): the page's bytes, without byte order mark
 * @length: how many there are; those past %GLOSS_HTML_CHARSET_BYTES are not looked at
 *
 * Finds what encoding a page declares, by the HTML standard's prescan: in a meta element, else in an XML
 * declaration. UTF-16 means UTF-8 there, ISO-8859-1 means windows-1252, and labels outside the Encoding
 * standard are passed over.
 *
 * Returns: (nullable): a name for ucnv_open(), static
 */
const char *
gloss_html_charset_sniff (const char *data, gsize length)
{
  Bytes bytes = { (const guchar *) data, (const guchar *) data + MIN (length, GLOSS_HTML_CHARSET_BYTES) };
  Bytes whole = bytes;

  while (peek (&bytes) != END)
    {
      if (starts_with (&bytes, "<!--"))
        {
          /* The dashes may be shared: <!--> is a comment. */
          skip (&bytes, 2);
          skip_past (&bytes, "-->");
        }
      else if (starts_with (&bytes, "<meta") && bytes.end - bytes.at > 5 &&
               (is_space (bytes.at[5]) || bytes.at[5] == '/'))
        {
          const char *converter;

          skip (&bytes, 5);
          converter = read_meta (&bytes);
          if (converter != NULL)
            return converter;
        }
      else if (starts_with (&bytes, "<!") || starts_with (&bytes, "<?"))
        skip_past (&bytes, ">");
      else if (peek (&bytes) == '<')
        {
          gboolean is_end;

          skip (&bytes, 1);
          is_end = peek (&bytes) == '/';
          if (is_end)
            skip (&bytes, 1);
          if (g_ascii_isalpha (peek (&bytes)))
            skip_tag (&bytes);
          else if (is_end)
            skip_past (&bytes, ">");
        }
      else
        skip (&bytes, 1);
    }

  return read_xml_declaration (whole);
}
