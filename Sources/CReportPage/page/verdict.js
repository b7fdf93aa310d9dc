// The score as a ring, the channels as meters, and the summary.

import { make, text } from "./elements.js";
import { badge, icon, loop } from "./icons.js";
import { CHANNELS } from "./labels.js";

/** The score as a ring with a mark where one passes, the channels as meters, and the summary. */
export function verdict(f, say, numbers) {
  if (!f || f.score === undefined) return f?.summary ? make("div", { class: "sp-verdict" }, [text(f.summary, "p", "sp-summary")]) : null;
  const turn = 2 * Math.PI * 40, angle = (f.passing_score / 100) * 2 * Math.PI - Math.PI / 2;
  const at = (r) => `${(50 + r * Math.cos(angle)).toFixed(2)} ${(50 + r * Math.sin(angle)).toFixed(2)}`;
  const symbol = f.passed ? `<path class="i-ok i-thin sp-symbol" d="M32 51l13 14 24-28"/>` : `<g transform="translate(26 26) scale(.75)">${loop("i-bad")}</g>`;
  const ring = make("div", {
    class: f.passed ? "sp-ring sp-passed" : "sp-ring", role: "img",
    "aria-label": `${say(f.passed ? "passed" : "try_again")}. ${say("score", { score: f.score, passing: f.passing_score })}`,
    html: `<svg viewBox="0 0 100 100" aria-hidden="true" focusable="false"><circle class="sp-ring-back" cx="50" cy="50" r="40"/><circle class="sp-ring-value" cx="50" cy="50" r="40" ` +
      `stroke-dasharray="${(turn * f.score / 100).toFixed(1)} ${turn.toFixed(1)}" transform="rotate(-90 50 50)"/><path class="sp-ring-mark" d="M${at(33)}L${at(47)}"/>${symbol}</svg>`,
  }, [text(numbers.format(f.score), "span", "sp-score")]);
  const meters = make("ul", { class: "sp-channels" }, CHANNELS.filter((name) => f.channels?.[name]?.score !== undefined).map((name) => meter(name, f.channels[name].score, say, numbers)));
  return make("div", { class: "sp-verdict" }, [ring, make("div", { class: "sp-words" }, [text(f.summary, "p", "sp-summary"), meters])]);
}

function meter(name, score, say, numbers) {
  const good = score >= 90, label = `${say(`channel_${name}`)}: ${numbers.format(score)}, ${say(good ? "right" : "to_correct")}`;
  const bar = make("span", { class: "sp-bar" }, [make("span", { class: good ? "sp-fill" : "sp-fill sp-wrong" })]);
  /** @type {HTMLElement} */ (bar.firstChild).style.inlineSize = `${score}%`;
  return make("li", { class: "sp-meter", "aria-label": label, title: say(`channel_${name}`) }, [
    make("span", { html: icon(name) }), bar,
    make("span", { html: badge(good) }),
  ]);
}
