/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The categories and verdict scales of a library as a value, and the records a new library starts with. It
 * owns copies of the words, translated where they are shipped ones. Any thread. There are a handful of each:
 * finding is linear.
 */

#include "config.h"

#include "core/annotation/gloss-catalog.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/annotation/gloss-catalog-resources.h"
#include "core/annotation/gloss-catalog-words.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-json.h"
#include "core/base/gloss-uuid.h"

#define RESOURCES "/glossator/core/catalog/"

/* The name space of the uuids of what is shipped; never to be changed. */
#define UUID_SPACE "3577b449-e10e-4b6b-bcb2-e8737cda2d72"

/* When what is shipped says it was made: the same in every library, so that merging finds nothing to merge.
 */
#define SHIPPED_AT "2026-11-22T00:00:00.000Z"

struct _GlossCatalog
{
  GPtrArray *categories; /* element-type GlossCategory */
  GPtrArray *scales;     /* element-type GlossScale */
};

G_DEFINE_BOXED_TYPE (GlossCatalog, gloss_catalog, gloss_catalog_ref, gloss_catalog_unref)

static void
category_free (gpointer data)
{
  GlossCategory *category = data;

  g_free (category->id);
  g_free (category->label);
  g_free (category->colour);
  g_free (category->icon);
  g_free (category);
}

static void
verdict_free (gpointer data)
{
  GlossVerdict *verdict = data;

  g_free (verdict->scale);
  g_free (verdict->id);
  g_free (verdict->label);
  g_free (verdict->family);
  g_free (verdict->definition);
  g_free (verdict);
}

static void
scale_free (gpointer data)
{
  GlossScale *scale = data;

  g_free (scale->id);
  g_free (scale->label);
  g_free (scale->definition);
  g_ptr_array_unref (scale->verdicts);
  g_free (scale);
}

static void
catalog_clear (gpointer data)
{
  GlossCatalog *self = data;

  g_ptr_array_unref (self->categories);
  g_ptr_array_unref (self->scales);
}

/* The words of a record, translated; "" where there are none. */
static char *
dup_words (GlossRecord *record, const char *column)
{
  const char *words = gloss_catalog_words_translate (gloss_record_get_string (record, column));

  return g_strdup (words != NULL ? words : "");
}

static char *
dup_text (GlossRecord *record, const char *column)
{
  const char *text = gloss_record_get_string (record, column);

  return g_strdup (text != NULL ? text : "");
}

static GlossCategory *
category_new (GlossRecord *record)
{
  GlossCategory *category = g_new0 (GlossCategory, 1);

  category->id = dup_text (record, "id");
  category->label = dup_words (record, "label");
  category->colour = dup_text (record, "colour");
  category->icon = dup_text (record, "icon");

  return category;
}

static GlossVerdict *
verdict_new (GlossRecord *record)
{
  GlossVerdict *verdict = g_new0 (GlossVerdict, 1);

  verdict->scale = dup_text (record, "scale");
  verdict->id = dup_text (record, "id");
  verdict->label = dup_words (record, "label");
  verdict->family = dup_text (record, "colour");
  verdict->definition = dup_words (record, "definition");
  verdict->has_number = !gloss_record_is_null (record, "number");
  verdict->number = gloss_record_get_double (record, "number");

  return verdict;
}

static GlossScale *
scale_new (GlossRecord *record)
{
  GlossScale *scale = g_new0 (GlossScale, 1);

  scale->id = dup_text (record, "id");
  scale->label = dup_words (record, "label");
  scale->definition = dup_words (record, "definition");
  scale->verdicts = g_ptr_array_new_with_free_func (verdict_free);

  return scale;
}

static int
compare_positions_cb (gconstpointer a, gconstpointer b)
{
  GlossRecord *left = *(GlossRecord *const *) a;
  GlossRecord *right = *(GlossRecord *const *) b;
  gint64 left_position = gloss_record_get_int (left, "position");
  gint64 right_position = gloss_record_get_int (right, "position");

  if (left_position != right_position)
    return left_position < right_position ? -1 : 1;

  return g_strcmp0 (gloss_record_get_string (left, "id"), gloss_record_get_string (right, "id"));
}

/* The records of one table that do not lie in the trash, in order; borrowed. */
static GPtrArray *
select_records (GPtrArray *records, const char *table)
{
  GPtrArray *selected = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    {
      GlossRecord *record = g_ptr_array_index (records, i);

      if (strcmp (gloss_record_get_table (record), table) == 0 && !gloss_record_is_deleted (record))
        g_ptr_array_add (selected, record);
    }
  g_ptr_array_sort (selected, compare_positions_cb);

  return selected;
}

static GlossScale *
find_scale (GlossCatalog *self, const char *id)
{
  for (guint i = 0; i < self->scales->len; i++)
    {
      GlossScale *scale = g_ptr_array_index (self->scales, i);

      if (g_strcmp0 (scale->id, id) == 0)
        return scale;
    }

  return NULL;
}

static JsonObject *
load_resource (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    g_resource_lookup_data (gloss_catalog_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  JsonObject *object;

  g_assert_no_error (error);
  object =
    gloss_json_parse_object (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);

  return object;
}

/* Adds the record of what is shipped: its fields, and the columns that every record has. */
static void
add_record (GPtrArray *records, const char *table, const char *name, JsonObject *fields)
{
  g_autofree char *uuid = gloss_uuid_new_for_name (UUID_SPACE, name);

  json_object_set_string_member (fields, "uuid", uuid);
  json_object_set_string_member (fields, "created", SHIPPED_AT);
  json_object_set_string_member (fields, "modified", SHIPPED_AT);
  json_object_set_null_member (fields, "deleted");
  json_object_set_null_member (fields, "extra");
  g_ptr_array_add (records, gloss_record_new_for_values (table, fields));
}

static void
add_categories (GPtrArray *records)
{
  g_autoptr (JsonObject) file = load_resource (RESOURCES "categories.json");
  JsonArray *categories = gloss_json_get_array (file, "categories");

  for (guint i = 0; i < json_array_get_length (categories); i++)
    {
      g_autoptr (JsonObject) fields = gloss_json_copy_object (json_array_get_object_element (categories, i));
      g_autofree char *name = g_strconcat ("category/", gloss_json_get_string (fields, "id"), NULL);

      json_object_set_int_member (fields, "position", i);
      add_record (records, "category", name, fields);
    }
}

static void
add_scale (GPtrArray *records, const char *path)
{
  g_autoptr (JsonObject) scale = load_resource (path);
  JsonArray *verdicts = gloss_json_get_array (scale, "verdicts");
  const char *id = gloss_json_get_string (scale, "id");
  g_autoptr (JsonObject) scale_fields = gloss_json_copy_object (scale);
  g_autofree char *scale_name = g_strconcat ("scale/", id, NULL);

  json_object_remove_member (scale_fields, "verdicts");
  add_record (records, "scale", scale_name, scale_fields);

  for (guint i = 0; i < json_array_get_length (verdicts); i++)
    {
      g_autoptr (JsonObject) fields = gloss_json_copy_object (json_array_get_object_element (verdicts, i));
      g_autofree char *name = g_strconcat ("verdict/", id, "/", gloss_json_get_string (fields, "id"), NULL);

      json_object_set_string_member (fields, "colour", gloss_json_get_string (fields, "family"));
      json_object_remove_member (fields, "family");
      json_object_set_string_member (fields, "scale", id);
      json_object_set_int_member (fields, "position", i);
      add_record (records, "verdict", name, fields);
    }
}

static char *
join_ids (GPtrArray *items, const char *(*get_id) (gconstpointer item))
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (ids, (gpointer) get_id (g_ptr_array_index (items, i)));
  g_ptr_array_add (ids, NULL);

  return g_strjoinv (", ", (char **) ids->pdata);
}

static const char *
get_scale_id (gconstpointer item)
{
  return ((const GlossScale *) item)->id;
}

static const char *
get_verdict_id (gconstpointer item)
{
  return ((const GlossVerdict *) item)->id;
}

/**
 * gloss_catalog_make_shipped_records:
 *
 * Makes what a new library holds: categories, scales and verdicts, each scale before its verdicts. They are
 * the same, times and uuids too, wherever they are made.
 *
 * Returns: (transfer full) (element-type GlossRecord): the records
 */
GPtrArray *
gloss_catalog_make_shipped_records (void)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  g_auto (GStrv) names = g_resource_enumerate_children (gloss_catalog_get_resource (), RESOURCES "scales",
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (names != NULL);
  add_categories (records);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (RESOURCES "scales/", names[i], NULL);

      add_scale (records, path);
    }

  return records;
}

/**
 * gloss_catalog_new:
 * @records: (element-type GlossRecord): rows of the tables category, scale and verdict in any order; those in
 * the trash and those of other tables are passed over
 *
 * Returns: (transfer full): the catalog
 */
GlossCatalog *
gloss_catalog_new (GPtrArray *records)
{
  g_autoptr (GPtrArray) categories = NULL;
  g_autoptr (GPtrArray) scales = NULL;
  g_autoptr (GPtrArray) verdicts = NULL;
  GlossCatalog *self;

  g_return_val_if_fail (records != NULL, NULL);

  self = g_atomic_rc_box_new0 (GlossCatalog);
  self->categories = g_ptr_array_new_with_free_func (category_free);
  self->scales = g_ptr_array_new_with_free_func (scale_free);

  categories = select_records (records, "category");
  for (guint i = 0; i < categories->len; i++)
    g_ptr_array_add (self->categories, category_new (g_ptr_array_index (categories, i)));

  scales = select_records (records, "scale");
  for (guint i = 0; i < scales->len; i++)
    g_ptr_array_add (self->scales, scale_new (g_ptr_array_index (scales, i)));

  verdicts = select_records (records, "verdict");
  for (guint i = 0; i < verdicts->len; i++)
    {
      GlossRecord *record = g_ptr_array_index (verdicts, i);
      GlossScale *scale = find_scale (self, gloss_record_get_string (record, "scale"));

      if (scale != NULL)
        g_ptr_array_add (scale->verdicts, verdict_new (record));
    }

  return self;
}

/**
 * gloss_catalog_ref:
 * @self: a catalog
 *
 * Returns: (transfer full): @self, counted once more
 */
GlossCatalog *
gloss_catalog_ref (GlossCatalog *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * gloss_catalog_unref:
 * @self: (transfer full): a catalog
 *
 * Gives up a reference; the last one frees the catalog.
 */
void
gloss_catalog_unref (GlossCatalog *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, catalog_clear);
}

/**
 * gloss_catalog_get_categories:
 * @self: a catalog
 *
 * Returns: (transfer none) (element-type GlossCategory): the categories in order
 */
GPtrArray *
gloss_catalog_get_categories (GlossCatalog *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->categories;
}

/**
 * gloss_catalog_get_scales:
 * @self: a catalog
 *
 * Returns: (transfer none) (element-type GlossScale): the scales in order
 */
GPtrArray *
gloss_catalog_get_scales (GlossCatalog *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scales;
}

/**
 * gloss_catalog_find_category:
 * @self: a catalog
 * @id: (nullable): a category's id
 *
 * Returns: (transfer none) (nullable): the category, %NULL where it is unknown
 */
const GlossCategory *
gloss_catalog_find_category (GlossCatalog *self, const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->categories->len; i++)
    {
      const GlossCategory *category = g_ptr_array_index (self->categories, i);

      if (g_strcmp0 (category->id, id) == 0)
        return category;
    }

  return NULL;
}

/**
 * gloss_catalog_find_scale:
 * @self: a catalog
 * @id: (nullable): a scale's id
 *
 * Returns: (transfer none) (nullable): the scale, %NULL where it is unknown
 */
const GlossScale *
gloss_catalog_find_scale (GlossCatalog *self, const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  return find_scale (self, id);
}

/**
 * gloss_catalog_find_verdict:
 * @self: a catalog
 * @scale: (nullable): a scale's id
 * @id: (nullable): the id of one of its verdicts
 *
 * Returns: (transfer none) (nullable): the verdict, %NULL where it is unknown
 */
const GlossVerdict *
gloss_catalog_find_verdict (GlossCatalog *self, const char *scale, const char *id)
{
  GlossScale *found;

  g_return_val_if_fail (self != NULL, NULL);

  found = find_scale (self, scale);
  for (guint i = 0; found != NULL && i < found->verdicts->len; i++)
    {
      const GlossVerdict *verdict = g_ptr_array_index (found->verdicts, i);

      if (g_strcmp0 (verdict->id, id) == 0)
        return verdict;
    }

  return NULL;
}

/**
 * gloss_catalog_parse_verdict:
 * @self: a catalog
 * @words: a verdict as a user types it, `[SCALE/]ID`
 * @error: return location
 *
 * Finds a verdict by what a user typed. Without a scale it is one of %GLOSS_CATALOG_DEFAULT_SCALE.
 *
 * Errors: %GLOSS_ERROR_NOT_FOUND, with a message that names the scales or verdicts there are.
 *
 * Returns: (transfer none): the verdict, or %NULL with @error set
 */
const GlossVerdict *
gloss_catalog_parse_verdict (GlossCatalog *self, const char *words, GError **error)
{
  g_autofree char *scale = NULL;
  g_autofree char *known = NULL;
  const char *slash;
  const char *id;
  const GlossScale *found;
  const GlossVerdict *verdict;

  g_return_val_if_fail (self != NULL && words != NULL, NULL);

  slash = strchr (words, '/');
  id = slash != NULL ? slash + 1 : words;
  scale = slash != NULL ? g_strndup (words, (gsize) (slash - words)) : g_strdup (GLOSS_CATALOG_DEFAULT_SCALE);

  found = find_scale (self, scale);
  if (found == NULL)
    {
      known = join_ids (self->scales, get_scale_id);
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                   _ ("There is no verdict scale “%s”. Use one of these: %s."), scale, known);
      return NULL;
    }

  if (found->verdicts->len == 0)
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                   _ ("The scale “%s” has no verdicts: write the conclusion in the note."), scale);
      return NULL;
    }

  verdict = gloss_catalog_find_verdict (self, scale, id);
  if (verdict == NULL)
    {
      known = join_ids (found->verdicts, get_verdict_id);
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                   _ ("There is no verdict “%s” in the scale “%s”. Use one of these: %s."), id, scale, known);
    }

  return verdict;
}
