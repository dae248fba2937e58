/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the window does about pages of the web: asking for an address, telling what failed and what can be
 * done about it, asking what becomes of a page that may not be the one that is wanted. Main thread; owns
 * nothing: everything is the window's. A page that is in the library is shown from there; it is loaded again
 * only when the user says so.
 */
#include "config.h"

#include "app/window/gloss-address-dialog.h"
#include "app/window/gloss-file-batch.h"
#include "app/window/gloss-window-extent.h"
#include "app/window/gloss-window-files.h"
#include "core/annotation/gloss-commands.h"
#include "core/article/gloss-address-identity.h"
#include "core/article/gloss-address-list.h"
#include "core/article/gloss-address.h"
#include "core/base/gloss-error.h"
#include "core/store/gloss-database.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the ids of notices about a page have in front of its address. */
#define PAGE "page:"

/* How much of an address a notice shows, in code points: its beginning says whose it is. */
#define MAX_ADDRESS 90

static GlossIntake *
get_intake (GlossWindow *self)
{
  return gloss_workspace_get_intake (self->workspace);
}

static GlossNotices *
get_notices (GlossWindow *self)
{
  return gloss_reader_pane_get_notices (self->reader_pane);
}

static GlossArticle *
find_article (GlossWindow *self, const char *uri)
{
  g_autofree char *identity = gloss_address_dup_identity (uri);

  return gloss_library_list_find_uri (gloss_workspace_get_articles (self->workspace), identity);
}

/* What was said of a page goes when it is tried again. */
static void
hide_notice (GlossWindow *self, const char *uri)
{
  g_autofree char *notice = g_strconcat (PAGE, uri, NULL);

  gloss_notices_hide (get_notices (self), notice);
}

static void
load (GlossWindow *self, const char *uri)
{
  hide_notice (self, uri);
  g_clear_pointer (&self->failed_address, g_free);
  gloss_workspace_add_address (self->workspace, uri);
}

/* What was let go may have been a file. */
static void
load_page_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  const char *uri = g_variant_get_string (target, NULL);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  if (gloss_address_is_web (uri))
    load (data, uri);
  else
    gloss_window_open_file (data, file);
}

static void
keep_page_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gloss_intake_keep (get_intake (data), g_variant_get_string (target, NULL));
}

static void
open_in_browser_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  gtk_show_uri (GTK_WINDOW (data), g_variant_get_string (target, NULL), GDK_CURRENT_TIME);
}

static void
chosen_cb (GlossWindow *self, char **uris)
{
  if (self->workspace == NULL || !gloss_workspace_is_open (self->workspace))
    return;
  for (char **uri = uris; *uri != NULL; uri++)
    gloss_window_open_address (self, *uri);
}

/* What stands in the dialog at first: an address that failed may have a mistake in it; else that of the
 * article, as browsers have it. */
static const char *
get_address (GlossWindow *self)
{
  GlossArticle *article = self->document != NULL ? gloss_document_get_article (self->document) : NULL;

  if (self->failed_address != NULL)
    return self->failed_address;
  return article != NULL && gloss_article_has_page (article) ? gloss_article_get_uri (article) : NULL;
}

static void
ask_for_address (GlossWindow *self, const char *uri)
{
  GtkWidget *dialog =
    gloss_address_dialog_new (GTK_WINDOW (self), gloss_workspace_get_articles (self->workspace), uri);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  gloss_page_capturer_expect (gloss_intake_get_capturer (get_intake (self)));
}

static void
open_address_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  ask_for_address (data, get_address (data));
}

static void
edit_address_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  ask_for_address (data, g_variant_get_string (target, NULL));
}

/* Which page, as several may have something said of them, and what. */
static void
show_notice (GlossWindow *self,
             GtkMessageType type,
             const char *uri,
             const char *words,
             const char *article,
             const char *label,
             const char *action)
{
  g_autofree char *notice = g_strconcat (PAGE, uri, NULL);
  g_autofree char *address = gloss_address_dup_display (uri);
  g_autofree char *cut = g_utf8_strlen (address, -1) > MAX_ADDRESS
                           ? g_utf8_substring (address, 0, MAX_ADDRESS)
                           : g_strdup (address);
  g_autofree char *line = g_strconcat (cut, strlen (cut) < strlen (address) ? "…" : "", "\n", NULL);
  g_autofree char *said = NULL;

  /* What is said of a file names it. */
  said = g_strdup_printf ("%s%s%s%s", g_str_has_prefix (uri, "file:") ? "" : line, words,
                          article != NULL ? " " : "",
                          article != NULL ? _ ("The article is kept as it was captured.") : "");
  gloss_notices_show (get_notices (self), notice, type, said, label, action);
}

/* What waits for an answer is seen above any article, what is only to be known above its own. */
static void
tie_notice (GlossWindow *self, const char *uri, const char *article)
{
  g_autofree char *notice = g_strconcat (PAGE, uri, NULL);

  gloss_notices_tie (get_notices (self), notice, article);
}

static void
doubted_cb (GlossWindow *self, const char *uri, const char *words, const char *article)
{
  g_autofree char *action = g_strconcat ("win.keep-page::", uri, NULL);

  show_notice (self, GTK_MESSAGE_WARNING, uri, words, article,
               article != NULL ? _ ("_Add as a new version") : _ ("_Add all the same"), action);
}

/* Nothing that waits for an answer goes without a word. */
static void
let_go_cb (GlossWindow *self, const char *uri, const char *article)
{
  g_autofree char *action = article != NULL ? g_strconcat ("win.check-article::", article, NULL)
                                            : g_strconcat ("win.load-page::", uri, NULL);
  g_autofree char *name = gloss_file_batch_dup_name_for_uri (uri);
  g_autofree char *words = NULL;

  words = name != NULL
            /* Translators: the name of a file */
            ? g_strdup_printf (_ ("“%s” was not added: more waits for your answer than can be kept."), name)
            : g_strdup (_ ("This page was not added: more pages wait for your answer than can be kept."));
  show_notice (self, GTK_MESSAGE_WARNING, uri, words, article, _ ("_Load again"), action);
}

/* What helps. Of a page that was loaded only storing is tried again; what is no page is for another program;
 * where a server does not prove who it is, or leads where no page may, the same address fares no better. */
static char *
dup_remedy (const GError *error, const char *uri, const char *article, gboolean loaded, const char **label)
{
  *label = _ ("_Try again");
  if (loaded)
    return g_strconcat ("win.keep-page::", uri, NULL);
  if (g_error_matches (error, GLOSS_ERROR, GLOSS_ERROR_INVALID))
    {
      *label = _ ("_Open in the browser");
      return g_strconcat ("win.open-in-browser::", uri, NULL);
    }
  if (article != NULL)
    return g_strconcat ("win.check-article::", article, NULL);
  if (g_error_matches (error, GLOSS_ERROR, GLOSS_ERROR_DENIED))
    {
      *label = _ ("_Change the address");
      return g_strconcat ("win.edit-address::", uri, NULL);
    }
  return g_strconcat ("win.load-page::", uri, NULL);
}

static void
page_failed_cb (GlossWindow *self, const GError *error, const char *uri, const char *article, gboolean loaded)
{
  const char *label;
  g_autofree char *action = dup_remedy (error, uri, article, loaded, &label);

  if (article == NULL && !loaded)
    {
      g_free (self->failed_address);
      self->failed_address = g_strdup (uri);
    }
  show_notice (self, GTK_MESSAGE_ERROR, uri, error->message, article, label, action);
  if (!loaded)
    tie_notice (self, uri, article);
}

/* What is to be known of a page that was added, seen above its article; of one that goes on, the next page
 * can be added, too. */
static void
noted_cb (GlossWindow *self, const char *uri, const char *note, const char *next_uri, const char *article)
{
  g_autofree char *action = next_uri != NULL ? g_strconcat ("win.load-page::", next_uri, NULL) : NULL;
  g_autofree char *name = gloss_file_batch_dup_name_for_uri (uri);
  g_autofree char *words = name != NULL ? g_strconcat (name, "\n", note, NULL) : g_strdup (note);

  show_notice (self, GTK_MESSAGE_INFO, uri, words, NULL, next_uri != NULL ? _ ("_Add the next page") : NULL,
               action);
  tie_notice (self, uri, article);
}

/* What was said of the version before is said of this one anew, if it is still so. */
static void
added_cb (GlossWindow *self, const char *uuid, GlossAdded added)
{
  GlossArticle *article = gloss_library_list_find (gloss_workspace_get_articles (self->workspace), uuid);
  g_autofree char *notice =
    article != NULL ? g_strconcat (PAGE, gloss_article_get_uri (article), NULL) : NULL;

  if (notice != NULL && added == GLOSS_ADDED_CAPTURE)
    gloss_notices_hide (get_notices (self), notice);
}

static void
notice_closed_cb (GlossWindow *self, const char *id)
{
  if (g_str_has_prefix (id, PAGE) && self->workspace != NULL)
    gloss_intake_forget (get_intake (self), id + strlen (PAGE));
}

/* Who reads something else meanwhile, or has several pages loaded, stays where he is. */
static void
unshown_cb (GlossWindow *self, const char *uuid, GlossAdded added, gboolean together)
{
  GlossArticle *article = gloss_library_list_find (gloss_workspace_get_articles (self->workspace), uuid);
  g_autofree char *words = NULL;

  if (article == NULL || added == GLOSS_ADDED_ALIAS || added == GLOSS_ADDED_NOTHING || together)
    return;
  /* Translators: the title of an article, last because a narrow window cuts the end */
  words = g_strdup_printf (added == GLOSS_ADDED_CAPTURE ? _ ("Captured again: “%s”") : _ ("Added: “%s”"),
                           gloss_article_get_title (article));
  gloss_window_toast (self, words, FALSE);
}

static const GActionEntry entries[] = {
  { "open-address", open_address_cb },
  { "edit-address", edit_address_cb, "s" },
  { "load-page", load_page_cb, "s" },
  { "keep-page", keep_page_cb, "s" },
  { "open-in-browser", open_in_browser_cb, "s" },
};

/**
 * gloss_window_follow_pages:
 * @self: a window with a new workspace
 *
 * Gives pages a place to load in, and tells how they do.
 */
void
gloss_window_follow_pages (GlossWindow *self)
{
  GlossIntake *intake = get_intake (self);

  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay),
                           gloss_page_capturer_get_widget (gloss_intake_get_capturer (intake)));
  g_signal_connect_object (gloss_intake_get_held (intake), "let-go", G_CALLBACK (let_go_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (intake, "doubted", G_CALLBACK (doubted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (intake, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (intake, "noted", G_CALLBACK (noted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (intake, "page-failed", G_CALLBACK (page_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "unshown", G_CALLBACK (unshown_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gloss_window_leave_pages:
 * @self: a window that lets its workspace go
 *
 * What is still loading is told of no more.
 */
void
gloss_window_leave_pages (GlossWindow *self)
{
  GlossIntake *intake = get_intake (self);

  g_signal_handlers_disconnect_by_data (intake, self);
  g_signal_handlers_disconnect_by_data (gloss_intake_get_held (intake), self);
  if (self->overlay != NULL)
    gtk_overlay_remove_overlay (GTK_OVERLAY (self->overlay),
                                gloss_page_capturer_get_widget (gloss_intake_get_capturer (intake)));
}

static gboolean
is_shown (GlossWindow *self, const char *uuid)
{
  return self->document != NULL &&
         g_strcmp0 (gloss_article_get_uuid (gloss_document_get_article (self->document)), uuid) == 0;
}

static void
say_known (GlossWindow *self, const char *uuid)
{
  gboolean writable = !gloss_store_is_read_only (gloss_workspace_get_store (self->workspace));
  g_autofree char *action = g_strconcat ("win.check-article::", uuid, NULL);

  gloss_notices_show (get_notices (self), "known", GTK_MESSAGE_INFO,
                      _ ("This page is in the library already. It is shown as it was captured."),
                      writable ? _ ("Check for c_hanges") : NULL, writable ? action : NULL);
}

/**
 * gloss_window_tell_known:
 * @self: a window that shows another document, or that opens nothing any more
 *
 * Says of the article that is shown that it was in the library already, if it was asked for by its address.
 * What could not be shown is told of by its failure.
 */
void
gloss_window_tell_known (GlossWindow *self)
{
  g_autofree char *known = g_steal_pointer (&self->known);

  if (known != NULL && is_shown (self, known))
    say_known (self, known);
}

/**
 * gloss_window_forget_doubt:
 * @self: a window whose library is open
 * @file: a file that is opened once more
 *
 * Takes back what was asked about it: its content may be another now.
 */
void
gloss_window_forget_doubt (GlossWindow *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  hide_notice (self, uri);
}

/* What was only kept as a source is an article to read once it is asked for by itself. */
static void
read_source (GlossWindow *self, GlossArticle *article)
{
  GlossRecord *record = gloss_article_get_record (article);
  g_autoptr (GlossRecord) edited = NULL;

  if (!g_str_equal (gloss_article_get_state (article), "source") ||
      gloss_store_is_read_only (gloss_workspace_get_store (self->workspace)))
    return;

  edited = gloss_record_with_string (record, "state", "to-read");
  gloss_workspace_submit (self->workspace, gloss_command_edit_article (record, edited));
}

static void
show_known (GlossWindow *self, GlossArticle *article)
{
  const char *uuid = gloss_article_get_uuid (article);

  g_clear_pointer (&self->failed_address, g_free);
  g_clear_pointer (&self->known, g_free);
  read_source (self, article);
  if (is_shown (self, uuid))
    say_known (self, uuid);
  else
    self->known = g_strdup (uuid);
  gloss_workspace_show_article (self->workspace, uuid);
}

static void
load_new (GlossWindow *self, const char *uri)
{
  if (gloss_store_is_read_only (gloss_workspace_get_store (self->workspace)))
    {
      gloss_notices_show (get_notices (self), "page-read-only", GTK_MESSAGE_WARNING,
                          _ ("The library is read-only: no page can be added to it. Nothing was loaded."),
                          NULL, NULL);
      return;
    }
  load (self, uri);
}

/* An address that was asked for, in a workspace that may be gone when it is looked up. */
typedef struct
{
  GlossWindow *window;
  GlossWorkspace *workspace;
  char *uri;
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_object_unref (lookup->window);
  g_object_unref (lookup->workspace);
  g_free (lookup->uri);
  g_free (lookup);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lookup, lookup_free)

/* Reader thread. */
static gpointer
find_address (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  return gloss_database_find_address (database, data, error);
}

/* A library that can't be read says so when the page is stored. */
static void
found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Lookup) lookup = data;
  g_autofree char *uuid = gloss_store_read_finish (GLOSS_STORE (object), result, NULL);
  GlossArticle *article;

  if (lookup->window->workspace != lookup->workspace)
    return;
  article = gloss_library_list_find (gloss_workspace_get_articles (lookup->workspace), uuid);
  if (article != NULL)
    show_known (lookup->window, article);
  else
    load_new (lookup->window, lookup->uri);
}

/**
 * gloss_window_open_address:
 * @self: a window whose library is open
 * @uri: an address of the web
 *
 * Shows the article that is known by the address, without a request; else loads the page. The list knows an
 * article by one address; by which others it is known, the library says.
 */
void
gloss_window_open_address (GlossWindow *self, const char *uri)
{
  GlossArticle *article = find_article (self, uri);
  Lookup *lookup;

  if (article != NULL)
    {
      show_known (self, article);
      return;
    }
  lookup = g_new0 (Lookup, 1);
  lookup->window = g_object_ref (self);
  lookup->workspace = g_object_ref (self->workspace);
  lookup->uri = g_strdup (uri);
  gloss_store_read_async (gloss_workspace_get_store (self->workspace), find_address, g_strdup (uri), g_free,
                          g_free, NULL, found_cb, lookup);
}

/**
 * gloss_window_add_text:
 * @self: a window whose library is open
 * @text: what was pasted or dropped
 *
 * Opens the addresses that a text consists of; of any other text an article is made.
 */
void
gloss_window_add_text (GlossWindow *self, const char *text)
{
  g_auto (GStrv) addresses = gloss_address_list_dup (text);

  if (addresses == NULL)
    gloss_workspace_add_text (self->workspace, text);
  for (char **uri = addresses; uri != NULL && *uri != NULL; uri++)
    gloss_window_open_address (self, *uri);
}

/**
 * gloss_window_add_page_actions:
 * @self: a window whose template is made
 *
 * Gives the window its actions for pages of the web.
 */
void
gloss_window_add_page_actions (GlossWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (get_notices (self), "closed", G_CALLBACK (notice_closed_cb), self,
                           G_CONNECT_SWAPPED);
}
