// SPDX-License-Identifier: GPL-3.0-or-later
// From the markup of a page to a reader document. The markup is text that is parsed into an inert document; nothing of
// it is ever put into the page that this runs on. DOMPurify takes out what is dangerous, then the document is built
// anew from the few elements listed here, with white space as a browser would show it and a newline between blocks, so
// that textContent reads as the page does.
"use strict";

const htmlReader = (() => {
  const INLINE = new Set(["a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "rp", "rt", "ruby", "s", "samp", "small", "strong", "sub", "sup", "u", "var"]);
  const BLOCKS = new Set(["blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "h2", "h3", "h4",
    "h5", "h6", "li", "ol", "p", "pre", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]);
  const RENAMED = new Map([["h1", "h2"], ["acronym", "abbr"], ["big", "b"], ["tt", "code"], ["strike", "s"],
    ["menu", "ul"], ["dir", "ul"]]);
  // Blocks that mean nothing here but that their words are apart from those around them.
  for (const name of ["address", "article", "aside", "center", "details", "dialog", "fieldset", "footer", "form",
    "header", "hgroup", "legend", "main", "nav", "optgroup", "option", "search", "section", "select", "summary",
    "textarea"]) RENAMED.set(name, "div");
  const DROPPED = new Set(["iframe", "math", "object", "script", "style", "svg", "template"]);
  const APART = new Set(["button", "label", "meter", "output", "progress"]);
  const CELLS = new Set(["td", "th"]);

  const { SPACE, squeeze, words, parse, resolve } = inertPage;

  // Copies what is listed above into a new document; what is not is replaced by what it holds.
  class Copier {
    constructor(target, { base, sizes }, title) {
      this.target = target;
      this.base = base;
      this.sizes = sizes; // of the images that are kept, by their hashes
      this.title = title; // the heading that stands elsewhere and is passed over here
      this.spans = 10000; // how many columns and rows cells may still reach over
    }

    attributes(from, to) {
      const language = from.getAttribute("lang");
      const direction = from.getAttribute("dir")?.toLowerCase();
      if (language && /^[A-Za-z0-9-]{1,35}$/.test(language)) to.setAttribute("lang", language);
      if (["ltr", "rtl", "auto"].includes(direction)) to.setAttribute("dir", direction);
      for (const key of CELLS.has(to.localName) ? ["colspan", "rowspan"] : to.localName === "ol" ? ["start"] : []) {
        const number = Number(from.getAttribute(key));
        // A table of a million columns is never laid out.
        const most = key === "start" ? 999 : Math.min(999, this.spans);
        if (!Number.isInteger(number) || number <= 1 || number > most) continue;
        if (key !== "start") this.spans -= number;
        to.setAttribute(key, String(number));
      }
    }

    element(element, name, parent) {
      const made = this.target.createElement(name);
      if (name === "a") {
        const address = element.hasAttribute("href") && resolve(element.getAttribute("href"), this.base);
        if (!address) {
          this.children(element, parent);
          return;
        }
        made.setAttribute("href", address);
      }
      this.attributes(element, made);
      parent.append(made);
      this.children(element, made);
    }

    children(element, parent) {
      for (const child of element.childNodes) this.node(child, parent);
    }

    image(element, parent) {
      const hash = pageImages.getHash(element);
      const alt = squeeze(element.getAttribute("alt") ?? "");
      if (this.sizes.has(hash)) {
        const made = this.target.createElement("img");
        const [width, height] = pageImages.getSize(element, this.sizes.get(hash));
        made.setAttribute("src", `image/${hash}`);
        made.setAttribute("alt", alt);
        if (width) made.setAttribute("width", String(width));
        if (height) made.setAttribute("height", String(height));
        made.setAttribute("loading", "lazy");
        parent.append(made);
      } else if (alt !== "") {
        parent.append(this.target.createTextNode(`[image: ${alt}]`));
      }
    }

    node(node, parent) {
      if (node.nodeType === Node.TEXT_NODE) parent.append(this.target.createTextNode(node.data));
      if (node.nodeType !== Node.ELEMENT_NODE || node === this.title || DROPPED.has(node.localName)) return;
      const name = RENAMED.get(node.localName) ?? node.localName;
      if (name === "img") {
        this.image(node, parent);
      } else if (BLOCKS.has(name) || INLINE.has(name) || name === "br" || name === "hr") {
        this.element(node, name, parent);
      } else {
        // What a form shows side by side are words apart.
        const around = APART.has(name) ? " " : "";
        parent.append(around);
        this.children(node, parent);
        parent.append(around);
      }
    }
  }

  // Makes textContent read as the page is seen: outside pre a run of white space is one space and none stands where a
  // line begins or ends; a newline stands between blocks, a tab between the cells of a row. Goes once over the nodes in
  // order and looks back at nothing but what is kept here.
  class Spacer {
    constructor(target) {
      this.target = target;
      this.hasWords = false; // anything at all so far
      this.isBroken = false; // a block ended or began since the last word
      this.opened = null; // the outermost block that began since the last word
      this.trailing = null; // the text that ends in a space, which a break would take away
      this.isSpaced = true; // a space here would not be seen
      this.n = 0; // words and images so far
    }

    break(opened) {
      if (this.trailing) {
        this.trailing.data = this.trailing.data.slice(0, -1);
        if (this.trailing.data === "") this.trailing.remove();
        this.trailing = null;
      }
      this.isBroken = this.hasWords;
      this.isSpaced = true;
      if (opened && this.isBroken) this.opened ??= opened;
    }

    // Before the first word after a break: the separator goes before the block that begins, in the one around both.
    word(node) {
      if (this.isBroken) {
        const before = this.opened ?? node;
        const isCell = CELLS.has(before.localName) && before.previousElementSibling !== null;
        before.before(this.target.createTextNode(isCell ? "\t" : "\n"));
      }
      this.isBroken = false;
      this.opened = null;
      this.hasWords = true;
      this.n++;
    }

    flow(node) {
      let text = node.data.replace(SPACE, " ");
      if (this.isSpaced && text.startsWith(" ")) text = text.slice(1);
      node.data = text;
      if (text === "") {
        node.remove();
        return;
      }
      if (text !== " ") this.word(node);
      this.trailing = text.endsWith(" ") ? node : null;
      this.isSpaced = this.trailing !== null;
    }

    preformatted(node) {
      // A parser takes away a newline that a pre begins with.
      const isFirst = node.parentNode.localName === "pre" && node.previousSibling === null;
      node.data = node.data.replace(/\r\n?/g, "\n");
      if (isFirst) node.data = node.data.replace(/^\n+/, "");
      if (node.data === "") {
        node.remove();
        return;
      }
      this.word(node);
      this.trailing = null;
      this.isSpaced = false;
    }

    block(element, isPre) {
      const before = this.n;
      this.break(element);
      this.children(element, isPre || element.localName === "pre");
      this.break(null);
      if (this.opened === element) this.opened = null;
      if (this.n === before && !CELLS.has(element.localName)) element.remove();
    }

    children(element, isPre) {
      for (const child of [...element.childNodes]) this.node(child, isPre);
    }

    node(node, isPre) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (isPre) this.preformatted(node);
        else this.flow(node);
      } else if (node.localName === "br" && isPre) {
        const line = this.target.createTextNode("\n");
        node.replaceWith(line);
        this.preformatted(line);
      } else if (node.localName === "br" || node.localName === "hr") {
        if (!this.hasWords) node.remove();
        this.break(null);
      } else if (node.localName === "img") {
        this.n++;
      } else if (BLOCKS.has(node.localName)) {
        this.block(node, isPre);
      } else {
        this.children(node, isPre);
        if (!node.hasChildNodes()) node.remove();
      }
    }
  }

  const serialise = (made) => `<!DOCTYPE html>\n${made.documentElement.outerHTML}`;

  const findTitle = (body) => [...body.getElementsByTagName("h1")].find((heading) => words(heading) !== "") ?? null;

  const build = (body, about) => {
    const { title, language, direction, isPart } = about;
    const made = document.implementation.createHTMLDocument(title);
    const main = made.createElement("main");
    const content = made.createElement("div");
    const heading = findTitle(body);
    const charset = made.createElement("meta");

    charset.setAttribute("charset", "utf-8");
    made.head.prepend(charset);
    if (language) made.documentElement.setAttribute("lang", language);
    if (direction) made.documentElement.setAttribute("dir", direction);
    main.id = "gloss-text";
    content.className = "gloss-body";
    if (heading || (title && !isPart)) {
      const line = made.createElement("h1");
      line.textContent = heading ? words(heading) : title;
      main.append(line);
    }
    new Copier(made, about, heading).children(body, content);
    content.normalize();
    new Spacer(made).children(content, false);
    if (main.hasChildNodes() && content.textContent !== "") main.append("\n");
    main.append(content);
    made.body.append(main);
    made.normalize();
    return made;
  };

  const purify = (html) => DOMPurify.sanitize(html, {
    RETURN_DOM: true,
    USE_PROFILES: { html: true },
    SANITIZE_NAMED_PROPS: true,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ADD_TAGS: ["search"],
    ADD_ATTR: [pageImages.MARK, pageImages.MISSING],
    FORBID_TAGS: ["style"],
    FORBID_ATTR: ["action", "class", "id", "name", "style"],
  });

  // Writing what was built and parsing it again has to give the same: where the parser would move something (a block
  // that was lifted out of a button into a paragraph), what it makes of it is built once more.
  const settle = (body, about) => {
    let made = build(body, about);
    for (let i = 0; i < 8; i++) {
      const written = serialise(made);
      const again = parse(written);
      if (serialise(again) === written) {
        const main = again.querySelector("main#gloss-text");
        return {
          html: written,
          text: main.textContent,
          title: words(main.querySelector("main > h1")),
          images: [...main.querySelectorAll("img")].map((image) => pageImages.getHash(image)),
        };
      }
      for (const wrapper of again.querySelectorAll("main, .gloss-body")) wrapper.replaceWith(...wrapper.childNodes);
      made = build(again.body, about);
    }
    throw new Error("the document does not come to rest");
  };

  // html: a page's markup, from uri. extent: "article" where that is asked for; where there is none, or it says much less
  // than the page does, the whole page is what comes, and the finding says so. "alone": however little it says. images: address, hash, width and
  // height of each image whose content is known.
  const read = (html, uri, extent, images) => {
    const page = inertPage.open(html);
    const sizes = new Map(images.map(([, hash, width, height]) => [hash, [width, height]]));
    const about = { ...metadata.describe(page, html, uri), sizes };
    pageImages.mark(page, about.base, images);
    const taken = extent === "whole" ? { finding: article.isWall(page) ? "locked" : "whole" }
      : article.take(page, about, extent === "alone");
    Object.assign(about, taken);
    const body = purify(taken.html ?? inertPage.write(page));
    const missing = body ? pageImages.countMissing(body) : 0;
    const hidden = taken.finding === "article" ? 0 : inertPage.countHidden(page);
    const isEmpty = words(body) === "" && !body?.querySelector("img[alt]:not([alt=''])");
    const built = settle(body ?? parse("").body, about);
    return { ...about, ...built, missing, hidden, finding: isEmpty ? "empty" : taken.finding };
  };

  return { read, settle, purify, BLOCKS };
})();
