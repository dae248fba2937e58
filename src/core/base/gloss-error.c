/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/base/gloss-error.h"

/* Not by G_DEFINE_QUARK, whose hyphens clang-format takes for subtractions. */
GQuark
gloss_error_quark (void)
{
  return g_quark_from_static_string ("gloss-error-quark");
}
