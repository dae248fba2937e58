/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find in page, as the user steps through it. Owns the matches. Main thread. A step costs one message. */

#include "config.h"

#include "web/gloss-search.h"

#include "web/gloss-text-finder.h"

/* Matches that are highlighted on either side of the current one: a search for one letter has a million. */
#define N_SHOWN 500

struct _GlossSearch
{
  GObject parent_instance;

  GlossBridge *bridge;
  GlossText *text; /* NULL while no page is there */
  char *words;
  GArray *found; /* of GlossFound */
  guint current;
  guint32 place; /* where the search stands, in code points: typing on goes on from there */
};

G_DEFINE_FINAL_TYPE (GlossSearch, gloss_search, G_TYPE_OBJECT)

enum
{
  SIGNAL_FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show (GlossSearch *self)
{
  g_autoptr (GString) spans = g_string_new ("[");
  guint first = self->current > N_SHOWN ? self->current - N_SHOWN : 0;
  guint last = MIN (self->found->len, self->current + N_SHOWN + 1);
  guint start = 0, end = 0;

  for (guint i = first; i < last; i++)
    {
      const GlossFound *match = &g_array_index (self->found, GlossFound, i);
      guint from = (guint) gloss_text_point_to_utf16 (self->text, match->start);
      guint to = (guint) gloss_text_point_to_utf16 (self->text, match->end);

      g_string_append_printf (spans, "%s%u,%u", i == first ? "" : ",", from, to);
      if (i == self->current)
        {
          start = from;
          end = to;
          self->place = match->start;
        }
    }
  g_string_append_c (spans, ']');
  gloss_bridge_show_found (self->bridge, spans->str, start, end);
  g_signal_emit (self, signals[SIGNAL_FOUND], 0, self->found->len,
                 self->found->len > 0 ? self->current + 1 : 0);
}

/* Where a search ends the reader goes on, with a category's key or from there with the arrows. */
static void
select_current (GlossSearch *self)
{
  const GlossFound *match;

  if (self->text == NULL || self->found->len == 0)
    return;
  match = &g_array_index (self->found, GlossFound, self->current);
  gloss_bridge_select (self->bridge, (guint) gloss_text_point_to_utf16 (self->text, match->start),
                       (guint) gloss_text_point_to_utf16 (self->text, match->end));
}

static void
search (GlossSearch *self)
{
  GArray *found = gloss_text_finder_find (self->text, self->words != NULL ? self->words : "");

  g_array_unref (self->found);
  self->found = found;
  self->current = 0;
  while (self->current < found->len && g_array_index (found, GlossFound, self->current).start < self->place)
    self->current++;
  if (self->current == found->len)
    self->current = 0;
  show (self);
}

static void
gloss_search_dispose (GObject *object)
{
  GlossSearch *self = GLOSS_SEARCH (object);

  g_clear_object (&self->bridge);
  g_clear_pointer (&self->text, gloss_text_unref);
  G_OBJECT_CLASS (gloss_search_parent_class)->dispose (object);
}

static void
gloss_search_finalize (GObject *object)
{
  GlossSearch *self = GLOSS_SEARCH (object);

  g_array_unref (self->found);
  g_free (self->words);
  G_OBJECT_CLASS (gloss_search_parent_class)->finalize (object);
}

static void
gloss_search_class_init (GlossSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gloss_search_dispose;
  object_class->finalize = gloss_search_finalize;
  signals[SIGNAL_FOUND] = g_signal_new ("found", GLOSS_TYPE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
gloss_search_init (GlossSearch *self)
{
  self->found = g_array_new (FALSE, FALSE, sizeof (GlossFound));
}

GlossSearch *
gloss_search_new (GlossBridge *bridge)
{
  GlossSearch *self;

  g_return_val_if_fail (GLOSS_IS_BRIDGE (bridge), NULL);

  self = g_object_new (GLOSS_TYPE_SEARCH, NULL);
  self->bridge = g_object_ref (bridge);
  return self;
}

/**
 * gloss_search_start:
 * @text: what the page shows
 *
 * A page is there. A search that was under way goes on in it.
 */
void
gloss_search_start (GlossSearch *self, GlossText *text)
{
  g_return_if_fail (GLOSS_IS_SEARCH (self));
  g_return_if_fail (text != NULL);

  g_clear_pointer (&self->text, gloss_text_unref);
  self->text = gloss_text_ref (text);
  if (self->words != NULL)
    search (self);
}

void
gloss_search_stop (GlossSearch *self)
{
  g_return_if_fail (GLOSS_IS_SEARCH (self));

  g_clear_pointer (&self->text, gloss_text_unref);
  g_array_set_size (self->found, 0);
}

/**
 * gloss_search_set_words:
 * @words: (nullable): %NULL or "": no search
 *
 * The match at or after the current one becomes current. Where the search ends, the current one is selected.
 */
void
gloss_search_set_words (GlossSearch *self, const char *words)
{
  g_return_if_fail (GLOSS_IS_SEARCH (self));

  g_free (self->words);
  self->words = words != NULL && words[0] != '\0' ? g_strdup (words) : NULL;
  if (self->words == NULL)
    {
      self->place = 0;
      select_current (self);
    }
  if (self->text != NULL)
    search (self);
}

/**
 * gloss_search_step:
 *
 * Goes to the next or previous match; after the last comes the first.
 */
void
gloss_search_step (GlossSearch *self, gboolean forward)
{
  g_return_if_fail (GLOSS_IS_SEARCH (self));

  if (self->text == NULL || self->found->len == 0)
    return;
  self->current = (self->current + (forward ? 1 : self->found->len - 1)) % self->found->len;
  show (self);
}
