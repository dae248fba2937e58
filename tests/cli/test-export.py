# SPDX-License-Identifier: GPL-3.0-or-later
"""glossator export: complete, exact, the same bytes each time; a file that is there is replaced whole or not at all."""

import copy
import hashlib
import json
import os
import sqlite3
import stat
import sys

import jsonschema

import harness

with open(os.environ["GLOSSATOR_SCHEMA"], encoding="utf-8") as schema_file:
    SCHEMA = json.load(schema_file)

TEXT = "A title\n\nThe “range” is about 190 miles – 👩‍👩‍👧 and e\u0301tude – قال نحو 300 كم.\n"


def canonical(value):
    """RFC 8785 for what records hold: no numbers but integers."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


class Export(harness.Case):
    def fill(self):
        self.article = self.add("first.txt", TEXT)
        for quote, options in (("about 190 miles", ("--verdict", "mostly-true", "--note", "Yes.", "--tag", "b", "--tag", "a",
                                                    "--claimant", "Someone", "--source", "https://example.org/x,refutes,T")),
                               ("👩‍👩‍👧 and", ("--category", "quotation")), ("نحو 300", ("--status", "in-work")), ("title", ())):
            self.succeed("annotate", self.article, "--quote", quote, *options)
        self.other = self.add("second.md", "# Other\n\nWords of *another* kind.\n")
        self.succeed("annotate", self.other, "--quote", "another", "--tag", "secret", "--claimant", "Whistleblower")

    def assert_valid(self, document):
        validator = jsonschema.Draft202012Validator(SCHEMA)
        self.assertEqual([f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(document)], [])

    def test_schema(self):
        self.fill()
        document = self.export()
        self.assert_valid(document)
        self.assertEqual([a["title"] for a in document["articles"]], ["A title", "Other"])
        self.assertEqual(document["library"]["history_head"] is None, False)

    def test_empty_library(self):
        self.refuse("add", self.write("first.txt", ""))
        self.fill()
        self.assert_valid(self.export("Other"))

    def test_text_and_places(self):
        self.fill()
        for article in self.export()["articles"]:
            capture = article["captures"][0]
            self.assertEqual(sha256(capture["text"]), capture["text_sha256"])
            with open(self.path(article["uri"].rsplit("/", 1)[1]), "rb") as file:
                self.assertEqual(hashlib.sha256(file.read()).hexdigest(), capture["sha256"])
            for annotation in article["annotations"]:
                for anchor in [annotation["anchor"]] + annotation["anchors"]:
                    self.assertEqual(capture["text"][anchor["start"]:anchor["end"]], anchor["quote"])
                    self.assertEqual(anchor["capture"], capture["sha256"])
                self.assertEqual(annotation["anchors"][0]["capture_uuid"], capture["uuid"])

    def test_captures(self):
        """Every version is there, and with it where each annotation stands in it, or that it is lost."""
        text = "The bridge\n\nIt is about 190 miles long, they say.\n\nTwo ferries were sold to a neighbour in spring.\n"
        uuid = self.add("bridge.txt", text)
        for quote in ("about 190 miles", "Two ferries were sold to a neighbour"):
            self.succeed("annotate", uuid, "--quote", quote)
        changed = text.replace("190", "290").replace("Two ferries were sold to a neighbour in spring.", "")
        for version in (changed, changed + "\nMore of it.\n"):
            self.assertEqual(self.run_program("add", self.write("bridge.txt", version)).returncode, 0)
        self.assert_valid(self.export())
        article = self.export()["articles"][0]
        texts = {capture["uuid"]: capture["text"] for capture in article["captures"]}
        self.assertEqual(["290" in text for text in texts.values()], [False, True, True])
        for annotation in article["annotations"]:
            anchors = annotation["anchors"]
            self.assertEqual([anchor["capture_uuid"] for anchor in anchors], list(texts))
            self.assertEqual(len({anchor["quote"] for anchor in anchors}), 1)
            self.assertEqual(texts[anchors[0]["capture_uuid"]][anchors[0]["start"]:anchors[0]["end"]], anchors[0]["quote"])
            for anchor in anchors[1:]:
                if anchor["state"] == "lost":
                    self.assertEqual((anchor["start"], anchor["end"], anchor["found"]), (None, None, None))
                else:
                    self.assertEqual(texts[anchor["capture_uuid"]][anchor["start"]:anchor["end"]], anchor["found"])
            self.assertEqual(annotation["anchor"]["state"], anchors[-1]["state"])
        self.assertEqual([(a["anchor"]["state"], a["anchor"]["quote"]) for a in article["annotations"]],
                         [("changed", "about 190 miles"), ("lost", "Two ferries were sold to a neighbour")])
        self.assertEqual(article["annotations"][0]["anchors"][1]["flags"], ["number"])

    def test_document_order(self):
        self.fill()
        annotations = self.export()["articles"][0]["annotations"]
        self.assertEqual([a["anchor"]["quote"] for a in annotations], ["title", "about 190 miles", "👩‍👩‍👧 and", "نحو 300"])

    def test_history(self):
        """Whoever has the file can compute each hash again, and the chain ends in the head."""
        self.fill()
        document = self.export()
        rows = [row for article in document["articles"] for a in article["annotations"] for row in a["history"]]
        self.assertGreater(len(rows), 10)
        for row in rows:
            hashed = {"library": row["library"], "seq": row["seq"], "at": row["when"], "who": row["who"],
                      "record_table": row["table"], "record": row["uuid"], "previous": row["previous"],
                      "before": None if row["before"] is None else sha256(canonical(row["before"])),
                      "after": None if row["after"] is None else sha256(canonical(row["after"]))}
            self.assertEqual(sha256(canonical(hashed)), row["hash"])
        by_seq = {row["seq"]: row for row in rows}
        for seq, row in by_seq.items():
            if seq - 1 in by_seq:
                self.assertEqual(row["previous"], by_seq[seq - 1]["hash"])
        self.assertEqual(by_seq[max(by_seq)]["hash"], document["library"]["history_head"])

    def test_same_bytes(self):
        self.fill()
        first, second = (self.succeed("export", "--format", "json").splitlines() for _ in range(2))
        differing = [(a, b) for a, b in zip(first, second) if a != b]
        self.assertEqual(len(first), len(second))
        for line in differing[0] if differing else ():
            self.assertIn('"exported"', line)
        self.assertLessEqual(len(differing), 1)

    def test_chosen(self):
        """Of other articles nothing is told, not even their tags."""
        self.fill()
        document = self.export(self.article, "A title", self.article[:8])
        self.assertEqual([a["uuid"] for a in document["articles"]], [self.article])
        self.assertEqual([tag["name"] for tag in document["tags"]], ["a", "b"])
        self.assertNotIn("Whistleblower", json.dumps(document))
        self.assertEqual([a["uuid"] for a in self.export(self.other, self.article)["articles"]], [self.article, self.other])
        self.refuse("export", self.article, "nothing", "--format", "json")

    def test_damaged_documents(self):
        """The schema refuses whatever a reader could stumble over."""
        self.fill()
        document = self.export()

        def damage(path, value):
            damaged = copy.deepcopy(document)
            place = damaged
            for step in path[:-1]:
                place = place[step]
            if value is KeyError:
                del place[path[-1]]
            else:
                place[path[-1]] = value
            with self.subTest(path):
                with self.assertRaises(jsonschema.ValidationError):
                    jsonschema.Draft202012Validator(SCHEMA).validate(damaged)

        annotation = ("articles", 0, "annotations", 1)
        for path, value in (
                (("format",), "other"), (("version",), 2), (("exported",), "yesterday"), (("library", "uuid"), "x"),
                (("more",), 1), (annotation + ("more",), 1), (annotation + ("status",), "done"),
                (annotation + ("anchor", "start"), -1), (annotation + ("anchor", "start"), "5"),
                (annotation + ("anchor", "start"), None), (annotation + ("anchor", "state"), "lost"),
                (annotation + ("tags",), None), (annotation + ("extra",), None), (annotation + ("verdict", "id"), None),
                (annotation + ("sources", 0, "stance"), "maybe"), (annotation + ("history", 0, "hash"), "0" * 63),
                (("articles", 0, "captures", 0, "sha256"), "A" * 64), (("articles", 0, "added"), "2026-13-01T00:00:00Z")):
            damage(path, value)
        for member in document["articles"][0]["annotations"][1]:
            damage(annotation + (member,), KeyError)
        for member in document["articles"][0]:
            damage(("articles", 0, member), KeyError)
        for member in document:
            damage((member,), KeyError)

    def test_file(self):
        self.fill()
        target = self.path("out.json")
        self.assertEqual(self.succeed("export", "--format", "json", "-o", target), "")
        with open(target, encoding="utf-8") as file:
            self.assert_valid(json.load(file))
        os.chmod(target, 0o604)
        os.symlink("out.json", self.path("link"))
        self.write("out.json", "old")
        self.succeed("export", "--format", "json", "-o", self.path("link"))
        self.assertEqual(stat.S_IMODE(os.stat(target).st_mode), 0o604)
        self.assertTrue(os.path.islink(self.path("link")))
        with open(target, encoding="utf-8") as file:
            self.assert_valid(json.load(file))

    def test_bad_targets(self):
        self.fill()
        names = sorted(os.listdir(self.folder))
        for target in (self.folder, self.path("none", "out.json"), "/dev/full", "", "/proc/none.json"):
            with self.subTest(target):
                self.refuse("export", "--format", "json", "-o", target)
        self.assertEqual(sorted(os.listdir(self.folder)), names)

    def test_protected_file(self):
        """Replacing a file would get round its own permissions: who may not write it, does not."""
        self.fill()
        target = self.write("out.json", "old")
        os.chmod(target, 0o444)
        for name in os.listdir(self.folder):
            if name.startswith("library.db"):
                os.chmod(self.path(name), 0o666)
        os.chmod(self.folder, 0o777)
        self.refuse("export", "--format", "json", "-o", target, says="permission",
                    user=harness.NOBODY if os.geteuid() == 0 else None)
        with open(target, encoding="utf-8") as file:
            self.assertEqual(file.read(), "old")

    def test_over_the_library(self):
        """An export never takes the place of what it is made from, by whatever name."""
        self.fill()
        os.symlink("library.db", self.path("link"))
        os.link(self.library, self.path("second-name"))
        with open(self.library, "rb") as file:
            before = file.read()
        # While a window holds it open, the newest changes are in the log beside it.
        other = sqlite3.connect(self.library)
        other.execute("SELECT count (*) FROM article").fetchall()
        for name in ("library.db", "library.db-wal", "library.db-shm", "link", "second-name"):
            self.assertTrue(os.path.exists(self.path(name)), name)
            self.refuse("export", "--format", "json", "-o", self.path(name), says="the library itself")
        other.close()
        with open(self.library, "rb") as file:
            self.assertEqual(file.read(), before)
        self.assert_sound(articles=2)

    def test_full_disk(self):
        """The old file stands as it was, and nothing lies beside it."""
        self.fill()
        self.add("large.txt", "A large one\n\n" + "Many words. " * 20000)
        target = self.write("out.json", "old")
        names = sorted(os.listdir(self.folder))
        # Enough for the index of a library that is being read, not for the export.
        self.refuse("export", "--format", "json", "-o", target, largest_file=65536, says="unchanged")
        with open(target, encoding="utf-8") as file:
            self.assertEqual(file.read(), "old")
        self.assertEqual(sorted(os.listdir(self.folder)), names)
        with open("/dev/full", "w", encoding="utf-8") as full:
            self.refuse("export", "--format", "json", stdout=full, says="unchanged")

    def test_library_untouched(self):
        self.fill()
        with open(self.library, "rb") as file:
            before = file.read()
        self.export()
        with open(self.library, "rb") as file:
            self.assertEqual(file.read(), before)

    def test_usage(self):
        self.fill()
        self.refuse("export", status=2, says="--format json")
        self.refuse("export", "--format", "nonsense", status=2, says="known: json")
        self.refuse("export", "--format", "", status=2, says="known: json")


if __name__ == "__main__":
    sys.exit(harness.main())
