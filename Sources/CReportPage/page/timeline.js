// The timeline of a sign: the deviation of its channels as strips, and its moments as flags.

import { make } from "./elements.js";
import { icon } from "./icons.js";
import { CHANNELS } from "./labels.js";

const STRIP = 30, STRIP_TOP = 2.5;

/** The deviation of a channel as a strip. Over the line of 1 it is to be corrected, if the channel is: a moment of a right
 * channel may lie beyond its tolerance, whose mean does not. */
function strip(values, isWrong) {
  const y = (value) => STRIP - STRIP * Math.min(value, STRIP_TOP) / STRIP_TOP;
  const bars = values.map((value, i) => {
    if (value === null || value === undefined) return `<rect class="sp-none" x="${i + 0.2}" y="${STRIP - 2}" width=".6" height="2"/>`;
    const top = y(Math.max(value, 0.08));
    return `<rect class="${isWrong && value >= 1 ? "sp-bad" : "sp-good"}" x="${i}" y="${top.toFixed(2)}" width="1.02" height="${(STRIP - top).toFixed(2)}"/>`;
  });
  return `<svg class="sp-strip" viewBox="0 0 ${values.length} ${STRIP}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${bars.join("")}` +
    `<path class="sp-limit" vector-effect="non-scaling-stroke" d="M0 ${y(1)}H${values.length}"/></svg>`;
}

/** Fills the rows of strips and the flags above them. */
export function fillTimeline(player) {
  const deviation = player.sign.deviation ?? {}, { feedback } = player.replay;
  // The feedback's signs are those asked for, the replay's those that were signed.
  const judged = feedback?.signs?.filter((sign) => sign.status === "ok")[player.signIndex]?.channels ?? feedback?.channels ?? {};
  player.rows.replaceChildren(...CHANNELS.filter((name) => deviation[name]).map((name) =>
    make("div", { class: "sp-row" }, [make("span", { class: "sp-row-icon", html: icon(name), title: player.say(`channel_${name}`) }), make("div", { html: strip(deviation[name], (judged[name]?.score ?? 100) < 90) })])));
  if (!player.rows.childElementCount) player.rows.append(make("div", { class: "sp-row sp-plain" }, [make("div")]));
  const last = player.scene.steps - 1;
  player.slider.setAttribute("aria-valuemax", String(last));
  player.flags.replaceChildren(...player.moments.map((moment, i) => {
    const flag = make("button", { type: "button", class: "sp-flag", tabindex: -1, html: `<svg viewBox="0 0 20 20" focusable="false"><path class="i-bad i-full" d="M10 0l10 10-10 10L0 10z"/></svg>`, onclick: () => player.press(i) });
    const span = make("span", { class: "sp-span" });
    flag.style.left = `${100 * (moment.peak + 0.5) / player.scene.steps}%`;
    span.style.left = `${100 * moment.steps[0] / player.scene.steps}%`;
    span.style.width = `${100 * (moment.steps[1] - moment.steps[0] + 1) / player.scene.steps}%`;
    return make("div", {}, [span, flag]);
  }));
}
