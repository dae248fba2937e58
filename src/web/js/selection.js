// SPDX-License-Identifier: GPL-3.0-or-later
// Tells which part of the text is selected, once the user has settled on it, and where that is on the screen.
"use strict";

class SelectionWatch {
  constructor(index, text, post) {
    this.index = index;
    this.text = text;
    this.post = post;
    this.start = 0;
    this.end = 0;
    this.pressed = false;
    this.scheduled = false;
    const settle = () => this.schedule();
    addEventListener("pointerdown", (event) => { this.pressed = event.button === 0; }, true);
    for (const type of ["pointerup", "pointercancel", "dragend"])
      addEventListener(type, () => { this.pressed = false; settle(); }, true);
    addEventListener("selectionchange", settle, true);
  }

  schedule() {
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      if (!this.pressed) this.report();
    });
  }

  report() {
    const [start, end] = this.offsets();
    if (start === this.start && end === this.end) return;
    this.start = start;
    this.end = end;
    if (start < end) this.post({ kind: "selection", start, end, exact: this.text.slice(start, end), ...this.place() });
    else this.post({ kind: "no-selection" });
  }

  offsets() {
    const selection = dom.selection();
    if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return [0, 0];
    const range = selection.getRangeAt(0);
    return [this.index.offset(range.startContainer, range.startOffset),
            this.index.offset(range.endContainer, range.endOffset)];
  }

  // The last line of the selection, in CSS pixels of the viewport. A line is never longer than the tail looked at.
  place() {
    const tail = this.index.range(Math.max(this.start, this.end - 400), this.end);
    const boxes = [...tail.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
    const last = boxes.at(-1) ?? tail.getBoundingClientRect();
    const line = boxes.filter((box) => box.top < last.bottom && box.bottom > last.top);
    const left = Math.min(last.left, ...line.map((box) => box.left));
    const right = Math.max(last.right, ...line.map((box) => box.right));
    return { x: left, y: last.top, width: right - left, height: last.height };
  }

  // After the page was scrolled or laid out anew.
  moved() {
    if (this.start < this.end) this.post({ kind: "selection-moved", ...this.place() });
  }

  // The caret stays, for those who go on by keyboard.
  clear() {
    const selection = dom.selection();
    if (selection?.rangeCount > 0) selection.collapseToEnd();
    this.report();
  }
}
