# SPDX-License-Identifier: GPL-3.0-or-later
"""glossator list: the same for people, whatever their terminal, and for programs."""

import json
import sqlite3
import unicodedata

import harness


def measure(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


class List(harness.Case):
    def fill(self):
        first = self.add("first.txt", "A plain title\n\nIt has 12 words.\n")
        second = self.add("second.txt", "日本語の長い題名がここにあります、とても長い題名です\n\n本文。\n")
        self.succeed("annotate", first, "--quote", "12 words")
        self.succeed("annotate", first, "--quote", "plain title", "--verdict", "true")
        return first, second

    def test_json(self):
        first, second = self.fill()
        articles = {article["uuid"]: article for article in json.loads(self.succeed("list", "--json"))}
        self.assertEqual(set(articles), {first, second})
        self.assertEqual(set(articles[first]), {"uuid", "title", "uri", "added", "opened", "state", "byline", "site",
                                                "published", "language", "annotations", "left", "attention"})
        self.assertEqual((articles[first]["annotations"], articles[first]["left"]), (2, 1))
        self.assertEqual((articles[first]["title"], articles[first]["state"]), ("A plain title", "in-work"))
        self.assertTrue(articles[first]["uri"].startswith("file:///"))
        self.assertEqual(articles[second]["annotations"], 0)

    def test_table(self):
        first, second = self.fill()
        lines = self.succeed("list").splitlines()
        self.assertEqual(len(lines), 3)
        for line in lines[1:]:
            self.assertIn("file:///", line)
        self.assertTrue(any(line.startswith(first[:8]) and "1 of 2" in line and "A plain title" in line for line in lines))
        # Addresses begin in the same cell of each line, although Japanese takes two cells a character.
        self.assertEqual(len({measure(line[:line.index("file:///")]) for line in lines[1:]}), 1)

    def test_sources(self):
        """A page that was kept because it is cited is listed, as what it is."""
        first, second = self.fill()
        other = sqlite3.connect(self.library)
        other.execute("UPDATE article SET state = 'source' WHERE uuid IN (?, ?)", (first, second))
        other.commit()
        other.close()
        articles = {article["uuid"]: article for article in json.loads(self.succeed("list", "--json"))}
        self.assertEqual((articles[first]["state"], articles[second]["state"]), ("source", "source"))
        lines = {line[:8]: line for line in self.succeed("list").splitlines()}
        self.assertIn(" source ", lines[second[:8]])
        # One that was annotated has something to check.
        self.assertIn("1 of 2", lines[first[:8]])

    def test_narrow(self):
        self.fill()
        for columns in (20, 40, 71, 72, 80, 120):
            for line in self.succeed("list", environment=self.environment(COLUMNS=str(columns))).splitlines():
                self.assertLessEqual(measure(line), columns, line)

    def test_control_characters(self):
        self.add("evil\x1b[31m.txt", "Title with \x1b]0;pwned\x07 orders\n\nText.\n")
        table = self.succeed("list")
        self.assertFalse(any(unicodedata.category(c) == "Cc" for c in table.replace("\n", "")))

    def test_no_library(self):
        self.refuse("list")
        self.refuse("list", "--json")
        self.assert_no_library()

    def test_no_articles(self):
        self.add("first.txt", "A title\n\nText.\n")
        other = sqlite3.connect(self.library)
        other.execute("UPDATE article SET deleted = '2026-01-01T00:00:00.000Z'")
        other.commit()
        other.close()
        self.assertIn("glossator add", self.succeed("list"))
        self.assertEqual(json.loads(self.succeed("list", "--json")), [])

    def test_library_option(self):
        path = self.write("a.txt", "A title\n\nText.\n")
        other = self.path("other.db")
        uuid = self.succeed("--library", other, "add", path).strip()
        self.assert_no_library()
        self.assertEqual(json.loads(self.succeed("list", "--json", "--library=" + other))[0]["uuid"], uuid)
        self.assertEqual(json.loads(self.succeed("list", "--json", environment=self.environment(GLOSSATOR_LIBRARY=other)))
                         [0]["uuid"], uuid)

    def test_default_library(self):
        environment = self.environment(GLOSSATOR_LIBRARY=None)
        self.succeed("add", self.write("a.txt", "A title\n\nText.\n"), environment=environment)
        self.assertIn("A title", self.succeed("list", "--library", self.path("data", "glossator", "library.db")))

    def test_full_disk(self):
        self.fill()
        for options in ((), ("--json",)):
            with open("/dev/full", "w", encoding="utf-8") as full:
                self.refuse("list", *options, stdout=full)


if __name__ == "__main__":
    harness.main()
