# SPDX-License-Identifier: GPL-3.0-or-later
"""glossator add with HTML: the command line and the window's program together, on a display of their own."""

import os
import pathlib
import re
import shutil

import harness

SAVED = pathlib.Path(__file__).resolve().parents[1] / "data" / "saved"

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The page</title><script>document.title = "no"</script></head>
<body><h1>The headline</h1><p>It is about <b>190 miles</b> long.</p><p>قال نحو 300 كم 👍🏽</p>
<p onclick="x ()">Comments</p></body></html>
"""


class Html(harness.Case):
    def environment(self, **more):
        display = {"GLOSSATOR_WINDOW": os.environ["GLOSSATOR_WINDOW"], "DISPLAY": os.environ["DISPLAY"], "G_DEBUG": None}
        display.update(more)
        return super().environment(**display)

    def test_page(self):
        uuid = self.add("page.html", PAGE)
        self.assertEqual(self.add("page.html", PAGE), uuid)
        self.succeed("annotate", uuid, "--quote", "about 190 miles")
        article = self.export()["articles"][0]
        capture = article["captures"][0]
        self.assertEqual((len(article["captures"]), capture["media_type"]), (1, "text/html"))
        for words in ("The headline", "about 190 miles long", "قال نحو 300 كم 👍🏽", "Comments"):
            self.assertIn(words, capture["text"])
        self.assertNotIn("document", capture["text"])
        anchor = article["annotations"][0]["anchor"]
        self.assertEqual(capture["text"][anchor["start"]:anchor["end"]], "about 190 miles")
        self.assert_sound(articles=1, annotations=1)

    def test_captured_again(self):
        uuid = self.add("page.html", PAGE)
        self.succeed("annotate", uuid, "--quote", "about 190 miles")
        done = self.run_program("add", self.write("page.html", PAGE.replace("190", "290")))
        self.assertEqual((done.returncode, done.stdout.decode().strip()), (0, uuid))
        self.assertEqual(done.stderr.decode(), "glossator add: “The headline” was captured again: 1 changed (1 number).\n")

    def test_mixed(self):
        """Both ways of adding, in the order that was asked for."""
        names = [self.write("a.txt", "First\n\nWords.\n"), self.write("b.html", PAGE), self.write("c.md", "# Third\n\nWords.\n")]
        uuids = self.succeed("add", *names).split()
        self.assertEqual([a["uuid"] for a in self.export()["articles"]], uuids)

    def test_empty(self):
        self.refuse("add", self.write("empty.html", "<!DOCTYPE html><title></title><script>1</script>"))
        self.assert_no_library()

    def test_saved(self):
        """The same page as three browsers save it: its article, where it stood, and no other page's words."""
        names = ["chrome.mhtml", "ie.mht", "firefox.html"]
        self.succeed("add", *(SAVED / name for name in names))
        articles = self.export()["articles"]
        self.assertEqual([article["uri"] for article in articles], [(SAVED / name).as_uri() for name in names])
        address = "https://news.example/2026/grenfeld-timber.html"
        self.assertEqual([article.get("canonical_uri") for article in articles], [address, address, None])
        texts = {article["captures"][0]["text"] for article in articles}
        self.assertEqual(len(texts), 1)
        text = texts.pop()
        self.assertTrue(text.startswith("Timber through Grenfeld reaches a record\nThe harbour of Grenfeld moved 412,000"))
        for words in ("Imprint", "Sport", "Buy a crane"):
            self.assertNotIn(words, text)
        capture = articles[0]["captures"][0]
        self.assertEqual((capture["media_type"], capture["headers"]), ("multipart/related", {"date": "2026-11-03T15:20:09Z"}))
        self.assertTrue(capture["mhtml_sha256"])
        self.assert_sound(articles=3)

    def test_whole(self):
        """A page without its folder, and without a word of where it comes from, was chosen as it is."""
        shutil.copy(SAVED / "firefox.html", self.folder)
        done = self.run_program("add", os.path.join(self.folder, "firefox.html"))
        self.assertEqual(done.returncode, 0)
        self.assertIn("2 of its images are missing", done.stderr.decode())
        self.assertIn("Imprint", self.export()["articles"][0]["captures"][0]["text"])

    def test_folder_moved(self):
        """Nothing is missing without a word, and the folder that is back is another version."""
        shutil.copy(SAVED / "firefox.html", self.folder)
        page = os.path.join(self.folder, "firefox.html")
        images, away = os.path.join(self.folder, "firefox_files"), os.path.join(self.folder, "away")
        shutil.copytree(SAVED / "firefox_files", images)
        self.succeed("add", page)
        os.rename(images, away)
        done = self.run_program("add", page)
        self.assertIn("2 of its images are missing", done.stderr.decode())
        os.rename(away, images)
        done = self.run_program("add", page)
        self.assertEqual(done.stderr.decode().count("\n"), 1)
        self.assertIn("2 images are new", done.stderr.decode())
        self.assertEqual(len(self.export()["articles"][0]["captures"]), 3)
        self.assert_sound(articles=1)

    def test_whole_of_the_same(self):
        """All of a page of which the article is there, with what the page hides; once."""
        page = re.sub("<img[^>]*>", "", (SAVED / "chrome.html").read_text())
        page = page.replace("</body>", "<p hidden>Words that nobody sees.</p></body>")
        name = self.write("page.html", page)
        self.succeed("add", name)
        for n_news in (1, 0):
            done = self.run_program("add", "--whole", name)
            self.assertEqual(done.returncode, 0)
            said = done.stderr.decode()
            self.assertIn("1 passage in it is hidden on the page itself.", said)
            self.assertEqual(said.count("was captured again"), n_news, said)
            captures = self.export()["articles"][0]["captures"]
            self.assertEqual(len(captures), 2)
            self.assertIn("Words that nobody sees.", captures[-1]["text"])
        self.assert_sound(articles=1)

    def test_cut(self):
        name = self.write("cut.mhtml", (SAVED / "chrome.mhtml").read_bytes()[:-700])
        self.assertIn("“cut.mhtml” breaks off", self.refuse("add", name))
        self.assert_no_library()
        done = self.run_program("add", "--keep", name)
        self.assertEqual(done.returncode, 0)
        self.assertIn("1 of its images is missing", done.stderr.decode())
        self.assert_sound(articles=1)

    def test_refused(self):
        """One that can't be read keeps no other out."""
        bad = [self.write("a.webarchive", b"bplist00\xd1_WebMainResource\0"), self.write("b.mhtml", b"no fields\n")]
        done = self.run_program("add", *bad, SAVED / "webkit.mhtml")
        self.assertEqual((done.returncode, len(done.stdout.split())), (1, 1))
        first, second = done.stderr.decode().splitlines()
        self.assertIn("“a.webarchive” is a web archive of Safari. Nothing was added. Open it", first)
        self.assertIn("“b.mhtml” is no web page saved as MHTML", second)

    def test_no_display(self):
        page = self.write("page.html", PAGE)
        self.assertIn("display", self.refuse("add", page, environment=self.environment(DISPLAY=None)))
        self.refuse("add", page, environment=self.environment(DISPLAY=":99999"))
        self.assert_no_library()


if __name__ == "__main__":
    harness.main()
