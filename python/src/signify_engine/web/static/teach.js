// The teacher's page: record a reference sign, hear what the engine thinks of the take, keep it or record again.

import { ask, frame, icon, kindOf, loadWords, make, refusal, say, words } from "./common.js";
import { recordingPanel } from "./camera.js";

await loadWords();

const status = make("p", { class: "sp-live", role: "status" });
const verdict = make("section", { "aria-live": "polite" });
const known = make("datalist", { id: "glosses" });
const gloss = make("input", { id: "gloss", list: "glosses", required: true, autocomplete: "off", spellcheck: "false", maxlength: 100, "aria-describedby": "gloss-hint" });
const panel = recordingPanel(check);

frame(say("teach"), "teach", [
  make("h1", {}, [say("teach")]), status,
  make("p", {}, [say("teach_intro")]),
  make("label", { class: "w-choice", for: "gloss" }, [make("span", {}, [say("sign_name")]), gloss]), known,
  make("p", { id: "gloss-hint", class: "w-hint" }, [say("sign_name_hint")]),
  panel.element, verdict,
]);

const path = (name) => `/signs/${encodeURIComponent(name)}/takes`;

async function check(recording) {
  const name = gloss.value.trim().toUpperCase();
  if (!name) {
    gloss.setCustomValidity(say("sign_name_needed"));
    gloss.reportValidity();
    gloss.addEventListener("input", () => gloss.setCustomValidity(""), { once: true });
    return;
  }
  verdict.replaceChildren(make("div", { class: "w-wait", html: icon("loop") }, [make("span", {}, [say("checking")])]));
  try {
    const { document } = await ask(`${path(name)}/check`, { method: "POST", body: recording, type: kindOf(recording) });
    tell(name, recording, document);
  } catch (error) {
    verdict.replaceChildren(refusal(error));
  }
}

function said(messages, kind) {
  return (messages ?? []).map((message) => make("li", { class: `w-said-${kind}`, html: icon(message.code) }, [make("span", {}, [message.message ?? message.code])]));
}

function tell(name, recording, answer) {
  const good = answer.accepted;
  const mark = good ? icon("well_done") : icon("watch_again");
  const keep = make("button", { type: "button", class: "w-button w-main", "data-do": "keep", html: icon("well_done"), onclick: () => store(name, recording, keep) }, [make("span", {}, [say("keep")])]);
  const again = make("button", { type: "button", class: good ? "w-button" : "w-button w-main", "data-do": "again", html: icon("loop"), onclick: () => { verdict.replaceChildren(); panel.open(); } }, [make("span", {}, [say("record_again")])]);
  verdict.replaceChildren(
    make("div", { class: good ? "w-verdict w-good" : "w-verdict w-wrong", html: mark }, [make("h2", {}, [say(good ? "take_good" : "take_refused", { sign: name })])]),
    make("ul", { class: "w-told" }, [...said(answer.faults, "fault"), ...said(answer.cautions, "caution")]),
    make("div", { class: "w-buttons" }, [good ? keep : null, again]),
  );
  status.textContent = say(good ? "take_good" : "take_refused", { sign: name });
}

async function store(name, recording, button) {
  button.disabled = true;
  try {
    const { document } = await ask(path(name), { method: "POST", body: recording, type: kindOf(recording) });
    if (!document.kept) return tell(name, recording, document);
    verdict.replaceChildren(make("div", { class: "w-verdict w-good", html: icon("well_done") }, [make("h2", {}, [say("take_kept", { sign: name })])]));
    status.textContent = say("take_kept", { sign: name });
    await list();
  } catch (error) {
    verdict.append(refusal(error));
  } finally {
    button.disabled = false;
  }
}

async function list() {
  const { signs } = (await ask("/signs")).document;
  known.replaceChildren(...signs.map((each) => make("option", { value: each })));
}

try {
  await list();
} catch (error) {
  verdict.replaceChildren(refusal(error));
}
void words;
document.documentElement.dataset.ready = "true";
