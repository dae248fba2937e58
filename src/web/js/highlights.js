// SPDX-License-Identifier: GPL-3.0-or-later
// What is painted over the text. The DOM is not touched: ranges are put into named highlights, whose colours are in the
// user style sheet. Segments never overlap, so that a segment's start is its key and a change is a short list.
"use strict";

class Highlights {
  constructor(index) {
    this.index = index;
    this.segments = new Map();
    this.named = new Map();
  }

  highlight(name, priority = 0) {
    let highlight = this.named.get(name);
    if (!highlight) {
      highlight = new Highlight();
      highlight.priority = priority;
      this.named.set(name, highlight);
      CSS.highlights.set(name, highlight);
    }
    return highlight;
  }

  // removed: starts. added: start, end, category, depth, whether it is an alarm, one after the other; a category of -1 is
  // one that is unknown.
  update(removed, added) {
    for (const start of removed) {
      const segment = this.segments.get(start);
      if (!segment) continue;
      segment.highlight.delete(segment.range);
      this.segments.delete(start);
    }
    for (let i = 0; i + 4 < added.length; i += 5) {
      const category = added[i + 2] < 0 ? "other" : added[i + 2];
      const highlight = this.highlight(`gloss-${category}-${added[i + 3]}${added[i + 4] ? "-alarm" : ""}`);
      const range = this.index.range(added[i], added[i + 1]);
      highlight.add(range);
      this.segments.set(added[i], { range, highlight });
    }
  }

  // A highlight that is replaced as a whole: the current passage, what was searched for, a flash. spans: start, end, …
  set(name, priority, spans) {
    const highlight = this.highlight(name, priority);
    highlight.clear();
    for (let i = 0; i + 1 < spans.length; i += 2) highlight.add(this.index.range(spans[i], spans[i + 1]));
  }
}
