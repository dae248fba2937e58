/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A field of /proc/PID/status; empty where the process is gone. */
char *gloss_test_read_status (const char *pid, const char *field);
/* Of those that this program started; fails where there is none. */
char *gloss_test_find_web_process (void);
guint gloss_test_count_web_processes (void);
