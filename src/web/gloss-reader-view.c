/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader: a capture, its look, the way from a selection to an anchor. Main thread. It never trusts the
 * page, never waits for it, and changes no annotation. A web process that dies or no longer answers is
 * replaced; nothing is lost with it. */

#include "config.h"

#include "web/gloss-reader-view.h"

#include "core/base/gloss-error.h"
#include "web/gloss-page-meta.h"
#include "web/gloss-search.h"

#include <glib/gi18n-lib.h>

/* A capture that takes the web process down this often within a minute would do so for ever. */
#define MAX_CRASHES 3
#define CRASH_WINDOW (60 * G_USEC_PER_SEC)
/* From here on it is shown without images: decoding them is the likeliest reason, and the words matter more.
 */
#define MAX_CRASHES_WITH_IMAGES 1

struct _GlossReaderView
{
  GlossAnnotatedView parent_instance;

  /* of the parent, borrowed */
  GlossSafeView *view;
  GlossBridge *bridge;
  GlossPainter *painter;

  GlossReaderMarks *marks;
  GlossSearch *search;

  GlossCatalog *catalog;
  GlossArticle *article;
  GlossCapture *capture;
  GlossImageSource *images;
  double progress;
  gsize place; /* code points: where reading is, or where the page shall begin */
  gboolean goes_to_place;
  gboolean is_selected; /* as it was told last */
  guint n_crashes;
  gint64 first_crash;

  GlossReaderLook look;
  double text_scale;
  gboolean caret_browsing;
};

G_DEFINE_FINAL_TYPE (GlossReaderView, gloss_reader_view, GLOSS_TYPE_ANNOTATED_VIEW)

enum
{
  PROP_THEME = 1,
  PROP_DARK,
  PROP_TEXT_SCALE,
  PROP_FACE,
  PROP_CARET_BROWSING,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_SELECTION,
  SIGNAL_SELECTION_MOVED,
  SIGNAL_LAYOUT,
  SIGNAL_PROGRESS,
  SIGNAL_FIND,
  SIGNAL_CRASHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_started (GlossReaderView *self)
{
  return gloss_annotated_view_is_started (GLOSS_ANNOTATED_VIEW (self));
}

static GlossText *
get_text (GlossReaderView *self)
{
  return gloss_capture_get_fields (self->capture)->text;
}

static GlossLook
get_look (GlossReaderView *self)
{
  return (GlossLook){ gloss_palette_get_name (gloss_reader_look_get_theme (&self->look)), self->look.face };
}

/* What is seen before the first frame of a page has the page's colour: no white flash in the dark. */
static void
update_look (GlossReaderView *self)
{
  GdkRGBA colour = gloss_reader_look_get_page (&self->look);
  GlossLook look = get_look (self);

  webkit_web_view_set_background_color (WEBKIT_WEB_VIEW (self->view), &colour);
  if (is_started (self))
    gloss_bridge_set_look (self->bridge, &look);
}

static void
gloss_reader_view_restyle (GlossAnnotatedView *view)
{
  GlossReaderView *self = GLOSS_READER_VIEW (view);
  g_autofree char *css = NULL;

  self->look.underline = gloss_annotated_view_get_underline (view);
  if (self->catalog == NULL)
    return;
  css = gloss_reader_look_dup_css (&self->look, self->catalog);
  gloss_annotated_view_set_css (view, css);
}

static void
no_selection_cb (GlossReaderView *self)
{
  self->is_selected = FALSE;
  g_signal_emit (self, signals[SIGNAL_SELECTION], 0, NULL, NULL);
}

static void
stop (GlossReaderView *self)
{
  gloss_annotated_view_stop (GLOSS_ANNOTATED_VIEW (self));
  gloss_reader_marks_stop (self->marks);
  gloss_search_stop (self->search);
  if (self->is_selected)
    no_selection_cb (self);
}

static void
fail (GlossReaderView *self, GError *error)
{
  stop (self);
  gloss_annotated_view_fail (GLOSS_ANNOTATED_VIEW (self), error);
}

static void
load (GlossReaderView *self)
{
  gboolean has_images = self->capture != NULL && self->n_crashes <= MAX_CRASHES_WITH_IMAGES;

  stop (self);
  gloss_safe_view_set_images (self->view, has_images ? self->images : NULL);
  if (self->capture == NULL)
    gloss_bridge_load_nothing (self->bridge);
  else
    gloss_bridge_load (self->bridge, gloss_capture_get_fields (self->capture)->html,
                       gloss_text_get_n_utf16 (get_text (self)));
}

static void
ready_cb (GlossReaderView *self, const char *text)
{
  const GlossCaptureFields *fields = gloss_capture_get_fields (self->capture);
  GlossLook look = get_look (self);
  g_autofree char *segments = NULL, *scheme = g_uri_parse_scheme (fields->uri);
  g_auto (GStrv) meta = NULL;
  GlossPageHead head;
  gboolean is_web = g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0;

  if (strcmp (text, gloss_text_get_utf8 (fields->text)) != 0)
    {
      g_autoptr (GError) error = g_error_new_literal (
        GLOSS_ERROR, GLOSS_ERROR_CORRUPT,
        _ ("The stored page does not hold the stored text, so no highlight can be placed on it. "
           "Your annotations are kept. Check the library with “glossator check”."));

      fail (self, error);
      return;
    }

  segments = gloss_painter_start (self->painter);
  meta = gloss_page_meta_make (self->article, fields->text, fields->status);
  head = (GlossPageHead){ (const char *const *) meta, is_web ? fields->uri : NULL,
                          gloss_page_meta_get_direction (fields->text) };
  gloss_bridge_start (self->bridge, &look, &head, segments, self->progress,
                      self->goes_to_place ? (gint64) gloss_text_point_to_utf16 (fields->text, self->place)
                                          : -1);
  gloss_annotated_view_start (GLOSS_ANNOTATED_VIEW (self));
  if (self->caret_browsing)
    gloss_bridge_place_caret (self->bridge);
  gloss_search_start (self->search, fields->text);
  gloss_reader_marks_start (self->marks);
}

static void
marks_cb (GlossReaderView *self)
{
  g_signal_emit (self, signals[SIGNAL_LAYOUT], 0);
}

/* The words that the page says are selected have to be those of the capture at that place. */
static void
selection_cb (GlossReaderView *self, guint start, guint end, const char *exact, GdkRectangle *rectangle)
{
  GlossText *text = get_text (self);
  gsize first = gloss_text_utf16_to_point (text, start), last = gloss_text_utf16_to_point (text, end);
  g_autofree char *words = gloss_text_dup_range (text, first, last);
  g_autoptr (GlossAnchor) anchor = NULL;

  if (strcmp (words, exact) == 0)
    anchor = gloss_anchor_new_for_range (text, first, last);
  self->is_selected = anchor != NULL;
  g_signal_emit (self, signals[SIGNAL_SELECTION], 0, anchor, anchor != NULL ? rectangle : NULL);
}

static void
selection_moved_cb (GlossReaderView *self, GdkRectangle *rectangle)
{
  g_signal_emit (self, signals[SIGNAL_SELECTION_MOVED], 0, rectangle);
}

static void
scrolled_cb (GlossReaderView *self, double progress)
{
  self->progress = progress;
  self->goes_to_place = FALSE;
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, progress);
}

static void
rested_cb (GlossReaderView *self, guint offset)
{
  if (is_started (self))
    self->place = gloss_text_utf16_to_point (get_text (self), offset);
}

static void
found_cb (GlossReaderView *self, guint n, guint current)
{
  g_signal_emit (self, signals[SIGNAL_FIND], 0, n, current);
}

static void
terminated_cb (GlossReaderView *self)
{
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  if (self->capture == NULL)
    return;
  if (self->n_crashes == 0 || now - self->first_crash > CRASH_WINDOW)
    {
      self->n_crashes = 0;
      self->first_crash = now;
    }
  if (++self->n_crashes >= MAX_CRASHES)
    {
      error = g_error_new_literal (GLOSS_ERROR, GLOSS_ERROR_FAILED,
                                   _ ("The page was closed because it kept failing to display. "
                                      "Your annotations are kept. Open the article again to retry."));
      fail (self, error);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_CRASHED], 0);
  load (self);
}

static void
gloss_reader_view_dispose (GObject *object)
{
  GlossReaderView *self = GLOSS_READER_VIEW (object);

  g_clear_object (&self->search);
  g_clear_object (&self->marks);
  g_clear_object (&self->article);
  g_clear_pointer (&self->capture, gloss_capture_unref);
  g_clear_object (&self->images);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  G_OBJECT_CLASS (gloss_reader_view_parent_class)->dispose (object);
}

static void
gloss_reader_view_finalize (GObject *object)
{
  g_free (GLOSS_READER_VIEW (object)->look.face);
  G_OBJECT_CLASS (gloss_reader_view_parent_class)->finalize (object);
}

static void
gloss_reader_view_get_property (GObject *object, guint property, GValue *value, GParamSpec *spec)
{
  GlossReaderView *self = GLOSS_READER_VIEW (object);

  switch (property)
    {
    case PROP_THEME:
      g_value_set_int (value, (int) self->look.theme);
      break;
    case PROP_DARK:
      g_value_set_boolean (value, self->look.dark);
      break;
    case PROP_TEXT_SCALE:
      g_value_set_double (value, self->text_scale);
      break;
    case PROP_FACE:
      g_value_set_string (value, self->look.face);
      break;
    case PROP_CARET_BROWSING:
      g_value_set_boolean (value, self->caret_browsing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, spec);
    }
}

static void
set_caret_browsing (GlossReaderView *self, gboolean enabled)
{
  self->caret_browsing = enabled;
  webkit_settings_set_enable_caret_browsing (webkit_web_view_get_settings (WEBKIT_WEB_VIEW (self->view)),
                                             enabled);
  if (enabled && is_started (self))
    gloss_bridge_place_caret (self->bridge);
}

static void
gloss_reader_view_set_property (GObject *object, guint property, const GValue *value, GParamSpec *spec)
{
  GlossReaderView *self = GLOSS_READER_VIEW (object);

  switch (property)
    {
    case PROP_THEME:
      self->look.theme = (GlossPageTheme) g_value_get_int (value);
      update_look (self);
      break;
    case PROP_DARK:
      self->look.dark = g_value_get_boolean (value);
      update_look (self);
      break;
    case PROP_TEXT_SCALE:
      self->text_scale = g_value_get_double (value);
      webkit_web_view_set_zoom_level (WEBKIT_WEB_VIEW (self->view), self->text_scale);
      break;
    case PROP_FACE:
      g_free (self->look.face);
      self->look.face = g_value_dup_string (value);
      update_look (self);
      break;
    case PROP_CARET_BROWSING:
      set_caret_browsing (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, spec);
    }
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  properties[PROP_THEME] = g_param_spec_int ("theme", NULL, NULL, GLOSS_PAGE_THEME_SYSTEM,
                                             GLOSS_PAGE_THEME_DARK, GLOSS_PAGE_THEME_SYSTEM, flags);
  properties[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, flags);
  properties[PROP_TEXT_SCALE] = g_param_spec_double ("text-scale", NULL, NULL, 0.25, 5.0, 1.0, flags);
  properties[PROP_FACE] = g_param_spec_string ("face", NULL, NULL, "serif", flags);
  properties[PROP_CARET_BROWSING] = g_param_spec_boolean ("caret-browsing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (klass, N_PROPERTIES, properties);
}

static guint
add_signal (const char *name, guint n, GType one, GType other)
{
  return g_signal_new (name, GLOSS_TYPE_READER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n,
                       one, other);
}

static void
gloss_reader_view_class_init (GlossReaderViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gloss_reader_view_dispose;
  object_class->finalize = gloss_reader_view_finalize;
  object_class->get_property = gloss_reader_view_get_property;
  object_class->set_property = gloss_reader_view_set_property;
  install_properties (object_class);
  GLOSS_ANNOTATED_VIEW_CLASS (klass)->restyle = gloss_reader_view_restyle;

  signals[SIGNAL_SELECTION] = add_signal ("selection", 2, GLOSS_TYPE_ANCHOR, GDK_TYPE_RECTANGLE);
  signals[SIGNAL_SELECTION_MOVED] = add_signal ("selection-moved", 1, GDK_TYPE_RECTANGLE, 0);
  signals[SIGNAL_LAYOUT] = add_signal ("layout", 0, 0, 0);
  signals[SIGNAL_PROGRESS] = add_signal ("progress", 1, G_TYPE_DOUBLE, 0);
  signals[SIGNAL_FIND] = add_signal ("find", 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_CRASHED] = add_signal ("crashed", 0, 0, 0);
}

static void
connect_signals (GlossReaderView *self)
{
  const GConnectFlags swapped = G_CONNECT_SWAPPED;

  g_signal_connect_object (self->bridge, "ready", G_CALLBACK (ready_cb), self, swapped);
  g_signal_connect_object (self->bridge, "selection", G_CALLBACK (selection_cb), self, swapped);
  g_signal_connect_object (self->bridge, "no-selection", G_CALLBACK (no_selection_cb), self, swapped);
  g_signal_connect_object (self->bridge, "selection-moved", G_CALLBACK (selection_moved_cb), self, swapped);
  g_signal_connect_object (self->bridge, "scrolled", G_CALLBACK (scrolled_cb), self, swapped);
  g_signal_connect_object (self->bridge, "rested", G_CALLBACK (rested_cb), self, swapped);
  g_signal_connect_object (self->marks, "changed", G_CALLBACK (marks_cb), self, swapped);
  g_signal_connect_object (self->search, "found", G_CALLBACK (found_cb), self, swapped);
  g_signal_connect_object (self->view, "web-process-terminated", G_CALLBACK (terminated_cb), self, swapped);
}

static void
gloss_reader_view_init (GlossReaderView *self)
{
  GlossAnnotatedView *parent = GLOSS_ANNOTATED_VIEW (self);

  self->text_scale = 1.0;
  self->look.face = g_strdup ("serif");
  gloss_annotated_view_make (parent, GLOSS_BRIDGE_READER);
  self->view = gloss_annotated_view_get_web_view (parent);
  self->bridge = gloss_annotated_view_get_bridge (parent);
  self->painter = gloss_annotated_view_get_painter (parent);
  self->marks = gloss_reader_marks_new (self->bridge, self->painter);
  self->search = gloss_search_new (self->bridge);
  connect_signals (self);
  /* Where the desktop asks for less motion, keys and the wheel do not glide either. */
  g_object_bind_property (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations",
                          webkit_web_view_get_settings (WEBKIT_WEB_VIEW (self->view)),
                          "enable-smooth-scrolling", G_BINDING_SYNC_CREATE);
  update_look (self);
  /* The web process starts now, while the library is being opened, not when there is something to show. */
  gloss_bridge_load_nothing (self->bridge);
}

/* Returns: (transfer floating): a reader that shows an empty page. */
GtkWidget *
gloss_reader_view_new (void)
{
  return g_object_new (GLOSS_TYPE_READER_VIEW, NULL);
}

/**
 * gloss_reader_view_set_images:
 * @images: (nullable): the images of what is shown next; %NULL: it is shown without
 *
 * To be called before gloss_reader_view_show(), which takes them up.
 */
void
gloss_reader_view_set_images (GlossReaderView *self, GlossImageSource *images)
{
  g_return_if_fail (GLOSS_IS_READER_VIEW (self));
  g_return_if_fail (images == NULL || GLOSS_IS_IMAGE_SOURCE (images));

  g_set_object (&self->images, images);
}

/**
 * gloss_reader_view_show:
 * @catalog: (nullable): the categories and their colours
 * @article: (nullable): whose it is; its `progress` is scrolled to
 * @capture: (nullable): what is shown; %NULL: an empty page
 * @annotations: (nullable): what is painted, now and whenever it changes
 *
 * Shows another capture, or another state of everything. ::painted or ::failed follows.
 */
void
gloss_reader_view_show (GlossReaderView *self,
                        GlossCatalog *catalog,
                        GlossArticle *article,
                        GlossCapture *capture,
                        GlossAnnotationList *annotations)
{
  g_return_if_fail (GLOSS_IS_READER_VIEW (self));
  g_return_if_fail (capture == NULL || (catalog != NULL && article != NULL && annotations != NULL));

  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  g_clear_pointer (&self->capture, gloss_capture_unref);
  gloss_reader_marks_clear (self->marks);
  g_set_object (&self->article, article);
  self->n_crashes = 0;
  gloss_annotated_view_expect (GLOSS_ANNOTATED_VIEW (self));
  self->progress = 0;
  self->place = 0;
  self->goes_to_place = FALSE;
  if (capture != NULL)
    {
      self->catalog = gloss_catalog_ref (catalog);
      self->capture = gloss_capture_ref (capture);
      self->progress =
        CLAMP (gloss_record_get_double (gloss_article_get_record (article), "progress"), 0.0, 1.0);
      gloss_reader_view_restyle (GLOSS_ANNOTATED_VIEW (self));
      gloss_painter_set (self->painter, catalog, get_text (self), annotations);
    }
  else
    {
      gloss_painter_set (self->painter, NULL, NULL, NULL);
    }
  load (self);
}

/* Where reading is. */
gsize
gloss_reader_view_get_place (GlossReaderView *self)
{
  g_return_val_if_fail (GLOSS_IS_READER_VIEW (self), 0);

  return self->place;
}

/**
 * gloss_reader_view_set_place:
 * @place: a code point of the text of the capture that gloss_reader_view_show() was called with just before
 *
 * Begins there, or at the end of a text that is shorter.
 */
void
gloss_reader_view_set_place (GlossReaderView *self, gsize place)
{
  g_return_if_fail (GLOSS_IS_READER_VIEW (self));
  g_return_if_fail (self->capture != NULL);

  self->goes_to_place = TRUE;
  self->place = MIN (place, gloss_text_get_n_points (get_text (self)));
}

/* A page that is not shown yet begins there. */
void
gloss_reader_view_reveal_range (GlossReaderView *self, gsize start, gsize end)
{
  g_return_if_fail (GLOSS_IS_READER_VIEW (self));
  g_return_if_fail (start <= end);

  if (is_started (self))
    gloss_annotated_view_reveal_range (GLOSS_ANNOTATED_VIEW (self),
                                       (guint) gloss_text_point_to_utf16 (get_text (self), start),
                                       (guint) gloss_text_point_to_utf16 (get_text (self), end));
  else if (self->capture != NULL)
    gloss_reader_view_set_place (self, start);
}

/* ::selection follows where something was selected. */
void
gloss_reader_view_clear_selection (GlossReaderView *self)
{
  g_return_if_fail (GLOSS_IS_READER_VIEW (self));

  if (is_started (self))
    gloss_bridge_clear_selection (self->bridge);
}

/* Highlights every match. ::find follows. */
void
gloss_reader_view_find (GlossReaderView *self, const char *words)
{
  g_return_if_fail (GLOSS_IS_READER_VIEW (self));

  gloss_search_set_words (self->search, words);
}

void
gloss_reader_view_find_next (GlossReaderView *self)
{
  g_return_if_fail (GLOSS_IS_READER_VIEW (self));

  gloss_search_step (self->search, TRUE);
}

void
gloss_reader_view_find_previous (GlossReaderView *self)
{
  g_return_if_fail (GLOSS_IS_READER_VIEW (self));

  gloss_search_step (self->search, FALSE);
}

/**
 * gloss_reader_view_get_marks:
 *
 * Returns: (transfer none) (element-type GlossReaderMark): where annotations stand in the page; valid until
 * ::layout
 */
GPtrArray *
gloss_reader_view_get_marks (GlossReaderView *self)
{
  g_return_val_if_fail (GLOSS_IS_READER_VIEW (self), NULL);

  return gloss_reader_marks_get (self->marks);
}
