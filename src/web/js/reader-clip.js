// SPDX-License-Identifier: GPL-3.0-or-later
// A part of a reader document: the lines that a range of its text touches, whole, and what stands between them. A line is
// what textContent has between two newlines: a block, what stands before or after a block in the one around it, what
// stands between two line breaks; a row of a table; and all of a pre.
"use strict";

const readerClip = (() => {
  const { open, parse } = inertPage;
  const LEAVES = new Set(["br", "hr", "img"]);
  const UNBROKEN = new Set(["tr", "pre"]);

  // The leaves of an element in order, each with the number of its line and where its text begins.
  class Lines {
    constructor(root) {
      this.leaves = [];
      this.n = 0;
      this.length = 0;
      this.children(root, false);
    }

    children(element, isUnbroken) {
      for (const child of element.childNodes) this.node(child, isUnbroken);
    }

    node(node, isUnbroken) {
      const name = node.localName;
      const isBreak = !isUnbroken && (htmlReader.BLOCKS.has(name) || name === "h1" || name === "br" || name === "hr");
      if (isBreak) this.n++;
      if (node.nodeType === Node.TEXT_NODE || LEAVES.has(name)) {
        this.leaves.push({ node, line: this.n, start: this.length });
        this.length += node.nodeType === Node.TEXT_NODE ? node.data.length : 0;
      } else {
        this.children(node, isUnbroken || UNBROKEN.has(name));
      }
      if (isBreak) this.n++;
    }

    // The lines that have more than white space between two places in the text.
    find(start, end) {
      const touched = this.leaves.filter((leaf) => leaf.node.nodeType === Node.TEXT_NODE &&
        /\S/.test(leaf.node.data.slice(Math.max(0, start - leaf.start), Math.max(0, end - leaf.start))));
      return touched.length > 0 ? [touched[0].line, touched.at(-1).line] : [Infinity, Infinity];
    }
  }

  const isEmpty = (element) => element.textContent.trim() === "" && element.querySelector("img") === null;

  // What is left of a list goes on counting where it stood.
  const renumber = (list) => {
    const items = [...list.children].filter((child) => child.localName === "li");
    const gone = items.findIndex((item) => !isEmpty(item));
    if (gone > 0) list.setAttribute("start", String((Number(list.getAttribute("start")) || 1) + gone));
  };

  // html: a reader document; start, end: places in its text, in UTF-16 units. Its title stays the document's, but stands in
  // the text only where it was touched.
  const take = (html, start, end) => {
    const page = open(html);
    const main = page.querySelector("main[id=':gloss-text']");
    const lines = new Lines(main);
    const [first, last] = lines.find(start, end);
    for (const { node, line } of lines.leaves) if (line < first || line > last) node.remove();
    for (const list of main.querySelectorAll("ol")) renumber(list);
    for (const wrapper of main.querySelectorAll(".gloss-body")) wrapper.replaceWith(...wrapper.childNodes);
    const images = [...main.querySelectorAll("img")].map((image) => pageImages.getHash(image)).filter((hash) => hash);
    const root = page.documentElement;
    return htmlReader.settle(htmlReader.purify(main.innerHTML) ?? parse("").body, {
      title: page.title,
      language: root.getAttribute("lang") ?? "",
      direction: root.getAttribute("dir") ?? "",
      sizes: new Map(images.map((hash) => [hash, [0, 0]])), // those that it has already
      isPart: true,
    });
  };

  return { take };
})();
