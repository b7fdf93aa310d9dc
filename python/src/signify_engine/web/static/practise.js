// The page to practise on: choose a sign, watch it, sign it, see what to change, again.

import { Refused, ask, frame, handIn, icon, loadWords, make, refusal, replayOf, say, theme, words } from "./common.js";
import { recordingPanel } from "./camera.js";
import { Player } from "./player.js";

await loadWords();

let player = null, panel = null, running = null;
const status = make("p", { class: "sp-live", role: "status" });
const chooser = make("section", { class: "w-chooser", "aria-labelledby": "choose" });
const stage = make("section", { class: "w-stage", "aria-live": "off" });
const past = make("section", { class: "w-past", "aria-labelledby": "past" });

frame(say("practise"), "practise", [make("h1", {}, [say("practise")]), status, chooser, stage, past]);
document.addEventListener("themechange", () => player?.setTheme(theme()));

function clear() {
  running?.abort();
  running = new AbortController();
  player?.close();
  panel?.close();
  player = panel = null;
  stage.replaceChildren();
}

function show(element, replay) {
  player = new Player(element, replay, { labels: words.labels, lang: words.lang, dir: words.dir, theme: theme() });
  // For whoever looks into the page, tests among them.
  globalThis.player = player;
}

// MARK: Choose

async function choose() {
  const { signs } = (await ask("/signs")).document;
  const list = make("ul", { class: "w-signs" });
  const search = make("input", { type: "search", id: "search", autocomplete: "off", oninput: () => fill() });
  function fill() {
    const wanted = search.value.trim().toLowerCase();
    list.replaceChildren(...signs.filter((gloss) => gloss.toLowerCase().includes(wanted)).map((gloss) =>
      make("li", {}, [make("button", { type: "button", class: "w-gloss", "data-gloss": gloss, "aria-pressed": "false", onclick: () => watch(gloss) }, [gloss])])));
  }
  fill();
  chooser.replaceChildren(
    make("h2", { id: "choose" }, [say("choose_sign")]),
    ...(signs.length > 12 ? [make("label", { class: "w-choice", for: "search" }, [make("span", {}, [say("search")]), search])] : []),
    list,
  );
  const wanted = new URLSearchParams(location.search).get("sign");
  if (wanted && signs.includes(wanted)) await watch(wanted, { focuses: false });
}

// MARK: Watch and record

async function watch(gloss, { focuses = true } = {}) {
  clear();
  for (const button of chooser.querySelectorAll("[data-gloss]")) button.setAttribute("aria-pressed", String(button.dataset.gloss === gloss));
  const heading = make("h2", { tabindex: -1 }, [gloss]), place = make("div");
  panel = recordingPanel((recording) => score(gloss, recording));
  stage.append(heading, place, panel.element);
  if (focuses) heading.focus();
  try {
    show(place, (await ask(`/signs/${encodeURIComponent(gloss)}/replay`, { signal: running.signal })).document);
  } catch (error) {
    if (error.name !== "AbortError") place.replaceChildren(refusal(error));
  }
}

async function score(gloss, recording) {
  clear();
  const wait = make("div", { class: "w-wait", html: icon("loop") }, [make("span", {}, [say("scoring")])]);
  stage.append(make("h2", { tabindex: -1 }, [gloss]), wait);
  status.textContent = say("scoring");
  const place = make("div"), { signal } = running;
  try {
    const result = await handIn(recording, gloss, { signal });
    status.textContent = result.feedback?.summary ?? "";
    if (result.status === "given_up") wait.replaceWith(refusal(new Refused(422, "given_up", result.feedback?.summary ?? say("unusable"))));
    else {
      const replay = await replayOf(result.id, { signal });
      wait.replaceWith(place);
      show(place, replay);
      // A learner who pressed a button below sees the score, and not where it was.
      stage.scrollIntoView({ block: "start" });
      performance.mark("signify-replay-shown");
      if (performance.getEntriesByName("signify-clip-end").length) performance.measure("signify-score", "signify-clip-end", "signify-replay-shown");
    }
  } catch (error) {
    if (error.name === "AbortError") return;
    wait.replaceWith(refusal(error));
    stage.scrollIntoView({ block: "start" });
    status.textContent = "";
  }
  const button = (name, picture, label, action, kind) => make("button", { type: "button", class: `w-button ${kind}`, "data-do": name, html: icon(picture), onclick: action }, [make("span", {}, [label])]);
  const buttons = make("div", { class: "w-buttons" }, [
    button("again", "loop", say("again"), async () => { await watch(gloss); panel.open(); }, "w-main"),
    button("watch", "play", say("watch"), () => watch(gloss), ""),
  ]);
  stage.append(buttons);
  buttons.querySelector("button").focus({ preventScroll: true });
  await look();
}

// MARK: History and progress

async function look() {
  try {
    const [history, progress] = await Promise.all([ask("/history?limit=12"), ask("/progress").catch(() => null)]);
    const p = progress?.document, numbers = new Intl.NumberFormat(words.lang, { maximumFractionDigits: 1 }), days = new Intl.DateTimeFormat(words.lang, { dateStyle: "medium", timeStyle: "short" });
    const fact = (name, value) => make("div", {}, [make("dt", {}, [say(name)]), make("dd", {}, [numbers.format(value)])]);
    const rows = history.document.sessions.map((session) => {
      const good = session.score >= 70, ring = 2 * Math.PI * 16;
      return make("li", {}, [make("button", { type: "button", class: "w-attempt", "data-attempt": session.id, onclick: () => replay(session), html:
        `<svg class="w-ring" viewBox="0 0 40 40" aria-hidden="true" focusable="false"><circle class="w-ring-back" cx="20" cy="20" r="16"/><circle class="${good ? "w-ring-good" : "w-ring-bad"}" cx="20" cy="20" r="16" stroke-dasharray="${(ring * session.score / 100).toFixed(1)} ${ring.toFixed(1)}" transform="rotate(-90 20 20)"/></svg>` }, [
        make("strong", {}, [numbers.format(session.score)]), make("span", { class: "w-said" }, [session.summary]), make("time", { datetime: session.completed_at }, [days.format(new Date(session.completed_at))])])]);
    });
    past.replaceChildren(
      make("h2", { id: "past" }, [say("history")]),
      ...(p ? [make("dl", { class: "w-facts" }, [fact("level", p.level), fact("points", p.xp), fact("attempts", p.scored_sessions), fact("average", p.average_score), fact("this_week", p.sessions_this_week)])] : []),
      rows.length ? make("ol", { class: "w-attempts" }, rows) : make("p", {}, [say("no_attempts")]),
    );
  } catch (error) {
    past.replaceChildren(make("h2", { id: "past" }, [say("history")]), refusal(error));
  }
}

async function replay(session) {
  clear();
  const place = make("div"), heading = make("h2", { tabindex: -1 }, [say("replay")]);
  stage.append(heading, place);
  heading.focus();
  try {
    show(place, await replayOf(session.id, { signal: running.signal }));
    heading.textContent = player.state.sign;
  } catch (error) {
    if (error.name !== "AbortError") place.replaceChildren(refusal(error));
  }
}

try {
  await Promise.all([choose(), look()]);
} catch (error) {
  chooser.replaceChildren(refusal(error));
}
document.documentElement.dataset.ready = "true";
