// A hand drawn large beside its figure, where the fault is in the hand itself.

import { FINGERS, drawHand } from "./figure.js";
import { point, times, turnArc, facing, held } from "./poses.js";

/** The hand drawn large: the learner's with its fault, or the reference's, which is right. */
export function drawLens(scene, brush, at, scale, o, { side, mark, rect: [x, y, w, h] }) {
  const { ctx, colours: c, looks: look } = brush, moment = o.moment, isDominant = mark.hand === "dominant";
  const hand = scene.nearestHand(side, mark.hand, o.step), other = scene.nearestHand(side === "you" ? "ref" : "you", mark.hand, o.step);
  if (!hand) return;
  const [px, py] = at(point(hand, 9)), wrong = side === "you", edge = wrong ? c.fault : c.right;
  const view = moment.channel === "handshape" ? (points) => facing(points, isDominant) : held;
  const shown = view(hand), compared = other ? view(other) : shown;
  // The callout's line from the hand to the lens.
  const cx = x + w / 2, cy = y + h / 2, reach = Math.hypot(px - cx, py - cy) || 1, r = Math.min(w, h) / 2;
  if (reach > r + scale * 0.2) {
    const from = [px + (cx - px) / reach * scale * 0.2, py + (cy - py) / reach * scale * 0.2];
    brush.line([from, [cx, cy]], c.gap, 6);
    brush.line([from, [cx, cy]], edge, 2.5);
  }
  ctx.beginPath();
  if (wrong) ctx.roundRect(x + 2, y + 2, w - 4, h - 4, 14);
  else ctx.arc(cx, cy, r - 2, 0, 2 * Math.PI);
  ctx.fillStyle = c.gap;
  ctx.strokeStyle = edge;
  ctx.lineWidth = 4;
  ctx.fill();
  ctx.stroke();
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const points of [shown, compared]) {
    for (let i = 0; i < 63; i += 3) {
      [x0, x1] = [Math.min(x0, points[i]), Math.max(x1, points[i])];
      [y0, y1] = [Math.min(y0, points[i + 1]), Math.max(y1, points[i + 1])];
    }
  }
  const size = Math.min((w * 0.7) / (x1 - x0 + 0.3), (h * 0.7) / (y1 - y0 + 0.3), (w * 0.86) / Math.hypot(x1 - x0 + 0.2, y1 - y0 + 0.2)), flip = o.mirrored ? -1 : 1;
  const place = (p) => [cx + flip * (p[0] - (x0 + x1) / 2) * size, cy + (p[1] - (y0 + y1) / 2) * size];
  const figure = wrong ? look.you : look.ref;
  if (wrong && moment.channel === "handshape") {
    // The ghost of each finger at fault, where it belongs.
    const ghosts = FINGERS.filter((each) => mark.joints.includes(each[3]));
    for (const finger of ghosts.length > 2 ? [] : ghosts) {
      const points = finger.map((i) => place(point(compared, i)));
      brush.line(points, c.right, size * 0.25 + 4);
      brush.line(points, c.gap, size * 0.25);
      brush.line(points, c.right, 2, [4, 5]);
    }
  }
  drawHand(brush, shown, place, size, figure, { joints: wrong ? new Set(mark.joints) : null, isDominant });
  if (wrong && moment.channel === "handshape") {
    for (const finger of FINGERS) {
      const tip = finger[3];
      if (!mark.joints.includes(tip)) continue;
      const a = place(point(shown, tip)), b = place(point(compared, tip)), length = Math.hypot(b[0] - a[0], b[1] - a[1]);
      if (length < size * 0.25) continue;
      const bow = length * 0.2 * (b[0] < a[0] ? -1 : 1);
      const m = [(a[0] + b[0]) / 2 + (b[1] - a[1]) / length * bow, (a[1] + b[1]) / 2 - (b[0] - a[0]) / length * bow];
      const curve = Array.from({ length: 9 }, (_, i) => { const t = i / 8; return [0, 1].map((k) => a[k] * (1 - t) ** 2 + 2 * m[k] * t * (1 - t) + b[k] * t * t); });
      brush.arrow(curve, Math.max(3.5, size * 0.09), { phase: o.phase });
    }
  }
  if (wrong && moment.channel === "orientation") {
    const points = other ? turnArc(hand, other, isDominant).map((p) => place(times(p, 0.95))) : [];
    if (points.length) brush.arrow(points, Math.max(5, size * 0.12), { phase: o.phase });
  }
  brush.badge(wrong ? [x + w - 16, y + 16] : [cx + r * 0.7, cy - r * 0.7], 11, !wrong);
}
