/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes the annotations of one article as Glossator JSON. Holds the article's records while it writes them;
 * any one thread, that of the database. It changes nothing. Costs O(n log n) in the records of the article,
 * and one query of history for each record.
 */

#include "config.h"

#include "core/exchange/gloss-annotation-json.h"

#include "core/exchange/gloss-json-fields.h"

/* The tables of what hangs on an annotation. */
typedef enum
{
  PART_NOTES,
  PART_SOURCES,
  PART_ANCHORS,
  PART_TAGS,
  PART_CONTACTS,
  PART_LINKS,
  PART_QUANTITIES,
  N_PARTS
} Part;

static const char *const part_tables[N_PARTS] = {
  "note", "source", "anchor", "annotation_tag", "contact_log", "annotation_link", "quantity",
};

/* One annotation with what hangs on it: borrowed records, each part in the order it is written. */
typedef struct
{
  GlossRecord *record;
  GlossRecord *anchor; /* the one in the newest capture */
  GPtrArray *parts[N_PARTS];
} Item;

/* What is needed to write the annotations of one article. */
typedef struct
{
  GlossJsonWriter *writer;
  GlossDatabase *database;
  GPtrArray *captures; /* records, in the order they were added */
  GHashTable *places;  /* capture's uuid -> place in captures, from 1 */
  const GlossAnnotationJsonNames *names;
} Context;

static const GlossJsonField annotation_head[] = {
  { "uuid", "uuid", GLOSS_JSON_FIELD_VALUE },
  { "category", "category", GLOSS_JSON_FIELD_VALUE },
  { "status", "status", GLOSS_JSON_FIELD_VALUE },
  { NULL },
};

static const GlossJsonField annotation_claim[] = {
  { "claim_date", "claim_date", GLOSS_JSON_FIELD_VALUE },
  { "claim", "claim", GLOSS_JSON_FIELD_VALUE },
  { "explanation", "explanation", GLOSS_JSON_FIELD_VALUE },
  { NULL },
};

static const GlossJsonField annotation_times[] = {
  { "author", "author", GLOSS_JSON_FIELD_VALUE },
  { "created", "created", GLOSS_JSON_FIELD_VALUE },
  { "modified", "modified", GLOSS_JSON_FIELD_VALUE },
  { "deleted", "deleted", GLOSS_JSON_FIELD_VALUE },
  { NULL },
};

static const GlossJsonField extra_field[] = {
  { "extra", "extra", GLOSS_JSON_FIELD_OBJECT },
  { NULL },
};

static const GlossJsonField note_fields[] = {
  { "uuid", "uuid", GLOSS_JSON_FIELD_VALUE },
  { "text", "text", GLOSS_JSON_FIELD_VALUE },
  { "author", "author", GLOSS_JSON_FIELD_VALUE },
  { "created", "created", GLOSS_JSON_FIELD_VALUE },
  { "modified", "modified", GLOSS_JSON_FIELD_VALUE },
  { "extra", "extra", GLOSS_JSON_FIELD_OBJECT },
  { NULL },
};

static const GlossJsonField place_fields[] = {
  { "quote", "quote", GLOSS_JSON_FIELD_VALUE },   { "prefix", "prefix", GLOSS_JSON_FIELD_VALUE },
  { "suffix", "suffix", GLOSS_JSON_FIELD_VALUE }, { "start", "start_point", GLOSS_JSON_FIELD_VALUE },
  { "end", "end_point", GLOSS_JSON_FIELD_VALUE }, { NULL },
};

static const GlossJsonField anchor_fields[] = {
  { "state", "state", GLOSS_JSON_FIELD_VALUE },
  { "reviewed", "reviewed", GLOSS_JSON_FIELD_VALUE },
  { "score", "score", GLOSS_JSON_FIELD_VALUE },
  { "found", "found", GLOSS_JSON_FIELD_VALUE },
  { "flags", "flags", GLOSS_JSON_FIELD_LIST },
  { "order_key", "order_key", GLOSS_JSON_FIELD_VALUE },
  { "created", "created", GLOSS_JSON_FIELD_VALUE },
  { "modified", "modified", GLOSS_JSON_FIELD_VALUE },
  { "deleted", "deleted", GLOSS_JSON_FIELD_VALUE },
  { "extra", "extra", GLOSS_JSON_FIELD_OBJECT },
  { NULL },
};

static const GlossJsonField quantity_fields[] = {
  { "uuid", "uuid", GLOSS_JSON_FIELD_VALUE },
  { "start", "start_point", GLOSS_JSON_FIELD_VALUE },
  { "end", "end_point", GLOSS_JSON_FIELD_VALUE },
  { "class", "class", GLOSS_JSON_FIELD_VALUE },
  { "value", "value", GLOSS_JSON_FIELD_VALUE },
  { "low", "low", GLOSS_JSON_FIELD_VALUE },
  { "high", "high", GLOSS_JSON_FIELD_VALUE },
  { "from", "from_value", GLOSS_JSON_FIELD_VALUE },
  { "to", "to_value", GLOSS_JSON_FIELD_VALUE },
  { "bound", "bound", GLOSS_JSON_FIELD_VALUE },
  { "approximate", "approximate", GLOSS_JSON_FIELD_BOOLEAN },
  { "unit", "unit", GLOSS_JSON_FIELD_VALUE },
  { "unit_si", "unit_si", GLOSS_JSON_FIELD_VALUE },
  { "value_si", "value_si", GLOSS_JSON_FIELD_VALUE },
  { "counted", "counted", GLOSS_JSON_FIELD_VALUE },
  { "currency", "currency", GLOSS_JSON_FIELD_VALUE },
  { "speaker", "speaker", GLOSS_JSON_FIELD_VALUE },
  { "rule", "rule", GLOSS_JSON_FIELD_VALUE },
  { "score", "score", GLOSS_JSON_FIELD_VALUE },
  { "explanation", "explanation", GLOSS_JSON_FIELD_VALUE },
  { "extra", "extra", GLOSS_JSON_FIELD_OBJECT },
  { NULL },
};

static const GlossJsonField source_fields[] = {
  { "uuid", "uuid", GLOSS_JSON_FIELD_VALUE },
  { "uri", "uri", GLOSS_JSON_FIELD_VALUE },
  { "title", "title", GLOSS_JSON_FIELD_VALUE },
  { "publisher", "publisher", GLOSS_JSON_FIELD_VALUE },
  { "quote", "quote", GLOSS_JSON_FIELD_VALUE },
  { "at", "at", GLOSS_JSON_FIELD_VALUE },
  { "stance", "stance", GLOSS_JSON_FIELD_VALUE },
  { "kind", "kind", GLOSS_JSON_FIELD_VALUE },
  { "accessed", "accessed", GLOSS_JSON_FIELD_VALUE },
  { "archive", "archive", GLOSS_JSON_FIELD_VALUE },
  { "capture_uuid", "capture", GLOSS_JSON_FIELD_VALUE },
  { "sha256", "hash", GLOSS_JSON_FIELD_VALUE },
  { "note", "note", GLOSS_JSON_FIELD_VALUE },
  { "created", "created", GLOSS_JSON_FIELD_VALUE },
  { "modified", "modified", GLOSS_JSON_FIELD_VALUE },
  { "extra", "extra", GLOSS_JSON_FIELD_OBJECT },
  { NULL },
};

static const GlossJsonField contact_fields[] = {
  { "uuid", "uuid", GLOSS_JSON_FIELD_VALUE },
  { "who", "who", GLOSS_JSON_FIELD_VALUE },
  { "when", "at", GLOSS_JSON_FIELD_VALUE },
  { "channel", "channel", GLOSS_JSON_FIELD_VALUE },
  { "answer", "answer", GLOSS_JSON_FIELD_VALUE },
  { "created", "created", GLOSS_JSON_FIELD_VALUE },
  { "modified", "modified", GLOSS_JSON_FIELD_VALUE },
  { "extra", "extra", GLOSS_JSON_FIELD_OBJECT },
  { NULL },
};

static const GlossJsonField link_fields[] = {
  { "uuid", "uuid", GLOSS_JSON_FIELD_VALUE },
  { "target", "target", GLOSS_JSON_FIELD_VALUE },
  { "kind", "kind", GLOSS_JSON_FIELD_VALUE },
  { "created", "created", GLOSS_JSON_FIELD_VALUE },
  { "modified", "modified", GLOSS_JSON_FIELD_VALUE },
  { "extra", "extra", GLOSS_JSON_FIELD_OBJECT },
  { NULL },
};

static Item *
item_new (GlossRecord *record)
{
  Item *item = g_new0 (Item, 1);
  guint part;

  item->record = record;
  for (part = 0; part < N_PARTS; part++)
    item->parts[part] = g_ptr_array_new ();
  return item;
}

static void
item_free (gpointer data)
{
  Item *item = data;
  guint part;

  for (part = 0; part < N_PARTS; part++)
    g_ptr_array_unref (item->parts[part]);
  g_free (item);
}

static int
compare_int (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

/* By position where the table has one, then by time of creation; the uuid makes it stable. */
static int
compare_records_cb (gconstpointer a, gconstpointer b)
{
  GlossRecord *left = *(GlossRecord *const *) a;
  GlossRecord *right = *(GlossRecord *const *) b;
  int order = compare_int (gloss_record_get_int (left, "position"), gloss_record_get_int (right, "position"));

  if (order == 0)
    order = g_strcmp0 (gloss_record_get_string (left, "created"), gloss_record_get_string (right, "created"));
  if (order == 0)
    order = g_strcmp0 (gloss_record_get_uuid (left), gloss_record_get_uuid (right));
  return order;
}

static guint
find_capture_place (Context *context, GlossRecord *anchor)
{
  return GPOINTER_TO_UINT (
    g_hash_table_lookup (context->places, gloss_record_get_string (anchor, "capture")));
}

/* The row that counts is the last of its capture, whichever was made first: accepting may have been undone.
 */
static int
compare_anchors_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  Context *context = data;
  GlossRecord *left = *(GlossRecord *const *) a;
  GlossRecord *right = *(GlossRecord *const *) b;
  int order = compare_int (find_capture_place (context, left), find_capture_place (context, right));

  if (order == 0)
    order = compare_int (gloss_record_is_deleted (right), gloss_record_is_deleted (left));
  return order != 0 ? order : compare_records_cb (a, b);
}

/* Document order as the window has it: by place, then by length, then by creation; what is lost comes last.
 */
static int
compare_items_cb (gconstpointer a, gconstpointer b)
{
  const Item *left = *(Item *const *) a;
  const Item *right = *(Item *const *) b;
  gboolean left_lost = left->anchor == NULL || gloss_record_is_null (left->anchor, "start_point");
  gboolean right_lost = right->anchor == NULL || gloss_record_is_null (right->anchor, "start_point");
  const char *column = left_lost ? "order_key" : "start_point";
  int order = compare_int (left_lost, right_lost);

  if (order == 0 && left->anchor != NULL && right->anchor != NULL)
    {
      order = compare_int (gloss_record_get_int (left->anchor, column),
                           gloss_record_get_int (right->anchor, column));
      if (order == 0)
        order = compare_int (gloss_record_get_int (left->anchor, "end_point"),
                             gloss_record_get_int (right->anchor, "end_point"));
    }
  return order != 0 ? order : compare_records_cb (&left->record, &right->record);
}

static gboolean
find_part (const char *table, Part *part)
{
  guint i;

  for (i = 0; i < N_PARTS; i++)
    if (g_str_equal (table, part_tables[i]))
      {
        *part = i;
        return TRUE;
      }
  return FALSE;
}

/* Whether the anchor's capture is one of the article's, and not in the trash. */
static gboolean
has_live_capture (Context *context, GlossRecord *anchor)
{
  guint place = find_capture_place (context, anchor);

  return place > 0 && !gloss_record_is_deleted (g_ptr_array_index (context->captures, place - 1));
}

/* The one in the newest capture. One in the trash only where the annotation itself lies there, and one of a
 * capture that does only where there is no other. */
static GlossRecord *
find_anchor (Context *context, const Item *item)
{
  GPtrArray *anchors = item->parts[PART_ANCHORS];
  GlossRecord *best = NULL;
  int best_rank = -1;
  guint i;

  for (i = 0; i < anchors->len; i++)
    {
      GlossRecord *anchor = g_ptr_array_index (anchors, i);
      gboolean is_live = !gloss_record_is_deleted (anchor);
      int rank = 2 * is_live + has_live_capture (context, anchor);

      if ((is_live || gloss_record_is_deleted (item->record)) && rank >= best_rank)
        {
          best = anchor;
          best_rank = rank;
        }
    }
  return best;
}

static void
sort_item (Context *context, Item *item)
{
  guint part;

  for (part = 0; part < N_PARTS; part++)
    g_ptr_array_sort (item->parts[part], compare_records_cb);
  g_ptr_array_sort_with_data (item->parts[PART_ANCHORS], compare_anchors_cb, context);
  item->anchor = find_anchor (context, item);
}

/* Records of all tables in any order become items in document order. */
static GPtrArray *
make_items (Context *context, GPtrArray *records)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  g_autoptr (GHashTable) by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  guint i;

  for (i = 0; i < records->len; i++)
    {
      GlossRecord *record = g_ptr_array_index (records, i);
      char *uuid = (char *) gloss_record_get_uuid (record);

      if (g_str_equal (gloss_record_get_table (record), "annotation"))
        {
          g_ptr_array_add (items, item_new (record));
          g_hash_table_insert (by_uuid, uuid, g_ptr_array_index (items, items->len - 1));
        }
    }
  for (i = 0; i < records->len; i++)
    {
      GlossRecord *record = g_ptr_array_index (records, i);
      const char *owner = gloss_record_get_string (record, "annotation");
      Item *item = owner != NULL ? g_hash_table_lookup (by_uuid, owner) : NULL;
      Part part;

      if (item != NULL && find_part (gloss_record_get_table (record), &part))
        g_ptr_array_add (item->parts[part], record);
    }
  for (i = 0; i < items->len; i++)
    sort_item (context, g_ptr_array_index (items, i));
  g_ptr_array_sort (items, compare_items_cb);
  return g_steal_pointer (&items);
}

/* What was removed from an annotation is not listed any more; it stays in its history. */
static GPtrArray *
list_live (GPtrArray *records)
{
  GPtrArray *live = g_ptr_array_new ();
  guint i;

  for (i = 0; i < records->len; i++)
    if (!gloss_record_is_deleted (g_ptr_array_index (records, i)))
      g_ptr_array_add (live, g_ptr_array_index (records, i));
  return live;
}

static void
write_verdict (Context *context, GlossRecord *annotation)
{
  const char *scale = gloss_record_get_string (annotation, "scale");
  const char *id = gloss_record_get_string (annotation, "verdict");
  g_autofree char *key = g_strconcat (scale != NULL ? scale : "", "/", id, NULL);

  if (id == NULL)
    {
      gloss_json_writer_add_null (context->writer, "verdict");
      return;
    }
  gloss_json_writer_begin_object (context->writer, "verdict");
  gloss_json_writer_add_string (context->writer, "scale", scale);
  gloss_json_writer_add_string (context->writer, "id", id);
  gloss_json_writer_add_string (context->writer, "label",
                                g_hash_table_lookup (context->names->verdicts, key));
  gloss_json_writer_end_object (context->writer);
}

/* The name of the tag or person that a record refers to; NULL where it refers to none. */
static const char *
find_name (Context *context, GlossRecord *record, const char *column)
{
  const char *uuid = gloss_record_get_string (record, column);

  return uuid != NULL ? g_hash_table_lookup (context->names->people_and_tags, uuid) : NULL;
}

static void
write_tags (Context *context, GPtrArray *rows)
{
  g_autoptr (GPtrArray) live = list_live (rows);
  guint i;

  gloss_json_writer_begin_array (context->writer, "tags");
  for (i = 0; i < live->len; i++)
    gloss_json_writer_add_string (context->writer, NULL,
                                  find_name (context, g_ptr_array_index (live, i), "tag"));
  gloss_json_writer_end_array (context->writer);
}

static void
write_capture_hash (Context *context, GlossRecord *anchor)
{
  guint place = find_capture_place (context, anchor);
  GlossRecord *capture = place > 0 ? g_ptr_array_index (context->captures, place - 1) : NULL;

  gloss_json_writer_add_string (context->writer, "capture",
                                capture != NULL ? gloss_record_get_string (capture, "sha256") : NULL);
}

static void
write_anchor (Context *context, GlossRecord *anchor)
{
  if (anchor == NULL)
    {
      gloss_json_writer_add_null (context->writer, "anchor");
      return;
    }
  gloss_json_writer_begin_object (context->writer, "anchor");
  gloss_json_fields_write (context->writer, place_fields, anchor);
  write_capture_hash (context, anchor);
  gloss_json_writer_add_string (context->writer, "state", gloss_record_get_string (anchor, "state"));
  gloss_json_writer_end_object (context->writer);
}

/* Those in the trash, too: where a changed passage was accepted, it is the row that was there before. */
static void
write_anchors (Context *context, Item *item)
{
  GPtrArray *anchors = item->parts[PART_ANCHORS];
  guint i;

  gloss_json_writer_begin_array (context->writer, "anchors");
  for (i = 0; i < anchors->len; i++)
    {
      GlossRecord *anchor = g_ptr_array_index (anchors, i);

      gloss_json_writer_begin_object (context->writer, NULL);
      gloss_json_writer_add_string (context->writer, "uuid", gloss_record_get_uuid (anchor));
      write_capture_hash (context, anchor);
      gloss_json_writer_add_string (context->writer, "capture_uuid",
                                    gloss_record_get_string (anchor, "capture"));
      gloss_json_fields_write (context->writer, place_fields, anchor);
      gloss_json_fields_write (context->writer, anchor_fields, anchor);
      gloss_json_writer_end_object (context->writer);
    }
  gloss_json_writer_end_array (context->writer);
}

static void
write_part (Context *context, const char *name, const GlossJsonField *fields, GPtrArray *rows)
{
  g_autoptr (GPtrArray) live = list_live (rows);

  gloss_json_fields_write_list (context->writer, name, fields, live);
}

static void
write_quantity (Context *context, GPtrArray *rows)
{
  g_autoptr (GPtrArray) live = list_live (rows);

  if (live->len == 0)
    {
      gloss_json_writer_add_null (context->writer, "quantity");
      return;
    }
  gloss_json_writer_begin_object (context->writer, "quantity");
  gloss_json_fields_write (context->writer, quantity_fields, g_ptr_array_index (live, 0));
  gloss_json_writer_end_object (context->writer);
}

static int
compare_history_cb (gconstpointer a, gconstpointer b)
{
  JsonObject *left = *(JsonObject *const *) a;
  JsonObject *right = *(JsonObject *const *) b;
  int order = g_strcmp0 (json_object_get_string_member (left, "library"),
                         json_object_get_string_member (right, "library"));

  return order != 0 ? order
                    : compare_int (json_object_get_int_member (left, "seq"),
                                   json_object_get_int_member (right, "seq"));
}

static gboolean
load_history (Context *context, GlossRecord *record, GPtrArray *rows, GError **error)
{
  g_autoptr (GPtrArray) found =
    gloss_database_load_history (context->database, gloss_record_get_uuid (record), error);
  guint i;

  if (found == NULL)
    return FALSE;
  for (i = 0; i < found->len; i++)
    g_ptr_array_add (rows, json_object_ref (g_ptr_array_index (found, i)));
  return TRUE;
}

/* Of the annotation and of all that ever hung on it, trash too, chain by chain. */
static gboolean
write_history (Context *context, Item *item, GError **error)
{
  static const char *const members[] = { "library", "seq",    "when",  "who",      "table",
                                         "uuid",    "before", "after", "previous", "hash" };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  guint part, i, member;

  if (!load_history (context, item->record, rows, error))
    return FALSE;
  for (part = 0; part < N_PARTS; part++)
    for (i = 0; i < item->parts[part]->len; i++)
      if (!load_history (context, g_ptr_array_index (item->parts[part], i), rows, error))
        return FALSE;
  g_ptr_array_sort (rows, compare_history_cb);

  gloss_json_writer_begin_array (context->writer, "history");
  for (i = 0; i < rows->len; i++)
    {
      gloss_json_writer_begin_object (context->writer, NULL);
      for (member = 0; member < G_N_ELEMENTS (members); member++)
        gloss_json_writer_add_node (context->writer, members[member],
                                    json_object_get_member (g_ptr_array_index (rows, i), members[member]));
      gloss_json_writer_end_object (context->writer);
    }
  gloss_json_writer_end_array (context->writer);
  return TRUE;
}

static gboolean
write_item (Context *context, Item *item, GError **error)
{
  GlossJsonWriter *writer = context->writer;
  g_autoptr (GPtrArray) notes = list_live (item->parts[PART_NOTES]);
  const char *note = notes->len > 0 ? gloss_record_get_string (g_ptr_array_index (notes, 0), "text") : NULL;

  gloss_json_writer_begin_object (writer, NULL);
  gloss_json_fields_write (writer, annotation_head, item->record);
  write_verdict (context, item->record);
  gloss_json_writer_add_string (writer, "claimant", find_name (context, item->record, "claimant"));
  gloss_json_fields_write (writer, annotation_claim, item->record);
  gloss_json_writer_add_string (writer, "note", note);
  gloss_json_fields_write_list (writer, "notes", note_fields, notes);
  write_tags (context, item->parts[PART_TAGS]);
  gloss_json_fields_write (writer, annotation_times, item->record);
  write_anchor (context, item->anchor);
  write_anchors (context, item);
  write_quantity (context, item->parts[PART_QUANTITIES]);
  write_part (context, "sources", source_fields, item->parts[PART_SOURCES]);
  write_part (context, "contacts", contact_fields, item->parts[PART_CONTACTS]);
  write_part (context, "links", link_fields, item->parts[PART_LINKS]);
  if (!write_history (context, item, error))
    return FALSE;
  gloss_json_fields_write (writer, extra_field, item->record);
  gloss_json_writer_end_object (writer);
  return TRUE;
}

gboolean
gloss_annotation_json_write_all (GlossJsonWriter *writer,
                                 GlossDatabase *database,
                                 const char *article,
                                 GPtrArray *captures,
                                 const GlossAnnotationJsonNames *names,
                                 GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) items = NULL;
  Context context = { writer, database, captures, places, names };
  guint i;

  records = gloss_database_load_own_annotations (database, article, error);
  if (records == NULL)
    return FALSE;
  for (i = 0; i < captures->len; i++)
    g_hash_table_insert (places, (char *) gloss_record_get_uuid (g_ptr_array_index (captures, i)),
                         GUINT_TO_POINTER (i + 1));
  items = make_items (&context, records);
  gloss_json_writer_begin_array (writer, "annotations");
  for (i = 0; i < items->len && !gloss_json_writer_has_failed (writer); i++)
    if (!write_item (&context, g_ptr_array_index (items, i), error))
      return FALSE;
  if (!gloss_json_writer_has_failed (writer))
    gloss_json_writer_end_array (writer);
  return TRUE;
}
