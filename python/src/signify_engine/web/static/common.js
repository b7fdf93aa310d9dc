// What the pages share: elements, words, themes and the router's answers.

import { icon } from "./icons.js";

/** @param {string} name @param {Record<string, any>} [attributes] @param {(Node|string|null)[]} [children] */
export function make(name, attributes = {}, children = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "html") element.innerHTML = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

// MARK: Words

const kept = {
  get(name) {
    try { return localStorage.getItem(`signify.${name}`); } catch { return null; }
  },
  set(name, value) {
    try { localStorage.setItem(`signify.${name}`, value); } catch { /* A browser that keeps nothing. */ }
  },
};

const fetched = async (path) => (await fetch(new URL(path, import.meta.url))).json();

/** The languages of the pages, this one's words, and the player's labels. */
export const words = { tags: ["en"], lang: "en", dir: "ltr", strings: {}, labels: {} };

/** The first of the wished languages that the pages have. */
export function bestTag(wished, tags) {
  for (const wish of wished.filter(Boolean)) {
    for (let tag = wish; tag; tag = tag.includes("-") ? tag.slice(0, tag.lastIndexOf("-")) : "") {
      const found = tags.find((each) => each.toLowerCase() === tag.toLowerCase());
      if (found) return found;
    }
  }
  return "en";
}

/** What the learner chose in their settings: it comes before the browser's wish, and after a choice on this page. */
let chosen = {};

export async function loadWords() {
  // Who is not signed in has no settings; each path says so when it is asked.
  const settings = ask("/settings").then(({ document }) => document, () => null);
  words.tags = await fetched("languages.json");
  chosen = (await settings) ?? {};
  const query = new URLSearchParams(location.search).get("language");
  words.lang = bestTag([query, kept.get("language"), chosen.language, ...(navigator.languages ?? [navigator.language])], words.tags);
  const [own, english, labels] = await Promise.all([fetched(`strings/${words.lang}.json`), fetched("strings/en.json"), fetched("labels.json")]);
  words.strings = { ...english, ...own };
  words.labels = labels[words.lang] ?? labels.en;
  words.dir = words.lang === "ar" ? "rtl" : "ltr";
  Object.assign(document.documentElement, { lang: words.lang, dir: words.dir });
}

/** A text of the page, with values in its braces. */
export function say(name, values = {}) {
  return (words.strings[name] ?? name).replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
}

// MARK: Themes

export const theme = () => kept.get("theme") ?? chosen.theme ?? "auto";

function setTheme(value) {
  kept.set("theme", value);
  applyTheme();
}

function applyTheme() {
  if (theme() === "auto") delete document.body.dataset.theme;
  else document.body.dataset.theme = theme();
  document.dispatchEvent(new CustomEvent("themechange"));
}

// MARK: The frame of a page

function choice(name, label, values, chosen, action) {
  const select = make("select", { id: name, onchange: () => action(select.value) }, values.map(([value, text]) => make("option", { value, selected: value === chosen }, [text])));
  return make("label", { class: "w-choice" }, [make("span", {}, [label]), select]);
}

/** The frame of a page around its content. */
export function frame(title, current, content) {
  document.title = `${title} · SignifyAI`;
  applyTheme();
  const link = (href, text, name) => make("a", { href, "aria-current": name === current ? "page" : null }, [text]);
  const names = new Intl.DisplayNames([words.lang], { type: "language", fallback: "code" });
  const nameOf = (tag) => (tag === "en-x-child" ? say("language_child") : new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? names.of(tag) ?? tag);
  document.getElementById("page").replaceChildren(
    make("header", { class: "w-header" }, [
      make("a", { class: "w-brand", href: "./", html: icon("sign") }, [make("span", {}, ["SignifyAI"])]),
      make("nav", { "aria-label": say("pages") }, [link("./", say("practise"), "practise"), link("teach", say("teach"), "teach")]),
      make("div", { class: "w-choices" }, [
        choice("language", say("language"), words.tags.map((tag) => [tag, nameOf(tag)]), words.lang, (tag) => {
          kept.set("language", tag);
          const url = new URL(location.href);
          url.searchParams.delete("language");
          location.replace(url);
        }),
        choice("theme", say("theme"), ["auto", "light", "dark"].map((each) => [each, say(`theme_${each}`)]), theme(), setTheme),
      ]),
    ]),
    make("main", { id: "main" }, content),
  );
}

// MARK: The router

const api = document.querySelector("meta[name=signify-api]").content;

// A token comes in the fragment, which no server sees, and stays in this tab.
function token() {
  try {
    const given = new URLSearchParams(location.hash.slice(1)).get("token");
    if (given) {
      sessionStorage.setItem("signify.token", given);
      history.replaceState(null, "", location.pathname + location.search);
    }
    return sessionStorage.getItem("signify.token");
  } catch {
    return null;
  }
}
const bearer = token();

/** A refusal of the router, with its own line. */
export class Refused extends Error {
  constructor(status, code, detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/** Asks the router; a path of its own or one that it named. */
export async function ask(path, { method = "GET", body, type, wait, signal } = {}) {
  const url = new URL(path.startsWith("/") && path.startsWith(`${api}/`) ? path : `${api}${path}`, location.origin);
  if (url.origin !== location.origin) throw new Refused(0, "foreign", path);
  const headers = { Accept: "application/json", "Accept-Language": words.lang };
  if (bearer) headers.Authorization = `Bearer ${bearer}`;
  if (type) headers["Content-Type"] = type;
  if (wait) headers.Prefer = `wait=${wait}`;
  let answer;
  try {
    answer = await fetch(url, { method, headers, body, signal, credentials: "same-origin" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(0, "offline", say("offline"));
  }
  const isJSON = (answer.headers.get("content-type") ?? "").includes("json");
  const document = isJSON ? await answer.json() : null;
  if (!answer.ok) throw new Refused(answer.status, document?.code ?? "refused", document?.detail ?? say("failed", { status: answer.status }));
  return { status: answer.status, document, location: answer.headers.get("location") };
}

/** A film is told by its kind, anything else from its content. */
export const kindOf = (recording) => (recording.type.startsWith("video/") ? recording.type : "application/octet-stream");

/** Hands in a recording and waits for its score. @returns {Promise<any>} the result, scored or given up */
export async function handIn(recording, gloss, { signal } = {}) {
  // The engine speaks the page's language. A camera's own recording is no mirror image, whatever the page shows.
  const query = new URLSearchParams({ ref: gloss, language: words.lang, ...(recording.isOwn ? { mirrored: "false" } : {}) });
  const given = await ask(`/attempts?${query}`, { method: "POST", body: recording, type: kindOf(recording), wait: 20, signal });
  let result = given.document;
  const place = given.location ?? `/attempts/${result?.id}`;
  for (let tries = 0; given.status === 202 && !["scored", "given_up"].includes(result?.status); tries++) {
    if (tries > 400) throw new Refused(0, "slow", say("slow"));
    await new Promise((done) => setTimeout(done, tries < 20 ? 100 : 500));
    result = (await ask(`${place}?language=${words.lang}`, { signal })).document;
  }
  return result;
}

/** The replay of an attempt, in the page's language. */
export async function replayOf(id, { signal } = {}) {
  return (await ask(`/attempts/${id}/replay?language=${words.lang}`, { signal })).document;
}

/** A refusal with a picture: what to do in the learner's language, and for a helper the router's own line. */
export function refusal(error) {
  const unusable = error.status === 422 || error.status === 413;
  const text = { 401: "sign_in", 403: "editors_only", 413: "unusable", 415: "no_films", 422: "unusable" }[error.status];
  const known = error.code === "denied" ? say("editors_only") : text ? say(text) : null;
  const texts = [make("span", {}, [known ?? error.message])];
  if (unusable) texts.push(make("small", { lang: "en", dir: "ltr" }, [error.message]));
  return make("div", { class: "w-refusal", role: "alert", html: icon(unusable ? "hand_unseen" : "watch_again") }, [make("div", {}, texts)]);
}

export { icon };
