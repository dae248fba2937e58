/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Canonical text: what goes in, the three units against a naive twin, and fitting ranges to what people see.
 */

#include "config.h"

#include "core/base/gloss-error.h"
#include "core/text/gloss-text.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>

static GlossText *
make_text (const char *utf8)
{
  g_autoptr (GError) error = NULL;
  GlossText *text = gloss_text_new (utf8, -1, &error);

  g_assert_no_error (error);
  return text;
}

static void
test_normalize (void)
{
  static const struct
  {
    const char *bytes;
    gssize length;
    const char *normal;
  } cases[] = {
    { "", 0, "" },
    { "plain", -1, "plain" },
    { "a\r\nb\rc\nd", -1, "a\nb\nc\nd" },
    { "\r", -1, "\n" },
    { "\r\r\n\n\r", -1, "\n\n\n\n" },
    { "a\0b\0", 4, "a\357\277\275b\357\277\275" },
    { "\0\r\n\0", 4, "\357\277\275\n\357\277\275" },
    { "\357\273\277bom is kept", -1, "\357\273\277bom is kept" },
    { "Zelenskyy \342\200\234speaks\342\200\235 \360\237\232\200\r\n", -1,
      "Zelenskyy \342\200\234speaks\342\200\235 \360\237\232\200\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GlossText) text = gloss_text_new (cases[i].bytes, cases[i].length, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (gloss_text_get_utf8 (text), ==, cases[i].normal);
      g_assert_cmpuint (gloss_text_get_n_bytes (text), ==, strlen (cases[i].normal));
    }
}

static void
test_not_utf8 (void)
{
  static const struct
  {
    const char *bytes;
    gssize length;
    const char *place;
  } cases[] = {
    { "abc\377def", -1, "byte 4" },           { "\300\200", -1, "byte 1" },     /* overlong */
    { "ok \355\240\200 no", -1, "byte 4" },   { "cut \342\200", -1, "byte 5" }, /* surrogate, cut sequence */
    { "\364\220\200\200", -1, "byte 1" },     { "a\0b\200", 4, "byte 4" }, /* past U+10FFFF, after a NUL */
    { "line\r\nline\r\n\277", -1, "byte 13" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gloss_text_new (cases[i].bytes, cases[i].length, &error));
      g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_TEXT);
      g_assert_nonnull (strstr (error->message, cases[i].place));
    }
}

static void
test_hash (void)
{
  g_autoptr (GlossText) empty = make_text ("");
  g_autoptr (GlossText) text = make_text ("abc");

  g_assert_cmpstr (gloss_text_get_sha256 (empty), ==,
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpstr (gloss_text_get_sha256 (text), ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpuint (gloss_text_get_n_points (empty), ==, 0);
  g_assert_cmpuint (gloss_text_point_to_byte (empty, 5), ==, 0);
  g_assert_cmpuint (gloss_text_utf16_to_point (empty, 5), ==, 0);
}

/* Latin, marks, Arabic, Hebrew, Devanagari, Hangul jamo, CJK, emoji with joiners, flags and white space. */
static const gunichar alphabet[] = { 'a',    'b',      '7',    ' ',     '\n',    '.',     0xe9,    0x301,
                                     0x308,  0x628,    0x64e,  0x5d0,   0x915,   0x94d,   0x937,   0x1100,
                                     0x1161, 0x11a8,   0x4e2d, 0x6587,  0x3002,  0xa0,    0x200b,  0x200d,
                                     0x200f, 0xfeff,   0xfe0f, 0x1f680, 0x1f468, 0x1f3fd, 0x1f1fa, 0x1f1e6,
                                     0x2764, 0x10ffff, 0xfffd, 0x3000 };

static char *
make_random (gsize n_points)
{
  GString *string = g_string_new (NULL);

  for (gsize i = 0; i < n_points; i++)
    g_string_append_unichar (string, alphabet[g_test_rand_int_range (0, G_N_ELEMENTS (alphabet))]);

  return g_string_free (string, FALSE);
}

/* Counts from the beginning, the slow and obvious way. */
static void
check_units (GlossText *text)
{
  const char *utf8 = gloss_text_get_utf8 (text);
  const char *p = utf8;
  gsize point = 0;
  gsize utf16 = 0;

  while (*p != '\0')
    {
      gsize width = g_utf8_get_char (p) > 0xffff ? 2 : 1;
      gsize byte = p - utf8;

      g_assert_cmpuint (gloss_text_point_to_byte (text, point), ==, byte);
      g_assert_cmpuint (gloss_text_point_to_utf16 (text, point), ==, utf16);
      for (gsize i = 0; i < width; i++)
        g_assert_cmpuint (gloss_text_utf16_to_point (text, utf16 + i), ==, point);

      p = g_utf8_next_char (p);
      for (gsize i = byte; i < (gsize) (p - utf8); i++)
        g_assert_cmpuint (gloss_text_byte_to_point (text, i), ==, point);

      point++;
      utf16 += width;
    }

  g_assert_cmpuint (gloss_text_get_n_bytes (text), ==, p - utf8);
  g_assert_cmpuint (gloss_text_get_n_points (text), ==, point);
  g_assert_cmpuint (gloss_text_get_n_utf16 (text), ==, utf16);

  for (gsize i = 0; i < 3; i++)
    {
      gsize past = i == 2 ? G_MAXSIZE : i;

      past = MAX (past, past + point);
      g_assert_cmpuint (gloss_text_point_to_byte (text, past), ==, p - utf8);
      g_assert_cmpuint (gloss_text_point_to_utf16 (text, past), ==, utf16);
    }
  g_assert_cmpuint (gloss_text_byte_to_point (text, G_MAXSIZE), ==, point);
  g_assert_cmpuint (gloss_text_utf16_to_point (text, G_MAXSIZE), ==, point);
}

static void
test_units (void)
{
  /* Around the size of an index block, where its edges fall inside characters, and well over it. */
  for (gsize i = 0; i < 60; i++)
    {
      g_autofree char *utf8 = make_random (g_test_rand_int_range (0, i < 40 ? 900 : 6000));
      g_autoptr (GlossText) text = make_text (utf8);

      check_units (text);
    }

  /* Latin letters, now and then something else among them. */
  for (gsize i = 0; i < 60; i++)
    {
      g_autoptr (GString) utf8 = g_string_new (NULL);
      g_autoptr (GlossText) text = NULL;

      while (utf8->len < 3000)
        {
          int n = g_test_rand_int_range (0, 400);
          g_autofree char *latin = g_strnfill (n, 'x');
          g_autofree char *others = make_random (g_test_rand_int_range (0, 3));

          g_string_append (utf8, latin);
          g_string_append (utf8, others);
        }
      text = make_text (utf8->str);
      check_units (text);
    }

  for (gsize n_bytes = 1020; n_bytes < 1029; n_bytes++)
    {
      g_autofree char *ascii = g_strnfill (n_bytes, 'x');
      g_autofree char *utf8 = g_strconcat (ascii, "\360\237\232\200\342\202\254", NULL);
      g_autoptr (GlossText) text = make_text (utf8);

      check_units (text);
    }
}

static void
test_dup_range (void)
{
  g_autoptr (GlossText) text = make_text ("a\360\237\232\200\344\270\255b");
  static const struct
  {
    gsize start, end;
    const char *range;
  } cases[] = { { 0, 4, "a\360\237\232\200\344\270\255b" },
                { 1, 2, "\360\237\232\200" },
                { 2, 99, "\344\270\255b" },
                { 3, 3, "" },
                { 3, 1, "" },
                { 9, 12, "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *range = gloss_text_dup_range (text, cases[i].start, cases[i].end);

      g_assert_cmpstr (range, ==, cases[i].range);
    }
}

static void
test_fit_cases (void)
{
  static const struct
  {
    const char *utf8;
    gsize start, end;
    const char *fitted; /* NULL: nothing is left */
  } cases[] = {
    { "about 190 miles away", 5, 16, "190 miles" },
    { "  \n\t", 0, 4, NULL },
    { "word", 2, 2, NULL },
    { "word", 3, 1, NULL },
    { "word", 7, 9, NULL },
    { "x\302\240\342\200\213\357\273\277\343\200\200y", 1, 5, NULL },
    { "x\302\240\342\200\213y\357\273\277z", 1, 5, "y" },
    /* e + combining acute: half of it is all of it. */
    { "caf\145\314\201 noir", 0, 4, "caf\145\314\201" },
    { "caf\145\314\201 noir", 4, 10, "\145\314\201 noir" },
    /* A mark on a space keeps its space. */
    { "a \314\201b", 2, 4, " \314\201b" },
    /* Ukraine and the United States as flags: two regional indicators each. */
    { "\360\237\207\272\360\237\207\246\360\237\207\272\360\237\207\270", 1, 2,
      "\360\237\207\272\360\237\207\246" },
    { "\360\237\207\272\360\237\207\246\360\237\207\272\360\237\207\270", 1, 3,
      "\360\237\207\272\360\237\207\246\360\237\207\272\360\237\207\270" },
    /* A family joined by zero width joiners. */
    { "x\360\237\221\250\342\200\215\360\237\221\251\342\200\215\360\237\221\247y", 3, 4,
      "\360\237\221\250\342\200\215\360\237\221\251\342\200\215\360\237\221\247" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlossText) text = make_text (cases[i].utf8);
      gsize start = cases[i].start;
      gsize end = cases[i].end;
      gboolean fits = gloss_text_fit_range (text, &start, &end);
      g_autofree char *fitted = gloss_text_dup_range (text, start, end);

      g_assert_cmpint (fits, ==, cases[i].fitted != NULL);
      if (fits)
        g_assert_cmpstr (fitted, ==, cases[i].fitted);
      else
        g_assert_true (start == cases[i].start && end == cases[i].end);
    }
}

/* Marks every code point that starts a cluster, by walking the whole text. */
static gboolean *
find_boundaries (GlossText *text)
{
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  gboolean *is_boundary = g_new0 (gboolean, gloss_text_get_n_points (text) + 1);
  UBreakIterator *clusters = ubrk_open (UBRK_CHARACTER, "", NULL, 0, &status);

  utext_openUTF8 (&utext, gloss_text_get_utf8 (text), gloss_text_get_n_bytes (text), &status);
  ubrk_setUText (clusters, &utext, &status);
  g_assert_true (U_SUCCESS (status));
  for (int byte = ubrk_first (clusters); byte != UBRK_DONE; byte = ubrk_next (clusters))
    is_boundary[gloss_text_byte_to_point (text, byte)] = TRUE;
  ubrk_close (clusters);
  utext_close (&utext);

  return is_boundary;
}

static gboolean
is_blank_at (GlossText *text, gsize point)
{
  gunichar c = g_utf8_get_char (gloss_text_get_utf8 (text) + gloss_text_point_to_byte (text, point));

  return u_isUWhiteSpace (c) || c == 0x200b || c == 0xfeff;
}

static void
test_fit_random (void)
{
  for (gsize i = 0; i < 4000; i++)
    {
      g_autofree char *utf8 = make_random (g_test_rand_int_range (1, 60));
      g_autoptr (GlossText) text = make_text (utf8);
      g_autofree gboolean *is_boundary = find_boundaries (text);
      gsize n_points = gloss_text_get_n_points (text);
      gsize start = g_test_rand_int_range (0, n_points + 1);
      gsize end = g_test_rand_int_range (0, n_points + 1);
      gsize want_start = start, want_end = end;
      gboolean fits = gloss_text_fit_range (text, &start, &end);

      while (want_start < want_end && is_blank_at (text, want_start))
        want_start++;
      while (want_start < want_end && is_blank_at (text, want_end - 1))
        want_end--;
      g_assert_cmpint (fits, ==, want_start < want_end);
      if (!fits)
        continue;

      while (!is_boundary[want_start])
        want_start--;
      while (!is_boundary[want_end])
        want_end++;
      g_assert_cmpuint (start, ==, want_start);
      g_assert_cmpuint (end, ==, want_end);

      g_assert_true (gloss_text_fit_range (text, &start, &end));
      g_assert_cmpuint (start, ==, want_start);
      g_assert_cmpuint (end, ==, want_end);
    }
}

static void
test_counted (void)
{
  g_autoptr (GlossText) text = make_text ("counted");
  GlossText *copy = g_boxed_copy (GLOSS_TYPE_TEXT, text);

  g_assert_true (copy == text);
  g_boxed_free (GLOSS_TYPE_TEXT, copy);
  g_assert_cmpstr (gloss_text_get_utf8 (text), ==, "counted");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/normalize", test_normalize);
  g_test_add_func ("/text/not-utf8", test_not_utf8);
  g_test_add_func ("/text/hash", test_hash);
  g_test_add_func ("/text/units", test_units);
  g_test_add_func ("/text/dup-range", test_dup_range);
  g_test_add_func ("/text/fit/cases", test_fit_cases);
  g_test_add_func ("/text/fit/random", test_fit_random);
  g_test_add_func ("/text/counted", test_counted);

  return g_test_run ();
}
