// SPDX-License-Identifier: GPL-3.0-or-later
// From offsets in a text (UTF-16 units; of an article: main's textContent) to places in the DOM and back. Made once for a
// page: the text nodes with the sum of the lengths before each. Both ways cost a binary search.
"use strict";

class TextIndex {
  constructor(main) {
    this.nodes = [];
    this.starts = [];
    this.positions = new Map();
    this.length = 0;
    if (!main) return;
    const walker = dom.createTreeWalker(main, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) this.add(node);
  }

  // The text goes on with a node, after something between that is in no node.
  add(node, between = 0) {
    this.length += between;
    this.positions.set(node, this.nodes.length);
    this.nodes.push(node);
    this.starts.push(this.length);
    this.length += node.length;
  }

  // The first index for which before (index) is false.
  search(before) {
    let low = 0;
    let high = this.nodes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (before(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // Where two text nodes meet, a passage starts in the later one and ends in the earlier one.
  place(offset, isEnd) {
    const next = this.search((i) => (isEnd ? this.starts[i] < offset : this.starts[i] <= offset));
    const i = Math.max(next - 1, 0);
    return [this.nodes[i], Math.min(offset - this.starts[i], this.nodes[i].length)];
  }

  range(start, end) {
    const range = dom.createRange();
    range.setStart(...this.place(start, false));
    range.setEnd(...this.place(end, true));
    return range;
  }

  // The offset of a place in the DOM; one outside main becomes its start or end.
  offset(container, position) {
    const known = this.positions.get(container);
    if (known !== undefined) return this.starts[known] + Math.min(position, container.length);
    const point = dom.createRange();
    point.setStart(container, position);
    const next = this.search((i) => point.comparePoint(this.nodes[i], 0) < 0);
    return next < this.nodes.length ? this.starts[next] : this.length;
  }
}
