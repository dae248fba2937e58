// SPDX-License-Identifier: GPL-3.0-or-later
// Which of a page's images are known by their content. A page names an image in many ways, the one that was loaded
// among them; so each name is tried, that of a placeholder last.
"use strict";

const pageImages = (() => {
  const MARK = "data-gloss-image";
  const MISSING = "data-gloss-unknown";
  const SETS = ["srcset", "data-srcset", "data-lazy-srcset"];
  const ADDRESSES = ["data-src", "data-lazy-src", "data-original", "data-lazy", "data-url", "src"];
  const LONGEST_SET = 16384;

  // The addresses of a srcset, largest first. One may hold a comma, but neither begins nor ends with it.
  const readSet = (set) =>
    [...set.slice(0, LONGEST_SET).matchAll(/([^\s,]\S*)(\s+[\d.]+[wx])?/g)]
      .map(([, address, size]) => ({ address: address.replace(/,+$/, ""), size: Number.parseFloat(size ?? "1") }))
      .sort((a, b) => b.size - a.size)
      .map(({ address }) => address);

  const listAddresses = (image) => {
    const picture = image.closest("picture");
    const elements = picture ? [...picture.querySelectorAll("source"), image] : [image];
    const listed = (names, read) => elements.flatMap((element) =>
      names.filter((name) => element.hasAttribute(name)).flatMap((name) => read(element.getAttribute(name))));
    return [...listed(SETS, readSet), ...listed(ADDRESSES, (address) => [address])];
  };

  // Addresses as they are compared; null for what is none.
  const normalise = (address, base) => {
    try {
      const url = new URL(address.trim(), base);
      url.hash = "";
      return url.href;
    } catch {
      return null;
    }
  };

  const find = (image, base, known) => {
    const address = listAddresses(image).map((listed) => normalise(listed, base)).find((url) => url && known.has(url));
    return address ? known.get(address) : null;
  };

  // Something that could be there, and no placeholder.
  const hasAddress = (image) => listAddresses(image).some((address) => !/^\s*(?:$|about:|blob:|data:)/i.test(address));

  // What is there to count visits, not to be seen.
  const isPixel = (image) =>
    ["width", "height"].every((name) => /^\s*[0-2](?:px)?\s*$/.test(image.getAttribute(name) ?? ""));

  // The one image of what stands before a noscript, if nothing else is in there: several, or words, have places of their own.
  const findPlaceholder = (before) => {
    if (before.matches("img")) return before;
    const [image, ...others] = before.querySelectorAll("img");
    return image && others.length === 0 && inertPage.words(before) === "" ? image : null;
  };

  const shows = (element, hash) =>
    hash !== null && [...element.querySelectorAll(`img[${MARK}]`)].some((image) => image.getAttribute(MARK) === hash);

  // A lazy image stands in a noscript, after the placeholder that a script fills, or alone. None is left for Readability,
  // which puts its image in the place of one that is known.
  const unwrap = (noscript) => {
    const [image, ...others] = noscript.querySelectorAll("img");
    const before = noscript.previousElementSibling;
    const placeholder = before && findPlaceholder(before);
    if (!image || others.length > 0 || inertPage.words(noscript) !== "") return;
    if (!placeholder) {
      if (before && shows(before, image.getAttribute(MARK))) noscript.remove();
      else noscript.replaceWith(image);
      return;
    }
    if (!placeholder.hasAttribute(MARK) && (image.hasAttribute(MARK) || image.hasAttribute(MISSING))) {
      image.setAttribute("alt", placeholder.getAttribute("alt") || (image.getAttribute("alt") ?? ""));
      placeholder.replaceWith(image);
    }
    noscript.remove();
  };

  // Marks each image that is known with the hash of its content, and each that should be; images: lists of address, hash, width and height.
  // Of two at one address the first counts.
  const mark = (page, base, images) => {
    const known = new Map([...images].reverse().map(([address, hash]) => [normalise(address, base), hash]));
    for (const image of page.querySelectorAll("img")) {
      const hash = find(image, base, known);
      image.removeAttribute(MARK);
      image.removeAttribute(MISSING);
      if (isPixel(image)) image.remove();
      else if (hash) image.setAttribute(MARK, hash);
      else if (hasAddress(image)) image.setAttribute(MISSING, "");
    }
    for (const noscript of page.querySelectorAll("noscript")) unwrap(noscript);
  };

  const countMissing = (element) => element.querySelectorAll(`img[${MISSING}]`).length;

  // The hash of a marked image, or of one in a document that was built here before.
  const getHash = (image) =>
    image.getAttribute(MARK) ?? /^image\/([0-9a-f]{64})$/.exec(image.getAttribute("src") ?? "")?.[1] ?? null;

  const LARGEST = 20000;
  const readLength = (image, name) => {
    const number = Number(image.getAttribute(name)?.trim().replace(/px$/, "") || NaN);
    return number >= 1 && number <= LARGEST ? Math.round(number) : 0;
  };

  // The room of an image, which is kept for it until it is there: its own size, or less where the page shows it smaller.
  // One without a size of its own has what the page says.
  const getSize = (image, [width, height]) => {
    const asked = readLength(image, "width");
    if (!width || !height) return [asked, readLength(image, "height")];
    return asked && asked < width ? [asked, Math.max(Math.round((asked * height) / width), 1)] : [width, height];
  };

  return { MARK, MISSING, mark, countMissing, getHash, getSize };
})();
