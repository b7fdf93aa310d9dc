// What the feedback says, around the picture: the signs of a sentence, the moments, and who is who.

import { make, text } from "./elements.js";
import { badge, icon } from "./icons.js";
import { minus, straightDigits } from "./poses.js";

/** A button for each sign of a sentence; one that is missing cannot be pressed. */
export function signButtons(player) {
  const f = player.feedback, buttons = [];
  let next = 0;
  for (const sign of f.signs) {
    const missing = sign.status === "missing", index = missing ? -1 : next++;
    const state = missing ? "missing_sign" : sign.status === "swapped" ? "swapped_sign" : null;
    const good = !missing && sign.status === "ok" && sign.score >= (f.passing_score ?? 70);
    const picture = `<svg class="sp-mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${good ? `<circle class="i-ok i-full" cx="10" cy="10" r="9"/><path class="i-gap i-thin" d="M5.5 10.5l3 3.5 6-7.5"/>` : missing ? `<rect class="i-empty" x="2" y="2" width="16" height="16" rx="4"/>` : `<path class="i-bad i-full" d="M10 0l10 10-10 10L0 10z"/>`}</svg>`;
    buttons.push(make("button", {
      type: "button", class: "sp-sign", disabled: missing || index >= player.scenes.length, "aria-label": missing ? `${sign.gloss}: ${player.say("missing")}` : sign.gloss,
      "data-sign": index, html: picture + (state ? icon(state) : ""), onclick: () => player.select(index),
    }, [text(sign.gloss)]));
  }
  return buttons;
}

/** The moments as buttons; without any, what the summary says. */
export function momentItems(player) {
  const whole = player.whole;
  const items = player.moments.map((moment, i) => {
    const words = text(moment.message ?? moment.code ?? "");
    const button = make("button", { type: "button", class: "sp-moment", "aria-pressed": "false", html: momentIcon(player, moment), onclick: () => player.press(i) }, [words]);
    button.setAttribute("aria-label", moment.message ?? moment.code ?? "");
    return make("li", {}, [button]);
  });
  if (!items.length && whole) {
    items.push(make("li", {}, [make("div", { class: "sp-moment sp-whole", html: icon(whole.code, whole.parameters, player.ownLeft()) }, [text(player.feedback.summary)])]));
  }
  if (!items.length && player.feedback?.passed) items.push(make("li", {}, [make("div", { class: "sp-moment sp-well", html: icon("well_done") }, [text(player.feedback.summary)])]));
  return items;
}

/** The picture of a moment's code. */
export function momentIcon(player, moment) {
  const hands = moment.parameters?.hands, isOther = hands && hands !== "both" && hands !== (player.replay.dominant_hand ?? "right");
  const arrow = moment.marks?.[0]?.arrows?.find((each) => each.kind === "reverse");
  if (moment.code === "other_way" && arrow) {
    // The picture's arrow goes as the reference does.
    const [x, y] = minus(arrow.to, arrow.from), upright = Math.abs(y) > Math.abs(x);
    return icon(moment.code, { upright }, Math.sign(upright ? y : player.mirrored ? -x : x) || 1);
  }
  const mark = moment.marks?.[0], right = mark && moment.channel === "handshape" ? player.scene.nearestHand("ref", mark.hand, moment.peak) : null;
  return icon(moment.code ?? "watch_again", { ...moment.parameters, shape: right ? straightDigits(right) : undefined }, player.ownLeft(), Boolean(isOther) !== player.mirrored);
}

/** Above the picture: who is who, and what is to change. */
export function whoIsWho(player) {
  if (player.isDemonstration) return [];
  const moment = player.moment, whole = player.whole, passed = player.feedback?.passed && !moment;
  const picture = moment ? momentIcon(player, moment) : whole && !passed ? icon(whole.code, whole.parameters, player.ownLeft(), player.mirrored) : passed ? icon("well_done") : "";
  const fault = !player.feedback?.passed && (moment || whole);
  return [
    make("span", { class: "sp-chip sp-you", html: icon("you") }, [text(player.say("you")), make("span", { html: badge(!fault) })]),
    make("span", { class: "sp-sign-icon", html: picture }),
    make("span", { class: "sp-chip sp-ref", html: icon("reference") }, [text(player.say("reference")), make("span", { html: badge(true) })]),
  ];
}
