# SPDX-License-Identifier: GPL-3.0-or-later
"""glossator annotate: the passage that is meant, all that is said about it in one change, or nothing at all."""

import harness
from harness import UUID

TEXT = """The missiles

The “Army Tactical Missile System” has a range of about 190 miles – enough, officials
said, to reach the border. Another has about 90 miles. Another had about 90 miles before.

قال المسؤول إن المدى نحو 300 كيلومتر 👩‍👩‍👧 تقريباً.
"""


class Annotate(harness.Case):
    def setUp(self):
        super().setUp()
        self.article = self.add("missiles.txt", TEXT)

    def annotate(self, *arguments):
        uuid = self.succeed("annotate", self.article, *arguments).strip()
        self.assertRegex(uuid, UUID)
        article = self.export()["articles"][0]
        found = [a for a in article["annotations"] if a["uuid"] == uuid]
        self.assertEqual(len(found), 1)
        anchor = found[0]["anchor"]
        text = article["captures"][-1]["text"]
        self.assertEqual(text[anchor["start"]:anchor["end"]], anchor["quote"])
        self.assertTrue(text[:anchor["start"]].endswith(anchor["prefix"]))
        self.assertTrue(text[anchor["end"]:].startswith(anchor["suffix"]))
        return found[0]

    def test_plain(self):
        annotation = self.annotate("--quote", "about 190 miles")
        self.assertEqual(annotation["anchor"]["quote"], "about 190 miles")
        self.assertEqual((annotation["category"], annotation["status"]), ("claim", "to-check"))
        for member in ("verdict", "claimant", "note", "claim", "deleted", "quantity"):
            self.assertIsNone(annotation[member], member)
        for member in ("tags", "sources", "notes", "contacts", "links"):
            self.assertEqual(annotation[member], [], member)
        self.assert_sound(articles=1, annotations=1)

    def test_puts_the_article_in_work(self):
        self.assertEqual(self.export()["articles"][0]["state"], "to-read")
        self.annotate("--quote", "about 190 miles", "--note", "Seen.")
        self.assertEqual(self.export()["articles"][0]["state"], "in-work")
        self.assert_sound(articles=1, annotations=1)

    def test_folded(self):
        annotation = self.annotate("--quote", "\"Army   Tactical\nMissile System\" has")
        self.assertEqual(annotation["anchor"]["quote"], "“Army Tactical Missile System” has")
        self.assertEqual(self.annotate("--quote", "miles - enough, officials said")["anchor"]["quote"],
                         "miles – enough, officials\nsaid")

    def test_arabic_and_emoji(self):
        for quote in ("نحو 300 كيلومتر", "👩‍👩‍👧 تقريباً"):
            self.assertEqual(self.annotate("--quote", quote)["anchor"]["quote"], quote)

    def test_all_options(self):
        annotation = self.annotate(
            "--quote", "about 190 miles", "--note", "300 km is *186* miles.", "--verdict", "mostly-true",
            "--claimant", "The Army", "--status", "needs-attention", "--category", "figure", "--author", "Ada",
            "--source", "https://example.org/a,b,supports,The sheet, revised", "--source", "https://example.org/c,d",
            "--source", "https://example.org/e,refutes", "--source", "https://example.org/f,context,",
            "--tag", "range", "--tag", "weapons")
        self.assertEqual(annotation["note"], "300 km is *186* miles.")
        self.assertEqual(annotation["notes"][0]["author"], "Ada")
        self.assertEqual((annotation["verdict"]["scale"], annotation["verdict"]["id"]), ("truth-5", "mostly-true"))
        self.assertTrue(annotation["verdict"]["label"])
        self.assertEqual((annotation["claimant"], annotation["author"]), ("The Army", "Ada"))
        self.assertEqual((annotation["status"], annotation["category"]), ("needs-attention", "figure"))
        self.assertEqual(annotation["tags"], ["range", "weapons"])
        self.assertEqual([(s["uri"], s["stance"], s["title"]) for s in annotation["sources"]], [
            ("https://example.org/a,b", "supports", "The sheet, revised"), ("https://example.org/c,d", "supports", None),
            ("https://example.org/e", "refutes", None), ("https://example.org/f", "context", None)])
        self.assert_sound(articles=1, annotations=1)

    def test_one_change(self):
        """Each record is written once, as it is at the end: one row of history, made from nothing."""
        annotation = self.annotate("--quote", "about 190 miles", "--verdict", "false", "--note", "No.", "--tag", "a",
                                   "--claimant", "X", "--source", "https://example.org")
        rows = annotation["history"]
        self.assertEqual(sorted(row["table"] for row in rows), ["anchor", "annotation", "annotation_tag", "note", "source"])
        self.assertEqual({row["before"] for row in rows}, {None})
        own = [row["after"] for row in rows if row["table"] == "annotation"][0]
        self.assertEqual((own["verdict"], own["status"]), ("false", "checked"))

    def test_shared_records(self):
        """A second annotation has the same tag and person, not others of the same name."""
        for quote in ("about 190 miles", "officials"):
            self.annotate("--quote", quote, "--tag", "range", "--claimant", "The Army")
        document = self.export()
        self.assertEqual([tag["name"] for tag in document["tags"]], ["range"])
        self.assertEqual([person["name"] for person in document["people"]], ["The Army"])

    def test_other_scale(self):
        annotation = self.annotate("--quote", "about 190 miles", "--verdict", "truth-6/accurate")
        self.assertEqual(annotation["verdict"]["scale"], "truth-6")

    def test_ambiguous(self):
        line = self.refuse("annotate", self.article, "--quote", "about 90 miles")
        self.assertIn("2", line)
        annotation = self.annotate("--quote", "about 90 miles", "--prefix", "Another had ")
        self.assertTrue(annotation["anchor"]["prefix"].endswith("Another had "))
        annotation = self.annotate("--quote", "about 90 miles", "--suffix", ". Another")
        self.assertTrue(annotation["anchor"]["suffix"].startswith(". Another"))
        self.refuse("annotate", self.article, "--quote", "about 90 miles", "--prefix", "Nobody had ")

    def test_refused(self):
        before = self.export()
        quote = ("--quote", "about 190 miles")
        for options, status in (
                (("--quote", "about 191 miles"), 1), (("--quote", ""), 1), (("--quote", " \n"), 1),
                (quote + ("--category", "nonsense"), 1), (quote + ("--verdict", "nonsense"), 1),
                (quote + ("--verdict", "none/true"), 1), (quote + ("--source", ",supports"), 1),
                (quote + ("--status", "nonsense"), 2), (quote + ("--tag", " "), 2), (quote + ("--note", b"\xff"), 2),
                (quote + ("--tag", b"\xff"), 2), (quote + ("--nonsense",), 2), ((), 2), (("--quote",), 2),
                (quote + ("second",), 2)):
            with self.subTest(options):
                self.refuse("annotate", self.article, *options, status=status)
        after = self.export()
        before.pop("exported"), after.pop("exported")
        self.assertEqual(after, before)

    def test_article(self):
        """By uuid, its start, address, title; not by what could be several."""
        other = self.add("other.txt", "Other\n\nWords here.\n")
        for words in (other[:8], "Other", "file://" + self.path("other.txt")):
            self.succeed("annotate", words, "--quote", "Words")
        self.assert_sound(articles=2, annotations=3)
        self.refuse("annotate", "Nothing like it", "--quote", "Words")
        self.refuse("annotate", "", "--quote", "Words")
        self.add("third.txt", "Other\n\nMore words here.\n")
        self.refuse("annotate", "Other", "--quote", "Words")


class NoLibrary(harness.Case):
    def test_none(self):
        self.refuse("annotate", "Other", "--quote", "Words")
        self.assert_no_library()


if __name__ == "__main__":
    harness.main()
