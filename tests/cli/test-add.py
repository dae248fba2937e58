# SPDX-License-Identifier: GPL-3.0-or-later
"""glossator add: what becomes an article, and what is refused without a trace."""

import json
import os
import stat

import harness
from harness import UUID

TEXT = "The bridge\n\nIt is about 190 miles long, they say.\n"


class Files(harness.Case):
    def test_text(self):
        uuid = self.add("bridge.txt", TEXT)
        article = self.export()["articles"][0]
        self.assertEqual((article["uuid"], article["title"]), (uuid, "The bridge"))
        self.assertEqual(article["captures"][0]["media_type"], "text/plain")
        for words in TEXT.split():
            self.assertIn(words, article["captures"][0]["text"])
        self.assert_sound(articles=1, annotations=0)

    def test_markdown(self):
        self.add("bridge.md", "# The *bridge*\n\nIt is **about** 190 miles long.\n\n- one\n- two\n")
        article = self.export()["articles"][0]
        self.assertEqual(article["title"], "The bridge")
        self.assertEqual(article["captures"][0]["media_type"], "text/markdown")
        self.assertIn("It is about 190 miles long.", article["captures"][0]["text"])

    def test_uri(self):
        path = self.write("a b.txt", TEXT)
        uuid = self.succeed("add", "file://" + path.replace(" ", "%20"))
        self.assertEqual(self.succeed("add", path), uuid)

    def test_relative_name(self):
        path = self.write("bridge.txt", TEXT)
        uuid = self.succeed("add", "bridge.txt")
        self.assertEqual(self.succeed("add", "./bridge.txt"), uuid)
        self.assertEqual(self.succeed("add", path), uuid)

    def test_same_again(self):
        first = self.add("bridge.txt", TEXT)
        before = self.export()
        self.assertEqual(self.add("bridge.txt", TEXT), first)
        after = self.export()
        before.pop("exported"), after.pop("exported")
        self.assertEqual(after, before)

    def test_other_bytes(self):
        first = self.add("bridge.txt", TEXT)
        done = self.run_program("add", self.write("bridge.txt", TEXT.replace("190", "180")))
        self.assertEqual((done.returncode, done.stdout.decode().strip()), (0, first))
        self.assertEqual(done.stderr.decode(), "glossator add: “The bridge” was captured again: no annotations.\n")
        captures = self.export()["articles"][0]["captures"]
        self.assertEqual([("190" in capture["text"]) for capture in captures], [True, False])
        self.assert_sound(articles=1)

    def test_captured_again(self):
        """What became of the annotations is one line; those in the trash have nothing to tell."""
        text = TEXT + "\nThe minister did open it on a Monday in spring.\n\nTwo ferries were sold to a neighbour.\n"
        first = self.add("bridge.txt", text)
        for quote in ("about 190 miles", "The minister did open it", "Two ferries were sold", "The bridge"):
            self.succeed("annotate", first, "--quote", quote)
        text = text.replace("190", "290").replace("did open", "did not open").replace("Two ferries were sold to a neighbour.", "")
        done = self.run_program("add", self.write("bridge.txt", text))
        self.assertEqual((done.returncode, done.stdout.decode().strip()), (0, first))
        self.assertEqual(done.stderr.decode(), "glossator add: “The bridge” was captured again: "
                         "1 exact, 2 changed (1 number, 1 negation), 1 not found.\n")
        self.assertEqual([a["attention"] for a in json.loads(self.succeed("list", "--json"))], [3])
        self.assertEqual(self.add("bridge.txt", text), first)
        self.assert_sound(articles=1, annotations=4)

    def test_other_place(self):
        first = self.add("bridge.txt", TEXT)
        self.assertEqual(self.add("copy.txt", TEXT), first)
        article = self.export()["articles"][0]
        self.assertEqual(len(article["aliases"]), 1)
        self.assertTrue(article["aliases"][0].endswith("/copy.txt"))

    def test_several(self):
        names = [self.write(f"{n}.txt", f"Article {n}\n\nIts text.\n") for n in range(3)]
        done = self.run_program("add", names[0], self.path("none.txt"), names[1], self.folder, names[2])
        self.assertEqual(done.returncode, 1)
        self.assertEqual(len(done.stderr.decode().splitlines()), 2)
        uuids = done.stdout.decode().split()
        self.assertEqual(len(set(uuids)), 3)
        for uuid in uuids:
            self.assertRegex(uuid, UUID)
        self.assert_sound(articles=3)

    def test_scripts(self):
        text = "عنوان المقال\n\nقال إن المسافة نحو 190 ميلاً.\n\n👩‍👩‍👧 🇩🇪 e\u0301 日本語の文\n"
        self.add("مقال 👍.txt", text)
        article = self.export()["articles"][0]
        self.assertEqual(article["title"], "عنوان المقال")
        self.assertIn("👩‍👩‍👧 🇩🇪 e\u0301 日本語の文", article["captures"][0]["text"])

    def test_name_of_any_bytes(self):
        self.succeed("add", self.write(b"n\xff\xfe \n\x1b[31m.txt", "A title\n\nWords.\n"))
        self.succeed("list")
        self.assert_sound(articles=1)

    def test_encodings(self):
        for name, data in (("bom.txt", b"\xef\xbb\xbfFirst title\n\ncaf\xc3\xa9\n"),
                           ("le.txt", b"\xff\xfe" + "Second title\n\ncafé\n".encode("utf-16-le")),
                           ("be.txt", b"\xfe\xff" + "Third title\n\ncafé\n".encode("utf-16-be")),
                           ("crlf.txt", b"Fourth title\r\n\r\ncaf\xc3\xa9\r\n")):
            self.add(name, data)
        articles = self.export()["articles"]
        self.assertEqual([a["title"] for a in articles], ["First title", "Second title", "Third title", "Fourth title"])
        for article in articles:
            self.assertIn("café", article["captures"][0]["text"])
            self.assertNotIn("\r", article["captures"][0]["text"])

    def test_locale(self):
        """A command run by cron has no UTF-8 locale, and UTF-8 names all the same."""
        path = self.write("žluť.txt", "Příliš žluťoučký\n\nKůň.\n")
        uuid = self.succeed("add", path, environment=self.environment(LC_ALL="C")).strip()
        self.assertIn("Příliš", self.succeed("list", environment=self.environment(LC_ALL="C")))
        self.succeed("annotate", uuid, "--quote", "Kůň", environment=self.environment(LC_ALL="C"))


class BadFiles(harness.Case):
    """Each is refused with one line; no library is made for it."""

    def tearDown(self):
        self.assert_no_library()

    def test_missing(self):
        self.assertIn("none.txt", self.refuse("add", self.path("none.txt")))

    def test_empty(self):
        self.refuse("add", self.write("empty.txt", ""))
        self.refuse("add", self.write("blank.txt", " \n\t\n"))

    def test_folder(self):
        self.refuse("add", self.folder)

    def test_binary(self):
        self.refuse("add", self.write("binary.txt", bytes(range(256)) * 16))
        self.refuse("add", "/bin/true")

    def test_broken_utf8(self):
        self.refuse("add", self.write("broken.txt", b"A title\n\nbroken \xff\xc3( here\n"))

    def test_pipe(self):
        os.mkfifo(self.path("pipe"))
        self.refuse("add", self.path("pipe"))

    def test_device(self):
        self.refuse("add", "/dev/zero")
        self.refuse("add", "/dev/null")

    def test_large(self):
        path = self.write("large.txt", "words\n")
        os.truncate(path, 200 * 1024 * 1024)
        self.refuse("add", path, says="32")

    def test_unreadable(self):
        path = self.write("secret.txt", TEXT)
        os.chmod(path, 0)
        if os.geteuid() != 0:
            self.refuse("add", path)
            return
        os.chmod(self.folder, 0o777)
        self.refuse("add", path, user=harness.NOBODY)

    def test_loop(self):
        os.symlink("loop.txt", self.path("loop.txt"))
        self.refuse("add", self.path("loop.txt"))

    def test_address(self):
        for address in ("https://example.org/a", "HTTP://example.org"):
            self.assertIn("display", self.refuse("add", address))
        for address in ("https://ann:secret@example.org/", "http://"):
            self.assertIn("address", self.refuse("add", address))

    def test_html_without_display(self):
        path = self.write("page.html", "<!DOCTYPE html><title>A page</title><p>Words.</p>")
        self.assertIn("display", self.refuse("add", path))

    def test_newline_in_name(self):
        self.refuse("add", self.path("none\n\x1b[2Jmore\u2028.txt"))


class Html(harness.Case):
    """The hand-over to the window's program, played by a script; the program itself has tests of its own."""

    def run_with(self, script, display=":1"):
        program = self.write("window", "#!/bin/sh\n" + script)
        os.chmod(program, stat.S_IRWXU)
        page = self.write("page.html", "<!DOCTYPE html><title>A page</title><p>Words.</p>")
        return self.run_program("add", page, environment=self.environment(GLOSSATOR_WINDOW=program, DISPLAY=display))

    def test_uuid(self):
        done = self.run_with('echo "$@" >args; echo noise >&2; echo 01234567-89ab-4cde-8f01-23456789abcd\n')
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(done.stdout, b"01234567-89ab-4cde-8f01-23456789abcd\n")
        with open(self.path("args"), encoding="utf-8") as file:
            self.assertEqual(file.read().split(), ["--library", self.library, "--add-html", self.path("page.html")])

    def test_news(self):
        done = self.run_with("echo noise >&2; echo 'glossator: It was captured again.' >&2; echo noise >&2\n"
                             "echo 01234567-89ab-4cde-8f01-23456789abcd\n")
        self.assertEqual((done.returncode, done.stdout), (0, b"01234567-89ab-4cde-8f01-23456789abcd\n"))
        self.assertEqual(done.stderr.decode(), "glossator add: It was captured again.\n")

    def test_failure(self):
        done = self.run_with("echo noise >&2; echo 'glossator: The page has no text. Try another.' >&2; echo noise >&2; exit 1\n")
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertEqual(done.stderr.decode(), "glossator add: The page has no text. Try another.\n")

    def test_crash(self):
        done = self.run_with("kill -9 $$\n")
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertEqual(len(done.stderr.splitlines()), 1)

    def test_nonsense(self):
        done = self.run_with("echo done\n")
        self.assertEqual((done.returncode, done.stdout), (1, b""))

    def test_not_installed(self):
        page = self.write("page.html", "<!DOCTYPE html><title>A page</title><p>Words.</p>")
        self.refuse("add", page, environment=self.environment(GLOSSATOR_WINDOW=self.path("none"), DISPLAY=":1"),
                    says="GLOSSATOR_WINDOW")


if __name__ == "__main__":
    harness.main()
