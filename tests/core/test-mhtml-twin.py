#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-mhtml-twin.py PROGRAM FOLDER: GlossMhtml against Python's reader of mail, part for part.

PROGRAM (mhtml-parts) says what it takes a file apart into. The files are those of FOLDER, as browsers write them, and
random ones that Python writes: other boundaries, encodings, line ends, parts within parts."""

import email
import email.encoders
import email.mime.multipart
import email.policy
import hashlib
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM, FOLDER = sys.argv[1:3]
LINE_ENDS = (b"\n", b"\r\n")


def list_leaves(message):
    for part in message.walk():
        if not part.is_multipart():
            location = re.sub(r"\s", "", part["Content-Location"]) if part["Content-Location"] else "-"
            content = part.get_payload(decode=True)
            yield f"{location} {part.get_content_type()} {hashlib.sha256(content).hexdigest()}"


def run(path):
    return subprocess.run([PROGRAM, path], check=True, capture_output=True, text=True).stdout.splitlines()


def make_part(chooser, number):
    encoding = chooser.choice(("base64", "quoted-printable"))
    content = chooser.randbytes(chooser.randrange(400)) if encoding == "base64" else "".join(
        chooser.choice("ab =\t.é€\n") for _ in range(chooser.randrange(400))).encode()
    part = email.message.Message(policy=email.policy.compat32)
    part["Content-Type"] = chooser.choice(("text/html", "image/png", "IMAGE/PNG; name=a", "application/octet-stream"))
    part["Content-Location"] = f"https://a.example/{number}?b=c;d"
    part.set_payload(content)
    (email.encoders.encode_base64 if encoding == "base64" else email.encoders.encode_quopri)(part)
    return part


def make_multipart(chooser, depth):
    whole = email.mime.multipart.MIMEMultipart("related", boundary=chooser.choice(
        ("b", "----=_NextPart_000_01", "a b'()+_,-./:=?", f"x{chooser.getrandbits(64)}")))
    for number in range(chooser.randrange(1, 5)):
        is_inner = depth < 3 and chooser.random() < 0.2
        whole.attach(make_multipart(chooser, depth + 1) if is_inner else make_part(chooser, number))
    # One within another must not have its boundary.
    whole.set_boundary(f"{whole.get_boundary()}{depth}{chooser.getrandbits(32)}")
    return whole


class Twin(unittest.TestCase):
    def check(self, path):
        message = email.message_from_bytes(pathlib.Path(path).read_bytes(), policy=email.policy.compat32)
        self.assertEqual(run(path), list(list_leaves(message)), path)

    def test_browsers(self):
        files = sorted(path for path in pathlib.Path(FOLDER).iterdir() if path.suffix in (".mhtml", ".mht"))
        self.assertGreater(len(files), 3)
        for path in files:
            with self.subTest(path=path.name):
                self.check(path)

    def test_random(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "page.mhtml")
            for seed in range(60):
                chooser = random.Random(seed)
                content = make_multipart(chooser, 0).as_bytes()
                path.write_bytes(re.sub(rb"\r?\n", chooser.choice(LINE_ENDS), content))
                with self.subTest(seed=seed):
                    self.check(path)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
