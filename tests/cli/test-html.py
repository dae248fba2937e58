# SPDX-License-Identifier: GPL-3.0-or-later
"""glossator add with HTML: the command line and the window's program together, on a display of their own."""

import os

import harness

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

    def test_no_display(self):
        page = self.write("page.html", PAGE)
        self.assertIn("display", self.refuse("add", page, environment=self.environment(DISPLAY=None)))
        self.refuse("add", page, environment=self.environment(DISPLAY=":99999"))
        self.assert_no_library()


if __name__ == "__main__":
    harness.main()
