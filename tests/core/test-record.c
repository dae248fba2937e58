/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as values: columns by type, copies that leave the original alone, equality that passes over
 * `modified`. */

#include "config.h"

#include "core/base/gloss-record.h"

static GlossRecord *
make_record (void)
{
  g_autoptr (GlossRecord) record = gloss_record_new ("source");
  g_autoptr (GlossRecord) titled = gloss_record_with_string (record, "title", "Report");

  return gloss_record_with_int (titled, "position", 3);
}

static void
assert_time (const char *time)
{
  g_autoptr (GDateTime) read = g_date_time_new_from_iso8601 (time, NULL);

  g_assert_nonnull (read);
}

static void
test_new (void)
{
  g_autoptr (GlossRecord) record = gloss_record_new ("note");
  g_autoptr (GlossRecord) other = gloss_record_new ("note");

  g_assert_cmpstr (gloss_record_get_table (record), ==, "note");
  g_assert_true (g_uuid_string_is_valid (gloss_record_get_uuid (record)));
  g_assert_cmpstr (gloss_record_get_uuid (record), !=, gloss_record_get_uuid (other));
  assert_time (gloss_record_get_string (record, "created"));
  g_assert_cmpstr (gloss_record_get_string (record, "created"), ==,
                   gloss_record_get_string (record, "modified"));
  g_assert_false (gloss_record_is_deleted (record));
  g_assert_true (gloss_record_is_null (record, "extra"));
}

static void
test_getters (void)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (GlossRecord) record = NULL;

  json_object_set_double_member (values, "score", 2.5);
  json_object_set_int_member (values, "position", 7);
  json_object_set_string_member (values, "text", "7");
  json_object_set_null_member (values, "author");
  record = gloss_record_new_for_values ("note", values);

  g_assert_cmpint (gloss_record_get_int (record, "position"), ==, 7);
  g_assert_cmpfloat (gloss_record_get_double (record, "position"), ==, 7);
  g_assert_cmpint (gloss_record_get_int (record, "score"), ==, 2);
  g_assert_cmpfloat (gloss_record_get_double (record, "score"), ==, 2.5);
  g_assert_cmpint (gloss_record_get_int (record, "text"), ==, 0);
  g_assert_cmpstr (gloss_record_get_string (record, "text"), ==, "7");
  g_assert_null (gloss_record_get_string (record, "position"));
  g_assert_null (gloss_record_get_string (record, "author"));
  g_assert_null (gloss_record_get_string (record, "missing"));
  g_assert_cmpint (gloss_record_get_int (record, "author"), ==, 0);
  g_assert_true (gloss_record_is_null (record, "author"));
  g_assert_true (gloss_record_is_null (record, "missing"));
  g_assert_false (gloss_record_is_null (record, "position"));
  g_assert_null (gloss_record_get_uuid (record));
}

static void
test_copies (void)
{
  g_autoptr (GlossRecord) record = make_record ();
  g_autoptr (GlossRecord) edited = gloss_record_with_string (record, "title", "Study");
  g_autoptr (GlossRecord) emptied = gloss_record_with_string (record, "title", NULL);
  g_autoptr (GlossRecord) trashed = gloss_record_with_deleted (record, TRUE);
  g_autoptr (GlossRecord) back = gloss_record_with_deleted (trashed, FALSE);

  g_assert_cmpstr (gloss_record_get_string (record, "title"), ==, "Report");
  g_assert_cmpstr (gloss_record_get_string (edited, "title"), ==, "Study");
  g_assert_true (gloss_record_is_null (emptied, "title"));
  g_assert_cmpstr (gloss_record_get_uuid (edited), ==, gloss_record_get_uuid (record));
  g_assert_cmpint (gloss_record_get_int (edited, "position"), ==, 3);
  g_assert_true (gloss_record_is_deleted (trashed));
  assert_time (gloss_record_get_string (trashed, "deleted"));
  g_assert_false (gloss_record_is_deleted (record));
  g_assert_true (gloss_record_equal (back, record));
}

static void
test_equal (void)
{
  g_autoptr (GlossRecord) record = make_record ();
  g_autoptr (GlossRecord) later = gloss_record_with_string (record, "modified", "2030-01-01T00:00:00.000Z");
  g_autoptr (GlossRecord) with_null = gloss_record_with_string (record, "publisher", NULL);
  g_autoptr (GlossRecord) with_value = gloss_record_with_string (record, "publisher", "Somebody");
  g_autoptr (GlossRecord) other_number = gloss_record_with_int (record, "position", 4);
  g_autoptr (GlossRecord) other_table =
    gloss_record_new_for_values ("note", gloss_record_get_values (record));
  g_autoptr (JsonObject) values = gloss_record_dup_values (record);
  g_autoptr (GlossRecord) as_double = NULL;

  json_object_set_double_member (values, "position", 3.0);
  as_double = gloss_record_new_for_values ("source", values);

  g_assert_true (gloss_record_equal (record, record));
  g_assert_true (gloss_record_equal (record, later));
  g_assert_true (gloss_record_equal (record, with_null));
  g_assert_true (gloss_record_equal (with_null, record));
  g_assert_true (gloss_record_equal (record, as_double));
  g_assert_false (gloss_record_equal (record, with_value));
  g_assert_false (gloss_record_equal (with_value, record));
  g_assert_false (gloss_record_equal (record, other_number));
  g_assert_false (gloss_record_equal (record, other_table));
}

static void
test_sealed (void)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (GlossRecord) record = gloss_record_new_for_values ("note", values);

  g_assert_true (json_object_is_immutable (gloss_record_get_values (record)));
}

/* The two forms of a record, of the same random columns: one of forty sets, so that equal ones are met. */
static void
make_twins (GlossRecord **block, GlossRecord **object)
{
  static const char *const names[] = { "uuid", "modified", "title", "position", "score" };
  static const char *const words[] = { "", "Report", "Étude" };
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int_range (0, 40));
  GlossColumn columns[G_N_ELEMENTS (names)];
  g_autoptr (JsonObject) values = json_object_new ();
  guint n_columns = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GlossColumn *column = &columns[n_columns];

      column->name = g_intern_string (names[i]);
      column->type = (GlossColumnType) g_rand_int_range (random, 0, 3);
      if (g_rand_int_range (random, 0, 4) == 0)
        json_object_set_null_member (values, names[i]);
      else if (column->type == GLOSS_COLUMN_STRING)
        {
          column->string = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];
          json_object_set_string_member (values, names[i], column->string);
          n_columns++;
        }
      else if (column->type == GLOSS_COLUMN_INT)
        {
          column->integer = g_rand_int_range (random, 0, 3);
          json_object_set_int_member (values, names[i], column->integer);
          n_columns++;
        }
      else
        {
          column->real = g_rand_int_range (random, 0, 5) / 2.0;
          json_object_set_double_member (values, names[i], column->real);
          n_columns++;
        }
    }

  *block = gloss_record_new_for_columns ("source", columns, n_columns);
  *object = gloss_record_new_for_values ("source", values);
}

static void
assert_same (GlossRecord *block, GlossRecord *object)
{
  for (const char *const *name =
         (const char *const[]){ "uuid", "modified", "title", "position", "score", "missing", NULL };
       *name; name++)
    {
      g_assert_cmpstr (gloss_record_get_string (block, *name), ==, gloss_record_get_string (object, *name));
      g_assert_cmpint (gloss_record_get_int (block, *name), ==, gloss_record_get_int (object, *name));
      g_assert_cmpfloat (gloss_record_get_double (block, *name), ==, gloss_record_get_double (object, *name));
      g_assert_true (gloss_record_is_null (block, *name) == gloss_record_is_null (object, *name));
    }
}

static void
test_two_forms (void)
{
  guint n_equal = 0;

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GlossRecord) block = NULL;
      g_autoptr (GlossRecord) object = NULL;
      g_autoptr (GlossRecord) other_block = NULL;
      g_autoptr (GlossRecord) other_object = NULL;
      g_autoptr (GlossRecord) changed_block = NULL;
      g_autoptr (GlossRecord) changed_object = NULL;
      gboolean equal;

      make_twins (&block, &object);
      make_twins (&other_block, &other_object);
      equal = gloss_record_equal (object, other_object);
      n_equal += equal ? 1 : 0;
      assert_same (block, object);
      g_assert_true (gloss_record_equal (block, other_block) == equal);
      g_assert_true (gloss_record_equal (block, other_object) == equal);
      g_assert_true (gloss_record_equal (other_object, block) == equal);
      g_assert_true (gloss_record_equal (block, object));

      changed_block = gloss_record_with_int (block, "position", 7);
      changed_object = gloss_record_with_int (object, "position", 7);
      g_assert_true (gloss_record_equal (changed_block, changed_object));
      g_assert_false (gloss_record_equal (changed_block, block));
    }

  g_assert_cmpuint (n_equal, >, 0);
}

static gpointer
hammer_cb (gpointer data)
{
  GlossRecord *record = data;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GlossRecord) reference = gloss_record_ref (record);
      g_autoptr (GlossRecord) copy = gloss_record_with_int (reference, "position", i);

      g_assert_cmpstr (gloss_record_get_string (copy, "title"), ==, "Report");
      g_assert_cmpuint (json_object_get_size (gloss_record_get_values (reference)), ==, 2);
    }

  return NULL;
}

static void
test_threads (void)
{
  const GlossColumn columns[] = { { g_intern_static_string ("position"), GLOSS_COLUMN_INT, .integer = 3 },
                                  { g_intern_static_string ("title"), GLOSS_COLUMN_STRING,
                                    .string = "Report" } };
  g_autoptr (GlossRecord) record = gloss_record_new_for_columns ("source", columns, G_N_ELEMENTS (columns));
  GThread *threads[2];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("hammer", hammer_cb, record);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  g_assert_cmpint (gloss_record_get_int (record, "position"), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record/new", test_new);
  g_test_add_func ("/record/getters", test_getters);
  g_test_add_func ("/record/copies", test_copies);
  g_test_add_func ("/record/equal", test_equal);
  g_test_add_func ("/record/sealed", test_sealed);
  g_test_add_func ("/record/two-forms", test_two_forms);
  g_test_add_func ("/record/threads", test_threads);

  return g_test_run ();
}
