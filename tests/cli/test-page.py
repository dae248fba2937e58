# SPDX-License-Identifier: GPL-3.0-or-later
"""glossator add with addresses: the command line, the window's program and a server of the loopback together."""

import collections
import hashlib
import http.server
import os
import pty
import signal
import sqlite3
import subprocess
import threading
import time

import harness

WORDS = " ".join(f"Sentence {i} says that the missiles have a range of about {i + 100} miles." for i in range(40))
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="9"/></svg>'
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The page</title></head>
<body><nav><a href="/other">Elsewhere</a></nav><article><h1>The headline</h1><p>It is about <b>190 miles</b> long.</p>
<p>{WORDS}</p><p id="late"></p><script>document.querySelector ("#late").append ("Written by a script.")</script>
</article></body></html>
"""


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split("?")[0]
        self.server.counts[path] += 1
        if path == "/held":
            self.server.gate.wait(60)
            return
        status, body = self.server.pages.get(path, (404, "<title>Lost</title><p>There is no such page here."))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", body)
            body = ""
        kinds = {"%PDF": "application/pdf", "<svg": "image/svg+xml"}
        self.send_header("Content-Type", kinds.get(body[:4], "text/html; charset=utf-8"))
        self.send_header("X-Test", "yes")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_arguments):
        pass


class Page(harness.Case):
    def setUp(self):
        super().setUp()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.counts = collections.Counter()
        self.server.gate = threading.Event()
        self.addCleanup(self.server.gate.set)
        self.server.pages = {"/article": (200, PAGE)}
        self.site = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def environment(self, **more):
        display = {"GLOSSATOR_WINDOW": os.environ["GLOSSATOR_WINDOW"], "DISPLAY": os.environ["DISPLAY"], "G_DEBUG": None}
        display.update(more)
        return super().environment(**display)

    def test_page(self):
        uuid = self.succeed("add", self.site + "/article?utm_source=x&id=7#part").strip()
        self.assertRegex(uuid, harness.UUID)
        self.assertEqual(self.server.counts["/article"], 1)
        self.assertEqual(self.succeed("add", self.site + "/article?id=7&fbclid=1").strip(), uuid)
        self.succeed("annotate", self.site + "/article?id=7&utm_medium=y", "--quote", "about 190 miles")

        count = self.server.counts.total()
        article = self.export()["articles"][0]
        capture = article["captures"][0]
        self.assertEqual(len(article["captures"]), 1)
        self.assertIn("It is about 190 miles long.", capture["text"])
        self.assertIn("Written by a script.", capture["text"])
        self.assertNotIn("Elsewhere", capture["text"])
        self.assert_sound(articles=1, annotations=1)
        self.assertEqual(self.server.counts.total(), count)

        with sqlite3.connect(self.library) as library:
            row = library.execute("SELECT a.uri, c.uri, c.status, c.sha256, c.mhtml_sha256, c.headers FROM capture AS c "
                                  "JOIN article AS a ON a.uuid = c.article").fetchone()
            kept = {sha256 for sha256, in library.execute("SELECT sha256 FROM content")}
        library.close()
        self.assertEqual(row[:4], (self.site + "/article?id=7", self.site + "/article?utm_source=x&id=7#part", 200,
                                   hashlib.sha256(PAGE.encode()).hexdigest()))
        self.assertIn(row[3], kept)
        self.assertRegex(row[4], "^[0-9a-f]{64}$")
        self.assertIn('"x-test":"yes"', row[5])

    def test_captured_again(self):
        uuid = self.succeed("add", self.site + "/article").strip()
        self.succeed("annotate", uuid, "--quote", "about 190 miles")
        self.server.pages["/article"] = (200, PAGE.replace("190", "290"))
        done = self.run_program("add", self.site + "/article")
        self.assertEqual((done.returncode, done.stdout.decode().strip()), (0, uuid))
        self.assertEqual(done.stderr.decode(), "glossator add: “The headline” was captured again: 1 changed (1 number).\n")

    def test_lazy_images(self):
        """What waits to come into sight is loaded, although no window is on the screen."""
        images = "".join(f'<p style="height: 500px">{WORDS}</p><img loading="lazy" width="40" height="40" src="/{i}.svg">'
                         for i in range(12))
        self.server.pages["/long"] = (200, f"<!DOCTYPE html><title>Long</title><article><h1>Long</h1>{images}</article>")
        self.server.pages.update({f"/{i}.svg": (200, DRAWING) for i in range(12)})
        self.succeed("add", self.site + "/long")
        self.assertEqual([i for i in range(12) if not self.server.counts[f"/{i}.svg"]], [])

    def test_missing_images(self):
        """What did not arrive is told, and holds nothing up."""
        self.server.pages["/bare"] = (200, PAGE.replace("</article>", '<img src="/gone.png" alt="A map"></article>'))
        done = self.run_program("add", self.site + "/bare")
        self.assertEqual((done.returncode, done.stderr.decode()),
                         (0, "glossator add: 1 of the images and other parts that it asks for did not arrive.\n"))
        self.assertRegex(done.stdout.decode().strip(), harness.UUID)

    def test_shell(self):
        """Many addresses answer with the same few lines, which load the article: what they show tells them apart."""
        shell = """<!DOCTYPE html><title>App</title><body><script>
            const request = new XMLHttpRequest (); request.open ("GET", "/words" + location.pathname, false); request.send ();
            document.body.innerHTML = request.responseText;</script>"""
        words = "<article><h1>The headline</h1><p>It is {} miles long.</p><p>" + WORDS + "</p></article>"
        for name, miles in ("/one", 190), ("/two", 90):
            self.server.pages[name] = (200, shell)
            self.server.pages["/words" + name] = (200, words.format(miles))
        first, second = self.succeed("add", self.site + "/one").strip(), self.succeed("add", self.site + "/two").strip()
        self.assertNotEqual(first, second)
        self.assertEqual(self.succeed("add", self.site + "/one").strip(), first)
        self.succeed("annotate", first, "--quote", "190 miles")

        self.server.pages["/words/one"] = (200, words.format(290))
        done = self.run_program("add", self.site + "/one")
        self.assertEqual((done.returncode, done.stdout.decode().strip()), (0, first))
        self.assertEqual(done.stderr.decode(), "glossator add: “The headline” was captured again: 1 changed (1 number).\n")
        articles = {article["uuid"]: article for article in self.export()["articles"]}
        self.assertEqual([len(articles[uuid]["captures"]) for uuid in (first, second)], [2, 1])
        self.assertIn("It is 90 miles", articles[second]["captures"][0]["text"])

    def take(self):
        capture = self.export()["articles"][0]["captures"][-1]
        return capture["extent"], capture["finding"], "Elsewhere" in capture["text"]

    def test_whole(self):
        """A page is compared with as much of it as was taken before, unless more is asked for."""
        self.succeed("add", "--whole", self.site + "/article")
        self.assertEqual(self.take(), ("whole", None, True))
        self.server.pages["/article"] = (200, PAGE.replace("190", "290"))
        self.run_program("add", self.site + "/article?utm_source=x")
        self.assertEqual(self.take(), ("whole", None, True))

        self.server.pages["/other"] = (200, PAGE.replace("190", "390"))
        self.succeed("add", self.site + "/other")
        self.server.pages["/other"] = (200, PAGE.replace("190", "490"))
        self.run_program("add", self.site + "/other")
        other = [a for a in self.export()["articles"] if a["uri"].endswith("/other")][0]
        self.assertEqual([c["extent"] for c in other["captures"]], ["article", "article"])
        for _ in range(2):
            self.run_program("add", "--whole", self.site + "/other")
            self.run_program("add", "--whole", self.site + "/article")
        extents = {a["uri"]: [c["extent"] for c in a["captures"]] for a in self.export()["articles"]}
        self.assertEqual(extents, {self.site + "/other": ["article", "article", "whole"],
                                   self.site + "/article": ["whole", "whole"]})
        self.assert_sound(articles=2, annotations=0)

    def test_shadow(self):
        """What a script puts into an open shadow is seen, and so it is read."""
        script = ("<script>const root = document.querySelector ('#late').attachShadow ({mode: 'open'});"
                  "root.innerHTML = '<p>In the shadow.</p><my-inner></my-inner>';"
                  "root.querySelector ('my-inner').attachShadow ({mode: 'open'}).innerHTML = '<p>In another in it.</p>'"
                  "</script>")
        self.server.pages["/shadow"] = (200, PAGE.replace('<p id="late"></p>', '<div id="late"></div>').replace(
            "<script>", script + "<script>", 1).replace('.append ("Written by a script.")', ""))
        self.succeed("add", "--whole", self.site + "/shadow")
        self.assertIn("In the shadow.\nIn another in it.", self.export()["articles"][0]["captures"][0]["text"])

    def test_no_article(self):
        self.server.pages["/links"] = (200, "<title>Links</title>" + "<p><a href=/a>One</a><p><a href=/b>Two</a>" * 9)
        done = self.run_program("add", self.site + "/links")
        self.assertEqual(done.returncode, 0)
        self.assertIn("the whole page was taken", done.stderr.decode())
        self.assertEqual(self.take()[0], "whole")
        self.assertIn(self.take()[1], ("nothing", "list"))

    def test_redirect(self):
        self.server.pages["/old"] = (302, "/article")
        uuid = self.succeed("add", self.site + "/old").strip()
        self.assertEqual(self.succeed("add", self.site + "/article").strip(), uuid)

    def test_doubts(self):
        self.assertIn("404", self.refuse("add", self.site + "/lost", says="--keep"))
        self.server.pages["/broken"] = (500, PAGE)
        self.refuse("add", self.site + "/broken", says="500")
        self.server.pages["/wall"] = (403, "<title>Sign in</title><p>Who are you?")
        self.refuse("add", self.site + "/wall", says="403")
        self.server.pages["/nothing"] = (200, "<title>A page</title><div id=app></div>")
        self.refuse("add", self.site + "/nothing", says="no words")
        self.assert_no_library()
        done = self.run_program("add", "--keep", self.site + "/lost", self.site + "/nothing")
        self.assertEqual((done.returncode, len(done.stdout.split())), (0, 2))
        self.assertIn("no words but its title", done.stderr.decode())
        self.assertEqual([a["title"] for a in self.export()["articles"]], ["Lost", "A page"])

    def test_refused(self):
        self.server.pages["/file"] = (200, "%PDF-1.4")
        self.refuse("add", self.site + "/file", says="application/pdf")
        self.server.pages["/empty"] = (200, "")
        self.refuse("add", self.site + "/empty")
        self.refuse("add", "http://no-such-server.invalid/", says="no-such-server.invalid")
        for address in ("http://", "https://ann:secret@site.example/", "http://site example/"):
            self.refuse("add", address)
        self.assert_no_library()

    def test_progress(self):
        """On a terminal it is told what is being done, in a line that is gone in the end; elsewhere nothing is."""
        ours, theirs = pty.openpty()
        child = subprocess.Popen([harness.PROGRAM, "add", self.site + "/article", self.site + "/lost"], stderr=theirs,
                                 stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, env=self.environment(), cwd=self.folder)
        os.close(theirs)
        told = b""
        while True:
            try:
                block = os.read(ours, 4096)
            except OSError:
                break
            if not block:
                break
            told += block
        os.close(ours)
        output = child.communicate()[0].decode()
        self.assertEqual((child.returncode, len(output.split())), (1, 1))
        words = told.decode()
        self.assertIn("\r\x1b[K(1 of 2) Waiting for 127.0.0.1…", words)
        self.assertIn("\r\x1b[K(2 of 2) Waiting for 127.0.0.1…", words)
        last = words.rstrip("\r\n").rsplit("\r\x1b[K", 1)[1]
        self.assertTrue(last.startswith("glossator add: ") and "404" in last, last)

    def test_interrupted(self):
        """Ctrl+C: what was added stays, what was on its way is not there, and nothing runs on."""
        child = subprocess.Popen([harness.PROGRAM, "add", self.site + "/article", self.site + "/held"],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                                 env=self.environment(), cwd=self.folder, start_new_session=True,
                                 # A test that runs in the background is started with it ignored.
                                 preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        self.wait_for(lambda: self.server.counts["/held"])
        os.killpg(child.pid, signal.SIGINT)
        output = child.communicate(timeout=harness.DEADLINE)[0].decode()
        self.assertEqual((child.returncode, len(output.split())), (-signal.SIGINT, 1))
        self.assert_sound(articles=1)
        self.wait_for(lambda: not self.runs_on(child.pid))

    def wait_for(self, condition):
        end = time.monotonic() + harness.DEADLINE
        while not condition():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.05)

    def runs_on(self, group):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        return True

    def test_mixed(self):
        """One that fails keeps the others out neither before nor after it."""
        text = self.write("a.txt", "First\n\nWords.\n")
        done = self.run_program("add", text, self.site + "/lost", self.site + "/article")
        self.assertEqual((done.returncode, len(done.stdout.split())), (1, 2))

    def test_no_display(self):
        self.assertIn("display", self.refuse("add", self.site + "/article", environment=self.environment(DISPLAY=None)))
        self.assertEqual(self.server.counts.total(), 0)


if __name__ == "__main__":
    harness.main()
