# SPDX-License-Identifier: GPL-3.0-or-later
"""anchor-bench: what it writes, and what it says of input that is none. GLOSSATOR names the program."""

import json
import random

import harness

OLD = "The missiles fly about 190 miles, they said.\nIt rained. Nobody was hurt in the village.\n"
NEW = "On Friday the missiles fly about 290 miles, they said.\nNobody was hurt in the village.\n"


def make_case(quote, /, **more):
    start = OLD.index(quote)
    case = {"id": quote, "quote": quote, "prefix": OLD[max(0, start - 32):start],
            "suffix": OLD[start + len(quote):start + len(quote) + 32], "start": start, "end": start + len(quote),
            "old_text": "old.txt", "new_text": "new.txt", "truth": None}
    case.update(more)
    return {name: value for name, value in case.items() if value is not ...}


class AnchorBench(harness.Case):
    def setUp(self):
        super().setUp()
        self.write("old.txt", OLD)
        self.write("new.txt", NEW)

    def run_bench(self, content, *more):
        self.write("cases.jsonl", content)
        return self.run_program(self.path("cases.jsonl"), self.folder, self.path("results.jsonl"), *more)

    def check_refused(self, content, *more):
        done = self.run_bench(content, *more)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(len(done.stderr.decode().splitlines()), 1, done.stderr)
        self.assertFalse(self.exists("results.jsonl"))
        return done.stderr.decode()

    def exists(self, name):
        try:
            with open(self.path(name), "rb"):
                return True
        except FileNotFoundError:
            return False

    def test_results(self):
        cases = [make_case("about 190 miles"), make_case("It rained."), make_case("Nobody was hurt")]
        for more in [], ["--quote-only"]:
            done = self.run_bench("".join(json.dumps(case) + "\n" for case in cases), *more)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))
            with open(self.path("results.jsonl"), encoding="utf-8") as file:
                results = [json.loads(line) for line in file]
            self.assertEqual([result["id"] for result in results], [case["id"] for case in cases])
            for result in results:
                self.assertEqual(list(result), ["id", "start", "end", "us", "state", "score", "flags"])
                self.assertGreaterEqual(result["us"], 0)
            self.assertEqual([result["state"] for result in results], ["changed", "lost", "exact"])
            self.assertEqual(results[0]["flags"], ["number"])
            self.assertEqual(NEW[results[0]["start"]:results[0]["end"]], "about 290 miles")
            self.assertEqual((results[1]["start"], results[1]["end"], results[1]["score"]), (None, None, 0))

    def test_nothing(self):
        self.assertEqual(self.run_bench("").returncode, 0)
        self.assertEqual(self.run_bench("\n\n").returncode, 0)
        self.assertTrue(self.exists("results.jsonl"))

    def test_refused(self):
        quote = "about 190 miles"
        good = json.dumps(make_case(quote)) + "\n"
        for bad in ["{", "[]", "null", "1", "\"x\"", "{}", "{\"id\":", "\ufeff{}", "[" * 100000, "{\"a\":" * 100000]:
            self.assertIn("cases.jsonl:2:", self.check_refused(good + bad))
        for member in "id", "quote", "start", "end", "old_text", "new_text":
            for value in ..., None, [], {}, True, "":
                self.assertIn("cases.jsonl:1:", self.check_refused(json.dumps(make_case(quote, **{member: value}))))
        for start, end in (-1, 4), (5, 5), (9, 3), (0, -1), (1e300, 2e300), ("0", "4"):
            self.check_refused(json.dumps(make_case(quote, start=start, end=end)))
        self.assertIn("old.txt", self.check_refused(json.dumps(make_case(quote, end=len(OLD) + 1))))
        self.assertIn("gone.txt", self.check_refused(json.dumps(make_case(quote, new_text="gone.txt"))))
        self.assertIn("gone.txt", self.check_refused(json.dumps(make_case(quote, old_text="gone.txt"))))
        self.check_refused(json.dumps(make_case(quote, new_text=".")))
        self.check_refused(b"\xff\xfe\x00")
        self.check_refused(good.encode() + b"\x00\n")
        self.write("bad.txt", b"caf\xe9")
        self.assertIn("bad.txt", self.check_refused(json.dumps(make_case(quote, new_text="bad.txt"))))

    def test_lenient(self):
        """Contexts may lack, offsets be those of another text, and the old text not be there if it is not used."""
        case = make_case("about 190 miles", prefix=..., suffix=None, old_text="gone.txt", start=10 ** 15, end=10 ** 15 + 15)
        self.assertEqual(self.run_bench(json.dumps(case), "--quote-only").returncode, 0)
        case = make_case("about 190 miles", start=2, end=7)
        self.assertEqual(self.run_bench(json.dumps(case)).returncode, 0)

    def test_usage(self):
        for arguments in [], ["a"], ["a", "b"], ["a", "b", "c", "--quotes"], ["a", "b", "c", "--quote-only", "d"]:
            done = self.run_program(*arguments)
            self.assertEqual((done.returncode, done.stdout), (2, b""))
        done = self.run_program(self.path("gone.jsonl"), self.folder, self.path("results.jsonl"))
        self.assertEqual(done.returncode, 1)
        self.write("cases.jsonl", "")
        done = self.run_program(self.path("cases.jsonl"), self.folder, self.path("gone", "results.jsonl"))
        self.assertEqual((done.returncode, len(done.stderr.decode().splitlines())), (1, 1))

    def test_noise(self):
        """Bytes of a good line changed at random: results or a message, never a signal."""
        noise = random.Random(20261122)
        line = json.dumps(make_case("about 190 miles")).encode()
        for _ in range(150):
            bad = bytearray(line)
            for _ in range(noise.randint(1, 4)):
                bad[noise.randrange(len(bad))] = noise.choice(b"\x00\xff\"\\{}[]:,0-9eu\xc3 \n")
            done = self.run_bench(bytes(bad), *noise.choice([[], ["--quote-only"]]))
            self.assertIn(done.returncode, (0, 1), bytes(bad))
            self.assertEqual(done.returncode == 1, done.stderr != b"", bytes(bad))


if __name__ == "__main__":
    harness.main()
