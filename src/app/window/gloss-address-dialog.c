/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossAddressDialog is an entry and a line about what stands in it. Main thread; owns nothing but its
 * widgets and a reference to the library's list. A look at an address costs no request.
 */
#include "config.h"

#include "app/window/gloss-address-dialog.h"

#include "core/article/gloss-address-identity.h"
#include "core/article/gloss-address-list.h"
#include "core/article/gloss-address.h"

#include <glib/gi18n.h>

/* Of several, the first say whether it is the right list. */
#define MAX_SHOWN 4

struct _GlossAddressDialog
{
  AdwWindow parent_instance;

  GlossLibraryList *articles;

  GtkWidget *load;
  GtkEditable *address;
  GtkLabel *about;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossAddressDialog, gloss_address_dialog, ADW_TYPE_WINDOW)

static GlossArticle *
find_known (GlossAddressDialog *self, const char *uri)
{
  g_autofree char *identity = gloss_address_dup_identity (uri);

  return gloss_library_list_find_uri (self->articles, identity);
}

/* What is said of an address: where it leads, and whether its page is there already. */
static char *
describe (GlossAddressDialog *self, const char *uri)
{
  g_autofree char *shown = gloss_address_dup_display (uri);
  GlossArticle *known = find_known (self, uri);

  if (known == NULL)
    return g_steal_pointer (&shown);
  /* Translators: an address, and the title of an article */
  return g_strdup_printf (_ ("%s\nIn the library already as “%s”."), shown, gloss_article_get_title (known));
}

/* How many there are, how many of them are there already, and where they lead. */
static char *
describe_several (GlossAddressDialog *self, char **uris)
{
  guint n_uris = g_strv_length (uris);
  guint n_known = 0;
  GString *words = g_string_new (NULL);

  for (char **uri = uris; *uri != NULL; uri++)
    n_known += find_known (self, *uri) != NULL ? 1 : 0;
  g_string_append_printf (words, ngettext ("%u address", "%u addresses", n_uris), n_uris);
  if (n_known > 0)
    {
      g_string_append (words, " · ");
      g_string_append_printf (words,
                              ngettext ("%u is in the library already", "%u are in the library already",
                                        n_known),
                              n_known);
    }
  for (guint i = 0; i < MIN (n_uris, MAX_SHOWN); i++)
    {
      g_autofree char *shown = gloss_address_dup_display (uris[i]);

      g_string_append_printf (words, "\n%s", shown);
    }
  if (n_uris > MAX_SHOWN)
    g_string_append (words, "\n…");
  return g_string_free (words, FALSE);
}

static void
check_cb (GlossAddressDialog *self)
{
  const char *text = gtk_editable_get_text (self->address);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) uris = gloss_address_list_dup_from_entry (text, &error);
  g_autofree char *words = uris == NULL      ? NULL
                           : uris[1] == NULL ? describe (self, uris[0])
                                             : describe_several (self, uris);
  gboolean is_wrong = uris == NULL && *text != '\0';

  gtk_widget_set_sensitive (self->load, uris != NULL);
  if (words != NULL)
    gtk_label_set_label (self->about, words);
  else
    gtk_label_set_label (self->about,
                         is_wrong
                           ? error->message
                           : _ ("The address of an article on the web, or several with spaces between them"));
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->about), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->about), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->address), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
load_cb (GlossAddressDialog *self)
{
  g_auto (GStrv) uris = gloss_address_list_dup_from_entry (gtk_editable_get_text (self->address), NULL);

  if (uris == NULL)
    return;
  g_signal_emit (self, signals[CHOSEN], 0, uris);
  gtk_window_close (GTK_WINDOW (self));
}

static void
gloss_address_dialog_dispose (GObject *object)
{
  g_clear_object (&GLOSS_ADDRESS_DIALOG (object)->articles);

  G_OBJECT_CLASS (gloss_address_dialog_parent_class)->dispose (object);
}

static void
gloss_address_dialog_class_init (GlossAddressDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_address_dialog_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRV);

  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/window/gloss-address-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossAddressDialog, load);
  gtk_widget_class_bind_template_child (widget_class, GlossAddressDialog, address);
  gtk_widget_class_bind_template_child (widget_class, GlossAddressDialog, about);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_cb);
}

static void
gloss_address_dialog_init (GlossAddressDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->load);
}

/* Wider than the window it belongs to, it would hang over what is beside that. */
static void
fit_into (GtkWindow *self, GtkWindow *parent)
{
  int room = parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  int width, height;

  gtk_window_get_default_size (self, &width, &height);
  if (room > 0 && room < width)
    gtk_window_set_default_size (self, room, height);
}

/**
 * gloss_address_dialog_new:
 * @parent: (nullable): the window it belongs to, which it is not wider than
 * @articles: the library's list
 * @uri: (nullable): the address that stands in it at first, selected
 *
 * Returns: a window to be presented
 */
GtkWidget *
gloss_address_dialog_new (GtkWindow *parent, GlossLibraryList *articles, const char *uri)
{
  GlossAddressDialog *self;

  g_return_val_if_fail (GLOSS_IS_LIBRARY_LIST (articles), NULL);

  self = g_object_new (GLOSS_TYPE_ADDRESS_DIALOG, "transient-for", parent, NULL);
  self->articles = g_object_ref (articles);
  fit_into (GTK_WINDOW (self), parent);
  gtk_editable_set_text (self->address, uri != NULL ? uri : "");
  check_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
  gtk_editable_select_region (self->address, 0, -1);
  return GTK_WIDGET (self);
}
