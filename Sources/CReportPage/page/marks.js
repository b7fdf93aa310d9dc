// What a moment, or a fault of the whole recording, says upon the figures: arrows, ways, rings and diamonds.

import { drawHand } from "./figure.js";
import { point, minus, plus, times, dot, norm, middle, palmLength, turnArc } from "./poses.js";

/** What a moment says, upon the figure: the way wrong and right, the ghost of the hand, the arrow to it. */
export function drawMarks(scene, brush, at, scale, o, { you, ref, isRef, both, enlarged }) {
  const { colours: c, looks: look } = brush, moment = o.moment, width = Math.max(6, scale * 0.055);
  if (moment.channel === "location" && moment.marks.length === 2 && drawMarkTogether(scene, brush, at, scale, o, { you, ref, isRef, both }, width)) return;
  for (const mark of moment.marks) {
    const palmName = `${mark.hand}_palm`, palm = you[palmName], target = ref[palmName];
    const isDominant = mark.hand === "dominant";
    const radius = (hand) => Math.max(0.17 * scale, palmLength(hand) * scale / 1000 * 0.95);
    const centre = (hand) => at(middle(point(hand, 9), point(hand, 12)));
    if (moment.channel === "movement" || moment.channel === "location") {
      const moves = moment.channel === "movement";
      if (isRef || both) {
        if (moves) brush.trail(scene.way("ref", mark.hand, moment.steps).map(at), c.right, width);
        else if (ref[mark.hand]) brush.ring(centre(ref[mark.hand]), radius(ref[mark.hand]) * 1.1, c.right, width * 0.6);
      }
      if (!isRef) {
        if (moves) {
          const way = scene.way("you", mark.hand, moment.steps).map(at);
          brush.trail(way, c.fault, width * 0.8);
          if (way.length > 1) {
            // Below the way, which it must not hide.
            const [a, b] = [way[0], way[way.length - 1]], length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
            const [nx, ny] = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length], down = ny > 0 || (ny === 0 && nx < 0) ? 1 : -1;
            brush.badge([(a[0] + b[0]) / 2 + down * nx * width * 4.5, (a[1] + b[1]) / 2 + down * ny * width * 4.5], width * 1.4, false);
          }
        }
        else if (!both && ref[mark.hand]) {
          drawHand(brush, ref[mark.hand], at, palmLength(ref[mark.hand]) * scale / 1000, look.ref, { isDominant });
          brush.ring(centre(ref[mark.hand]), radius(ref[mark.hand]) * 1.1, c.right, width * 0.6, [width, width * 0.7]);
        }
        if (!moves && you[mark.hand]) brush.frame(centre(you[mark.hand]), radius(you[mark.hand]) * 1.15, width * 0.6);
      }
    } else if (enlarged) {
      const hand = isRef ? ref[mark.hand] : you[mark.hand];
      if (hand) {
        if (isRef) brush.ring(centre(hand), radius(hand) * 1.25, c.right, width * 0.5);
        else brush.frame(centre(hand), radius(hand) * 1.25, width * 0.5);
      }
    }
    if (isRef) continue;
    for (const arrow of mark.arrows) {
      if (arrow.kind === "move") {
        // From the hand to where it belongs now.
        const from = palm && target ? palm : arrow.from, to = palm && target ? plus(palm, minus(arrow.to, arrow.from)) : arrow.to;
        const a = at(from), b = at(to), length = Math.hypot(b[0] - a[0], b[1] - a[1]);
        if (length > width * 3) brush.arrow([a, b], width * 1.25, { phase: o.phase });
      } else if (arrow.kind === "reverse" || arrow.kind === "scale") {
        // The right way beside the learner's own.
        const way = scene.way("ref", mark.hand, moment.steps).map(at);
        if (both || way.length < 2) continue;
        const [a, b] = arrow.kind === "reverse" ? [at(arrow.from), at(arrow.to)] : [way[0], way[way.length - 1]];
        const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
        const off = [-(b[1] - a[1]) / length * width * 3.4, (b[0] - a[0]) / length * width * 3.4], sign = off[1] > 0 ? -1 : 1;
        brush.trail(way.map((p) => [p[0] + sign * off[0], p[1] + sign * off[1]]), c.right, width);
      } else if (arrow.kind === "repeat") {
        brush.arrow([at(arrow.from), at(arrow.to)], width, { phase: o.phase, both: true });
      } else if (arrow.kind === "turn" && palm) {
        const [mine, theirs] = [scene.nearestHand("you", mark.hand, o.step), scene.nearestHand("ref", mark.hand, o.step)];
        const points = mine && theirs ? turnArc(mine, theirs, isDominant).map((p) => at(plus(palm, times(p, 330)))) : [];
        if (points.length > 1) brush.arrow(points, width * 0.9, { phase: o.phase });
      }
    }
  }
}

/** Two hands close together that go the same way have one arrow. @returns whether they are such. */
function drawMarkTogether(scene, brush, at, scale, o, { you, ref, isRef, both }, width) {
  const { colours: c, looks: look } = brush, { marks } = o.moment;
  const moves = marks.map((mark) => mark.arrows.find((arrow) => arrow.kind === "move")).filter(Boolean).map((arrow) => minus(arrow.to, arrow.from));
  const hands = (pose) => marks.map((mark) => pose[mark.hand]);
  if (moves.length < 2 || dot(moves[0], moves[1]) <= 0 || [...hands(you), ...hands(ref)].includes(null)) return false;
  const centres = (pose) => hands(pose).map((hand) => middle(point(hand, 0), point(hand, 12)));
  const mine = centres(you), theirs = centres(ref);
  if (norm(minus(mine[0], mine[1])) > 900) return false;
  const radius = (of) => (norm(minus(of[0], of[1])) / 2 + 260) / 1000 * scale;
  const from = middle(mine[0], mine[1]), to = plus(from, middle(moves[0], moves[1]));
  if (isRef) {
    brush.ring(at(middle(theirs[0], theirs[1])), radius(theirs), c.right, width * 0.6);
    return true;
  }
  if (!both) for (const mark of marks) drawHand(brush, ref[mark.hand], at, palmLength(ref[mark.hand]) * scale / 1000, look.ref, { isDominant: mark.hand === "dominant" });
  if (!both) for (const mark of marks) drawHand(brush, you[mark.hand], at, palmLength(you[mark.hand]) * scale / 1000, look.you, { isDominant: mark.hand === "dominant" });
  brush.ring(at(to), radius(theirs), c.right, width * 0.6, [width, width * 0.7]);
  brush.frame(at(from), radius(mine) * 1.05, width * 0.6);
  brush.arrow([at(from), at(to)], width * 1.5, { phase: o.phase });
  return true;
}

/** A hand that the sign needs and the camera did not see: the reference's, in its place. */
export function drawMissingHand(scene, brush, at, scale, whole, ref, you) {
  const { colours: c, looks: look } = brush;
  if (!["hand_unseen", "both_hands_needed", "use_hand"].includes(whole.code)) return;
  const which = whole.parameters?.hand === scene.dominantHand ? "dominant" : "other";
  const hand = ref[which];
  if (!hand || you[which]) return;
  drawHand(brush, hand, at, palmLength(hand) * scale / 1000, look.ref, { isDominant: which === "dominant" });
  brush.frame(at(point(hand, 9)), Math.max(0.3 * scale, 30), Math.max(4, scale * 0.03));
}

/** The learner's hand on the wrong side of a mirror's line, and where it belongs. */
export function drawMirrorImage(scene, brush, at, scale, o, ref, you) {
  const { colours: c, looks: look } = brush, width = Math.max(6, scale * 0.055);
  const hand = you.other ?? you.dominant, which = you.other ? "other" : "dominant", target = ref.dominant ?? ref.other;
  brush.line([at([0, scene.bounds[2], 0]), at([0, scene.bounds[3], 0])], c.gap, width * 1.2);
  brush.line([at([0, scene.bounds[2], 0]), at([0, scene.bounds[3], 0])], c.fault, width * 0.6, [width * 1.6, width * 1.6]);
  if (!hand || !target) return;
  const from = middle(point(hand, 0), point(hand, 9)), to = middle(point(target, 0), point(target, 9));
  drawHand(brush, target, at, palmLength(target) * scale / 1000, look.ref, { isDominant: Boolean(ref.dominant) });
  drawHand(brush, hand, at, palmLength(hand) * scale / 1000, look.you, { isDominant: which === "dominant" });
  brush.frame(at(from), 0.27 * scale, width * 0.6);
  brush.ring(at(to), 0.3 * scale, c.right, width * 0.6, [width, width * 0.7]);
  const up = Math.min(from[1], to[1]) - 330, arc = Array.from({ length: 15 }, (_, i) => {
    const t = i / 14;
    return at([0, 1, 2].map((k) => from[k] * (1 - t) ** 2 + 2 * (k === 1 ? up : (from[k] + to[k]) / 2) * t * (1 - t) + to[k] * t * t));
  }).slice(3, 12);
  if (Math.hypot(from[0] - to[0], from[1] - to[1]) > 300) brush.arrow(arc, width * 1.1, { phase: o.phase });
}
