// Poses of a replay's tracks, and the geometry of hands. Points are in millimetres of signing space, three numbers each.

/** @typedef {{start_s: number, body: (number[]|null)[], face: (number[]|null)[], dominant: (number[]|null)[],
 *   other: (number[]|null)[], dominant_palm: (number[]|null)[], other_palm: (number[]|null)[]}} Tracks */
/** @typedef {{body: number[]|null, face: number[]|null, dominant: number[]|null, other: number[]|null,
 *   dominant_palm: number[]|null, other_palm: number[]|null}} Pose */

const mix = (a, b, t) => (a && b ? (t === 0 ? a : a.map((value, i) => value + (b[i] - value) * t)) : t < 0.5 ? a ?? null : b ?? null);
const TRACKS = ["body", "face", "dominant", "other", "dominant_palm", "other_palm"];

/** The pose of a track at a frame between its frames. @returns {Pose} */
export function poseAt(tracks, frame) {
  const last = tracks.body.length - 1, at = Math.min(Math.max(frame, 0), last), i = Math.floor(at), t = at - i;
  return /** @type {Pose} */ (Object.fromEntries(TRACKS.map((name) => [name, mix(tracks[name]?.[i], tracks[name]?.[Math.min(i + 1, last)], t)])));
}

export const point = (points, i) => points.slice(3 * i, 3 * i + 3);
export const minus = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const plus = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const times = (a, s) => [a[0] * s, a[1] * s, a[2] * s];
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const crossed = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
export const norm = (a) => Math.hypot(a[0], a[1], a[2]);
export const unit = (a) => times(a, 1 / (norm(a) || 1));
export const middle = (a, b) => times(plus(a, b), 0.5);
export const palmLength = (hand) => norm(minus(point(hand, 9), point(hand, 0)));
const palmCentre = (hand) => times([0, 5, 17].map((i) => point(hand, i)).reduce(plus), 1 / 3);

/** Axes that turn a palm to the viewer: to the picture's right, down from fingers to wrist, and away from the viewer. */
function palmAxes(hand, isDominant) {
  const down = unit(minus(point(hand, 0), point(hand, 9)));
  const side = minus(point(hand, 5), point(hand, 17));
  const across = unit(minus(side, times(down, dot(side, down))));
  const away = crossed(across, down);
  // A right hand that faces the viewer has its thumb to the picture's right, a left hand to the picture's left.
  return isDominant ? { across, down, away } : { across: times(across, -1), down, away: times(away, -1) };
}

/** The axis and the angle by which one palm must turn to be held as the other is. */
function turnBetween(hand, other, isDominant) {
  const [from, to] = [palmAxes(hand, isDominant), palmAxes(other, isDominant)], names = ["across", "down", "away"];
  const r = [0, 1, 2].map((i) => [0, 1, 2].map((j) => names.reduce((sum, name) => sum + to[name][i] * from[name][j], 0)));
  const angle = Math.acos(Math.min(1, Math.max(-1, (r[0][0] + r[1][1] + r[2][2] - 1) / 2)));
  let axis = [r[2][1] - r[1][2], r[0][2] - r[2][0], r[1][0] - r[0][1]];
  if (norm(axis) < 0.1) {
    // Half a turn: the axis is the direction that stays.
    const i = [0, 1, 2].reduce((best, each) => (r[each][each] > r[best][best] ? each : best), 0);
    axis = [0, 1, 2].map((j) => r[i][j] + (i === j ? 1 : 0));
  }
  return { axis: unit(axis), angle };
}

/** Points of an arrow around a hand that turns: an arc on the near side, of radius 1 around nothing. */
export function turnArc(hand, other, isDominant) {
  const { axis, angle } = turnBetween(hand, other, isDominant);
  if (angle < 0.15) return [];
  // An arc that is seen from its edge would be a line: its axis leans to the viewer, as in the pictures of the codes.
  const flat = Math.hypot(axis[0], axis[1]), lean = Math.max(0.45, Math.abs(axis[2]));
  const shown = unit(flat < 1e-6 ? axis : [axis[0], axis[1], Math.sign(axis[2] || 1) * lean * Math.max(flat, 0.2)]);
  const across = (v) => minus(v, times(shown, dot(v, shown)));
  let near = across([0, 0, -1]);
  if (norm(near) < 0.6) near = across(times(palmAxes(hand, isDominant).down, -1));
  const a = unit(near), b = crossed(shown, a), sweep = Math.min(3.6, Math.max(1.6, angle));
  return Array.from({ length: 25 }, (_, i) => {
    const at = sweep * (i / 24 - 0.5);
    return plus(times(a, Math.cos(at)), times(b, Math.sin(at)));
  });
}

/** The hand as one sees it who looks at its palm a little from the side, wrist below; of unit palm length. */
export function facing(hand, isDominant) {
  const { across, down, away } = palmAxes(hand, isDominant), length = palmLength(hand) || 1, base = point(hand, 0);
  // From the little finger's side: the thumb and bent fingers stand apart from the palm.
  const yaw = isDominant ? 0.45 : -0.45, pitch = 0.2;
  const turned = [];
  for (let i = 0; i < 21; i++) {
    const from = minus(point(hand, i), base);
    let [x, y, z] = [dot(from, across) / length, dot(from, down) / length, dot(from, away) / length];
    [x, z] = [x * Math.cos(yaw) - z * Math.sin(yaw), x * Math.sin(yaw) + z * Math.cos(yaw)];
    [y, z] = [y * Math.cos(pitch) - z * Math.sin(pitch), y * Math.sin(pitch) + z * Math.cos(pitch)];
    turned.push(x, y, z);
  }
  return turned;
}

/** 1 for each digit, thumb to little finger, that is straight or stands off the palm. */
export function straightDigits(hand) {
  const wrist = point(hand, 0), far = (i) => norm(minus(point(hand, i), wrist));
  // A thumb across the palm is nearer to the little finger than its own knuckle is.
  const toLittle = (i) => norm(minus(point(hand, i), point(hand, 17))), thumb = toLittle(4) < 0.8 * toLittle(2) ? 0 : 1;
  return [thumb, ...[5, 9, 13, 17].map((base) => (far(base + 3) > far(base + 1) * 1.12 ? 1 : 0))];
}

/** The hand as it is held, of unit palm length, around its palm. */
export function held(hand) {
  const centre = palmCentre(hand), length = palmLength(hand) || 1;
  const moved = [];
  for (let i = 0; i < 21; i++) moved.push(...times(minus(point(hand, i), centre), 1 / length));
  return moved;
}
