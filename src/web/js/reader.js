// SPDX-License-Identifier: GPL-3.0-or-later
// A page that is read: answers to the calls of gloss-bridge.c and sends it messages. Every message carries the number of
// the load it comes from. Nothing inside main is ever changed. reader-page.js and original-page.js start it.
"use strict";

const reader = {
  load: Number(location.pathname.slice(1)),
  index: null,
  highlights: null,
  selection: null,
  current: [], // the passage that is marked as the current one: start, end; or none
  kept: null, // what stays where it is when the page gets another width: a place of the text, and where that is
  flashTimer: 0,
  restTimer: 0,

  post(message) {
    dom.post({ load: reader.load, ...message });
  },

  // Called by the bridge once the text was found to be the capture's own.
  start({ theme, face, direction, meta, uri, uriLabel, segments, progress, place }) {
    reader.highlights = new Highlights(reader.index);
    reader.setLook({ theme, face });
    if (!dom.root().hasAttribute("dir") && !dom.body().hasAttribute("dir")) dom.root().setAttribute("dir", direction);
    if (dom.find("main > h1")?.textContent.length > 140) dom.root().setAttribute("data-gloss-title", "long");
    reader.addMeta(JSON.parse(meta), uri, uriLabel);
    reader.update("[]", segments);
    dom.root().setAttribute("data-gloss-ready", "");
    if (place > 0) reader.scrollTo(scrollY + reader.index.range(place, place + 1).getBoundingClientRect().top, false);
    else if (place < 0 && progress > 0) reader.scrollTo(progress * reader.scrollRange(), false);
  },

  setLook({ theme, face }) {
    const root = dom.root();
    root.setAttribute("data-gloss-theme", theme);
    root.setAttribute("data-gloss-face", face);
  },

  // WebKit looks at the rules of highlights again only where a property that is inherited changed: for a moment all do.
  refresh() {
    const root = dom.root();
    const theme = root.getAttribute("data-gloss-theme");
    root.removeAttribute("data-gloss-theme");
    getComputedStyle(root).color;
    root.setAttribute("data-gloss-theme", theme);
  },

  addMeta(parts, uri, uriLabel) {
    const line = dom.create("div");
    line.className = "gloss-meta";
    parts.forEach((part, i) => {
      const item = dom.create("span");
      item.dir = "auto";
      item.textContent = part;
      if (i > 0) line.append(" · ");
      line.append(item);
    });
    if (uri) {
      const link = dom.create("a");
      link.href = uri;
      link.textContent = uriLabel;
      if (parts.length > 0) line.append(" · ");
      line.append(link);
    }
    dom.body().append(line);
  },

  update(removed, added) {
    reader.highlights.update(JSON.parse(removed), JSON.parse(added));
    // The frame that paints the change has begun, and the next one too: by then it is on the screen.
    requestAnimationFrame(() => requestAnimationFrame(() => reader.post({ kind: "painted" })));
  },

  scrollRange() {
    return Math.max(dom.root().scrollHeight - innerHeight, 0);
  },

  scrollTo(top, smoothly) {
    window.scrollTo({ top, behavior: smoothly ? "smooth" : "instant" });
  },

  // Of a part of the text; white space between blocks has no box: that of the characters beside it.
  box(start, end) {
    const box = reader.index.range(start, end).getBoundingClientRect();
    if (box.height > 0) return box;
    return reader.index.range(Math.max(start - 2, 0), Math.min(end + 2, reader.index.length)).getBoundingClientRect();
  },

  isSeen(start, end) {
    const box = reader.box(start, end);
    return box.top >= 0 && box.bottom <= innerHeight;
  },

  reveal(start, end, animate) {
    if (!reader.isSeen(start, end)) {
      reader.scrollTo(scrollY + reader.box(start, end).top - innerHeight / 3, animate === 1);
      reader.kept = start > 0 ? { at: start, top: innerHeight / 3 } : null; // from now on, wherever the way there has come to
    }
    reader.endFlash();
    if (animate === 1) reader.flash(start, end);
  },

  // Draws a passage as the current one, the one before no longer. An empty one: none.
  mark(start, end) {
    reader.current = start < end ? [start, end] : [];
    if (reader.flashTimer === 0) reader.highlights.set("gloss-selected", 10, reader.current);
    reader.keep(reader.kept?.at);
  },

  // In the place of the current passage's mark: a third highlight over the same words took WebKit's process down now and
  // then (2.50.6, in stored pages).
  flash(start, end) {
    reader.highlights.set("gloss-selected", 10, []);
    reader.highlights.set("gloss-flash", 30, [start, end]);
    reader.flashTimer = setTimeout(reader.endFlash, 700);
  },

  endFlash() {
    clearTimeout(reader.flashTimer);
    reader.flashTimer = 0;
    reader.highlights.set("gloss-flash", 30, []);
    reader.highlights.set("gloss-selected", 10, reader.current);
  },

  // Where passages stand in the page, 0 to 1 of its height. Boxes are asked for, never kept: text may have moved.
  tops(starts) {
    const height = Math.max(dom.root().scrollHeight, 1);
    const above = scrollY;
    const tops = JSON.parse(starts).map((start) => {
      const box = reader.index.range(start, Math.min(start + 1, reader.index.length)).getBoundingClientRect();
      return Math.min(Math.max((box.top + above) / height, 0), 1);
    });
    return JSON.stringify({ tops });
  },

  find(spans, current) {
    reader.highlights.set("gloss-find", 20, JSON.parse(spans));
    reader.highlights.set("gloss-find-current", 21, current);
    if (current.length < 2) return;
    const box = reader.index.range(current[0], current[1]).getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) reader.scrollTo(scrollY + box.top - innerHeight / 3, false);
  },

  // What somebody selected meanwhile is theirs.
  select(start, end) {
    const selection = dom.selection();
    if (!selection || !selection.isCollapsed) return;
    const range = reader.index.range(start, end);
    selection.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  },

  // The character whose box holds a point of the screen, and that box; undefined where there is none.
  characterAt(x, y) {
    const caret = dom.caretRangeFromPoint(x, y);
    if (!caret || !reader.index.positions.has(caret.startContainer)) return undefined;
    const offset = reader.index.offset(caret.startContainer, caret.startOffset);
    // The caret goes to the nearer side of a character.
    for (const start of [offset, offset - 1]) {
      if (start < 0 || start >= reader.index.length) continue;
      for (const box of reader.index.range(start, start + 1).getClientRects())
        if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return { start, box };
    }
    return undefined;
  },

  // The character that the text begins with that is seen; undefined where none is.
  firstSeen() {
    const text = reader.index.range(0, reader.index.length).getBoundingClientRect();
    const isRightToLeft = getComputedStyle(dom.root()).direction === "rtl";
    for (let y = Math.max(text.top, 0) + 4; y < innerHeight; y += 8) {
      for (const indent of [1, 20, 40, 80, 160]) { // of text, of lists, of quotations
        const found = reader.characterAt(isRightToLeft ? text.right - indent : text.left + indent, y);
        if (found) return found;
      }
    }
    return undefined;
  },

  // Keys move a caret only where there is one: it is put where the text that is seen begins.
  placeCaret() {
    const selection = dom.selection();
    const found = selection && selection.rangeCount === 0 ? reader.firstSeen() : undefined;
    if (!found) return;
    const { startContainer, startOffset } = reader.index.range(found.start, found.start + 1);
    selection.collapse(startContainer, startOffset);
  },

  // At the very top, what stands above the text is seen too.
  rested() {
    const place = scrollY > 0 ? reader.firstSeen()?.start : 0;
    if (place !== undefined) reader.post({ kind: "rested", place });
    reader.keep(place);
  },

  // The current passage, if it is seen, else what is being read.
  keep(place) {
    const at = reader.current.length > 0 && reader.isSeen(...reader.current) ? reader.current[0] : place;
    reader.kept = at > 0 ? { at, top: reader.box(at, at + 1).top } : null;
  },

  // The page has another width, and its lines are others.
  stayInPlace() {
    if (reader.kept) reader.scrollTo(scrollY + reader.box(reader.kept.at, reader.kept.at + 1).top - reader.kept.top, false);
  },

  click(event) {
    const selection = dom.selection();
    if (event.button !== 0 || event.detail !== 1 || (selection && !selection.isCollapsed)) return;
    if (event.target instanceof Element && dom.isInLink(event.target)) return;
    const found = reader.characterAt(event.clientX, event.clientY);
    if (!found) return;
    const { start, box } = found;
    reader.post({ kind: "click", offset: start, x: box.left, y: box.top, width: box.width, height: box.height });
  },

  watch() {
    let isScrolled = false;
    addEventListener("click", (event) => reader.click(event), true);
    addEventListener("scroll", () => {
      clearTimeout(reader.restTimer);
      reader.restTimer = setTimeout(reader.rested, 100);
      if (isScrolled) return;
      isScrolled = true;
      requestAnimationFrame(() => {
        isScrolled = false;
        const range = reader.scrollRange();
        reader.post({ kind: "scrolled", progress: range > 0 ? Math.min(Math.max(scrollY / range, 0), 1) : 0 });
        reader.selection.moved();
      });
    }, { capture: true, passive: true });
    let width = innerWidth;
    addEventListener("resize", () => {
      if (innerWidth === width) return;
      width = innerWidth;
      reader.stayInPlace();
    });
    new ResizeObserver(() => {
      reader.post({ kind: "resized" });
      reader.selection.moved();
    }).observe(dom.body());
  },
};
