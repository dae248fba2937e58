/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossPageTurner owns references to the document and to what is compared. Main thread. It changes nothing
 * but what the view shows.
 */
#include "config.h"

#include "app/reader/gloss-page-turner.h"

#include "app/reader/gloss-stored-images.h"

#define NO_PLACE G_MAXSIZE

struct _GlossPageTurner
{
  GObject parent_instance;

  /* borrowed */
  GlossReaderView *view;
  GlossVerdictStrip *strip;

  /* owned */
  GlossDocument *document;
  GlossCatalog *catalog;
  GlossCapture *capture; /* the one that is shown, stored or compared */
  GlossComparing *comparing;
  gsize next_place;    /* where the next page begins; NO_PLACE: as far down as this one */
  gsize article_place; /* where the article was read before it was compared */
};

enum
{
  TURNED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossPageTurner, gloss_page_turner, G_TYPE_OBJECT)

static gsize
scale_place (gsize place, GlossCapture *from, GlossCapture *to)
{
  gsize n_from = gloss_text_get_n_points (gloss_capture_get_fields (from)->text);
  gsize n_to = gloss_text_get_n_points (gloss_capture_get_fields (to)->text);

  return n_from > 0 ? (gsize) ((double) place / n_from * n_to) : 0;
}

/* A comparison is of words, and names no images. */
static GlossImageSource *
make_images (GlossPageTurner *self, GlossCapture *capture)
{
  const char *uuid = gloss_capture_get_fields (capture)->uuid;

  if (g_strcmp0 (uuid, GLOSS_COMPARISON_UUID) == 0)
    return NULL;
  return GLOSS_IMAGE_SOURCE (gloss_stored_images_new (gloss_document_get_store (self->document), uuid));
}

/* The first page of an article begins where the article says. */
static void
show (GlossPageTurner *self, GlossCapture *capture, GlossAnnotationList *annotations)
{
  gsize place = self->next_place;
  g_autoptr (GlossImageSource) images = make_images (self, capture);

  if (place == NO_PLACE && self->capture != NULL)
    place = scale_place (gloss_reader_view_get_place (self->view), self->capture, capture);
  self->next_place = NO_PLACE;

  g_clear_pointer (&self->capture, gloss_capture_unref);
  self->capture = gloss_capture_ref (capture);
  gloss_reader_view_set_images (self->view, images);
  gloss_reader_view_show (self->view, self->catalog, gloss_document_get_article (self->document), capture,
                          annotations);
  if (place != NO_PLACE)
    gloss_reader_view_set_place (self->view, place);
  gloss_verdict_strip_set_annotations (self->strip, annotations, self->catalog);
}

/* A page that shows the capture already is left as it stands: it follows the annotations by itself. */
static void
show_document (GlossPageTurner *self)
{
  GlossCapture *capture = gloss_document_get_capture (self->document);

  if (gloss_page_turner_get_comparison (self) == NULL && capture != self->capture)
    show (self, capture, gloss_document_get_annotations (self->document));
}

static gboolean
is_same (GlossCapture *one, GlossCapture *other)
{
  return g_strcmp0 (gloss_capture_get_fields (one)->uuid, gloss_capture_get_fields (other)->uuid) == 0;
}

static void
ready_cb (GlossPageTurner *self)
{
  GlossComparison *comparison = gloss_comparing_get_comparison (self->comparing);
  gsize start = 0;
  gsize end;

  if (is_same (gloss_document_get_capture (self->document), gloss_comparison_get_new (comparison)))
    gloss_comparison_map_new (comparison, self->article_place, self->article_place + 1, &start, &end);
  else
    gloss_comparison_map_old (comparison, self->article_place, self->article_place + 1, &start, &end);

  self->next_place = self->article_place > 0 ? start : 0;
  show (self, gloss_comparison_get_capture (comparison), gloss_comparing_get_annotations (self->comparing));
  g_signal_emit (self, signals[TURNED], 0);
}

static void
failed_cb (GlossPageTurner *self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
drop_comparing (GlossPageTurner *self)
{
  if (self->comparing != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->comparing, self);
      gloss_comparing_cancel (self->comparing);
    }
  g_clear_object (&self->comparing);
}

static void
gloss_page_turner_dispose (GObject *object)
{
  GlossPageTurner *self = GLOSS_PAGE_TURNER (object);

  drop_comparing (self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  g_clear_pointer (&self->capture, gloss_capture_unref);

  G_OBJECT_CLASS (gloss_page_turner_parent_class)->dispose (object);
}

static void
gloss_page_turner_class_init (GlossPageTurnerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_page_turner_dispose;

  signals[TURNED] = g_signal_new ("turned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
gloss_page_turner_init (GlossPageTurner *self)
{
  self->next_place = NO_PLACE;
}

/**
 * gloss_page_turner_new:
 * @view: what shows the pages
 * @strip: what stands beside them
 *
 * Returns: (transfer full): a turner without an article
 */
GlossPageTurner *
gloss_page_turner_new (GlossReaderView *view, GlossVerdictStrip *strip)
{
  GlossPageTurner *self = g_object_new (GLOSS_TYPE_PAGE_TURNER, NULL);

  self->view = view;
  self->strip = strip;
  return self;
}

/**
 * gloss_page_turner_set_document:
 * @self: a turner
 * @document: (nullable): an article, loaded
 * @catalog: (nullable): the library's categories and verdicts
 *
 * Shows another article.
 */
void
gloss_page_turner_set_document (GlossPageTurner *self, GlossDocument *document, GlossCatalog *catalog)
{
  g_return_if_fail (GLOSS_IS_PAGE_TURNER (self));
  g_return_if_fail ((document == NULL) == (catalog == NULL));

  drop_comparing (self);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  g_clear_pointer (&self->capture, gloss_capture_unref);
  self->next_place = NO_PLACE;

  if (document == NULL)
    {
      gloss_verdict_strip_set_annotations (self->strip, NULL, NULL);
      gloss_reader_view_set_images (self->view, NULL);
      gloss_reader_view_show (self->view, NULL, NULL, NULL, NULL);
      return;
    }
  self->catalog = gloss_catalog_ref (catalog);
  g_signal_connect_object (document, "reloaded", G_CALLBACK (show_document), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "capture-changed", G_CALLBACK (show_document), self, G_CONNECT_SWAPPED);
  show_document (self);
}

void
gloss_page_turner_set_next_place (GlossPageTurner *self, gsize place)
{
  g_return_if_fail (GLOSS_IS_PAGE_TURNER (self));

  self->next_place = place;
}

/**
 * gloss_page_turner_compare:
 * @self: a turner with an article
 * @comparing: a comparison that is not ready yet
 *
 * Shows a comparison instead of the article, or instead of another comparison.
 */
void
gloss_page_turner_compare (GlossPageTurner *self, GlossComparing *comparing)
{
  g_return_if_fail (GLOSS_IS_PAGE_TURNER (self));
  g_return_if_fail (self->document != NULL);

  if (gloss_page_turner_get_comparison (self) == NULL)
    self->article_place = gloss_reader_view_get_place (self->view);
  drop_comparing (self);
  self->comparing = g_object_ref (comparing);
  g_signal_connect_object (comparing, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (comparing, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}

gboolean
gloss_page_turner_end_comparison (GlossPageTurner *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_TURNER (self), FALSE);

  if (self->comparing == NULL)
    return FALSE;

  drop_comparing (self);
  if (self->capture != gloss_document_get_capture (self->document))
    {
      if (self->next_place == NO_PLACE)
        self->next_place = self->article_place;
      show_document (self);
    }
  g_signal_emit (self, signals[TURNED], 0);
  return TRUE;
}

gboolean
gloss_page_turner_is_comparing (GlossPageTurner *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_TURNER (self), FALSE);

  return self->comparing != NULL;
}

GlossComparison *
gloss_page_turner_get_comparison (GlossPageTurner *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_TURNER (self), NULL);

  return self->comparing != NULL ? gloss_comparing_get_comparison (self->comparing) : NULL;
}
