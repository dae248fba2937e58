// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader asks of the document, kept before the page is parsed. A capture may hold <img name=querySelector>,
// which hides the document's method of that name in every script world; what is on the prototypes can't be reached.
"use strict";

const dom = (() => {
  const method = (type, name) => {
    const call = type.prototype[name];
    return (...args) => Reflect.apply(call, document, args);
  };
  const getter = (type, name) => {
    const { get } = Object.getOwnPropertyDescriptor(type.prototype, name);
    return () => Reflect.apply(get, document, []);
  };
  const getSelection = window.getSelection;
  const { closest } = Element.prototype; // a form may hold <input name=closest>
  const handler = window.webkit?.messageHandlers?.gloss;

  return Object.freeze({
    find: method(Document, "querySelector"),
    create: method(Document, "createElement"),
    createRange: method(Document, "createRange"),
    createTreeWalker: method(Document, "createTreeWalker"),
    caretRangeFromPoint: method(Document, "caretRangeFromPoint"),
    root: getter(Document, "documentElement"),
    body: getter(Document, "body"),
    selection: () => Reflect.apply(getSelection, window, []),
    isInLink: (element) => Reflect.apply(closest, element, ["a[href]"]) !== null,
    post: (message) => handler.postMessage(message),
  });
})();
