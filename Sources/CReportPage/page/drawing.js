// The whole picture of a step: panels, figures, and what is said upon them.

import { drawFigure } from "./figure.js";
import { drawLens } from "./lens.js";
import { drawMarks, drawMissingHand, drawMirrorImage } from "./marks.js";
import { poseAt } from "./poses.js";

/**
 * @param {Scene} scene @param {Brush} brush
 * @param {{step: number, view: 'side'|'over', mirrored: boolean, moment: (Moment & {code: string, channel: string})|null, phase: number|null,
 *   whole: {code: string, parameters: object}|null, yaw?: number, frames?: [number, number]|null}} o
 */
export function drawScene(scene, brush, width, height, o) {
  const { ctx, colours: c, looks: look } = brush;
  brush.flipped = o.mirrored;
  ctx.clearRect(0, 0, width, height);
  let { you, ref } = scene.poses(o.step);
  if (o.frames) [you, ref] = [poseAt(scene.sign.attempt, o.frames[0]), poseAt(scene.sign.reference, o.frames[1])];
  if (!you) {
    ctx.beginPath();
    ctx.roundRect(0, 0, width, height, 12);
    ctx.fillStyle = c.panel;
    ctx.fill();
    const { at, scale } = scene.map([0, 0, width, height], o.mirrored, o.yaw ?? 0);
    drawFigure(brush, ref, at, scale, look.ref, {});
    return;
  }
  const moment = o.moment ?? scene.wholeMoment(o.whole, Math.round(o.step)), marks = moment?.marks ?? [];
  o = { ...o, moment };
  const enlarged = marks.length && (moment.channel === "handshape" || moment.channel === "orientation");
  const raced = o.frames !== null && o.frames !== undefined;
  const stage = raced ? height - 56 : height;
  const panels = o.view === "side" ? [[0, 0, width / 2 - 3, stage], [width / 2 + 3, 0, width / 2 - 3, stage]] : [[0, 0, width, stage]];
  const joints = {};
  for (const mark of marks) joints[mark.hand] = new Set(mark.joints);
  panels.forEach(([x, y, w, h], index) => {
    const both = panels.length === 1, isRef = index === 1;
    ctx.save();
    ctx.beginPath();
    ctx.roundRect(x, y, w, h, 12);
    ctx.fillStyle = c.panel;
    ctx.fill();
    ctx.clip();
    // The lenses stand beside the figure where there is room, and below it on a phone.
    const wide = w / h > (both ? 1.5 : 1.15), lensCount = enlarged ? marks.length : 0;
    let frame = [x + 4, y + 4, w - 8, h - 4], lenses = [];
    if (lensCount) {
      const sides = both ? ["you", "ref"] : [isRef ? "ref" : "you"];
      if (wide) {
        const size = Math.min(w * (both ? 0.24 : 0.42), h / lensCount - 12, 260);
        const onRight = (marks[0].hand === "dominant") === o.mirrored;
        frame = both ? [x + size, y + 4, w - 2 * size, h - 4] : onRight ? [x + 4, y + 4, w - size - 12, h - 4] : [x + size + 8, y + 4, w - size - 12, h - 4];
        sides.forEach((side) => marks.forEach((mark, m) => {
          const left = both ? (side === "you" ? x + 8 : x + w - size - 8) : onRight ? x + w - size - 8 : x + 8;
          lenses.push({ side, mark, rect: [left, y + h / 2 + (m - lensCount / 2) * (size + 10) + 5, size, size] });
        }));
      } else {
        // One hand is enough where two would be too small to read.
        const size = Math.min((w - 12) / sides.length - 6, h * 0.46);
        frame = [x + 4, y + 4, w - 8, h - size - 16];
        const whole = sides.length * (size + 6);
        let left = both ? x + (w - whole) / 2 : isRef ? x + 6 : x + w - whole;
        for (const side of sides) {
          lenses.push({ side, mark: marks[0], rect: [left, y + h - size - 8, size, size] });
          left += size + 6;
        }
      }
    }
    const { at, scale } = scene.map(frame, o.mirrored);
    if (isRef) {
      drawFigure(brush, ref, at, scale, look.ref, { showUnseen: true });
    } else {
      drawFigure(brush, you, at, scale, look.you, { joints: enlarged ? joints : {}, showUnseen: true });
      if (both) brush.layer(() => drawFigure(brush, ref, at, scale, look.ghost, {}));
    }
    if (moment && marks.length) drawMarks(scene, brush, at, scale, o, { you, ref, isRef, both, enlarged });
    if (o.whole && !isRef) {
      drawMissingHand(scene, brush, at, scale, o.whole, ref, you);
      if (o.whole.code === "mirrored_sign") drawMirrorImage(scene, brush, at, scale, o, ref, you);
    }
    for (const lens of lenses) drawLens(scene, brush, at, scale, o, lens);
    ctx.restore();
  });
  if (raced) drawRace(scene, brush, width, height, o.frames);
}

/** Two bars, as long as the sign takes the learner and the reference, with where each is now. */
function drawRace(scene, brush, width, height, [a, r]) {
  const { ctx, colours: c } = brush, first = scene.path[scene.active[0]], last = scene.path[scene.active[1]];
  const lengths = [last[0] - first[0], last[1] - first[1]], most = Math.max(...lengths, 1);
  [[a - first[0], lengths[0], c.fault, false], [r - first[1], lengths[1], c.right, true]].forEach(([now, length, colour, hollow], i) => {
    const x = 16, y = height - 40 + i * 26, w = (width - 32) * length / most, at = x + w * Math.min(1, now / Math.max(length, 1));
    ctx.beginPath();
    ctx.roundRect(x, y - 7, Math.max(w, 14), 14, 7);
    ctx.fillStyle = hollow ? c.gap : colour;
    ctx.strokeStyle = colour;
    ctx.lineWidth = 3;
    ctx.setLineDash(hollow ? [8, 5] : []);
    ctx.fill();
    ctx.stroke();
    ctx.setLineDash([]);
    if (hollow) brush.ring([at, y], 8, colour, 5);
    else brush.diamond([at, y], 12, colour);
  });
}
