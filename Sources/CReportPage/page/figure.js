// A signer as a brush draws them: hands, arms, shoulders and head.

import { CUT } from "./brush.js";
import { point, minus, plus, times, dot, unit, middle, palmLength } from "./poses.js";

export const FINGERS = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16], [17, 18, 19, 20]];

/** A hand of thick fingers, the nearer ones in front. `at` puts a point on the canvas, `length` is the palm's there. */
export function drawHand(brush, hand, at, length, look, { joints = null, isDominant = true } = {}) {
  const c = brush.colours, width = Math.max(2.2, length * 0.25), edge = Math.max(1, length * 0.045);
  const outline = look.hollow ? look.line : c.gap, edgeWidth = look.hollow ? Math.max(1.2, length * 0.05) : edge;
  const spot = (i) => at(point(hand, i)), depth = (ids) => ids.reduce((sum, i) => sum + hand[3 * i + 2], 0) / ids.length;
  const bad = (ids) => joints && ids.every((i) => joints.has(i));
  const p = [0, 5, 17].map((i) => spot(i));
  const turn = (p[1][0] - p[0][0]) * (p[2][1] - p[0][1]) - (p[1][1] - p[0][1]) * (p[2][0] - p[0][0]);
  const palmSeen = (turn < 0) === (isDominant !== brush.flipped);
  /** @type {{z: number, isBad?: boolean, draw: () => void}[]} */
  const parts = [{
    z: depth([0, 5, 9, 13, 17]) + 1e-3,
    draw: () => {
      const { ctx } = brush, wide = width * 0.75;
      // A wrist is wider than its landmark.
      const [wrist, side] = [point(hand, 0), times(minus(point(hand, 5), point(hand, 17)), 0.2)];
      brush.path([at(minus(wrist, side)), at(plus(wrist, side)), ...[1, 5, 9, 13, 17].map(spot)], true);
      ctx.lineJoin = "round";
      const cuts = look.fingers[1] === CUT;
      if (cuts) {
        ctx.strokeStyle = c.gap;
        ctx.lineWidth = wide + 2 * edgeWidth + 3;
        ctx.stroke();
      }
      ctx.strokeStyle = outline;
      ctx.lineWidth = wide + 2 * edgeWidth;
      ctx.stroke();
      if (cuts) ctx.globalCompositeOperation = "destination-out";
      ctx.strokeStyle = ctx.fillStyle = look.hollow ? c.gap : bad([0, 5, 17]) ? c.fault : look.fingers[1];
      ctx.lineWidth = wide;
      ctx.stroke();
      ctx.fill();
      ctx.globalCompositeOperation = "source-over";
      if (palmSeen) {
        const centre = [0, 5, 17].map(spot).reduce((s, q) => [s[0] + q[0] / 3, s[1] + q[1] / 3], [0, 0]);
        ctx.beginPath();
        ctx.arc(centre[0], centre[1], length * 0.17, 0, 2 * Math.PI);
        ctx.strokeStyle = look.hollow ? look.line : c.gap;
        ctx.lineWidth = Math.max(1, length * 0.05);
        ctx.stroke();
      }
    },
  }];
  FINGERS.forEach((ids, f) => {
    const wide = f === 0 ? width * 1.08 : f === 4 ? width * 0.86 : width;
    const base = f === 0 ? ids.slice(0, 3) : ids.slice(0, 2), tip = f === 0 ? ids.slice(2) : ids.slice(1);
    const u = minus(point(hand, ids[1]), point(hand, ids[0])), v = minus(point(hand, ids[3]), point(hand, ids[1]));
    const straight = dot(unit(u), unit(v)) > 0.8;
    for (const piece of straight ? [ids] : [base, tip]) {
      parts.push({
        z: depth(piece),
        isBad: Boolean(joints && joints.size <= 16 && bad(piece)),
        draw: () => {
          brush.capsule(piece.map(spot), wide, bad(piece) ? c.fault : look.fingers[f], outline, edgeWidth);
        },
      });
    }
  });
  // The nearer parts in front, and those at fault before all.
  parts.sort((a, b) => Number(a.isBad ?? false) - Number(b.isBad ?? false) || b.z - a.z).forEach((part) => part.draw());
  if (joints && joints.size <= 16 && length > 30) for (const i of joints) brush.diamond(spot(i), Math.max(3, width * 0.34));
}

/** Head, shoulders, arms and hands. */
export function drawFigure(brush, pose, at, scale, look, options = {}) {
  const { ctx } = brush, c = brush.colours, body = pose.body, dash = look.hollow ? [scale * 0.06, scale * 0.045] : [];
  const line = Math.max(1.5, scale * 0.022);
  const { joints = {} } = options;
  /** @type {Record<string, number[][]>} */
  const arms = { dominant: [], other: [] };
  if (body) {
    const shoulders = [point(body, 3), point(body, 4)], elbows = [point(body, 5), point(body, 6)];
    const first = shoulders[0][0] <= shoulders[1][0] ? 0 : 1;
    arms.dominant = [shoulders[first], elbows[first]];
    arms.other = [shoulders[1 - first], elbows[1 - first]];
    const [l, r] = [shoulders[first], shoulders[1 - first]], hang = (p, dx, dy) => at([p[0] + dx, p[1] + dy, p[2]]);
    const neck = middle(l, r);
    const round = ctx.lineJoin = "round";
    ctx.lineCap = round;
    brush.path([hang(l, 120, -90), hang(l, -70, -20), hang(l, -85, 120), hang(l, 60, 800), hang(l, 110, 1900), hang(r, -110, 1900), hang(r, -60, 800), hang(r, 85, 120), hang(r, 70, -20), hang(r, -120, -90)], true);
    ctx.fillStyle = look.soft;
    ctx.fill();
    ctx.setLineDash(dash);
    ctx.strokeStyle = look.line;
    ctx.lineWidth = line;
    ctx.stroke();
    ctx.setLineDash([]);
    drawHead(brush, pose, neck, at, scale, look, dash, line);
  }
  for (const which of ["other", "dominant"]) {
    const hand = pose[which], palm = pose[`${which}_palm`], end = hand ? point(hand, 0) : palm;
    const points = [...arms[which], ...(end ? [end] : [])].filter(Boolean).map(at);
    if (points.length > 1) {
      const wide = scale * 0.15;
      if (look.mid === CUT) {
        brush.capsule(points, wide, CUT, look.line, line);
      } else if (look.hollow) {
        brush.line(points, look.line, wide + 2 * line, []);
        brush.line(points, look.mid, wide);
        brush.line(points, c.gap, Math.max(1, wide * 0.16), [wide * 0.5, wide * 0.7]);
      } else {
        brush.line(points, c.gap, wide + 2 * line);
        brush.line(points, look.mid, wide);
      }
    }
  }
  for (const which of ["other", "dominant"]) {
    const hand = pose[which], palm = pose[`${which}_palm`];
    if (hand) drawHand(brush, hand, at, palmLength(hand) * scale / 1000, look, { joints: joints[which] ?? null, isDominant: which === "dominant" });
    else if (palm && options.showUnseen) brush.ring(at(palm), scale * 0.16, look.line, Math.max(2, scale * 0.025), [scale * 0.05, scale * 0.05]);
  }
}

function drawHead(brush, pose, neck, at, scale, look, dash, line) {
  const { ctx } = brush, body = pose.body;
  const nose = point(body, 0), ears = middle(point(body, 1), point(body, 2)), gap = Math.abs(body[3] - body[6]);
  const [x, y] = at([ears[0], ears[1] - 30, ears[2]]), [nx, ny] = at(nose);
  const rx = Math.max(0.23, gap / 1000 * 0.6) * scale, ry = rx * 1.3;
  const throat = at([neck[0], neck[1] - 60, neck[2]]);
  const isGhost = look.mid === CUT;
  if (!isGhost) {
    for (const [colour, grow] of [[look.line, 2 * line], [brush.colours.panel, 0], [look.soft, 0]]) brush.line([[x, y + ry * 0.6], throat], colour, rx * 0.85 + grow);
  }
  ctx.beginPath();
  ctx.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
  if (!isGhost) {
    for (const colour of [brush.colours.panel, look.soft]) {
      ctx.fillStyle = colour;
      ctx.fill();
    }
  }
  ctx.setLineDash(dash);
  ctx.strokeStyle = look.line;
  ctx.lineWidth = line;
  ctx.stroke();
  ctx.setLineDash([]);
  if (isGhost) return;
  if (!look.hollow) {
    ctx.beginPath();
    ctx.ellipse(x, y, rx, ry, 0, Math.PI * 1.16, Math.PI * 1.84);
    ctx.closePath();
    ctx.fillStyle = look.mid;
    ctx.fill();
  }
  const ink = look.line, thin = Math.max(1.2, scale * 0.016);
  const face = pose.face;
  const bar = (a, b, w = thin) => brush.line([a, b], ink, w);
  if (face) {
    const f = (i) => at(point(face, i));
    for (const [top, bottom, brow, outer] of [[6, 8, 4, 10], [7, 9, 5, 11]]) {
      const a = f(top), b = f(bottom), o = f(outer), open = Math.max(1, Math.hypot(a[0] - b[0], a[1] - b[1]) / 2);
      ctx.beginPath();
      ctx.ellipse((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, rx * 0.13, Math.max(open, rx * 0.03), 0, 0, 2 * Math.PI);
      ctx.fillStyle = ink;
      ctx.fill();
      const w = f(brow), wide = rx * 0.2, towards = Math.sign(o[0] - w[0]) || 1;
      bar([w[0] - towards * wide, w[1]], [w[0] + towards * wide, w[1] + rx * 0.05], thin * 1.3);
    }
    const [up, low, left, right] = [f(0), f(1), f(2), f(3)];
    ctx.beginPath();
    ctx.moveTo(left[0], left[1]);
    ctx.quadraticCurveTo(up[0], 2 * up[1] - (left[1] + right[1]) / 2 - thin, right[0], right[1]);
    ctx.quadraticCurveTo(low[0], 2 * low[1] - (left[1] + right[1]) / 2 + thin, left[0], left[1]);
    ctx.closePath();
    ctx.fill();
  } else {
    const dx = (nx - x) * 0.7;
    for (const side of [-1, 1]) {
      ctx.beginPath();
      ctx.arc(x + dx + side * rx * 0.38, ny - ry * 0.22, Math.max(1.3, rx * 0.09), 0, 2 * Math.PI);
      ctx.fillStyle = ink;
      ctx.fill();
      bar([x + dx + side * rx * 0.24, ny - ry * 0.44], [x + dx + side * rx * 0.54, ny - ry * 0.42]);
    }
    bar([x + dx - rx * 0.24, ny + ry * 0.36], [x + dx + rx * 0.24, ny + ry * 0.36], thin * 1.2);
  }
  bar([nx - rx * 0.06, ny + ry * 0.04], [nx + rx * 0.06, ny + ry * 0.04]);
}
