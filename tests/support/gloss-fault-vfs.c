/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A layer between SQLite and its files that makes the n-th write fail. It owns nothing but a count, wraps
 * each file that is opened, and passes everything else on. One thread at a time.
 */

#include "config.h"

#include "support/gloss-fault-vfs.h"

#include <sqlite3.h>

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real; /* lies behind this struct */
} FaultFile;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs fault_vfs;
static sqlite3_io_methods fault_methods;

static GlossFault armed;
static guint countdown;
static gboolean has_happened;

/* The code that a write fails with, or SQLITE_OK. */
static int
next_fault (int io_code)
{
  if (armed == GLOSS_FAULT_NONE)
    return SQLITE_OK;
  if (countdown > 0)
    countdown--;
  if (countdown > 0)
    return SQLITE_OK;

  if (has_happened && armed == GLOSS_FAULT_WRITE_ONCE)
    return SQLITE_OK;
  has_happened = TRUE;
  return armed == GLOSS_FAULT_FULL ? SQLITE_FULL : io_code;
}

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((FaultFile *) file)->real;
}

static int
fault_close (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
fault_read (sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset)
{
  return get_real (file)->pMethods->xRead (get_real (file), buffer, length, offset);
}

static int
fault_write (sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset)
{
  int code = next_fault (SQLITE_IOERR_WRITE);

  return code != SQLITE_OK ? code
                           : get_real (file)->pMethods->xWrite (get_real (file), buffer, length, offset);
}

static int
fault_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  int code = next_fault (SQLITE_IOERR_TRUNCATE);

  return code != SQLITE_OK ? code : get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
fault_sync (sqlite3_file *file, int flags)
{
  int code = next_fault (SQLITE_IOERR_FSYNC);

  return code != SQLITE_OK ? code : get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
fault_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
fault_lock (sqlite3_file *file, int lock)
{
  return get_real (file)->pMethods->xLock (get_real (file), lock);
}

static int
fault_unlock (sqlite3_file *file, int lock)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), lock);
}

static int
fault_check_reserved_lock (sqlite3_file *file, int *result)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), result);
}

static int
fault_file_control (sqlite3_file *file, int operation, void *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
fault_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
fault_device_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
fault_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  return get_real (file)->pMethods->xShmMap (get_real (file), page, size, extend, memory);
}

static int
fault_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
fault_shm_barrier (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
fault_shm_unmap (sqlite3_file *file, int is_deleted)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), is_deleted);
}

static int
fault_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
  FaultFile *self = (FaultFile *) file;
  int code;

  self->base.pMethods = NULL;
  self->real = (sqlite3_file *) (self + 1);
  code = real_vfs->xOpen (real_vfs, name, self->real, flags, flags_out);
  if (self->real->pMethods != NULL)
    self->base.pMethods = &fault_methods;

  return code;
}

/* A dead process deletes nothing: the journal that it leaves is what undoes its work. */
static int
fault_delete (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  if (armed == GLOSS_FAULT_DEATH && next_fault (SQLITE_IOERR_DELETE) != SQLITE_OK)
    return SQLITE_IOERR_DELETE;

  return real_vfs->xDelete (real_vfs, name, sync_folder);
}

void
gloss_fault_vfs_install (void)
{
  real_vfs = sqlite3_vfs_find (NULL);

  fault_methods = (sqlite3_io_methods){ .iVersion = 2,
                                        .xClose = fault_close,
                                        .xRead = fault_read,
                                        .xWrite = fault_write,
                                        .xTruncate = fault_truncate,
                                        .xSync = fault_sync,
                                        .xFileSize = fault_file_size,
                                        .xLock = fault_lock,
                                        .xUnlock = fault_unlock,
                                        .xCheckReservedLock = fault_check_reserved_lock,
                                        .xFileControl = fault_file_control,
                                        .xSectorSize = fault_sector_size,
                                        .xDeviceCharacteristics = fault_device_characteristics,
                                        .xShmMap = fault_shm_map,
                                        .xShmLock = fault_shm_lock,
                                        .xShmBarrier = fault_shm_barrier,
                                        .xShmUnmap = fault_shm_unmap };

  fault_vfs = *real_vfs;
  fault_vfs.pNext = NULL;
  fault_vfs.zName = "fault";
  fault_vfs.szOsFile = (int) sizeof (FaultFile) + real_vfs->szOsFile;
  fault_vfs.xOpen = fault_open;
  fault_vfs.xDelete = fault_delete;
  g_assert_cmpint (sqlite3_vfs_register (&fault_vfs, 1), ==, SQLITE_OK);
}

void
gloss_fault_vfs_arm (GlossFault fault, guint n)
{
  armed = fault;
  countdown = n;
  has_happened = FALSE;
}

gboolean
gloss_fault_vfs_disarm (void)
{
  armed = GLOSS_FAULT_NONE;
  return has_happened;
}
