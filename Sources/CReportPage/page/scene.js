// A sign of a replay: its steps, its poses, and where they stand in a picture.

import { poseAt } from "./poses.js";

/** @typedef {{kind: string, from: number[], to: number[]}} Arrow */
/** @typedef {{hand: 'dominant'|'other', joints: number[], arrows: Arrow[], amount: number, unit: string}} Mark */
/** @typedef {{steps: [number, number], peak: number, marks: Mark[]}} Moment */
/** @typedef {{gloss: string, attempt?: Tracks|null, reference: Tracks, path?: [number, number][],
 *   deviation?: Record<string, (number|null)[]>, moments?: Moment[]}} Sign */

/** Codes of a sign that is wrong as a whole: its hand is shown large. */
export const LIKE_ANOTHER = ["another_sign", "looks_more_like", "no_part_stands_out", "watch_again"];

/** The steps of a sign, aligned, and where its points stand in a picture. */
export class Scene {
  /** @param {Sign} sign */
  constructor(sign, dominantHand) {
    this.sign = sign;
    this.dominantHand = dominantHand;
    this.path = sign.path ?? sign.reference.body.map((_, i) => [i, i]);
    let [x0, x1, y0, y1] = [-760, 760, -1000, 640];
    for (const tracks of [sign.attempt, sign.reference]) {
      if (!tracks) continue;
      for (const name of ["dominant", "other"]) {
        for (const hand of tracks[name]) {
          for (let i = 0; hand && i < 63; i += 3) {
            if (hand[i + 1] > 1250) continue;
            [x0, x1] = [Math.min(x0, hand[i]), Math.max(x1, hand[i])];
            [y0, y1] = [Math.min(y0, hand[i + 1]), Math.max(y1, hand[i + 1])];
          }
        }
      }
      for (const body of tracks.body) {
        if (!body) continue;
        y0 = Math.min(y0, body[1] - 520);
        for (const elbow of [15, 18]) [x0, x1] = [Math.min(x0, body[elbow]), Math.max(x1, body[elbow])];
      }
    }
    this.bounds = [Math.max(x0 - 90, -1700), Math.min(x1 + 90, 1700), Math.max(y0 - 60, -1800), Math.min(y1 + 80, 1330)];
  }

  get steps() {
    return this.path.length;
  }

  /** The steps in which a hand is seen, on either side: without the rest before and after. */
  get active() {
    if (this.found) return this.found;
    const sees = (tracks, frame) => Boolean(tracks?.dominant[frame] || tracks?.other[frame]);
    const seen = this.path.map(([a, r], step) => (sees(this.sign.attempt, a) || sees(this.sign.reference, r) ? step : -1)).filter((step) => step >= 0);
    this.found = seen.length > 3 ? [Math.max(0, seen[0] - 2), Math.min(this.steps - 1, seen[seen.length - 1] + 2)] : [0, this.steps - 1];
    return this.found;
  }

  /** Marks of a fault of the whole recording, so that it is drawn as a moment is. */
  wholeMoment(whole, step) {
    if (!whole || !this.sign.attempt) return null;
    const steps = this.active, marks = [], every = Array.from({ length: 21 }, (_, i) => i), [a, r] = this.path[Math.min(step, this.steps - 1)];
    const { attempt, reference } = this.sign;
    if (LIKE_ANOTHER.includes(whole.code)) {
      marks.push({ hand: "dominant", joints: every, arrows: [], amount: 0, unit: "" });
      return { code: whole.code, channel: "handshape", steps, peak: step, marks };
    }
    if (["hands_at_rest", "hands_at_rest_sentence"].includes(whole.code)) {
      for (const hand of ["dominant", "other"]) {
        const from = attempt[`${hand}_palm`][a], to = reference[`${hand}_palm`][r];
        if (from && to && reference[hand][r]) marks.push({ hand, joints: every, arrows: [{ kind: "move", from, to }], amount: 0, unit: "" });
      }
      return { code: whole.code, channel: "location", steps, peak: step, marks };
    }
    return null;
  }

  /** The learner's and the reference's pose at a step between steps. */
  poses(step) {
    const i = Math.min(Math.max(Math.floor(step), 0), this.steps - 1), j = Math.min(i + 1, this.steps - 1), t = Math.min(Math.max(step - i, 0), 1);
    const [a, r] = [0, 1].map((side) => this.path[i][side] + (this.path[j][side] - this.path[i][side]) * t);
    return { you: this.sign.attempt ? poseAt(this.sign.attempt, a) : null, ref: poseAt(this.sign.reference, r), frames: [a, r] };
  }

  /** The frame of a hand at a step, or the nearest one in which it was seen. */
  nearestHand(who, which, step) {
    const tracks = who === "you" ? this.sign.attempt : this.sign.reference, side = who === "you" ? 0 : 1, at = Math.round(step);
    for (let d = 0; tracks && d < this.steps; d++) {
      for (const s of [at - d, at + d]) {
        const hand = this.path[s] && tracks[which][this.path[s][side]];
        if (hand) return hand;
      }
    }
    return null;
  }

  way(who, which, [first, last]) {
    const tracks = who === "you" ? this.sign.attempt : this.sign.reference, side = who === "you" ? 0 : 1;
    const points = [];
    for (let s = first, before = -1; s <= last; s++) {
      const frame = this.path[s]?.[side];
      const palm = frame !== undefined && frame !== before ? tracks?.[`${which}_palm`][frame] : null;
      if (palm) points.push(palm);
      before = frame;
    }
    return points;
  }

  /** A map from signing space into a rectangle. */
  map([x, y, w, h], mirrored, yaw = 0) {
    const [x0, x1, y0, y1] = this.bounds, scale = Math.min(w / (x1 - x0), h / (y1 - y0));
    const flip = mirrored ? -1 : 1, mx = (x0 + x1) / 2, cos = Math.cos(yaw), sin = Math.sin(yaw);
    const top = y + Math.max(0, (h - (y1 - y0) * scale) / 2);
    const at = (p) => [x + w / 2 + flip * (p[0] * cos - (p[2] ?? 0) * sin - (yaw ? 0 : mx)) * scale, top + (p[1] - y0) * scale];
    return { at, scale: scale * 1000 };
  }
}
