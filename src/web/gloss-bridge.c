/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one file that knows the names of scripts, functions and messages. Owns the script world's content of a
 * view and the clock that finds a page that no longer answers. Main thread. It never builds script text:
 * functions are constant and get arguments. A call costs a message to the web process and one back. */

#include "config.h"

#include "web/gloss-bridge.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>

#define WORLD "glossator"
#define HANDLER "gloss"

/* The web process answers in milliseconds; a page of the largest size is parsed, and laid out, in some
 * seconds: an answer may have to wait for that. */
#define ANSWER_SECONDS 5
#define LENGTH_PER_SECOND (100 * 1024)
#define LOAD_SECONDS 30

/* In load order: each uses those before it. The last one is the page's. */
static const char *const SCRIPTS[] = { "dom.js", "text-index.js", "highlights.js", "selection.js",
                                       "reader.js" };
static const char *const PAGE_SCRIPTS[] = { "reader-page.js", "original-page.js" };

struct _GlossBridge
{
  GObject parent_instance;

  GlossSafeView *view;
  char *css;
  guint load;              /* what messages have to carry; 0: nothing is expected */
  gsize length;            /* of the text, in UTF-16 units */
  guint n_owed;            /* answers that have not come yet */
  gboolean is_being_built; /* a stored page, which is styled and laid out then: a part of loading it */
  guint clock;
};

G_DEFINE_FINAL_TYPE (GlossBridge, gloss_bridge, G_TYPE_OBJECT)

enum
{
  SIGNAL_PARSED,
  SIGNAL_READY,
  SIGNAL_SELECTION,
  SIGNAL_NO_SELECTION,
  SIGNAL_SELECTION_MOVED,
  SIGNAL_CLICK,
  SIGNAL_PAINTED,
  SIGNAL_SCROLLED,
  SIGNAL_RESTED,
  SIGNAL_RESIZED,
  SIGNAL_COVERS,
  SIGNAL_STUCK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  GWeakRef bridge;
  guint load;
  GlossBridgeReply reply;
  gpointer data;
} Call;

/* Whatever else this page says or fails to say is of no account. */
static void
report_stuck (GlossBridge *self)
{
  g_clear_handle_id (&self->clock, g_source_remove);
  self->load = 0;
  self->n_owed = 0;
  g_signal_emit (self, signals[SIGNAL_STUCK], 0);
}

static gboolean
clock_cb (gpointer data)
{
  GlossBridge *self = data;

  self->clock = 0;
  report_stuck (self);
  return G_SOURCE_REMOVE;
}

static guint
get_patience (GlossBridge *self)
{
  return self->is_being_built ? LOAD_SECONDS : ANSWER_SECONDS + (guint) (self->length / LENGTH_PER_SECOND);
}

static void
wind_clock (GlossBridge *self, guint seconds)
{
  g_clear_handle_id (&self->clock, g_source_remove);
  if (self->n_owed > 0)
    self->clock = g_timeout_add_seconds (seconds, clock_cb, self);
}

static void
free_call (Call *call)
{
  g_weak_ref_clear (&call->bridge);
  g_free (call);
}

static void
call_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Call *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value =
    webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result, &error);
  g_autoptr (GlossBridge) self = g_weak_ref_get (&call->bridge);
  gboolean is_current = self != NULL && call->load == self->load;

  if (is_current && self->n_owed > 0)
    {
      self->n_owed--;
      wind_clock (self, get_patience (self));
    }
  if (is_current && value != NULL && call->reply != NULL)
    call->reply (call->data, value);
  if (is_current && value == NULL)
    {
      g_debug ("The page failed: %s", error->message);
      report_stuck (self);
    }
  free_call (call);
}

static void
call_page (
  GlossBridge *self, const char *body, GVariantDict *arguments, GlossBridgeReply reply, gpointer data)
{
  Call *call = g_new0 (Call, 1);
  GVariant *variant = arguments != NULL ? g_variant_ref_sink (g_variant_dict_end (arguments)) : NULL;

  g_weak_ref_init (&call->bridge, self);
  call->load = self->load;
  call->reply = reply;
  call->data = data;
  self->n_owed++;
  if (self->clock == 0)
    wind_clock (self, get_patience (self));
  webkit_web_view_call_async_javascript_function (WEBKIT_WEB_VIEW (self->view), body, -1, variant, WORLD,
                                                  NULL, NULL, call_cb, call);
  g_clear_pointer (&variant, g_variant_unref);
}

static gboolean
read_number (JSCValue *message, const char *name, double min, double max, double *number)
{
  g_autoptr (JSCValue) value = jsc_value_object_get_property (message, name);

  if (!jsc_value_is_number (value))
    return FALSE;
  *number = jsc_value_to_double (value);
  return isfinite (*number) && *number >= min && *number <= max;
}

static gboolean
read_offset (JSCValue *message, const char *name, gsize max, guint *offset)
{
  double number;

  if (!read_number (message, name, 0, max, &number) || number != floor (number))
    return FALSE;
  *offset = (guint) number;
  return TRUE;
}

static char *
read_string (JSCValue *message, const char *name)
{
  g_autoptr (JSCValue) value = jsc_value_object_get_property (message, name);

  return jsc_value_is_string (value) ? jsc_value_to_string (value) : NULL;
}

/* The page speaks in its own pixels, which the zoom makes larger. */
static gboolean
read_rectangle (GlossBridge *self, JSCValue *message, GdkRectangle *rectangle)
{
  const double limit = 1e6;
  double zoom = webkit_web_view_get_zoom_level (WEBKIT_WEB_VIEW (self->view));
  double x, y, width, height;

  if (!read_number (message, "x", -limit, limit, &x) || !read_number (message, "y", -limit, limit, &y) ||
      !read_number (message, "width", 0, limit, &width) ||
      !read_number (message, "height", 0, limit, &height))
    return FALSE;
  *rectangle = (GdkRectangle){ (int) floor (x * zoom), (int) floor (y * zoom), (int) ceil (width * zoom),
                               (int) ceil (height * zoom) };
  return TRUE;
}

static void
take_ready (GlossBridge *self, JSCValue *message)
{
  g_autofree char *text = read_string (message, "text");

  if (text == NULL || self->n_owed == 0)
    return;
  self->n_owed--;
  wind_clock (self, get_patience (self));
  g_signal_emit (self, signals[SIGNAL_READY], 0, text);
}

static void
take_selection (GlossBridge *self, JSCValue *message)
{
  g_autofree char *exact = read_string (message, "exact");
  GdkRectangle rectangle;
  guint start, end;

  if (exact != NULL && read_offset (message, "end", self->length, &end) &&
      read_offset (message, "start", end, &start) && start < end &&
      read_rectangle (self, message, &rectangle))
    g_signal_emit (self, signals[SIGNAL_SELECTION], 0, start, end, exact, &rectangle);
}

static void
take_click (GlossBridge *self, JSCValue *message)
{
  GdkRectangle rectangle;
  guint offset;

  if (read_offset (message, "offset", self->length, &offset) && read_rectangle (self, message, &rectangle))
    g_signal_emit (self, signals[SIGNAL_CLICK], 0, offset, &rectangle);
}

static void
message_cb (GlossBridge *self, JSCValue *message)
{
  g_autofree char *kind = NULL;
  GdkRectangle rectangle;
  double progress;
  guint offset, load;

  if (!jsc_value_is_object (message) || self->load == 0 || !read_offset (message, "load", G_MAXUINT, &load) ||
      load != self->load)
    return;

  kind = read_string (message, "kind");
  if (g_strcmp0 (kind, "parsed") == 0)
    g_signal_emit (self, signals[SIGNAL_PARSED], 0);
  else if (g_strcmp0 (kind, "ready") == 0)
    take_ready (self, message);
  else if (g_strcmp0 (kind, "selection") == 0)
    take_selection (self, message);
  else if (g_strcmp0 (kind, "no-selection") == 0)
    g_signal_emit (self, signals[SIGNAL_NO_SELECTION], 0);
  else if (g_strcmp0 (kind, "selection-moved") == 0 && read_rectangle (self, message, &rectangle))
    g_signal_emit (self, signals[SIGNAL_SELECTION_MOVED], 0, &rectangle);
  else if (g_strcmp0 (kind, "click") == 0)
    take_click (self, message);
  else if (g_strcmp0 (kind, "scrolled") == 0 && read_number (message, "progress", 0, 1, &progress))
    g_signal_emit (self, signals[SIGNAL_SCROLLED], 0, progress);
  else if (g_strcmp0 (kind, "rested") == 0 && read_offset (message, "place", self->length, &offset))
    g_signal_emit (self, signals[SIGNAL_RESTED], 0, offset);
  else if (g_strcmp0 (kind, "painted") == 0)
    g_signal_emit (self, signals[SIGNAL_PAINTED], 0);
  else if (g_strcmp0 (kind, "resized") == 0)
    g_signal_emit (self, signals[SIGNAL_RESIZED], 0);
  else if (g_strcmp0 (kind, "covers") == 0 && read_offset (message, "n", G_MAXUINT, &offset))
    g_signal_emit (self, signals[SIGNAL_COVERS], 0, offset);
}

static void
gloss_bridge_dispose (GObject *object)
{
  GlossBridge *self = GLOSS_BRIDGE (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_object (&self->view);
  g_clear_pointer (&self->css, g_free);
  G_OBJECT_CLASS (gloss_bridge_parent_class)->dispose (object);
}

static void
gloss_bridge_class_init (GlossBridgeClass *klass)
{
  GType type = GLOSS_TYPE_BRIDGE;
  GType rectangle = GDK_TYPE_RECTANGLE | G_SIGNAL_TYPE_STATIC_SCOPE;

  G_OBJECT_CLASS (klass)->dispose = gloss_bridge_dispose;

  signals[SIGNAL_PARSED] =
    g_signal_new ("parsed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_READY] =
    g_signal_new ("ready", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SELECTION] =
    g_signal_new ("selection", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4, G_TYPE_UINT,
                  G_TYPE_UINT, G_TYPE_STRING, rectangle);
  signals[SIGNAL_NO_SELECTION] =
    g_signal_new ("no-selection", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SELECTION_MOVED] =
    g_signal_new ("selection-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, rectangle);
  signals[SIGNAL_CLICK] = g_signal_new ("click", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                        G_TYPE_UINT, rectangle);
  signals[SIGNAL_PAINTED] =
    g_signal_new ("painted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SCROLLED] =
    g_signal_new ("scrolled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[SIGNAL_RESTED] =
    g_signal_new ("rested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_RESIZED] =
    g_signal_new ("resized", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_COVERS] =
    g_signal_new ("covers", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_STUCK] =
    g_signal_new ("stuck", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gloss_bridge_init (GlossBridge *self)
{
}

/**
 * gloss_bridge_new:
 * @view: the view whose page it talks to; one bridge for a view
 * @kind: what will be shown there
 */
GlossBridge *
gloss_bridge_new (GlossSafeView *view, GlossBridgeKind kind)
{
  GlossBridge *self;
  WebKitUserContentManager *content;

  g_return_val_if_fail (GLOSS_IS_SAFE_VIEW (view), NULL);

  self = g_object_new (GLOSS_TYPE_BRIDGE, NULL);
  self->view = g_object_ref (view);
  content = webkit_web_view_get_user_content_manager (WEBKIT_WEB_VIEW (view));
  g_signal_connect_object (content, "script-message-received::" HANDLER, G_CALLBACK (message_cb), self,
                           G_CONNECT_SWAPPED);
  webkit_user_content_manager_register_script_message_handler (content, HANDLER, WORLD);
  for (guint i = 0; i < G_N_ELEMENTS (SCRIPTS); i++)
    gloss_safe_view_add_script (view, SCRIPTS[i], WORLD);
  gloss_safe_view_add_script (view, PAGE_SCRIPTS[kind], WORLD);
  return self;
}

/**
 * gloss_bridge_set_css:
 * @css: the rules of the page, all of them: they replace those there are, also on the page that is shown
 */
void
gloss_bridge_set_css (GlossBridge *self, const char *css)
{
  WebKitUserContentManager *content;
  WebKitUserStyleSheet *sheet;

  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  if (g_strcmp0 (self->css, css) == 0)
    return;
  g_free (self->css);
  self->css = g_strdup (css);
  content = webkit_web_view_get_user_content_manager (WEBKIT_WEB_VIEW (self->view));
  webkit_user_content_manager_remove_all_style_sheets (content);
  /* Not the author's level: WebKit leaves such sheets out of a document that is short and has no style of its
   * own. */
  sheet = webkit_user_style_sheet_new (css, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                       WEBKIT_USER_STYLE_LEVEL_USER, NULL, NULL);
  webkit_user_content_manager_add_style_sheet (content, sheet);
  webkit_user_style_sheet_unref (sheet);
}

/**
 * gloss_bridge_expect:
 * @load: the number of what the view loads, the last part of its address
 * @length: of its text in UTF-16 units; no offset beyond it is believed
 *
 * Listens to another page, not loaded by the bridge. ::ready or ::stuck follows. What the one before still
 * has to say is dropped.
 */
void
gloss_bridge_expect (GlossBridge *self, guint load, gsize length)
{
  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  self->length = length;
  self->is_being_built = FALSE;
  self->n_owed = 1;
  self->load = load;
  wind_clock (self, LOAD_SECONDS);
}

/**
 * gloss_bridge_load:
 * @html: the reader document
 * @length: of its canonical text in UTF-16 units; no offset beyond it is believed
 *
 * Shows another document. ::ready or ::stuck follows. What the one before still has to say is dropped.
 */
void
gloss_bridge_load (GlossBridge *self, const char *html, gsize length)
{
  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  gloss_bridge_expect (self, gloss_safe_view_load_document (self->view, html), length);
}

/**
 * gloss_bridge_load_nothing:
 *
 * Shows an empty page, and listens to none.
 */
void
gloss_bridge_load_nothing (GlossBridge *self)
{
  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  gloss_bridge_load (self, "<!DOCTYPE html>", 0);
  self->load = 0;
  self->n_owed = 0;
  wind_clock (self, 0);
}

static void
insert_look (GVariantDict *arguments, const GlossLook *look)
{
  g_variant_dict_insert (arguments, "theme", "s", look->theme);
  g_variant_dict_insert (arguments, "face", "s", look->face);
}

/* Arrays cross as JSON: the call takes none of strings, and one of numbers ten times slower. */
static char *
write_strings (const char *const *strings)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  json_node_take_array (node, array);
  return json_to_string (node, FALSE);
}

/**
 * gloss_bridge_start:
 * @head: what stands outside the text
 * @segments: what to highlight: a JSON array of start, end, category, depth, alarm (0 or 1), one segment
 * after the other
 * @progress: where to scroll to, 0 to 1, without a place
 * @place: what to scroll to; -1: nothing
 *
 * Makes the page visible. After ::ready, once its text was found right.
 */
void
gloss_bridge_start (GlossBridge *self,
                    const GlossLook *look,
                    const GlossPageHead *head,
                    const char *segments,
                    double progress,
                    gint64 place)
{
  g_autofree char *parts = write_strings (head->meta);
  GVariantDict arguments;

  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  g_variant_dict_init (&arguments, NULL);
  insert_look (&arguments, look);
  g_variant_dict_insert (&arguments, "direction", "s", head->direction);
  g_variant_dict_insert (&arguments, "meta", "s", parts);
  g_variant_dict_insert (&arguments, "uri", "s", head->uri != NULL ? head->uri : "");
  g_variant_dict_insert (&arguments, "uriLabel", "s", _ ("original"));
  g_variant_dict_insert (&arguments, "segments", "s", segments);
  g_variant_dict_insert (&arguments, "progress", "d", progress);
  g_variant_dict_insert (&arguments, "place", "d", (double) place);
  call_page (self,
             "reader.start ({ theme, face, direction, meta, uri, uriLabel, segments, progress, place });"
             "return true",
             &arguments, NULL, NULL);
}

/**
 * gloss_bridge_build_original:
 * @address: where the page was
 * @parts: a JSON array of [address, where the program serves it]
 * @sheets: a JSON array of [address, text of a style sheet]
 *
 * Puts what is stored with a page into it. After ::parsed; ::ready follows.
 */
void
gloss_bridge_build_original (GlossBridge *self, const char *address, const char *parts, const char *sheets)
{
  GVariantDict arguments;

  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "address", "s", address);
  g_variant_dict_insert (&arguments, "partsJson", "s", parts);
  g_variant_dict_insert (&arguments, "sheetsJson", "s", sheets);
  self->is_being_built = TRUE;
  call_page (self, "original.build ({ address, partsJson, sheetsJson }); return true", &arguments, NULL,
             NULL);
}

static void
built_cb (gpointer data, JSCValue *value)
{
  GLOSS_BRIDGE (data)->is_being_built = FALSE;
}

/**
 * gloss_bridge_start_original:
 * @length: of the text that ::ready gave, in UTF-16 units
 * @segments: as in gloss_bridge_start()
 * @hide_covers: as in gloss_bridge_hide_covers()
 *
 * Begins to paint on a stored page. ::covers follows.
 */
void
gloss_bridge_start_original (GlossBridge *self, gsize length, const char *segments, gboolean hide_covers)
{
  GVariantDict arguments;

  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  self->length = length;
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "segments", "s", segments);
  g_variant_dict_insert (&arguments, "hide", "d", hide_covers ? 1.0 : 0.0);
  call_page (self, "original.start ({ segments, hide }); return true", &arguments, built_cb, self);
}

/* Hides what stands over a stored page, or shows it again. */
void
gloss_bridge_hide_covers (GlossBridge *self, gboolean hide)
{
  GVariantDict arguments;

  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "hide", "d", hide ? 1.0 : 0.0);
  call_page (self, "original.hideCovers (hide === 1); return true", &arguments, NULL, NULL);
}

void
gloss_bridge_set_look (GlossBridge *self, const GlossLook *look)
{
  GVariantDict arguments;

  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  g_variant_dict_init (&arguments, NULL);
  insert_look (&arguments, look);
  call_page (self, "reader.setLook ({ theme, face }); return true", &arguments, NULL, NULL);
}

/**
 * gloss_bridge_refresh:
 *
 * Paints all highlights once more, after gloss_bridge_set_css().
 */
void
gloss_bridge_refresh (GlossBridge *self)
{
  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  call_page (self, "reader.refresh (); return true", NULL, NULL, NULL);
}

/**
 * gloss_bridge_update:
 * @removed: a JSON array of the starts of segments to take away
 * @added: segments as in gloss_bridge_start()
 */
void
gloss_bridge_update (GlossBridge *self, const char *removed, const char *added)
{
  GVariantDict arguments;

  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "removed", "s", removed);
  g_variant_dict_insert (&arguments, "added", "s", added);
  call_page (self, "reader.update (removed, added); return true", &arguments, NULL, NULL);
}

static void
call_with_range (GlossBridge *self, const char *body, guint start, guint end, gboolean animate)
{
  GVariantDict arguments;

  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "start", "d", (double) start);
  g_variant_dict_insert (&arguments, "end", "d", (double) end);
  g_variant_dict_insert (&arguments, "animate", "d", animate ? 1.0 : 0.0);
  call_page (self, body, &arguments, NULL, NULL);
}

/**
 * gloss_bridge_mark_selected:
 *
 * Draws one passage as the current one, the one before no longer. An empty one: none.
 */
void
gloss_bridge_mark_selected (GlossBridge *self, guint start, guint end)
{
  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  call_with_range (self, "reader.mark (start, end); return true", start, end, FALSE);
}

void
gloss_bridge_reveal (GlossBridge *self, guint start, guint end, gboolean animate)
{
  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  call_with_range (self, "reader.reveal (start, end, animate); return true", start, end, animate);
}

/**
 * gloss_bridge_place_caret:
 *
 * Puts a caret into the text that is seen, where there is neither one nor a selection: keys move none that is
 * nowhere.
 */
void
gloss_bridge_place_caret (GlossBridge *self)
{
  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  call_page (self, "reader.placeCaret (); return true", NULL, NULL, NULL);
}

void
gloss_bridge_clear_selection (GlossBridge *self)
{
  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  call_page (self, "reader.selection.clear (); return true", NULL, NULL, NULL);
}

/**
 * gloss_bridge_select:
 * @start, @end: what to select, in UTF-16 units; nothing happens where the reader has selected something
 */
void
gloss_bridge_select (GlossBridge *self, guint start, guint end)
{
  GVariantDict arguments;

  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "start", "d", (double) start);
  g_variant_dict_insert (&arguments, "end", "d", (double) end);
  call_page (self, "reader.select (start, end); return true", &arguments, NULL, NULL);
}

/**
 * gloss_bridge_show_found:
 * @spans: a JSON array of start, end, … of what was found
 * @start, @end: the current one of them, which is scrolled to; empty: none
 */
void
gloss_bridge_show_found (GlossBridge *self, const char *spans, guint start, guint end)
{
  GVariantDict arguments;

  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "spans", "s", spans);
  g_variant_dict_insert (&arguments, "start", "d", (double) start);
  g_variant_dict_insert (&arguments, "end", "d", (double) end);
  call_page (self, "reader.find (spans, start < end ? [start, end] : []); return true", &arguments, NULL,
             NULL);
}

/**
 * gloss_bridge_measure:
 * @starts: a JSON array of offsets
 * @reply: gets a string, a JSON object whose `tops` are as many places, 0 to 1 of the page's height
 */
void
gloss_bridge_measure (GlossBridge *self, const char *starts, GlossBridgeReply reply, gpointer data)
{
  GVariantDict arguments;

  g_return_if_fail (GLOSS_IS_BRIDGE (self));

  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "starts", "s", starts);
  call_page (self, "return reader.tops (starts)", &arguments, reply, data);
}
