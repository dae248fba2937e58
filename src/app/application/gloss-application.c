/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossApplication owns the settings and the path of the library; the window owns the rest. Main thread.
 * Which library is meant must be known before the application registers, because its id depends on it: the
 * options are therefore handled in the local process.
 */
#include "config.h"

#include "app/application/gloss-application.h"

#include "app/application/gloss-html-adder.h"
#include "app/gloss-app-resources.h"
#include "app/window/gloss-author.h"
#include "app/window/gloss-page-settings.h"
#include "app/window/gloss-window.h"
#include "core/store/gloss-database.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

struct _GlossApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  char *library;
  gboolean missed;
};

G_DEFINE_FINAL_TYPE (GlossApplication, gloss_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "library", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("The library to open"), N_ ("FILE") },
  { "add-html", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Add an HTML file to the library and print its uuid"),
    N_ ("FILE") },
  { "add-uri", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("Add a page of the web to the library and print its uuid"), N_ ("URI") },
  { "keep", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Add the page also if it may not be the one that is meant"),
    NULL },
  { "whole", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Take the whole page, not its article alone"), NULL },
  /* Of `glossator`, which becomes this program and told of it. */
  { "missed", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL,
    N_ ("End with status 1, as a file was not there"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
  { NULL },
};

static const struct
{
  const char *action;
  const char *accels[4];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "win.close", { "<Control>w" } },
  { "win.open-file", { "<Control>o" } },
  { "win.open-address", { "<Control>l" } },
  { "win.export", { "<Control>e" } },
  { "win.find", { "<Control>f" } },
  { "win.show-original", { "<Control>u" } },
  { "win.check-for-changes", { "F5", "<Control>r" } },
  { "win.compare('')", { "<Control>d" } },
  { "win.show-details('')", { "<Control>i" } },
  { "win.keep-selection", { "<Control><Shift>k" } },
  { "win.step-change(1)", { "F8" } },
  { "win.step-change(-1)", { "<Shift>F8" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.show-shortcuts", { "<Control>question" } },
  { "win.show-library", { "F9" } },
  { "win.show-annotations", { "<Shift>F9" } },
  { "win.caret-browsing", { "F7" } },
  { "win.copy-citation", { "<Control><Shift>c" } },
  { "win.text-larger", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.text-smaller", { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.text-reset", { "<Control>0", "<Control>KP_0" } },
};

/* Two libraries are two programs to the session; the default one has the plain id, which the desktop entry
 * names. */
static char *
make_id (const char *library)
{
  g_autofree char *default_path = gloss_database_dup_default_path ();
  g_autofree char *hash = NULL;

  if (g_strcmp0 (library, default_path) == 0)
    return g_strdup (GLOSS_APP_ID);

  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, library, -1);
  return g_strdup_printf ("%s.Library%.16s", GLOSS_APP_ID, hash);
}

static char *
dup_option (GVariantDict *dict, const char *name)
{
  const char *value;

  return g_variant_dict_lookup (dict, name, "^&ay", &value) ? g_canonicalize_filename (value, NULL) : NULL;
}

static GlossAddingFlags
read_flags (GVariantDict *dict)
{
  GlossAddingFlags flags = 0;

  if (g_variant_dict_contains (dict, "keep"))
    flags |= GLOSS_ADDING_KEEP;
  if (g_variant_dict_contains (dict, "whole"))
    flags |= GLOSS_ADDING_WHOLE;
  return flags;
}

static int
add_page (const char *library, const char *uri, GVariantDict *dict)
{
  g_autoptr (GSettings) settings = g_settings_new (GLOSS_APP_ID);
  g_autofree char *who = gloss_author_dup (settings);
  GlossPageLimits limits;

  gloss_page_settings_read (settings, &limits);
  return gloss_html_adder_run_for_page (library, uri, &limits, read_flags (dict), who);
}

static int
gloss_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  GlossApplication *self = GLOSS_APPLICATION (application);
  g_autofree char *html = dup_option (dict, "add-html");
  g_autofree char *library = dup_option (dict, "library");
  g_autofree char *id = NULL;
  const char *uri;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("glossator-window %s\n", GLOSS_VERSION);
      return 0;
    }

  if (!gtk_init_check ())
    {
      g_printerr (
        "glossator: %s\n",
        _ ("There is no display. Start it in a desktop session, or set DISPLAY or WAYLAND_DISPLAY."));
      return 1;
    }

  self->missed = g_variant_dict_contains (dict, "missed");
  self->library = library != NULL ? g_steal_pointer (&library) : gloss_database_dup_default_path ();
  if (html != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (html);
      g_autoptr (GSettings) settings = g_settings_new (GLOSS_APP_ID);
      g_autofree char *who = gloss_author_dup (settings);

      return gloss_html_adder_run (self->library, file, read_flags (dict), who);
    }

  if (g_variant_dict_lookup (dict, "add-uri", "&s", &uri))
    return add_page (self->library, uri, dict);

  id = make_id (self->library);
  g_application_set_application_id (application, id);
  return -1;
}

static GlossWindow *
present_window (GlossApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL; item = item->next)
    if (GLOSS_IS_WINDOW (item->data))
      window = item->data;

  if (!GLOSS_IS_WINDOW (window))
    window = GTK_WINDOW (gloss_window_new (ADW_APPLICATION (self), self->library, self->settings));
  gtk_window_present (window);
  return GLOSS_WINDOW (window);
}

static void
gloss_application_activate (GApplication *application)
{
  present_window (GLOSS_APPLICATION (application));
}

static void
gloss_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GlossWindow *window = present_window (GLOSS_APPLICATION (application));

  for (int i = 0; i < n_files; i++)
    gloss_window_open_file (window, files[i]);
}

/* The window decides: it stays while something waits to be saved. What it asks about that is not answered by
 * this. */
static void
quit_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  for (GList *item = windows; item != NULL; item = item->next)
    if (!ADW_IS_MESSAGE_DIALOG (item->data))
      gtk_window_close (GTK_WINDOW (item->data));
}

static gboolean
terminate_cb (gpointer data)
{
  quit_cb (NULL, NULL, data);
  return G_SOURCE_CONTINUE;
}

static void
gloss_application_startup (GApplication *application)
{
  GlossApplication *self = GLOSS_APPLICATION (application);
  static const GActionEntry entries[] = { { "quit", quit_cb } };

  G_APPLICATION_CLASS (gloss_application_parent_class)->startup (application);

  self->settings = g_settings_new (GLOSS_APP_ID);
  gtk_window_set_default_icon_name (GLOSS_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action, accels[i].accels);
  g_unix_signal_add (SIGTERM, terminate_cb, self);
  g_unix_signal_add (SIGINT, terminate_cb, self);
}

static void
gloss_application_finalize (GObject *object)
{
  GlossApplication *self = GLOSS_APPLICATION (object);

  g_clear_object (&self->settings);
  g_free (self->library);

  G_OBJECT_CLASS (gloss_application_parent_class)->finalize (object);
}

static void
gloss_application_class_init (GlossApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gloss_application_finalize;
  application_class->handle_local_options = gloss_application_handle_local_options;
  application_class->activate = gloss_application_activate;
  application_class->open = gloss_application_open;
  application_class->startup = gloss_application_startup;
}

static void
gloss_application_init (GlossApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE|URI…]"));
}

/**
 * gloss_application_new:
 *
 * Returns: (transfer full): the application
 */
GlossApplication *
gloss_application_new (void)
{
  /* Asked for by its own name: a static library's resources are not linked in otherwise. */
  g_resources_register (gloss_app_get_resource ());

  return g_object_new (GLOSS_TYPE_APPLICATION, "application-id", GLOSS_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/glossator", NULL);
}

/**
 * gloss_application_has_missed:
 * @self: an application that has run
 *
 * Returns: whether something that it was to open was not there when it was started
 */
gboolean
gloss_application_has_missed (GlossApplication *self)
{
  g_return_val_if_fail (GLOSS_IS_APPLICATION (self), FALSE);

  return self->missed;
}
