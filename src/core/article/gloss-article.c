/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An article as the library lists it. It owns its row, its counts and the words for its site. Main thread,
 * except while it is built. It never edits: rows and counts are decided elsewhere. Getters cost at most a
 * hash look-up.
 */

#include "config.h"

#include "core/article/gloss-article.h"

#include "core/article/gloss-address.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

struct _GlossArticle
{
  GObject parent_instance;

  GlossRecord *record;
  GlossArticleCounts counts;
  char *site; /* made when first asked for */
};

G_DEFINE_FINAL_TYPE (GlossArticle, gloss_article, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_filled (const char *string)
{
  return string != NULL && *string != '\0';
}

static char *
dup_host (const char *uri)
{
  g_autofree char *host = NULL;

  if (!g_uri_split (uri, G_URI_FLAGS_NONE, NULL, NULL, &host, NULL, NULL, NULL, NULL, NULL) ||
      !is_filled (host))
    return NULL;
  return g_strdup (g_str_has_prefix (host, "www.") ? host + strlen ("www.") : host);
}

/* The address's host without "www.", else, for a file, that of the page which it says it is, or its name,
 * else that it was pasted. */
static char *
make_site (const char *uri, const char *canonical_uri)
{
  char *host;

  if (!is_filled (uri) || g_str_has_prefix (uri, "gloss-paste:"))
    return g_strdup (_ ("Pasted text"));

  if (g_str_has_prefix (uri, "file:"))
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uri);
      g_autofree char *name = g_file_get_basename (file);

      host = gloss_address_is_web (canonical_uri) ? dup_host (canonical_uri) : NULL;
      if (host != NULL)
        return host;
      return name != NULL ? g_filename_display_name (name) : g_strdup (uri);
    }

  host = dup_host (uri);
  return host != NULL ? host : g_strdup (uri);
}

static void
gloss_article_finalize (GObject *object)
{
  GlossArticle *self = GLOSS_ARTICLE (object);

  gloss_record_unref (self->record);
  g_free (self->site);

  G_OBJECT_CLASS (gloss_article_parent_class)->finalize (object);
}

static void
gloss_article_class_init (GlossArticleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_article_finalize;

  /**
   * GlossArticle::changed:
   *
   * The row or the counts were replaced. All borrowed strings are invalid from now on.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", GLOSS_TYPE_ARTICLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gloss_article_init (GlossArticle *self)
{
}

/**
 * gloss_article_new:
 * @record: a row of table article
 * @counts: (nullable): what is counted, copied; %NULL: nothing yet
 *
 * Returns: (transfer full): the article
 */
GlossArticle *
gloss_article_new (GlossRecord *record, const GlossArticleCounts *counts)
{
  GlossArticle *self;

  g_return_val_if_fail (record != NULL, NULL);

  self = g_object_new (GLOSS_TYPE_ARTICLE, NULL);
  self->record = gloss_record_ref (record);
  if (counts != NULL)
    self->counts = *counts;

  return self;
}

/**
 * gloss_article_get_record:
 * @self: an article
 *
 * Returns: (transfer none): its row
 */
GlossRecord *
gloss_article_get_record (GlossArticle *self)
{
  g_return_val_if_fail (GLOSS_IS_ARTICLE (self), NULL);

  return self->record;
}

/**
 * gloss_article_get_counts:
 * @self: an article
 *
 * Returns: (transfer none): what is counted, valid until the next ::changed
 */
const GlossArticleCounts *
gloss_article_get_counts (GlossArticle *self)
{
  g_return_val_if_fail (GLOSS_IS_ARTICLE (self), NULL);

  return &self->counts;
}

/**
 * gloss_article_set_record:
 * @self: an article
 * @record: a newer version of its row
 *
 * Replaces the row; emits ::changed where it differs.
 */
void
gloss_article_set_record (GlossArticle *self, GlossRecord *record)
{
  gboolean differs;

  g_return_if_fail (GLOSS_IS_ARTICLE (self));
  g_return_if_fail (record != NULL);

  differs = !gloss_record_equal (self->record, record);
  gloss_record_ref (record);
  gloss_record_unref (self->record);
  self->record = record;
  g_clear_pointer (&self->site, g_free);

  if (differs)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gloss_article_set_counts:
 * @self: an article
 * @counts: what is counted now, copied
 *
 * Replaces the counts; emits ::changed where they differ.
 */
void
gloss_article_set_counts (GlossArticle *self, const GlossArticleCounts *counts)
{
  g_return_if_fail (GLOSS_IS_ARTICLE (self));
  g_return_if_fail (counts != NULL);

  if (memcmp (&self->counts, counts, sizeof *counts) == 0)
    return;

  self->counts = *counts;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The text columns of its row, as the header says; borrowed. */
#define DEFINE_COLUMN_GETTER(column)                                                                         \
  const char *gloss_article_get_##column (GlossArticle *self)                                                \
  {                                                                                                          \
    g_return_val_if_fail (GLOSS_IS_ARTICLE (self), NULL);                                                    \
    return gloss_record_get_string (self->record, #column);                                                  \
  }

DEFINE_COLUMN_GETTER (uuid)
DEFINE_COLUMN_GETTER (title)
DEFINE_COLUMN_GETTER (uri)
DEFINE_COLUMN_GETTER (byline)
DEFINE_COLUMN_GETTER (published)

/**
 * gloss_article_has_file:
 * @self: an article
 *
 * Returns: whether it came from a file, which can be read again
 */
gboolean
gloss_article_has_file (GlossArticle *self)
{
  return g_str_has_prefix (gloss_article_get_uri (self), "file:");
}

/**
 * gloss_article_has_page:
 * @self: an article
 *
 * Returns: whether it came from the web
 */
gboolean
gloss_article_has_page (GlossArticle *self)
{
  return gloss_address_is_web (gloss_article_get_uri (self));
}

/**
 * gloss_article_can_check:
 * @self: an article
 *
 * Returns: whether it came from a file or page, which can be read again
 */
gboolean
gloss_article_can_check (GlossArticle *self)
{
  return gloss_article_has_file (self) || gloss_article_has_page (self);
}

/**
 * gloss_article_get_state:
 * @self: an article
 *
 * Returns: `to-read`, `in-work`, `checked` or `source`
 */
const char *
gloss_article_get_state (GlossArticle *self)
{
  const char *state;

  g_return_val_if_fail (GLOSS_IS_ARTICLE (self), NULL);

  state = gloss_record_get_string (self->record, "state");
  return state != NULL ? state : "to-read";
}

/**
 * gloss_article_get_site:
 * @self: an article
 *
 * Says where the article is from, in words for display.
 *
 * Returns: the site's name, else the address's host, for a file that of the page which it says it is, else
 * the file's name, else "Pasted text"
 */
const char *
gloss_article_get_site (GlossArticle *self)
{
  const char *site;

  g_return_val_if_fail (GLOSS_IS_ARTICLE (self), NULL);

  site = gloss_record_get_string (self->record, "site");
  if (is_filled (site))
    return site;

  if (self->site == NULL)
    self->site = make_site (gloss_record_get_string (self->record, "uri"),
                            gloss_record_get_string (self->record, "canonical_uri"));

  return self->site;
}
