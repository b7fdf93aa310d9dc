// The controls below the picture.

import { make } from "./elements.js";
import { icon } from "./icons.js";

function button(say, picture, label, action, extra = {}) {
  return make("button", { type: "button", class: "sp-button", "aria-label": say(label), title: say(label), html: icon(picture), onclick: action, ...extra });
}

/** The controls of a player, which keeps those that change. */
export function transport(player) {
  const say = (label) => player.say(label);
  player.playButton = button(say, "play", "play", () => (player.playing ? player.pause() : player.play()), { class: "sp-button sp-play" });
  player.loopButton = button(say, "loop", "loop", () => player.setLoop(!player.looping), { "aria-pressed": "true" });
  player.viewButton = button(say, "over", "overlaid", () => player.setView(player.view === "side" ? "over" : "side"), { "aria-pressed": "false" });
  player.mirrorButton = button(say, "mirror", "mirror", () => player.setMirrored(!player.mirrored), { "aria-pressed": String(player.mirrored) });
  player.picturesButton = button(say, "pictures", "pictures_only", () => player.setPicturesOnly(!player.element.classList.contains("sp-wordless")), { "aria-pressed": "false" });
  player.speedInput = make("input", { type: "range", min: 0.25, max: 1, step: 0.25, value: player.speed, "aria-label": say("speed"), "aria-valuetext": player.speedText(), oninput: () => player.setSpeed(Number(player.speedInput.value)) });
  const speed = make("div", { class: "sp-speed", dir: "ltr" }, [make("span", { html: icon("tortoise") }), player.speedInput, make("span", { html: icon("hare") })]);
  const controls = [button(say, "back", "previous_frame", () => player.nudge(-1)), player.playButton, button(say, "forward", "next_frame", () => player.nudge(1)), speed, player.loopButton];
  if (player.isDemonstration) {
    player.turnInput = make("input", { type: "range", min: -60, max: 60, step: 5, value: 0, "aria-label": say("turn"), oninput: () => player.setTurn(Number(player.turnInput.value)) });
    controls.push(make("div", { class: "sp-speed", dir: "ltr" }, [make("span", { html: icon("turn") }), player.turnInput]));
  } else {
    controls.push(player.viewButton);
  }
  controls.push(player.mirrorButton);
  if (!player.isDemonstration) controls.push(player.picturesButton);
  return make("div", { class: "sp-transport", dir: "ltr" }, controls);
}
