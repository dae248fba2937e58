/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-database.h"

G_BEGIN_DECLS

/* Private to core/store: a thread that owns a GlossDatabase and does one job after the other. */
typedef struct _GlossWorker GlossWorker;

/* Begins each job's own struct. run is called on the worker's thread, with the worker's database (NULL where
 * none is open), which it may open; after it the job belongs to the thread that made it, where done is
 * called, which frees it. */
typedef struct _GlossJob GlossJob;
struct _GlossJob
{
  void (*run) (GlossJob *job, GlossDatabase **database);
  void (*done) (GlossJob *job);
};

/* Jobs come back through done, and ready is then woken. */
GlossWorker *gloss_worker_new (const char *name, GAsyncQueue *done, GSource *ready);
void gloss_worker_push (GlossWorker *self, GlossJob *job);
void gloss_worker_stop (GlossWorker *self);

G_END_DECLS
