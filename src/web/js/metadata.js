// SPDX-License-Identifier: GPL-3.0-or-later
// What a page says of itself: JSON-LD first, for it is written for machines; then Open Graph and its like, then the
// page's own elements. All of it is hostile: bounded, read by own properties only, checked for what it should be.
"use strict";

const metadata = (() => {
  const { squeeze, words, isAddress, resolve } = inertPage;
  const LONGEST = 1000;
  const JSON_LD = { scripts: 32, characters: 262144, depth: 8, objects: 5000 };
  const ARTICLE = /^(?:https?:\/\/schema\.org\/|schema:)?(?:\w*Article|\w*Posting|Report|Review|APIReference)$/;
  const LANGUAGE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}$/;
  const DATE =
    /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(:\d\d(?:\.\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?)?)?)?$/i;
  const DATES = ["article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "pubdate", "parsely-pub-date"];
  const RIGHT_TO_LEFT = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"]);

  const cut = (text) => squeeze(text).slice(0, LONGEST).toWellFormed();
  const own = (object, key) =>
    typeof object === "object" && object !== null && Object.hasOwn(object, key) ? object[key] : undefined;
  const list = (value) => (Array.isArray(value) ? value.slice(0, 100) : value === undefined ? [] : [value]);
  const text = (value) => (typeof value === "string" ? cut(value) : "");

  // No parser makes a script here, not of what is inert either. As a style it is the same text, and that is all that is
  // wanted of it.
  const listScripts = (html) => {
    if (!/application\/ld\+json/i.test(html)) return [];
    const page = inertPage.open(html.replace(/<(\/?)script(?=[\s/>])/gi, "<$1style"));
    return [...page.querySelectorAll("style[type='application/ld+json' i]")].slice(0, JSON_LD.scripts)
      .map((style) => style.textContent).filter((source) => source.length <= JSON_LD.characters);
  };

  // Every object of the page's JSON-LD that may say something of the page, outermost first.
  const collect = (html) => {
    const found = [];
    const queue = [];
    for (const source of listScripts(html)) {
      try {
        queue.push([JSON.parse(source.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, "")), 0]);
      } catch {
        // Many sites write what is no JSON; another script may be.
      }
    }
    for (let i = 0; i < queue.length && i < JSON_LD.objects; i++) {
      const [value, depth] = queue[i];
      if (typeof value !== "object" || value === null || depth > JSON_LD.depth) continue;
      if (!Array.isArray(value)) found.push(value);
      const inner = Array.isArray(value)
        ? value.slice(0, JSON_LD.objects)
        : ["@graph", "mainEntity", "mainEntityOfPage", "author", "publisher"].map((key) => own(value, key));
      for (const part of inner) queue.push([part, depth + 1]);
    }
    return found;
  };

  const headline = (object) => text(own(object, "headline")) || text(own(object, "name"));

  // The one article that the page is about. Of several, as in a list, only one that the page has as its title.
  const choose = (objects, page) => {
    const articles = objects.filter((object) => list(own(object, "@type")).some((type) => ARTICLE.test(text(type))));
    const titles = [...page.querySelectorAll("head > title, h1")].slice(0, 20).map(words);
    if (articles.length < 2) return articles[0];
    return articles.find((object) => headline(object) && titles.some((title) => title.includes(headline(object))));
  };

  // What is only named by its @id stands elsewhere.
  const names = (value, objects) => {
    const found = list(value).map((one) => {
      const id = own(one, "@id");
      const whole = own(one, "name") === undefined && typeof id === "string"
        ? objects.find((object) => own(object, "@id") === id && own(object, "name") !== undefined) : one;
      return text(typeof whole === "string" ? whole : own(whole, "name"));
    });
    return cut([...new Set(found.filter((name) => name !== "" && !isAddress(name)))].join(", "));
  };

  const readLinked = (page, html) => {
    const objects = collect(html);
    const article = choose(objects, page);
    const isFree = own(article, "isAccessibleForFree");
    return {
      title: headline(article),
      description: text(own(article, "description")),
      byline: names(own(article, "author"), objects),
      site: names(own(article, "publisher"), objects),
      published: text(own(article, "datePublished")),
      language: list(own(article, "inLanguage")).map(text).find((language) => language !== "") ?? "",
      canonical: text(own(article, "url")),
      isFree: isFree !== false && !/^false$/i.test(text(isFree)),
    };
  };

  // What meta elements say, in the order that is asked for, not theirs. A Map has no inherited keys.
  const readMeta = (page) => {
    const values = new Map();
    for (const element of page.querySelectorAll("meta[content]")) {
      const content = cut(element.getAttribute("content"));
      for (const name of ["property", "name", "itemprop", "http-equiv"]) {
        const key = squeeze(element.getAttribute(name) ?? "").toLowerCase();
        if (key !== "" && content !== "" && !values.has(key)) values.set(key, content);
      }
    }
    return (...keys) => keys.map((key) => values.get(key)).filter((value) => value !== undefined);
  };

  // RFC 3339, or as much of a date as is there; "" if it is none. Mail's way of writing one is turned into that.
  const checkDate = (found) => {
    const mail = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} [\d:]{5,8} (?:GMT|UTC|[+-]\d{4})$/.test(found);
    const iso = mail && !Number.isNaN(Date.parse(found))
      ? new Date(found).toISOString().replace(".000", "") : found.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
    const parts = DATE.exec(iso);
    if (!parts) return "";
    const [, year, month = "01", day = "01", hour, minute, second = ":00", zone = ""] = parts;
    const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
    if (Number(year) < 1000 || date.getUTCMonth() + 1 !== Number(month) || date.getUTCDate() !== Number(day)) return "";
    if (hour === undefined) return iso;
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second.slice(1)) >= 61) return "";
    return `${year}-${month}-${day}T${hour}:${minute}${second}${zone.toUpperCase().replace(/^(...)(\d\d)$/, "$1:$2")}`;
  };

  const listTimes = (page) =>
    ["[itemprop~='datePublished']", "article time[datetime]", "main time[datetime]", "time[datetime]"].map((place) => {
      const element = page.querySelector(place);
      return cut(element?.getAttribute("datetime") ?? element?.getAttribute("content") ?? "");
    });

  const checkLanguage = (found) => {
    const language = found.trim().replaceAll("_", "-");
    return LANGUAGE.test(language) ? language : "";
  };

  // The part of a host that is its owner's: "example.org", "example.co.uk".
  const owner = (host) => {
    const labels = host.replace(/\.$/, "").split(".");
    const isShort = labels.length > 2 && labels.at(-1).length === 2 && labels.at(-2).length <= 3;
    return /^[\d.]+$|:/.test(host) ? host : labels.slice(isShort ? -3 : -2).join(".");
  };

  // An address that the page gives for itself. One that came from the web may speak for its own house alone: else any
  // page could pass for another's article. A file's word is all there is.
  const ownAddress = (found, base) => {
    const address = found && resolve(found, base);
    if (!address || !resolve(base, base)) return address || "";
    return owner(new URL(address).hostname) === owner(new URL(base).hostname) ? address : "";
  };

  const first = (candidates, check = (value) => value) => candidates.map(check).find((value) => value) ?? "";
  const attribute = (page, selector, name) => page.querySelector(selector)?.getAttribute(name) ?? "";

  const describe = (page, html, uri) => {
    const linked = readLinked(page, html);
    const meta = readMeta(page);
    const root = page.documentElement;
    const base = resolve(attribute(page, "base[href]", "href"), uri) ?? uri;
    const language = first(
      [root.getAttribute("lang") ?? "", linked.language, ...meta("content-language", "og:locale")], checkLanguage);
    const titles = () => linked.title || first(meta("og:title", "twitter:title"));
    const declared = (root.getAttribute("dir") ?? page.body?.getAttribute("dir") ?? "").toLowerCase();
    const address = (...found) => first(found, (one) => ownAddress(one && (resolve(one, base) ?? ""), uri));
    return {
      base,
      title: cut(words(page.querySelector("head > title"))) || titles(),
      headline: titles(),
      description: linked.description || first(meta("og:description", "description", "twitter:description")),
      byline: linked.byline || first(meta("author", "article:author", "parsely-author", "dc.creator", "byl"),
        (name) => (isAddress(name) ? "" : name)),
      site: linked.site || first(meta("og:site_name", "application-name")),
      published: first([linked.published, ...meta(...DATES), ...listTimes(page)], checkDate),
      language,
      direction: ["ltr", "rtl"].includes(declared) ? declared
        : RIGHT_TO_LEFT.has(language.toLowerCase().split("-")[0]) ? "rtl" : "",
      canonical: address(
        attribute(page, "link[rel~='canonical' i][href]", "href"), ...meta("og:url"), linked.canonical),
      next: address(attribute(page, "link[rel~='next' i][href], a[rel~='next' i][href]", "href")),
      isFree: linked.isFree,
      linked,
    };
  };

  return { describe };
})();
