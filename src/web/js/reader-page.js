// SPDX-License-Identifier: GPL-3.0-or-later
// The page of an article: its text is that of the one element main.
"use strict";

// An image that can't be had is told by its words: reader.css draws them. A mark is all that is ever changed in main.
addEventListener("error", ({ target }) => {
  if (target instanceof HTMLImageElement) target.setAttribute("data-gloss-missing", "");
}, true);

addEventListener("DOMContentLoaded", () => {
  const main = dom.find("main#gloss-text");
  const text = main?.textContent ?? "";
  if (main) {
    reader.index = new TextIndex(main);
    reader.selection = new SelectionWatch(reader.index, text, reader.post);
    reader.watch();
  }
  reader.post({ kind: "ready", text });
}, { once: true });
