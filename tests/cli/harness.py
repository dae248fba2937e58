# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: a library of its own for each test, the real program, and TAP.

A test file defines classes of unittest.TestCase and ends with harness.main(). The program under test is named in the
environment as GLOSSATOR.
"""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ["GLOSSATOR"]
# A full disk is played with a limit on the size of files: the next write past it fails.
NOBODY = 65534
# A failure, not a measure: in seconds, for what must come.
DEADLINE = 240
UUID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


class Case(unittest.TestCase):
    """A folder, a library in it, and the program run as a user runs it."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="glossator-cli-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.library = self.path("library.db")

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, content):
        path = os.path.join(os.fsencode(self.folder), os.fsencode(name))
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return os.fsdecode(path)

    def environment(self, **more):
        kept = {name: os.environ[name] for name in os.environ if not name.startswith(("DISPLAY", "WAYLAND", "GLOSSATOR"))}
        kept.update({"LC_ALL": "C.UTF-8", "G_DEBUG": "fatal-warnings", "HOME": self.folder,
                     "XDG_DATA_HOME": self.path("data"), "GLOSSATOR_LIBRARY": self.library})
        kept.update(more)
        return {name: value for name, value in kept.items() if value is not None}

    def run_program(self, *arguments, largest_file=None, environment=None, stdout=subprocess.PIPE, cwd=None, user=None):
        def limit():
            if largest_file is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

        return subprocess.run([PROGRAM, *arguments], stdout=stdout, stderr=subprocess.PIPE, timeout=DEADLINE,
                              stdin=subprocess.DEVNULL, env=environment or self.environment(), cwd=cwd or self.folder,
                              user=user, preexec_fn=limit)

    def succeed(self, *arguments, **options):
        """The program's output, as a string."""
        done = self.run_program(*arguments, **options)
        self.assertEqual((done.stderr.decode(), done.returncode), ("", 0))
        return done.stdout.decode()

    def refuse(self, *arguments, status=1, says=None, **options):
        """The one line that the program fails with; nothing on standard output."""
        done = self.run_program(*arguments, **options)
        line = done.stderr.decode()
        self.assertEqual(done.returncode, status, line)
        self.assertEqual(done.stdout or b"", b"")
        self.assertRegex(line, r"\Aglossator[^\n]+\n\Z")
        self.assertTrue(line.endswith((".\n", ".”\n")), line)
        if says is not None:
            self.assertIn(says, line)
        return line

    def add(self, name, content):
        """The uuid of an article made of content."""
        uuid = self.succeed("add", self.write(name, content)).strip()
        self.assertRegex(uuid, UUID)
        return uuid

    def export(self, *arguments):
        return json.loads(self.succeed("export", *arguments, "--format", "json"))

    def assert_sound(self, articles=None, annotations=None):
        found = json.loads(self.succeed("check", "--json"))
        self.assertEqual((found["sound"], found["problems"]), (True, []))
        if articles is not None:
            self.assertEqual(found["articles"], articles)
        if annotations is not None:
            self.assertEqual(found["annotations"], annotations)

    def assert_no_library(self):
        self.assertFalse(os.path.exists(self.library))


class TapResult(unittest.TestResult):
    """Each test as a line of TAP as soon as it is done."""

    def __init__(self):
        super().__init__()
        self.number = 0
        self.told = set()

    def tell(self, test, words, problem=""):
        self.number += 1
        name = test.id().split(".", 1)[-1]
        print(f"{words} {self.number} {name}{problem}", flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.tell(test, "ok")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.tell(test, "ok", f" # SKIP {reason}")

    def explain(self, test, error):
        for line in self._exc_info_to_string(error, test).splitlines():
            print("# " + line, flush=True)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.tell(test, "not ok")
        self.explain(test, error)

    def addError(self, test, error):
        super().addError(test, error)
        self.tell(test, "not ok")
        self.explain(test, error)

    def addSubTest(self, test, subtest, error):
        """Of several that fail in one test, each is explained; the test counts once."""
        super().addSubTest(test, subtest, error)
        if error is not None:
            if test not in self.told:
                self.told.add(test)
                self.tell(test, "not ok")
            print(f"# in {subtest.id()}", flush=True)
            self.explain(test, error)


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    print(f"1..{suite.countTestCases()}", flush=True)
    result = TapResult()
    suite.run(result)
    sys.exit(0 if result.wasSuccessful() else 1)
