/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How far the user lets a page of the web go. Main thread; owns nothing. The bounds stand in the schema of
 * the settings.
 */
#include "config.h"

#include "app/window/gloss-page-settings.h"

#define MIB ((guint64) 1024 * 1024)

/**
 * gloss_page_settings_read:
 * @settings: the application's settings
 * @limits: (out caller-allocates): what they say
 *
 * Reads the limits of the next load.
 */
void
gloss_page_settings_read (GSettings *settings, GlossPageLimits *limits)
{
  *limits = (GlossPageLimits){
    .seconds = g_settings_get_uint (settings, "page-seconds"),
    .bytes = MIB * g_settings_get_uint (settings, "page-megabytes"),
    .redirects = g_settings_get_uint (settings, "page-redirects"),
    .resources = g_settings_get_uint (settings, "page-resources"),
  };
}
