/* SPDX-License-Identifier: GPL-3.0-or-later */
/* That the rules WebKit is given for private networks say of each host what gloss-host says. */

#include "config.h"

#include "core/base/gloss-json.h"
#include "tests/support/gloss-test-hosts.h"
#include "web/gloss-web-resources.h"

#include <string.h>

static GPtrArray *
make_rules (void)
{
  g_autofree char *json = gloss_web_resources_dup ("private-hosts.json");
  g_autofree char *object = g_strdup_printf ("{\"rules\":%s}", json);
  g_autoptr (JsonObject) root = gloss_json_parse_object (object, -1, NULL);
  JsonArray *listed = gloss_json_get_array (root, "rules");
  GPtrArray *rules = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);

  for (guint i = 0; i < json_array_get_length (listed); i++)
    {
      JsonObject *rule = json_array_get_object_element (listed, i);
      JsonObject *trigger = json_object_get_object_member (rule, "trigger");
      g_autoptr (GError) error = NULL;
      GRegex *regex =
        g_regex_new (gloss_json_get_string (trigger, "url-filter"), G_REGEX_CASELESS, 0, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (gloss_json_get_string (json_object_get_object_member (rule, "action"), "type"), ==,
                       "block");
      g_ptr_array_add (rules, regex);
    }
  return rules;
}

static gboolean
is_blocked (GPtrArray *rules, const char *address)
{
  for (guint i = 0; i < rules->len; i++)
    if (g_regex_match (g_ptr_array_index (rules, i), address, 0, NULL))
      return TRUE;
  return FALSE;
}

/* Addresses of IPv6 that carry one of IPv4 are all refused, as WebKit's rules can't reckon, and so are those
 * beside link-local ones, which nobody has. An address with a name and password looks to them like one with a
 * port. */
static gboolean
may_be_either (const char *ascii)
{
  static const char *const prefixes[] = { "[::", "[64:ff9b:", "[2002:", "[2001:0:", "[fe" };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (ascii, prefixes[i]))
      return TRUE;
  return FALSE;
}

/* As WebKit writes an address before it looks at the rules: the host in its one spelling, a path, maybe a
 * port, and a name and password. */
static void
test_hosts (void)
{
  static const char *const forms[] = { "http://%s/",     "https://%s/a/b?c#d",    "http://%s:8080/",
                                       "ws://%s/socket", "wss://u:p@%s:1/socket", "http://u@%s/" };
  g_autoptr (GPtrArray) rules = make_rules ();

  for (gsize i = 0; i < gloss_test_n_hosts; i++)
    for (gsize j = 0; gloss_test_hosts[i].ascii != NULL && j < G_N_ELEMENTS (forms); j++)
      {
        const char *ascii = gloss_test_hosts[i].ascii;
        g_autoptr (GString) address = g_string_new (forms[j]);

        g_string_replace (address, "%s", ascii, 1);
        g_test_message ("%s", address->str);
        if (gloss_test_hosts[i].scope == GLOSS_HOST_PRIVATE)
          g_assert_true (is_blocked (rules, address->str));
        else if (!may_be_either (ascii) && strchr (forms[j], '@') == NULL)
          g_assert_false (is_blocked (rules, address->str));
      }
}

/* A name keeps its last dot, and a private host may stand anywhere else in the address of a public one. */
static void
test_places (void)
{
  static const char *const blocked[] = { "http://localhost./", "http://printer.local./a",
                                         "http://a.localhost.:80/", "http://a:b@localhost/",
                                         "http://127.0.0.1@127.0.0.1/" };
  static const char *const passed[] = {
    "https://example.org/http://127.0.0.1/",    "https://example.org/@127.0.0.1/",
    "https://example.org/?u=http://localhost/", "https://localhost.example/",
    "https://127.0.0.1.example.org/",           "https://example.org/#@localhost/"
  };
  g_autoptr (GPtrArray) rules = make_rules ();

  for (gsize i = 0; i < G_N_ELEMENTS (blocked); i++)
    g_assert_true (is_blocked (rules, blocked[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (passed); i++)
    g_assert_false (is_blocked (rules, passed[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network-filter/hosts", test_hosts);
  g_test_add_func ("/network-filter/places", test_places);
  return g_test_run ();
}
