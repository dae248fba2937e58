#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the textContent of <main id="gloss-text"> of the reader documents on standard input, NUL between them.

An independent reader of what core writes: the standard library's parser, not ours. It also checks the document's
shape: only h1, white space and one div stand in main, and every element is closed in its place.
"""

import html.parser
import sys

VOID = {"meta", "br", "hr"}


class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.path = []
        self.words = []
        self.children = []
        self.after_pre = False

    def handle_starttag(self, tag, attributes):
        if self.path and self.path[-1] == "main":
            self.children.append(tag)
        if tag == "main":
            assert dict(attributes) == {"id": "gloss-text"}, attributes
            assert self.path == ["html", "body"], self.path
        for name, _value in attributes:
            assert not name.startswith("on"), name
        if tag not in VOID:
            self.path.append(tag)
        self.after_pre = tag == "pre"

    def handle_endtag(self, tag):
        assert self.path.pop() == tag, (self.path, tag)
        self.after_pre = False

    def handle_startendtag(self, tag, attributes):
        assert tag in VOID, tag

    def handle_comment(self, data):
        raise AssertionError("a comment")

    def handle_data(self, data):
        if "main" not in self.path:
            return
        if self.after_pre and data.startswith("\n"):
            data = data[1:]
        self.after_pre = False
        if self.path[-1] == "main":
            assert not data.strip(" \t\n\f\u00a0\u200b\ufeff"), data
        self.words.append(data)


def read(document):
    reader = Reader()
    reader.feed(document)
    reader.close()
    assert reader.path == [], reader.path
    assert reader.children in (["div"], ["h1", "div"]), reader.children
    return "".join(reader.words)


sys.stdin.reconfigure(encoding="utf-8", newline="")
sys.stdout.reconfigure(encoding="utf-8", newline="")
sys.stdout.write("\0".join(map(read, sys.stdin.read().split("\0"))))
