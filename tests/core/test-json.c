/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Getters on hostile objects, canonical JSON against RFC 8785's own samples, and hashes and times. */

#include "config.h"

#include "core/base/gloss-error.h"
#include "core/base/gloss-json.h"

#include <math.h>

static void
assert_canonical (const char *json, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = gloss_json_parse_object (json, -1, &error);
  g_autoptr (JsonObject) copy = NULL;
  g_autofree char *canonical = NULL;
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  canonical = gloss_json_object_to_canonical (object);
  g_assert_cmpstr (canonical, ==, expected);

  copy = gloss_json_copy_object (object);
  again = gloss_json_object_to_canonical (copy);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_canonical (void)
{
  assert_canonical ("{}", "{}");
  assert_canonical (" { \"b\" : [ 1 , { } , [ ] ] , \"a\" : null } ", "{\"a\":null,\"b\":[1,{},[]]}");
  assert_canonical ("{\"Z\":true,\"a\":false,\"\\u00e9\":1,\"aa\":2}",
                    "{\"Z\":true,\"a\":false,\"aa\":2,\"\xc3\xa9\":1}");
  assert_canonical ("{\"s\":\"\\u20ac$\\u000f\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"}",
                    "{\"s\":\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  assert_canonical ("{\"n\":9223372036854775807}", "{\"n\":9223372036854775807}");
  assert_canonical ("{\"n\":-9223372036854775808}", "{\"n\":-9223372036854775808}");
}

/* Half a pair is no character, though the parser lets it through: what is written is UTF-8 all the same. */
static void
test_surrogates (void)
{
  g_autoptr (JsonObject) object = gloss_json_parse_object ("{\"a\":\"x\\ud83dyz\"}", -1, NULL);
  g_autofree char *canonical = gloss_json_object_to_canonical (object);

  g_assert_true (g_utf8_validate (canonical, -1, NULL));
  g_assert_true (g_str_has_prefix (canonical, "{\"a\":\"x\357\277\275"));
}

/* The samples of RFC 8785, appendix B, and a few of ECMAScript's edges. */
static void
test_numbers (void)
{
  static const struct
  {
    double value;
    const char *expected;
  } samples[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 5.0, "5" },
    { 4.9406564584124654e-324, "5e-324" },
    { -4.9406564584124654e-324, "-5e-324" },
    { 1.7976931348623157e308, "1.7976931348623157e+308" },
    { 9007199254740992, "9007199254740992" },
    { -9007199254740992, "-9007199254740992" },
    { 295147905179352830000.0, "295147905179352830000" },
    { 9.999999999999997e22, "9.999999999999997e+22" },
    { 1e23, "1e+23" },
    { 1.0000000000000001e23, "1.0000000000000001e+23" },
    { 999999999999999700000.0, "999999999999999700000" },
    { 1e21, "1e+21" },
    { 1e20, "100000000000000000000" },
    { 9.999999999999997e-7, "9.999999999999997e-7" },
    { 0.000001, "0.000001" },
    { 333333333.3333332, "333333333.3333332" },
    { 333333333.33333325, "333333333.33333325" },
    { -0.0000033333333333333333, "-0.0000033333333333333333" },
    { 1424953923781206.2, "1424953923781206.2" },
    { 0.1, "0.1" },
    { 190.5, "190.5" },
    { INFINITY, "null" },
    { NAN, "null" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (JsonNode) node = json_node_init_double (json_node_alloc (), samples[i].value);
      g_autofree char *canonical = gloss_json_to_canonical (node);

      g_assert_cmpstr (canonical, ==, samples[i].expected);
    }
}

static void
test_random_numbers (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      union
      {
        guint64 bits;
        double value;
      } number;
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *canonical = NULL;

      number.bits = ((guint64) (guint32) g_test_rand_int () << 32) | (guint32) g_test_rand_int ();
      if (!isfinite (number.value))
        continue;

      node = json_node_init_double (json_node_alloc (), number.value);
      canonical = gloss_json_to_canonical (node);
      g_assert_true (g_ascii_strtod (canonical, NULL) == number.value);
    }
}

static void
test_getters (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object =
    gloss_json_parse_object ("{\"s\":\"x\",\"i\":3,\"d\":2.9,\"huge\":1e300,\"b\":true,\"n\":null,"
                             "\"a\":[1],\"o\":{\"k\":1}}",
                             -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gloss_json_get_string (object, "s"), ==, "x");
  g_assert_cmpint (gloss_json_get_int (object, "i", -1), ==, 3);
  g_assert_cmpint (gloss_json_get_int (object, "d", -1), ==, 2);
  g_assert_cmpint (gloss_json_get_int (object, "huge", -1), ==, -1);
  g_assert_cmpfloat (gloss_json_get_double (object, "i", -1), ==, 3);
  g_assert_cmpuint (json_array_get_length (gloss_json_get_array (object, "a")), ==, 1);

  for (const char *const *name = (const char *const[]){ "i", "b", "n", "a", "o", "missing", NULL }; *name;
       name++)
    g_assert_null (gloss_json_get_string (object, *name));
  for (const char *const *name = (const char *const[]){ "s", "b", "n", "a", "o", "missing", NULL }; *name;
       name++)
    {
      g_assert_cmpint (gloss_json_get_int (object, *name, -1), ==, -1);
      g_assert_cmpfloat (gloss_json_get_double (object, *name, -1), ==, -1);
    }
  for (const char *const *name = (const char *const[]){ "s", "i", "n", "missing", NULL }; *name; name++)
    g_assert_null (gloss_json_get_array (object, *name));
  g_assert_true (gloss_json_is_null (object, "n"));
  g_assert_true (gloss_json_is_null (object, "missing"));
  g_assert_false (gloss_json_is_null (object, "a"));
}

static void
assert_refused (const char *json, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_json_parse_object (json, length, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID);
}

static void
test_refused (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"a\":");
  g_autoptr (GString) hidden = g_string_new ("/* \" */ {\"a\":");

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (deep, '[');
  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (hidden, '[');

  assert_refused ("", -1);
  assert_refused ("[]", -1);
  assert_refused ("12", -1);
  assert_refused ("{\"a\":}", -1);
  assert_refused ("{\"a\":1", -1);
  assert_refused ("{\"a\":\"\xff\"}", -1);
  assert_refused ("{\"a\":1} // said by hand", -1);
  assert_refused (deep->str, (gssize) deep->len);
  assert_refused (hidden->str, (gssize) hidden->len);
}

static void
test_depth (void)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;

  for (guint i = 0; i < GLOSS_JSON_MAX_DEPTH; i++)
    g_string_append (json, "{\"[\\\"[\":");
  g_string_append (json, "1");
  for (guint i = 0; i < GLOSS_JSON_MAX_DEPTH; i++)
    g_string_append_c (json, '}');

  object = gloss_json_parse_object (json->str, -1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (object);
}

static void
test_equal (void)
{
  g_autoptr (JsonNode) five = json_node_init_int (json_node_alloc (), 5);
  g_autoptr (JsonNode) five_double = json_node_init_double (json_node_alloc (), 5);
  g_autoptr (JsonNode) five_string = json_node_init_string (json_node_alloc (), "5");
  g_autoptr (JsonNode) null = json_node_init_null (json_node_alloc ());

  g_assert_true (gloss_json_node_equal (five, five_double));
  g_assert_false (gloss_json_node_equal (five, five_string));
  g_assert_false (gloss_json_node_equal (five, null));
  g_assert_true (gloss_json_node_equal (null, null));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/canonical", test_canonical);
  g_test_add_func ("/json/surrogates", test_surrogates);
  g_test_add_func ("/json/numbers", test_numbers);
  g_test_add_func ("/json/random-numbers", test_random_numbers);
  g_test_add_func ("/json/getters", test_getters);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/equal", test_equal);

  return g_test_run ();
}
