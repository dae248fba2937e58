# SPDX-License-Identifier: GPL-3.0-or-later
"""A library that is none, can't be written, is held by another, is newer, or lies on a full disk: one line each, and it
stays as it was."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time

import harness

TEXT = "A title\n\nIt is about 190 miles long, they say.\n"
OLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "databases", "v1.db")
READING = (("list",), ("list", "--json"), ("export", "--format", "json"), ("check",))


class Library(harness.Case):
    def setUp(self):
        super().setUp()
        self.article = self.add("first.txt", TEXT)
        self.second = self.write("second.txt", "Second\n\n" + "Some words. " * 2000)
        self.annotating = ("annotate", self.article, "--quote", "190 miles", "--note", "n" * 20000)

    def read_library(self):
        with open(self.library, "rb") as file:
            return file.read()

    def test_busy(self):
        """Readers go on; a writer waits five seconds and says that nothing was lost."""
        other = sqlite3.connect(self.library, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        for arguments in READING:
            self.succeed(*arguments)
        start = time.monotonic()
        self.refuse(*self.annotating)
        self.assertGreater(time.monotonic() - start, 4)
        other.execute("ROLLBACK")
        other.close()
        self.assert_sound(articles=1, annotations=0)
        self.succeed(*self.annotating)

    def test_busy_for_a_moment(self):
        other = sqlite3.connect(self.library, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        waiting = subprocess.Popen([harness.PROGRAM, *self.annotating], env=self.environment(),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with self.assertRaises(subprocess.TimeoutExpired):
            waiting.wait(0.5)
        other.execute("ROLLBACK")
        other.close()
        self.assertEqual((waiting.communicate(timeout=harness.DEADLINE)[1], waiting.returncode), (b"", 0))
        self.assert_sound(articles=1, annotations=1)

    def test_newer(self):
        other = sqlite3.connect(self.library)
        other.execute("PRAGMA user_version = 999")
        other.close()
        before = self.read_library()
        for arguments in READING + (self.annotating, ("add", self.second)):
            self.refuse(*arguments)
        self.assertEqual(self.read_library(), before)

    def test_read_only(self):
        for name in os.listdir(self.folder):
            os.chmod(self.path(name), 0o555 if os.path.isdir(self.path(name)) else 0o444)
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o755)
        user = harness.NOBODY if os.geteuid() == 0 else None
        before = self.read_library()
        for arguments in READING:
            self.succeed(*arguments, user=user)
        self.refuse(*self.annotating, user=user)
        self.refuse("add", self.second, user=user)
        self.assertEqual(self.read_library(), before)

    def take_older(self):
        """A library as the first release left it, in the place of this one."""
        for name in os.listdir(self.folder):
            if name.startswith("library.db"):
                os.unlink(self.path(name))
        shutil.copyfile(OLDER, self.library)
        with contextlib.closing(sqlite3.connect(self.library)) as older:
            older.execute("PRAGMA journal_mode = WAL")

    def list_copies(self):
        return [name for name in os.listdir(self.folder) if name.startswith("library.db.v1") and not
                name.endswith(("-journal", "-wal", "-shm"))]

    def test_older_to_read(self):
        """What only reads leaves an older library as it is, and reads it all the same."""
        self.take_older()
        before = self.read_library()
        for arguments in READING:
            self.succeed(*arguments)
        self.assertEqual(self.read_library(), before)
        self.assertEqual(self.list_copies(), [])

    def test_older_at_once(self):
        """Several bring it up to date at once: all come to their end, and every copy is one of what was there."""
        self.take_older()
        files = [self.write(f"{i}.txt", f"Title {i}\n\nSome words.\n") for i in range(4)]
        running = [subprocess.Popen([harness.PROGRAM, "add", file], env=self.environment(), stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE) for file in files]
        for process in running:
            self.assertEqual((process.communicate(timeout=harness.DEADLINE)[1], process.returncode), (b"", 0))
        self.assert_sound(articles=5)
        self.assertIn("library.db.v1", self.list_copies())
        for name in self.list_copies():
            with contextlib.closing(sqlite3.connect(self.path(name))) as copy:
                self.assertEqual(copy.execute("PRAGMA user_version").fetchone(), (1,), name)
                self.assertEqual(copy.execute("SELECT count(*) FROM article").fetchone(), (1,), name)

    def test_older_killed(self):
        """Killed at any moment of bringing it up to date, it holds what it held."""
        self.take_older()
        held = self.export()["articles"]
        for attempt in range(20):
            self.take_older()
            running = subprocess.Popen([harness.PROGRAM, "add", self.second], env=self.environment(),
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                running.wait(random.uniform(0, 0.04))
            except subprocess.TimeoutExpired:
                running.send_signal(signal.SIGKILL)
            running.wait()
            self.assert_sound()
            uuids = [article["uuid"] for article in held]
            self.assertEqual([article for article in self.export()["articles"] if article["uuid"] in uuids], held)

    def test_full_disk(self):
        """Wherever the disk is full, the change is there whole or not at all."""
        done = 0
        for size in (0, 1024, 4096, 8192, 16384, 32768, 65536, 131072, 262144, 524288, 1048576):
            for arguments in (self.annotating, ("add", self.second)):
                ended = self.run_program(*arguments, largest_file=size)
                if ended.returncode == 0:
                    done += arguments == self.annotating
                else:
                    self.assertEqual((ended.returncode, ended.stdout), (1, b""))
                    self.assertEqual(len(ended.stderr.splitlines()), 1, ended.stderr)
                self.assert_sound(annotations=done)
        self.assertGreater(done, 0)
        self.assertLess(done, 11)

    def test_killed(self):
        """Killed at any moment, an annotation is there whole or not at all."""
        done = 0
        for attempt in range(40):
            running = subprocess.Popen([harness.PROGRAM, *self.annotating], env=self.environment(),
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            try:
                running.wait(random.uniform(0, 0.04))
            except subprocess.TimeoutExpired:
                running.send_signal(signal.SIGKILL)
            said = running.communicate()[0]
            annotations = self.export()["articles"][0]["annotations"]
            self.assertIn(len(annotations) - done, (0, 1))
            done = len(annotations)
            if said:
                self.assertIn(said.decode().strip(), [a["uuid"] for a in annotations])
            for annotation in annotations:
                self.assertEqual((annotation["note"], annotation["anchor"]["quote"]), ("n" * 20000, "190 miles"))
            self.assert_sound(articles=1, annotations=done)

    def test_damaged(self):
        """check tells what is wrong, on standard output, since that was asked for."""
        other = sqlite3.connect(self.library)
        other.execute("DROP TRIGGER content_is_immutable")
        other.execute("UPDATE content SET size = size + 1")
        other.commit()
        other.close()
        done = self.run_program("check")
        self.assertEqual((done.returncode, done.stderr), (1, b""))
        self.assertGreaterEqual(len(done.stdout.splitlines()), 1)
        done = self.run_program("check", "--json")
        self.assertEqual((done.returncode, done.stderr), (1, b""))
        self.assertIn(b'"sound": false', done.stdout)

    def test_damaged_history(self):
        """One bad row is told by check, and everything is exported all the same."""
        self.succeed(*self.annotating)
        other = sqlite3.connect(self.library)
        for name, in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {name}")
        other.execute("UPDATE history SET after = '{half' WHERE record_table = 'anchor'")
        other.commit()
        other.close()
        self.assertEqual(self.run_program("check").returncode, 1)
        annotation = self.export()["articles"][0]["annotations"][0]
        self.assertEqual(annotation["anchor"]["quote"], "190 miles")
        self.assertIn("{half", [row["after"] for row in annotation["history"]])

    def test_sound(self):
        self.succeed(*self.annotating)
        self.assertIn("sound: 1 article, 1 annotation", self.succeed("check"))


class NoLibrary(harness.Case):
    def every_command(self, library):
        path = self.write("first.txt", TEXT)
        for arguments in READING + (("annotate", "First", "--quote", "x"), ("add", path)):
            with self.subTest(arguments):
                self.refuse(*arguments, "--library", library)

    def test_no_database(self):
        for content in (b"no database\n" * 1000, bytes(8192), b"SQLite format 3\0" + bytes(100), b"%PDF-1.4\n"):
            library = self.write("other.db", content)
            self.every_command(library)
            with open(library, "rb") as file:
                self.assertEqual(file.read(), content)

    def test_other_database(self):
        other = sqlite3.connect(self.path("other.db"))
        other.execute("CREATE TABLE article (name TEXT)")
        other.commit()
        other.close()
        with open(self.path("other.db"), "rb") as file:
            before = file.read()
        self.every_command(self.path("other.db"))
        with open(self.path("other.db"), "rb") as file:
            self.assertEqual(file.read(), before)

    def test_folder(self):
        self.every_command(self.folder)

    def test_special_names(self):
        """SQLite keeps what has these names in memory: what add says is stored must be."""
        path = self.write("first.txt", TEXT)
        uuid = self.succeed("add", path, "--library", ":memory:").strip()
        self.assertIn(uuid, self.succeed("list", "--json", "--library", ":memory:"))
        self.assertTrue(os.path.isfile(self.path(":memory:")))
        self.refuse("add", path, "--library", "")

    def test_link_and_parent(self):
        """What is after a link is the place it leads to, as for every other program."""
        path = self.write("first.txt", TEXT)
        os.makedirs(self.path("far", "inner"))
        os.symlink(self.path("far", "inner"), self.path("link"))
        self.succeed("add", path, "--library", os.path.join("link", "..", "other.db"))
        self.assertTrue(os.path.isfile(self.path("far", "other.db")))
        self.assertFalse(os.path.exists(self.path("other.db")))
        self.succeed("check", "--library", self.path("link", "..", "other.db"))

    def test_cut(self):
        """Half a library is told as such and left alone."""
        self.add("first.txt", "A title\n\n" + "Many words. " * 20000)
        shutil.copy(self.library, self.path("cut.db"))
        os.truncate(self.path("cut.db"), os.path.getsize(self.library) // 2)
        done = self.run_program("check", "--library", self.path("cut.db"))
        self.assertEqual(done.returncode, 1)
        self.assertEqual(bool(done.stdout), not done.stderr)

    def test_missing(self):
        for arguments in READING:
            self.refuse(*arguments)
        self.assert_no_library()

    def test_unwritable_place(self):
        path = self.write("first.txt", TEXT)
        self.refuse("add", path, "--library", "/proc/none/library.db")
        self.refuse("add", path, "--library", self.path("first.txt", "library.db"))


if __name__ == "__main__":
    harness.main()
