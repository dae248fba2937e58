/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What libFuzzer calls with each input; a target aborts where something does not hold, and returns 0
 * otherwise. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
