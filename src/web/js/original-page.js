// SPDX-License-Identifier: GPL-3.0-or-later
// The stored page as it was. Its document is served without what it shows; here the addresses of what is stored with it
// become ours, style sheets are put in its place, everything else stays unanswered. Then what can be read is listed: the
// text nodes in order, with a line end between blocks. The page is a stranger's: its names hide nothing (js/dom.js), and
// elements are asked by methods kept from their prototypes.
"use strict";

const original = (() => {
  const MAX_TEXT = 16 * 1024 * 1024;
  const MAX_IMPORTS = 8; // style sheets within style sheets
  const COVER = "data-gloss-cover";
  const UNCOVERED = "data-gloss-uncovered";
  const MAX_STYLE = 32 * 1024 * 1024;
  const SILENT = new Set(["script", "style", "noscript", "template", "textarea", "select", "iframe", "object", "title"]);
  // What names one address, and what names several.
  const ADDRESSES = [["img", "src"], ["input", "src"], ["video", "poster"], ["*", "background"], ["image", "href"],
                     ["image", "xlink:href"]];
  const SETS = [["img", "srcset"], ["source", "srcset"]];
  const URLS = new RegExp(
    "@import\\s+(?:url\\(\\s*)?(?:\"([^\"\\n]*)\"|'([^'\\n]*)'|([^\\s\"'();]+))\\s*\\)?([^;{}]*);?" +
    "|url\\(\\s*(?:\"([^\"\\n]*)\"|'([^'\\n]*)'|([^\\s\"'()]*))\\s*\\)", "gi");

  const own = (type, name) => {
    const call = type.prototype[name];
    return (object, ...args) => Reflect.apply(call, object, args);
  };
  const getter = (type, name) => {
    const { get } = Object.getOwnPropertyDescriptor(type.prototype, name);
    return (object) => Reflect.apply(get, object, []);
  };
  const all = own(Document, "querySelectorAll");
  const getAttribute = own(Element, "getAttribute");
  const setAttribute = own(Element, "setAttribute");
  const removeAttribute = own(Element, "removeAttribute");
  const replaceWith = own(Element, "replaceWith");
  const prepend = own(Element, "prepend");
  const closest = own(Element, "closest");
  const hasAttribute = own(Element, "hasAttribute");
  const boxOf = own(Element, "getBoundingClientRect");
  const contains = own(Node, "contains");
  const scrollIntoView = own(Element, "scrollIntoView");
  const nameOf = getter(Element, "localName");
  const parentOf = getter(Node, "parentElement");
  const textOf = getter(Node, "textContent");
  const write = Object.getOwnPropertyDescriptor(Node.prototype, "textContent").set;
  const setText = (node, text) => Reflect.apply(write, node, [text]);
  const byId = own(Document, "getElementById");

  const parts = new Map(); // what is stored, by its address: where we serve it
  const sheets = new Map(); // the text of style sheets
  let base = "about:blank";
  let styled = 0;

  const resolve = (address, from) => {
    try {
      const url = new URL(address, from);
      url.hash = "";
      return url.href;
    } catch {
      return "";
    }
  };

  // null: it is not stored.
  const serve = (address, from = base) =>
    /^\s*data:/i.test(address) ? address : parts.get(resolve(address, from)) ?? null;

  const css = (text, from, depth) => text.replace(URLS, (whole, a, b, c, media, d, e, f) => {
    const imported = a ?? b ?? c;
    if (imported !== undefined) {
      const address = resolve(imported, from);
      const sheet = depth < MAX_IMPORTS && styled < MAX_STYLE ? sheets.get(address) : undefined;
      if (sheet === undefined) return "";
      styled += sheet.length;
      const made = css(sheet, address, depth + 1);
      return media.trim() && !/^\s*(?:layer|supports)\b/i.test(media) ? `@media ${media} {${made}}` : made;
    }
    const address = (d ?? e ?? f).trim();
    if (address.startsWith("#")) return whole;
    const served = serve(address, from);
    return served === null ? "url()" : `url("${served.replace(/["\\\n]/g, encodeURIComponent)}")`;
  });

  const setBase = (address) => {
    const [given] = all(document, "base[href]");
    base = given ? resolve(getAttribute(given, "href"), address) || address : address;
    const element = given ?? dom.create("base");
    setAttribute(element, "href", base);
    if (!given) {
      const [head] = all(document, "head");
      if (head) prepend(head, element);
    }
  };

  const setStyles = () => {
    for (const style of all(document, "style")) {
      const text = textOf(style);
      if (/url\(|@import/i.test(text)) setText(style, css(text, base, 0));
    }
    for (const link of all(document, "link[rel~='stylesheet' i][href]:not([rel~='alternate' i], [disabled])")) {
      const address = resolve(getAttribute(link, "href"), base);
      const style = dom.create("style");
      const media = getAttribute(link, "media");
      if (media) setAttribute(style, "media", media);
      if (sheets.has(address) && styled < MAX_STYLE) {
        styled += sheets.get(address).length;
        setText(style, css(sheets.get(address), address, 0));
      }
      replaceWith(link, style);
    }
    for (const element of all(document, "[style*='url(' i]"))
      setAttribute(element, "style", css(getAttribute(element, "style"), base, 0));
  };

  const setImages = () => {
    for (const [name, attribute] of ADDRESSES) {
      for (const element of all(document, `${name}[${CSS.escape(attribute)}]`)) {
        const served = serve(getAttribute(element, attribute));
        if (served !== null) setAttribute(element, attribute, served);
        else removeAttribute(element, attribute);
      }
    }
    for (const [name, attribute] of SETS) {
      for (const element of all(document, `${name}[${attribute}]`)) {
        const known = [];
        for (const [, address, size] of getAttribute(element, attribute).matchAll(/([^\s,]\S*[^\s,])(\s+[^,]*)?(?:,|$)/g)) {
          const served = serve(address);
          if (served !== null) known.push(`${served}${size ?? ""}`);
        }
        if (known.length > 0) setAttribute(element, attribute, known.join(", "));
        else removeAttribute(element, attribute);
      }
    }
  };

  // A letter that floats is the first of a word.
  const isBlock = (element, style) =>
    !/^(?:inline|contents|ruby)/.test(style.display) && (style.float === "none" || textOf(element).trim().length > 2);

  // Returns the text that the index is of.
  const list = (index) => {
    const pieces = [];
    const kinds = new Map(); // the elements that were looked at: whether they are blocks, and whether they are seen
    let before = null; // the block of the text before
    let isParted = true;
    const body = dom.body();
    if (!body) return "";
    const walker = dom.createTreeWalker(body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      if (node instanceof Text) return NodeFilter.FILTER_ACCEPT;
      if (SILENT.has(nameOf(node))) return NodeFilter.FILTER_REJECT;
      const style = getComputedStyle(node);
      if (style.display === "none") return NodeFilter.FILTER_REJECT;
      kinds.set(node, { isBlock: isBlock(node, style), isSeen: style.visibility === "visible" });
      return NodeFilter.FILTER_ACCEPT;
    });
    const blockOf = (node) => {
      let element = node;
      while (element && element !== body && !kinds.get(element)?.isBlock) element = parentOf(element);
      return element;
    };
    for (let node = walker.nextNode(); node && index.length < MAX_TEXT; node = walker.nextNode()) {
      if (!(node instanceof Text)) {
        isParted ||= kinds.get(node).isBlock || nameOf(node) === "br";
        continue;
      }
      const parent = parentOf(node);
      if (node.length === 0 || kinds.get(parent)?.isSeen === false) continue;
      const block = blockOf(parent);
      const isApart = index.length > 0 && (isParted || block !== before);
      if (isApart) pieces.push("\n");
      index.add(node, isApart ? 1 : 0);
      pieces.push(node.data);
      isParted = false;
      before = block;
    }
    // One unit for one, so that places stay.
    return pieces.join("").replace(/[\0\r]/g, " ");
  };

  // The part of this page that a link leads to; undefined for any other link.
  const targetOf = (link) => {
    try {
      const url = new URL(getAttribute(link, "href"), base);
      if (!url.hash || resolve(url.href, base) !== resolve(base, base)) return undefined;
      return byId(document, decodeURIComponent(url.hash.slice(1))) ?? null;
    } catch {
      return undefined;
    }
  };

  const follow = (event) => {
    const link = event.target instanceof Element ? closest(event.target, "a[href]") : null;
    const target = link ? targetOf(link) : undefined;
    if (target === undefined) return;
    event.preventDefault();
    if (target) scrollIntoView(target);
  };

  // The passage that was gone to, and where the page stood then.
  let held = null;

  // The page may scroll in parts of its own.
  const goTo = (start, end) => {
    const element = parentOf(reader.index.range(start, end).startContainer);
    if (element && !reader.isSeen(start, end)) scrollIntoView(element, { block: "center", behavior: "instant" });
    if (!reader.isSeen(start, end)) reader.scrollTo(scrollY + reader.box(start, end).top - innerHeight / 3, false);
    held = { start, end, top: scrollY };
  };

  // What was hidden as a cover and is shown, for the passage gone to stands in it.
  let opened = null;

  const open = (element) => {
    if (opened && element && contains(opened, element)) return;
    if (opened) setAttribute(opened, COVER, "over");
    opened = element ? closest(element, `[${COVER}="over"]`) : null;
    if (opened) removeAttribute(opened, COVER);
  };

  const reveal = (start, end, animate) => {
    open(parentOf(reader.index.range(start, end).startContainer));
    goTo(start, end);
    reader.endFlash();
    if (animate === 1) reader.flash(start, end);
  };

  // Images that come, and another width, move what stands below: the passage stays in sight until somebody scrolls it away.
  const hold = () => {
    addEventListener("scroll", ({ target }) => {
      if (held && (target !== document || scrollY !== held.top) && !reader.isSeen(held.start, held.end)) held = null;
    }, { capture: true, passive: true });
    new ResizeObserver(() => { if (held) goTo(held.start, held.end); }).observe(dom.body() ?? dom.root());
  };

  // What holds more than half of the words that are seen: it stands around the one in their middle.
  const listMost = () => {
    const { nodes, starts, length } = reader.index;
    const most = new Set();
    let first = reader.index.search((i) => starts[i] <= length / 2) - 1;
    let last = first;
    for (let element = first < 0 ? null : parentOf(nodes[first]); element; element = parentOf(element)) {
      while (most.size === 0 && first > 0 && contains(element, nodes[first - 1])) first--;
      while (most.size === 0 && last + 1 < nodes.length && contains(element, nodes[last + 1])) last++;
      if (starts[last] + nodes[last].length - starts[first] > length / 2) most.add(element);
    }
    return most;
  };

  // What stands still over the page while that is scrolled, or over all of it: banners, dialogues, heads that stick. What
  // holds half of the words is the page itself. A part of a table that sticks, or a column beside the text, hides nothing.
  const kindOfCover = (element, style, isMost) => {
    const box = boxOf(element);
    if (style.position === "sticky")
      return /^table/.test(style.display) || box.width < innerWidth / 2 ? "" : "sticky";
    if (isMost) return "";
    if (style.position === "fixed") return "over";
    const isAll = box.width >= innerWidth && box.height >= innerHeight && Number(style.zIndex) > 0;
    return style.position === "absolute" && isAll ? "over" : "";
  };

  // Marks them for original.css, and says how many are seen. Whether they are hidden, its root says. All are looked at before
  // any is marked, so that the page is laid out once.
  const markCovers = () => {
    const body = dom.body();
    if (!body) return;
    for (const element of all(document, `[${COVER}]`)) removeAttribute(element, COVER);
    const most = listMost();
    const covers = [];
    let n = 0;
    const walker = dom.createTreeWalker(body, NodeFilter.SHOW_ELEMENT, (element) => {
      if (element === body) return NodeFilter.FILTER_SKIP;
      const style = getComputedStyle(element);
      const kind = kindOfCover(element, style, most.has(element));
      if (!kind) return style.display === "none" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
      covers.push([element, kind]);
      const box = boxOf(element);
      const isSeen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 &&
        box.left < innerWidth && style.visibility === "visible" && style.opacity !== "0";
      n += isSeen || kind === "sticky" ? 1 : 0;
      return NodeFilter.FILTER_REJECT;
    });
    while (walker.nextNode());
    for (const [element, kind] of covers) if (element !== opened) setAttribute(element, COVER, kind);
    reader.post({ kind: "covers", n });
  };

  // They are looked for while they are seen, and again when the page has another width and with that another style.
  const setCovers = (hide) => {
    const root = dom.root();
    removeAttribute(root, UNCOVERED);
    markCovers();
    if (hide) setAttribute(root, UNCOVERED, "");
  };

  const hideCovers = (hide) => {
    opened = null;
    setCovers(hide);
  };

  return {
    hideCovers,

    build({ address, partsJson, sheetsJson }) {
      setBase(address);
      for (const [place, number] of JSON.parse(partsJson)) parts.set(resolve(place, base), `${location.href}/${number}`);
      for (const [place, text] of JSON.parse(sheetsJson)) sheets.set(resolve(place, base), text);
      setStyles();
      setImages();
      reader.index = new TextIndex();
      const text = list(reader.index);
      reader.reveal = reveal;
      hold();
      addEventListener("click", follow, true);
      addEventListener("click", (event) => reader.click(event), true);
      reader.post({ kind: "ready", text });
    },

    start({ segments, hide }) {
      reader.highlights = new Highlights(reader.index);
      reader.setLook({ theme: "light", face: "serif" });
      hideCovers(hide === 1);
      let width = innerWidth;
      addEventListener("resize", () => {
        if (innerWidth !== width) setCovers(hasAttribute(dom.root(), UNCOVERED));
        width = innerWidth;
      });
      reader.update("[]", segments);
    },
  };
})();

addEventListener("DOMContentLoaded", () => reader.post({ kind: "parsed" }), { once: true });
