# SPDX-License-Identifier: GPL-3.0-or-later
"""Options, help, the way to the window, and the manual page that tells of them."""

import os
import re
import shutil
import stat
import subprocess

import harness

COMMANDS = ("add", "list", "annotate", "export", "check")
MANUAL = os.environ["GLOSSATOR_MANUAL"]


class Usage(harness.Case):
    def test_version(self):
        self.assertRegex(self.succeed("--version"), r"\AGlossator \d+\.\d+\.\d+\n\Z")

    def test_help(self):
        text = self.succeed("--help")
        for command in COMMANDS:
            self.assertRegex(text, rf"(?m)^  {command} ")
            self.assertIn(f"glossator {command} ", self.succeed(command, "--help"))

    def test_wrong_usage(self):
        for arguments in (("--nonsense",), ("add",), ("add", "--nonsense"), ("list", "more"),
                          ("annotate",), ("check", "more"), ("check", "--library"), ("--library",), ("export", "-o")):
            with self.subTest(arguments):
                self.assertIn("--help", self.refuse(*arguments, status=2))
        self.assert_no_library()

    def test_bytes(self):
        for arguments in ((b"\xff\xfe",), ("list", b"\xff"), ("annotate", b"\xff", "--quote", "x"),
                          ("export", "--format", b"\xff")):
            with self.subTest(arguments):
                done = self.run_program(*arguments)
                self.assertIn(done.returncode, (1, 2))
                self.assertEqual(len(done.stderr.decode().splitlines()), 1)


class Window(harness.Case):
    def open_window(self, *arguments, **environment):
        program = self.write("window", '#!/bin/sh\nfor a; do printf "%s\\n" "$a"; done\n')
        os.chmod(program, stat.S_IRWXU)
        return self.succeed(*arguments, environment=self.environment(GLOSSATOR_WINDOW=program, **environment)).splitlines()

    def test_files(self):
        self.write("list", "A file with the name of a command\n")
        self.write("-x.txt", "A file with the name of an option\n")
        self.assertEqual(self.open_window(), ["--"])
        self.assertEqual(self.open_window("./list"), ["--", "./list"])
        self.assertEqual(self.open_window("--", "-x.txt"), ["--", "-x.txt"])
        self.assertEqual(self.open_window("--library", "l.db", "./list"), ["--library=l.db", "--", "./list"])
        self.assertEqual(self.open_window("file:///a.txt"), ["--", "file:///a.txt"])

    def test_missing(self):
        self.assertIn("--help", self.refuse("lsit"))
        self.refuse("none.txt")
        self.assertIn("name or password", self.refuse("https://ann:secret@example.org/"))

    def test_some_missing(self):
        """The files that are there are opened; of each of the others one line tells."""
        program = self.write("window", '#!/bin/sh\nfor a; do printf "%s\\n" "$a"; done\n')
        os.chmod(program, stat.S_IRWXU)
        self.write("a.txt", "One\n")
        self.write("list", "Another\n")
        done = self.run_program("a.txt", "none.txt", "https://ann:secret@example.org/", "./list",
                                environment=self.environment(GLOSSATOR_WINDOW=program))
        self.assertEqual(done.stdout.decode().splitlines(), ["--missed", "--", "a.txt", "./list"])
        told = done.stderr.decode().splitlines()
        self.assertEqual(len(told), 2)
        self.assertIn("none.txt", told[0])
        self.assertIn("name or password", told[1])
        self.assertIn("lsit", self.refuse("lsit", "a.txt", environment=self.environment(GLOSSATOR_WINDOW=program)))

    def test_not_installed(self):
        self.refuse(environment=self.environment(GLOSSATOR_WINDOW=self.path("none")), says="GLOSSATOR_WINDOW")


class Manual(harness.Case):
    def test_lint(self):
        if shutil.which("mandoc") is None:
            self.fail("mandoc is missing: run data/packages/install test")
        done = subprocess.run(["mandoc", "-Tlint", "-Wstyle", MANUAL], capture_output=True, text=True, check=False)
        self.assertEqual((done.stdout + done.stderr, done.returncode), ("", 0))

    def test_complete(self):
        """Every command and every option that the help shows is in the manual."""
        with open(MANUAL, encoding="utf-8") as file:
            manual = file.read()
        for command in COMMANDS:
            self.assertIn(f".Cm {command}\n", manual)
            options = re.findall(r"--([a-z-]+)", self.succeed(command, "--help").split("Options:", 1)[1])
            self.assertIn("library", options)
            for option in options:
                self.assertIn(f"Fl Fl {option}", manual)


if __name__ == "__main__":
    harness.main()
