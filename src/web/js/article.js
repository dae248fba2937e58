// SPDX-License-Identifier: GPL-3.0-or-later
// The article of a page, without what stands around it: Readability's choice, run on a copy, since it takes apart what
// it reads. Then whether that choice may stand for the page.
//
// Readability comes first and DOMPurify last. It judges by classes, ids, roles, styles and meta elements, all of which
// DOMPurify takes away. That it sees them costs nothing: the document is inert, and names that would mislead a script
// are gone from it (inert-page.js). What it gives is text again, so that what is made clean is what a parser makes of
// it, and nothing is moved or renamed after the cleaning.
"use strict";

const article = (() => {
  const { squeeze, words, parse, write, isAddress, isSeen, letters } = inertPage;
  const MOST_ELEMENTS = 100000;
  const LONGEST_FIELD = 1000;
  const LEAST_LETTERS = 40; // fewer are no article in any script
  const FEW_LETTERS = 1000; // a page that asks for a password and shows no more than this is behind it
  const LEAST_SHARE = 1 / 3;

  // What managers of consent put over a page. Nothing of it is ever the article.
  const OVERLAYS = ["#onetrust-consent-sdk", "#CybotCookiebotDialog", "#didomi-host", "#usercentrics-root", "#cmpbox",
    "#truste-consent-track", "#qc-cmp2-container", "#cookie-law-info-bar"].map((id) => id.replace("#", "#\\:")).concat(
    ".qc-cmp2-container", ".fc-consent-root", ".cc-window", "[id^=':sp_message_container']",
    "[role='dialog' i][aria-modal='true' i]");

  // Around an article, not of it.
  const AROUND = "a, nav, footer, aside, form, button, select, textarea, [role='navigation' i], [role='dialog' i]";
  const TALK = /comment|disqus|replies|cookie|consent|gdpr/i;
  const isAround = (element) =>
    element.matches(AROUND) || TALK.test(`${element.getAttribute("class") ?? ""} ${element.getAttribute("id") ?? ""}`);

  // As it would take it from JSON-LD itself, which it is not given: of these it reads the last, before all others.
  const LINKED = new Map([["dc:title", "title"], ["dc:creator", "byline"], ["dc:description", "description"]]);

  const copy = (page, { linked }) => {
    const made = parse(write(page));
    for (const overlay of made.querySelectorAll(OVERLAYS.join(", "))) overlay.remove();
    // Its comparison of titles takes time by the product of their lengths.
    for (const title of made.querySelectorAll("title")) title.textContent = words(title).slice(0, LONGEST_FIELD);
    for (const meta of made.querySelectorAll("meta[content]"))
      meta.setAttribute("content", meta.getAttribute("content").slice(0, LONGEST_FIELD));
    for (const [name, field] of LINKED) {
      if (linked[field] === "") continue;
      const meta = made.createElement("meta");
      meta.setAttribute("name", name);
      meta.setAttribute("content", linked[field]);
      made.body.append(meta);
    }
    return made;
  };

  const run = (page, about) => {
    if (page.getElementsByTagName("*").length > MOST_ELEMENTS) return null;
    try {
      return new Readability(copy(page, about)).parse();
    } catch (error) {
      console.debug(`Readability gave up: ${error.message}`);
      return null;
    }
  };

  const plain = (text) => squeeze(text).toLowerCase();

  // The page's own words for its title, where it shows them: what is published, not what is meant for machines.
  const findHeading = (page, title) => {
    const wanted = plain(title);
    const headings = [...page.querySelectorAll("h1")].filter((heading) => words(heading) !== "" && isSeen(heading));
    const same = headings.find((heading) => {
      const found = plain(words(heading));
      return wanted.includes(found) || found.includes(wanted);
    });
    return same ?? (headings.length === 1 ? headings[0] : null);
  };

  // The sentence or two under the heading: said to be that by a class, or the same as the page's description.
  const STANDFIRST = /\b(?:standfirst|stand-first|subtitle|sub-?head(?:line|ing)?|dek|lede|teaser|intro|summary)\b/i;
  const findStandfirst = (page, heading, description, body) => {
    const around = heading?.closest("header, hgroup, article, main") ?? page.body;
    const wanted = plain(description);
    const inside = plain(body.textContent);
    for (const element of around?.querySelectorAll("p, h2, h3, div") ?? []) {
      const found = plain(element.textContent.slice(0, LONGEST_FIELD));
      const isSaid = STANDFIRST.test(element.getAttribute("class") ?? "") || (wanted !== "" && found === wanted);
      const isAfter = !heading || heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (isSaid && isAfter && isSeen(element) && found.length >= LEAST_LETTERS && !element.querySelector("p, div, li"))
        return inside.includes(found) ? null : element;
    }
    return null;
  };

  // One heading after another that leads elsewhere, or more links than words: what is listed is not here.
  const ELSEWHERE = "a[href]:not([href^='#'])";
  const isList = (body, n) => {
    const headings = [...body.querySelectorAll("h2, h3, h4")];
    const linked = headings.filter((heading) => words(heading.querySelector(ELSEWHERE)) === words(heading));
    const unlinked = letters(body, (element) => element.matches(ELSEWHERE));
    return (linked.length > 3 && linked.length * 4 > headings.length * 3) || unlinked * 2 < n;
  };

  const asksForPassword = (page) => page.querySelector("input[type='password' i]") !== null;
  // Publishers name what asks to be paid by its purpose. It is what they call the text behind it as well, which is longer.
  const WALL = /(?:pay|reg|registration|subscri(?:be|ber|ption)|premium|meter(?:ed)?)[-_]?wall/i;
  const hasWall = (page) => [...page.querySelectorAll("body [class], body [id]")].some((element) =>
    WALL.test(`${element.getAttribute("class") ?? ""} ${element.getAttribute("id") ?? ""}`) &&
    words(element) !== "" && isSeen(element) && letters(element) < FEW_LETTERS);
  const isClosed = (page) => asksForPassword(page) || hasWall(page);
  const isWall = (page) => isClosed(page) && letters(page.body, isAround) < FEW_LETTERS;

  const judge = (page, about, body, isWanted) => {
    const n = body ? letters(body) : 0;
    const isLocked = n < FEW_LETTERS && (!about.isFree || isClosed(page));
    if (isLocked) return "locked";
    if (n < LEAST_LETTERS) return "nothing";
    if (isWanted) return "article";
    if (isList(body, n)) return "list";
    return letters(body, isAround) < letters(page.body, isAround) * LEAST_SHARE ? "little" : "article";
  };

  // Who wrote it, and when, stand beside the text. Where a page has that in its article too, alone in an element before
  // the first paragraph, it goes; a sentence that begins with a name stays.
  const LONGEST_OPENING = 120;
  const dropByline = (body, byline) => {
    const names = byline === "" ? [] : byline.split(", ").map(plain);
    for (const element of body.querySelectorAll("p, div, span, address, time")) {
      const found = plain(words(element));
      const isByline = names.length > 0 && names.every((name) => found.includes(name)) &&
        found.length <= byline.length + 12;
      if (isByline || (found !== "" && words(element.querySelector(":scope > time")) === words(element))) {
        element.remove();
      } else if (element.localName === "p" && found.length > LONGEST_OPENING) {
        return;
      }
    }
  };

  const compose = (page, about, found, body, byline) => {
    const made = document.implementation.createHTMLDocument("");
    const title = found.title || about.headline;
    const heading = findHeading(page, title);
    const standfirst = findStandfirst(page, heading, about.description, body);
    const top = made.createElement("h1");
    top.textContent = heading ? words(heading) : squeeze(title).slice(0, LONGEST_FIELD);
    made.body.append(top);
    if (standfirst) made.body.append(Object.assign(made.createElement("p"), { textContent: words(standfirst) }));
    // Readability compares words of Latin letters alone, and leaves any other heading where it is.
    const again = body.querySelector("h1, h2");
    if (again && words(again) === words(top)) again.remove();
    dropByline(body, byline);
    return made.body.innerHTML + body.innerHTML;
  };

  // Whether there is an article ("finding"), and it, as markup that is not clean yet. isWanted: however little it is.
  const take = (page, about, isWanted) => {
    const found = run(page, about);
    const body = found ? parse(found.content).body : null;
    const finding = judge(page, about, body, isWanted);
    if (finding !== "article") return { finding };
    const said = squeeze(found.byline ?? "").slice(0, LONGEST_FIELD);
    const byline = about.byline || (isAddress(said) ? "" : said);
    return {
      finding,
      html: compose(page, about, found, body, byline),
      byline,
      direction: ["ltr", "rtl"].includes(found.dir) ? found.dir : about.direction,
    };
  };

  return { take, isWall };
})();
