// Stills of the moments for paper.

import { Brush, coloursOf } from "./brush.js";
import { races } from "./clock.js";
import { drawScene } from "./drawing.js";
import { make, text } from "./elements.js";
import { icon } from "./icons.js";
import { momentIcon } from "./told.js";

/** Stills of the moments for paper: no one can press play there. */
export function fillFilm(player) {
  if (player.isDemonstration) return;
  const chosen = player.momentIndex, print = make("div", { class: "sp sp-paper" });
  print.hidden = true;
  player.element.append(print);
  const colours = coloursOf(print);
  print.remove();
  const shots = player.moments.length ? player.moments.map((_, i) => i) : [null];
  player.film.replaceChildren(...shots.map((index) => {
    player.momentIndex = index;
    const canvas = make("canvas", { width: 1200, height: 480 }), moment = player.moment;
    const ctx = canvas.getContext("2d");
    ctx.scale(2, 2);
    const step = moment ? moment.peak : player.middleStep(), frames = races(player) ? player.scene.path[Math.floor(player.scene.steps / 2)] : null;
    drawScene(player.scene, new Brush(ctx, colours), 600, 240, { ...player.options(step), view: "side", phase: null, frames });
    const picture = moment ? momentIcon(player, moment) : player.whole ? icon(player.whole.code, player.whole.parameters) : icon("well_done");
    return make("div", { class: "sp-shot" }, [make("div", { class: "sp-shot-head", html: picture }, [text(moment?.message ?? player.feedback?.summary ?? "")]), canvas]);
  }));
  player.momentIndex = chosen;
}
