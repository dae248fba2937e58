// SPDX-License-Identifier: GPL-3.0-or-later
// A page of the web as an inert document: parsed from text by DOMParser, so that nothing of it runs, loads or is ever
// seen, and without the names that would hide what a document or a form can be asked. What the other scripts here need
// to know of one.
"use strict";

const inertPage = (() => {
  const SPACE = /[ \t\n\r\f]+/g;
  const squeeze = (text) => text.replace(SPACE, " ").trim();

  // The words of an element on one line.
  const words = (element) => squeeze(element?.textContent ?? "");

  const parse = (html) => new DOMParser().parseFromString(html, "text/html");

  // Asked for past any <img name=querySelectorAll> and <input name=getAttribute>.
  const select = (page, selector) => Reflect.apply(Document.prototype.querySelectorAll, page, [selector]);
  const change = (element, method, ...args) => Reflect.apply(Element.prototype[method], element, args);

  const dropNames = (elements) => {
    for (const element of elements) change(element, "removeAttribute", "name");
  };

  // What stands in a shadow is seen, and what is put into its slots stands there; a parser leaves it in a template. From
  // the outside in: what was laid out may hold shadows of its own.
  const SHADOW = "template[shadowrootmode]";
  const DEEPEST_SHADOW = 32;
  const flatten = (page) => {
    const templates = [...select(page, SHADOW)].map((template) => ({ template, depth: 1 }));
    for (const { template, depth } of templates) {
      const host = template.parentNode;
      const shadow = template.content;
      if (!shadow) continue;
      dropNames(shadow.querySelectorAll("[name]:not(meta, slot)"));
      template.remove();
      const given = Map.groupBy([...host.childNodes], (node) =>
        (node.nodeType === Node.ELEMENT_NODE && change(node, "getAttribute", "slot")) || "");
      if (depth < DEEPEST_SHADOW)
        for (const inner of shadow.querySelectorAll(SHADOW)) templates.push({ template: inner, depth: depth + 1 });
      for (const slot of shadow.querySelectorAll("slot")) {
        const name = change(slot, "getAttribute", "name") ?? "";
        const put = page.createDocumentFragment();
        for (const node of given.get(name) ?? [...slot.childNodes]) put.append(node);
        slot.replaceWith(put);
        given.delete(name);
      }
      host.replaceChildren(shadow);
    }
  };

  // Formulas are read on one line, as they would be typed: no element for them is kept.
  const BETWEEN = new Map([["mfrac", "/"], ["msup", "^"], ["msub", "_"], ["mover", ""], ["munder", ""]]);
  const formula = (node, depth = 0) => {
    if (node.nodeType === Node.TEXT_NODE) return squeeze(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || depth > 100 || /^annotation/.test(node.localName)) return "";
    const parts = [...node.childNodes].map((child) => formula(child, depth + 1)).filter((part) => part !== "");
    if (node.localName === "msqrt") return `√(${parts.join("")})`;
    if (BETWEEN.has(node.localName) && parts.length === 2) {
      const wrap = (part) => ([...part].length > 1 && !/^[\d.,]+$/.test(part) ? `(${part})` : part);
      return parts.map(wrap).join(BETWEEN.get(node.localName));
    }
    return node.localName === "mo" && /^[=<>≤≥≈≠+−-]$/.test(parts.join("")) ? ` ${parts.join("")} ` : parts.join("");
  };
  const readFormulas = (page) => {
    for (const math of page.querySelectorAll("math"))
      math.replaceWith(squeeze(formula(math)) || squeeze(change(math, "getAttribute", "alttext") ?? ""));
  };

  // Names go. Ids stay, since Readability weighs their words, behind a mark that no property's name begins with.
  const open = (html) => {
    const page = parse(html);
    dropNames(select(page, "[name]:not(meta, slot)"));
    if (/shadowrootmode/i.test(html)) flatten(page);
    for (const element of select(page, "[id]"))
      change(element, "setAttribute", "id", `:${change(element, "getAttribute", "id")}`);
    readFormulas(page);
    // Written again it would swallow what comes after it.
    for (const plain of page.querySelectorAll("plaintext")) {
      const made = page.createElement("pre");
      made.append(...plain.childNodes);
      plain.replaceWith(made);
    }
    return page;
  };

  // Cloning a node leaves out what is nested more than a thousand deep, without a word; writing doesn't.
  const write = (page) => page.documentElement.outerHTML;

  const isAddress = (text) => /^https?:\/\//i.test(text);

  const resolve = (address, base) => {
    try {
      const url = new URL(address, base);
      return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
    } catch {
      return null;
    }
  };

  const SILENT = "script, style, noscript, template, [hidden], [aria-hidden='true' i]";
  const HIDDEN = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
  const isSeen = (element) => !element.matches(SILENT) && !HIDDEN.test(element.getAttribute("style") ?? "");

  // How many passages with words say of themselves that they are not seen. What style sheets hide can't be told without
  // laying the page out.
  const WORDLESS = "script, style, noscript, template, svg, iframe, object";
  const UNSEEN = "body [hidden], body [style], body dialog:not([open])";
  const hasWords = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === Node.TEXT_NODE || !node.matches(WORDLESS) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
    while (walker.nextNode())
      if (walker.currentNode.nodeType === Node.TEXT_NODE && /\S/.test(walker.currentNode.data)) return true;
    return false;
  };
  const countHidden = (page) => {
    let last = null;
    let n = 0;
    for (const element of select(page, UNSEEN)) {
      if (last?.contains(element) || element.closest(WORDLESS)) continue;
      if (!element.matches("[hidden], dialog:not([open])") && !HIDDEN.test(element.getAttribute("style"))) continue;
      last = element;
      if (hasWords(element)) n++;
    }
    return n;
  };

  // How many letters can be seen in an element, as far as markup alone can tell; where isPassed says so, none.
  const letters = (root, isPassed = () => false) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === Node.TEXT_NODE || (isSeen(node) && !isPassed(node))
        ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
    let n = 0;
    while (walker.nextNode())
      if (walker.currentNode.nodeType === Node.TEXT_NODE) n += walker.currentNode.data.replace(/\s+/g, "").length;
    return n;
  };

  return { SPACE, squeeze, words, parse, open, write, isAddress, resolve, isSeen, countHidden, letters };
})();
