// The player of replay documents: a learner and a reference, aligned in time.
//
// One module without imports, for it is inlined in reports, which ask nothing of the network, and imported by the pages of
// signify_engine.web. Its parts, in this order: icons, labels, poses, drawing, the timeline's strips, the player.
//
// Nothing in a picture needs its text: the learner is solid and blue, the reference hollow and orange, a fault a red diamond,
// what is right a green ring, and every code has an icon. Text stands in elements of class `sp-text`, which "pictures only"
// takes away.

/** @typedef {{start_s: number, body: (number[]|null)[], face: (number[]|null)[], dominant: (number[]|null)[],
 *   other: (number[]|null)[], dominant_palm: (number[]|null)[], other_palm: (number[]|null)[]}} Tracks */
/** @typedef {{kind: string, from: number[], to: number[]}} Arrow */
/** @typedef {{hand: 'dominant'|'other', joints: number[], arrows: Arrow[], amount: number, unit: string}} Mark */
/** @typedef {{steps: [number, number], peak: number, marks: Mark[]}} Moment */
/** @typedef {{gloss: string, attempt?: Tracks|null, reference: Tracks, path?: [number, number][],
 *   deviation?: Record<string, (number|null)[]>, moments?: Moment[]}} Sign */
/** @typedef {{body: number[]|null, face: number[]|null, dominant: number[]|null, other: number[]|null,
 *   dominant_palm: number[]|null, other_palm: number[]|null}} Pose */

// MARK: Icons

// A right hand with its palm to the viewer, in a box of 40 × 46; `digits` are thumb to little finger, 1 straight, 0 bent.
const DIGITS = [[31, 6], [24.5, 3], [18, 5], [11.5, 10]];
function iconHand({ x = 0, y = 0, size = 1, digits = [1, 1, 1, 1, 1], look = "i-hand", bad = [], flip = false } = {}) {
  const mark = (digit) => (bad.includes(digit) ? "i-bad" : look);
  const lines = DIGITS.map(([at, top], i) =>
    `<path class="${mark(i + 1)} i-finger" d="M${at} 27V${digits[i + 1] ? top : 20}"/>`);
  const thumb = digits[0] ? "M31 37L40 26" : "M32 35L21 31";
  const palm = `<rect class="${look} i-palm" x="8.5" y="25" width="25" height="20" rx="7"/>`;
  const across = digits[0] ? "" : `<path class="i-gap" d="${thumb}"/>`;
  const turn = flip ? ` translate(42 0) scale(-1 1)` : "";
  return `<g transform="translate(${x} ${y}) scale(${size})${turn}">${lines.join("")}${palm}${across}` +
    `<path class="${mark(0)} i-finger" d="${thumb}"/></g>`;
}

function iconArrow(x1, y1, x2, y2, look = "i-go") {
  const length = Math.hypot(x2 - x1, y2 - y1), ux = (x2 - x1) / length, uy = (y2 - y1) / length;
  const bx = x2 - ux * 8, by = y2 - uy * 8;
  return `<path class="${look} i-line" d="M${x1} ${y1}L${bx.toFixed(1)} ${by.toFixed(1)}"/><path class="${look} i-full" ` +
    `d="M${x2} ${y2}L${(bx - uy * 6.5).toFixed(1)} ${(by + ux * 6.5).toFixed(1)}L${(bx + uy * 6.5).toFixed(1)} ${(by - ux * 6.5).toFixed(1)}Z"/>`;
}

function iconArc(cx, cy, rx, ry, from, to, look = "i-go") {
  const at = (a) => [cx + rx * Math.cos(a * Math.PI / 180), cy + ry * Math.sin(a * Math.PI / 180)];
  const [x1, y1] = at(from), [x2, y2] = at(to), [bx, by] = at(to - Math.sign(to - from) * 26);
  const large = Math.abs(to - from) > 180 ? 1 : 0, sweep = to > from ? 1 : 0;
  const length = Math.hypot(x2 - bx, y2 - by) || 1, ux = (x2 - bx) / length, uy = (y2 - by) / length;
  const f = (n) => n.toFixed(1);
  return `<path class="${look} i-line" d="M${f(x1)} ${f(y1)}A${rx} ${ry} 0 ${large} ${sweep} ${f(bx)} ${f(by)}"/><path class="${look} i-full" ` +
    `d="M${f(x2)} ${f(y2)}L${f(bx - uy * 6)} ${f(by + ux * 6)}L${f(bx + uy * 6)} ${f(by - ux * 6)}Z"/>`;
}

const tick = (x, y, s = 1) => `<path class="i-ok i-thin" d="M${x} ${y}l${4 * s} ${5 * s}l${8 * s} ${-10 * s}"/>`;
const cross = (x, y, s = 5) => `<path class="i-bad i-thin" d="M${x - s} ${y - s}l${2 * s} ${2 * s}m0 ${-2 * s}l${-2 * s} ${2 * s}"/>`;
const person = (x, y, s, look = "i-hand") =>
  `<g transform="translate(${x} ${y}) scale(${s})"><circle class="${look} i-full" cx="0" cy="0" r="8"/><path class="${look} i-full" d="M-15 30c0-22 30-22 30 0z"/></g>`;
const box = (x, look) => `<rect class="${look} i-box" x="${x}" y="22" width="16" height="20" rx="4"/>`;
const eye = (x, y, s = 1) =>
  `<g transform="translate(${x} ${y}) scale(${s})"><path class="i-hand i-thin" d="M-13 0q13-14 26 0q-13 14-26 0z"/><circle class="i-hand i-full" r="4.5"/></g>`;
const hare = (x, y, s, look) => `<g transform="translate(${x} ${y}) scale(${s})" class="${look} i-full"><ellipse cx="-2" cy="10" rx="13" ry="8"/><circle cx="11" cy="2" r="6"/><ellipse cx="7" cy="-10" rx="2.8" ry="9" transform="rotate(-14 7 -10)"/><ellipse cx="13" cy="-10" rx="2.8" ry="9" transform="rotate(6 13 -10)"/><circle cx="-15" cy="6" r="3.6"/><path d="M-13 14l-7 6h9zM8 15l9 4-3-8z"/></g>`;
const tortoise = (x, y, s, look) => `<g transform="translate(${x} ${y}) scale(${s})" class="${look} i-full"><path d="M-16 10a14 15 0 0 1 28 0z"/><circle cx="17" cy="5" r="5.5"/><rect x="-13" y="9" width="7" height="9" rx="3"/><rect x="3" y="9" width="7" height="9" rx="3"/><path d="M-16 8l-6 4 7 1z"/></g>`;
const camera = (look = "i-hand") => `<rect class="${look} i-full" x="14" y="22" width="26" height="22" rx="4"/><path class="${look} i-full" d="M42 30l10-6v18l-10-6z"/>`;
const loop = (look = "i-go") => iconArc(32, 32, 20, 20, -150, 120, look);
// What it was and what it should be, in a picture twice as wide.
const pair = (before, after) => before + iconArrow(45, 34, 64, 34) + after;
const small = (x, digits, look, bad = []) => iconHand({ x, y: 8, size: 1.05, digits, look, bad });
const FIST = [0, 0, 0, 0, 0], FLAT = [1, 1, 1, 1, 1];

/** The digits of a list of fingers. */
const digitsOf = (fingers) => (fingers ?? []).map((name) => ["thumb", "index", "middle", "ring", "little"].indexOf(name)).filter((i) => i >= 0);
/** `shape` is the right handshape: 1 for each straight digit. */
function bentOrStraight(up, down, shape) {
  const change = [...digitsOf(up), ...digitsOf(down)];
  const after = FLAT.map((_, i) => (digitsOf(up).includes(i) ? 1 : digitsOf(down).includes(i) ? 0 : shape?.[i] ?? (up?.length ? 0 : 1)));
  const before = after.map((digit, i) => (change.includes(i) ? 1 - digit : digit));
  return pair(small(0, before, "i-hand", change), small(68, after, "i-right"));
}

/** A direction of the parameters in the picture; nothing where it goes to the camera or from it. */
function heading({ towards, also }, side) {
  const ways = { up: [0, -1], down: [0, 1], left: [side, 0], right: [-side, 0] };
  const [a, b] = [ways[towards] ?? [0, 0], ways[also] ?? [0, 0]], x = a[0] + 0.6 * b[0], y = a[1] + 0.6 * b[1], length = Math.hypot(x, y);
  return towards === "camera" || towards === "signer" || !length ? [0, 0] : [x / length, y / length];
}

/** The pictures of the codes; `p` are the code's parameters, `side` -1 where the learner's own left is the picture's left. */
const ICONS = {
  raise_hand: () => iconHand({ x: 3, y: 12 }) + iconArrow(54, 56, 54, 8),
  lower_hand: () => iconHand({ x: 3, y: 12 }) + iconArrow(54, 8, 54, 56),
  move_hand_left: (p, side) => iconHand({ x: 12, y: 1, size: 0.9 }) + (side < 0 ? iconArrow(58, 55, 6, 55) : iconArrow(6, 55, 58, 55)),
  move_hand_right: (p, side) => iconHand({ x: 12, y: 1, size: 0.9 }) + (side < 0 ? iconArrow(6, 55, 58, 55) : iconArrow(58, 55, 6, 55)),
  move_hands_together: () => iconHand({ x: -1, y: 3, size: 0.72 }) + iconHand({ x: 35, y: 3, size: 0.72, flip: true }) + iconArrow(4, 52, 28, 52) + iconArrow(60, 52, 36, 52),
  move_hands_apart: () => iconHand({ x: -1, y: 3, size: 0.72 }) + iconHand({ x: 35, y: 3, size: 0.72, flip: true }) + iconArrow(28, 52, 4, 52) + iconArrow(36, 52, 60, 52),
  use_hand: () => iconHand({ x: 0, y: 14, size: 0.72 }) + iconHand({ x: 34, y: 14, size: 0.72, flip: true, look: "i-ghost" }) + `<path class="i-go i-line" d="M49 2v14M42 9h14"/>`,
  larger_movement: () => iconHand({ x: 17, y: 2, size: 0.7 }) + iconArrow(27, 52, 3, 52) + iconArrow(37, 52, 61, 52) + `<path class="i-bad i-line" d="M25 40h14"/>`,
  smaller_movement: () => iconHand({ x: 17, y: 2, size: 0.7 }) + iconArrow(3, 52, 25, 52) + iconArrow(61, 52, 39, 52) + `<path class="i-bad i-line" d="M6 40h52"/>`,
  other_way: (p, side) => {
    const [a, b] = side > 0 ? [6, 58] : [58, 6];
    return p.upright
      ? iconHand({ x: 0, y: 18, size: 0.62 }) + iconArrow(36, b, 36, a, "i-bad") + cross(36, 32, 8) + iconArrow(55, a, 55, b)
      : iconHand({ x: 19, y: 0, size: 0.62 }) + iconArrow(b, 38, a, 38, "i-bad") + cross(32, 38, 8) + iconArrow(a, 55, b, 55);
  },
  repeat_movement: () => iconHand({ x: 18, y: 14, size: 0.7 }) + iconArc(32, 32, 28, 28, -165, -20) + iconArc(32, 32, 28, 28, 15, 160),
  sign_slower: () => pair(hare(21, 34, 1.15, "i-hand") + cross(36, 56, 6), tortoise(89, 34, 1.15, "i-right")),
  sign_faster: () => pair(tortoise(22, 34, 1.1, "i-hand") + cross(36, 56, 6), hare(89, 34, 1.15, "i-right")),
  face_palm: (p, side) => {
    const [x, y] = heading(p, side), away = p.towards === "signer";
    const palm = `<circle class="i-gap-full" cx="26" cy="38" r="6"/>`, hand = iconHand({ x: 5, y: 3 });
    if (Math.hypot(x, y) > 0.5) return hand + palm + iconArrow(26 + 4 * x, 38 + 4 * y, 32 + 28 * x, 36 + 26 * y);
    // A palm that looks at one is a disc; one that looks away shows its knuckles.
    return hand + (away ? `<path class="i-gap i-thin" d="M15 31v4M22 31v4M29 31v4"/>` : palm) + iconArc(27, 51, 24, 9, away ? 10 : 170, away ? 170 : 10) + (away ? "" : eye(54, 12, 0.7));
  },
  point_fingers: (p, side) => {
    const [x, y] = heading(p, side), turn = Math.atan2(x, -y) * 180 / Math.PI;
    if (Math.hypot(x, y) <= 0.5) return iconHand({ x: 2, y: 17, digits: [0, 1, 1, 0, 0] }) + iconArc(34, 34, 26, 27, -115, -5);
    return `<g transform="rotate(${turn.toFixed(0)} 32 32)">${iconHand({ x: 2, y: 9, digits: [0, 1, 1, 0, 0] })}${iconArrow(54, 54, 54, 10)}</g>`;
  },
  turn_hand: () => iconHand({ x: 17, y: 13, size: 0.75 }) + iconArc(32, 32, 28, 28, -60, 200),
  straighten_fingers: (p) => bentOrStraight(p.fingers, [], p.shape),
  bend_fingers: (p) => bentOrStraight([], p.fingers, p.shape),
  straighten_and_bend_fingers: (p) => bentOrStraight(p.straighten, p.bend, p.shape),
  open_hand: () => pair(small(0, FIST, "i-hand"), small(68, FLAT, "i-right")),
  close_hand: () => pair(small(0, FLAT, "i-hand"), small(68, FIST, "i-right")),
  thumb_out: () => pair(small(0, [0, 1, 1, 1, 1], "i-hand", [0]), small(68, FLAT, "i-right")),
  thumb_in: () => pair(small(0, FLAT, "i-hand", [0]), small(68, [0, 1, 1, 1, 1], "i-right")),
  well_done: () => `<path class="i-ok i-full" d="M32 4l8.2 17.6 19.2 2.4-14.2 13.2 3.8 19L32 46.8 15 56.2l3.8-19L4.6 24l19.2-2.4z"/>`,
  watch_again: () => eye(32, 32, 1) + iconArc(32, 32, 27, 25, -150, 120),
  no_part_stands_out: () => eye(32, 32, 1) + iconArc(32, 32, 27, 25, -150, 120),
  that_was: () => eye(32, 32, 1.6),
  hands_at_rest: () => person(32, 13, 1, "i-hand") + `<path class="i-hand i-line" d="M15 34v20M49 34v20"/>` + iconArrow(6, 58, 6, 26) + iconArrow(58, 58, 58, 26),
  hands_at_rest_sentence: () => ICONS.hands_at_rest(),
  unsteady_recording: () => camera() + `<path class="i-bad i-thin" d="M8 16q-6 7 0 14t0 14M58 14q6 7 0 12M20 14l5-7M34 14l4-8M20 52l4 7M34 52l4 6"/>`,
  mirrored_sign: () => iconHand({ x: 0, y: 10, size: 0.68 }) + iconHand({ x: 36, y: 10, size: 0.68, flip: true, look: "i-ghost" }) + `<path class="i-bad i-thin i-dash" d="M32 4v56"/>` + iconArc(32, 50, 19, 9, 160, 20),
  another_sign: () => iconHand({ x: 0, y: 6, size: 0.68, digits: [1, 0, 0, 0, 1] }) + iconHand({ x: 36, y: 6, size: 0.68, look: "i-right" }) + `<path class="i-bad i-line" d="M20 48h24M20 57h24M40 41L24 63"/>`,
  looks_more_like: () => ICONS.another_sign(),
  hand_unseen: () => iconHand({ x: 14, y: 17, size: 0.85, look: "i-ghost" }) + `<path class="i-hand i-thin" d="M4 16V4h12M48 4h12v12M60 48v12H48M16 60H4V48"/>` + eye(32, 12, 0.75) + `<path class="i-bad i-line" d="M18 22L46 2"/>`,
  both_hands_needed: () => iconHand({ x: -1, y: 20, size: 0.74 }) + iconHand({ x: 34, y: 20, size: 0.74, flip: true, look: "i-ghost" }) + eye(49, 10, 0.75) + `<path class="i-bad i-line" d="M37 20L61 1"/>`,
  missing_sign: () => box(2, "i-right") + box(24, "i-empty") + box(46, "i-right") + iconArrow(32, 2, 32, 20),
  missing_sign_after: () => ICONS.missing_sign(),
  missing_sign_before: () => ICONS.missing_sign(),
  swapped_sign: () => box(2, "i-right") + box(24, "i-badbox") + box(46, "i-right") + cross(32, 32, 6) + iconArc(32, 52, 12, 8, 160, 20),
  added_sign: () => box(2, "i-right") + box(24, "i-badbox") + box(46, "i-right") + iconArrow(32, 44, 32, 62, "i-bad"),
  unclear_sign: () => box(2, "i-right") + box(24, "i-empty") + box(46, "i-right") + eye(32, 32, 0.6),
  every_sign_right: () => box(2, "i-right") + box(24, "i-right") + box(46, "i-right") + tick(25, 10, 1.2),
  light: () => `<circle class="i-sun i-full" cx="32" cy="32" r="12"/><path class="i-sun i-line" d="M32 4v8M32 52v8M4 32h8M52 32h8M12 12l6 6M46 46l6 6M52 12l-6 6M18 46l-6 6"/>`,
  // Channels and controls.
  handshape: () => iconHand({ x: 10, y: 9, digits: [1, 1, 1, 0, 0] }),
  orientation: () => iconHand({ x: 15, y: 2, size: 0.85 }) + iconArc(32, 50, 25, 9, 170, 10, "i-hand"),
  location: () => person(32, 22, 1.05) + `<circle class="i-gap" cx="32" cy="22" r="14"/><path class="i-hand i-thin" d="M32 2v10M32 33v10M12 22h10M42 22h10"/>`,
  movement: () => iconHand({ x: 16, y: 0, size: 0.75 }) + iconArrow(30, 52, 4, 52, "i-hand") + iconArrow(34, 52, 60, 52, "i-hand"),
  non_manual: () => `<circle class="i-hand i-thin" cx="32" cy="32" r="24"/><circle class="i-hand i-full" cx="24" cy="27" r="3.5"/><circle class="i-hand i-full" cx="40" cy="27" r="3.5"/><path class="i-hand i-thin" d="M20 39q12 10 24 0"/>`,
  play: () => `<path class="i-hand i-full" d="M18 8l36 24-36 24z"/>`,
  pause: () => `<path class="i-hand i-full" d="M15 10h12v44H15zM37 10h12v44H37z"/>`,
  back: () => `<path class="i-hand i-full" d="M50 10v44L22 32zM12 10h8v44h-8z"/>`,
  forward: () => `<path class="i-hand i-full" d="M14 10v44l28-22zM44 10h8v44h-8z"/>`,
  loop: () => loop("i-hand"),
  side: () => person(16, 22, 0.85) + person(48, 22, 0.85, "i-ghost"),
  over: () => person(26, 20, 1) + person(38, 20, 1, "i-ghost"),
  mirror: () => `<path class="i-hand i-thin i-dash" d="M32 4v56"/><path class="i-hand i-full" d="M26 14v36L4 50z"/><path class="i-ghost" d="M38 14v36l22 0z"/>`,
  pictures: () => `<rect class="i-hand i-thin" x="6" y="12" width="52" height="40" rx="4"/><path class="i-hand i-full" d="M12 46l14-18 10 11 6-6 10 13z"/><circle class="i-hand i-full" cx="44" cy="24" r="5"/>`,
  tortoise: () => tortoise(32, 32, 1.4, "i-hand"),
  hare: () => hare(32, 30, 1.3, "i-hand"),
  turn: () => person(32, 15, 0.9) + iconArc(32, 50, 27, 9, 170, 10, "i-hand"),
  you: () => person(32, 20, 1.25),
  reference: () => person(32, 26, 1.1, "i-ghost") + `<path class="i-right i-full" d="M32 2l24 9-24 9-24-9z"/><path class="i-right i-thin" d="M54 12v12"/>`,
  sign: () => iconHand({ x: 10, y: 9 }),
};

const WIDE = new Set(["straighten_fingers", "bend_fingers", "straighten_and_bend_fingers", "open_hand", "close_hand", "thumb_out", "thumb_in", "sign_slower", "sign_faster"]);

/** The picture of a code as SVG, hidden from screen readers: what it means stands beside it. */
export function icon(code, parameters = {}, side = 1, flip = false) {
  const directed = ["move_hand_left", "move_hand_right", "other_way", "face_palm", "point_fingers"].includes(code);
  const draw = ICONS[code] ?? ICONS.watch_again;
  const inside = draw(parameters ?? {}, side);
  const wide = WIDE.has(code), turned = flip && !wide && !directed;
  return `<svg class="sp-icon" viewBox="-2 -2 ${wide ? 116 : 68} 68" aria-hidden="true" focusable="false">${turned ? `<g transform="translate(64 0) scale(-1 1)">${inside}</g>` : inside}</svg>`;
}
/** Every code with a picture. */
export const ICON_CODES = Object.keys(ICONS);

// MARK: Labels

/** The labels in English; labels.json has them in every language of the engine. */
export const ENGLISH = {
  play: "Play", pause: "Pause", previous_frame: "Previous frame", next_frame: "Next frame", loop: "Repeat",
  speed: "Speed", times: "{speed} ×", side_by_side: "Side by side", overlaid: "Laid over each other",
  mirror: "Turn the picture as in a mirror", pictures_only: "Pictures only", timeline: "Time in the sign", moments: "What to change",
  you: "You", reference: "Reference", passed: "Passed", try_again: "Try again", score: "Score {score} of 100; {passing} passes",
  channel_handshape: "Handshape", channel_orientation: "Palm orientation", channel_location: "Location",
  channel_movement: "Movement", channel_non_manual: "Face", right: "right", to_correct: "to correct", not_seen: "not seen",
  time: "{time} s", figure: "Drawing of you and the reference", demonstration: "Drawing of the sign {sign}", signs: "Signs",
  missing: "missing", turn: "Turn the figure", whole_sign: "The whole sign",
  keys: "Space plays. The arrow keys go a frame back and on, Home and End to the ends, [ and ] to the moments.",
};

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

// MARK: Poses

const mix = (a, b, t) => (a && b ? (t === 0 ? a : a.map((value, i) => value + (b[i] - value) * t)) : t < 0.5 ? a ?? null : b ?? null);
const TRACKS = ["body", "face", "dominant", "other", "dominant_palm", "other_palm"];

/** The pose of a track at a frame between its frames. @returns {Pose} */
function poseAt(tracks, frame) {
  const last = tracks.body.length - 1, at = Math.min(Math.max(frame, 0), last), i = Math.floor(at), t = at - i;
  return /** @type {Pose} */ (Object.fromEntries(TRACKS.map((name) => [name, mix(tracks[name]?.[i], tracks[name]?.[Math.min(i + 1, last)], t)])));
}

const point = (points, i) => points.slice(3 * i, 3 * i + 3);
const minus = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const plus = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const times = (a, s) => [a[0] * s, a[1] * s, a[2] * s];
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const crossed = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const norm = (a) => Math.hypot(a[0], a[1], a[2]);
const unit = (a) => times(a, 1 / (norm(a) || 1));
const middle = (a, b) => times(plus(a, b), 0.5);
const palmLength = (hand) => norm(minus(point(hand, 9), point(hand, 0)));
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
function turnArc(hand, other, isDominant) {
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
function facing(hand, isDominant) {
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
function straightDigits(hand) {
  const wrist = point(hand, 0), far = (i) => norm(minus(point(hand, i), wrist));
  // A thumb across the palm is nearer to the little finger than its own knuckle is.
  const toLittle = (i) => norm(minus(point(hand, i), point(hand, 17))), thumb = toLittle(4) < 0.8 * toLittle(2) ? 0 : 1;
  return [thumb, ...[5, 9, 13, 17].map((base) => (far(base + 3) > far(base + 1) * 1.12 ? 1 : 0))];
}

/** The hand as it is held, of unit palm length, around its palm. */
function held(hand) {
  const centre = palmCentre(hand), length = palmLength(hand) || 1;
  const moved = [];
  for (let i = 0; i < 21; i++) moved.push(...times(minus(point(hand, i), centre), 1 / length));
  return moved;
}

// MARK: Drawing

const FINGERS = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16], [17, 18, 19, 20]];

/** The colours of a theme, as the style sheet has them. */
function coloursOf(element) {
  const style = getComputedStyle(element), get = (name) => style.getPropertyValue(`--sp-${name}`).trim();
  const names = ["panel", "ink", "line", "you", "you-soft", "you-mid", "you-a", "you-b", "you-c", "ref", "ref-soft", "ref-mid", "fault", "right", "gap"];
  return Object.fromEntries(names.map((name) => [name, get(name)]));
}

/** How a figure is drawn: the learner solid, the reference hollow. */
function looks(c) {
  return {
    you: { hollow: false, soft: c["you-soft"], mid: c["you-mid"], line: c.you, fingers: [c["you-a"], c["you-b"], c["you-c"], c["you-b"], c["you-c"]] },
    ref: { hollow: true, soft: c["ref-soft"], mid: c["ref-mid"], line: c.ref, fingers: Array(5).fill(c.gap) },
    // The reference over the learner: its outline alone.
    ghost: { hollow: true, soft: "transparent", mid: CUT, line: c.ref, fingers: Array(5).fill(CUT) },
  };
}

/** A fill that leaves a hole. */
const CUT = "cut";

class Brush {
  /** @type {Record<string, HTMLCanvasElement>} */
  static layers = {};

  /** @param {CanvasRenderingContext2D} ctx @param {Record<string, string>} colours */
  constructor(ctx, colours) {
    this.ctx = ctx;
    this.colours = colours;
    this.looks = looks(colours);
  }

  path(points, closed = false) {
    const { ctx } = this;
    ctx.beginPath();
    points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    if (closed) ctx.closePath();
  }

  line(points, colour, width, dash = []) {
    const { ctx } = this;
    this.path(points);
    ctx.lineJoin = ctx.lineCap = "round";
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.setLineDash(dash);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  /** A capsule along points: solid with a gap around it, or hollow. */
  capsule(points, width, fillColour, edge, edgeWidth) {
    if (fillColour === CUT) this.line(points, this.colours.gap, width + 2 * edgeWidth + 3);
    this.line(points, edge, width + 2 * edgeWidth);
    if (fillColour === CUT) this.cut(() => this.line(points, "#000", width));
    else this.line(points, fillColour, width);
  }

  /** Takes away what was drawn in a layer. */
  cut(draw) {
    this.ctx.globalCompositeOperation = "destination-out";
    draw();
    this.ctx.globalCompositeOperation = "source-over";
  }

  /** Draws in a layer of its own, in which `CUT` leaves holes, and lays it over the picture. */
  layer(draw) {
    const under = this.ctx, { canvas } = under, key = "layer";
    const over = (Brush.layers[key] ??= document.createElement("canvas"));
    if (over.width !== canvas.width || over.height !== canvas.height) [over.width, over.height] = [canvas.width, canvas.height];
    this.ctx = /** @type {CanvasRenderingContext2D} */ (over.getContext("2d"));
    this.ctx.setTransform(1, 0, 0, 1, 0, 0);
    this.ctx.clearRect(0, 0, over.width, over.height);
    this.ctx.setTransform(under.getTransform());
    draw();
    this.ctx = under;
    under.save();
    under.setTransform(1, 0, 0, 1, 0, 0);
    under.drawImage(over, 0, 0);
    under.restore();
  }

  diamond([x, y], size, colour = this.colours.fault) {
    const { ctx } = this;
    this.path([[x, y - size], [x + size, y], [x, y + size], [x - size, y]], true);
    ctx.fillStyle = colour;
    ctx.strokeStyle = this.colours.gap;
    ctx.lineWidth = Math.max(1.5, size * 0.25);
    ctx.lineJoin = "round";
    ctx.stroke();
    ctx.fill();
  }

  ring([x, y], radius, colour, width, dash = []) {
    const { ctx } = this;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.setLineDash(dash);
    ctx.strokeStyle = this.colours.gap;
    ctx.lineWidth = width + 3;
    if (!dash.length) ctx.stroke();
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
    ctx.setLineDash([]);
  }

  /** A large diamond around a hand at fault. */
  frame([x, y], radius, width) {
    const { ctx } = this, r = radius * 1.2;
    this.path([[x, y - r], [x + r, y], [x, y + r], [x - r, y]], true);
    ctx.lineJoin = "round";
    for (const [colour, wide] of [[this.colours.gap, width + 3], [this.colours.fault, width]]) {
      ctx.strokeStyle = colour;
      ctx.lineWidth = wide;
      ctx.stroke();
    }
  }

  /** A badge: a tick in a disc, or a cross in a diamond. */
  badge([x, y], size, good) {
    const { ctx } = this, c = this.colours, s = size * 0.42;
    if (good) {
      ctx.beginPath();
      ctx.arc(x, y, size, 0, 2 * Math.PI);
      ctx.fillStyle = c.right;
      ctx.strokeStyle = c.gap;
      ctx.lineWidth = 3;
      ctx.stroke();
      ctx.fill();
      this.line([[x - s, y + s * 0.1], [x - s * 0.2, y + s * 0.8], [x + s, y - s * 0.7]], c.gap, size * 0.24);
    } else {
      this.diamond([x, y], size * 1.25);
      this.line([[x - s, y - s], [x + s, y + s]], c.gap, size * 0.24);
      this.line([[x + s, y - s], [x - s, y + s]], c.gap, size * 0.24);
    }
  }

  /** A thick arrow along points, with chevrons that move along it by `phase`, 0 to 1. */
  arrow(points, width, { colour = this.colours.right, phase = null, both = false } = {}) {
    const { ctx } = this;
    const ends = (a, b) => {
      const angle = Math.atan2(b[1] - a[1], b[0] - a[0]), size = width * 2.4;
      return [b, [b[0] - size * Math.cos(angle - 0.55), b[1] - size * Math.sin(angle - 0.55)], [b[0] - size * Math.cos(angle + 0.55), b[1] - size * Math.sin(angle + 0.55)]];
    };
    const back = (a, b) => {
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1, s = Math.max(0, 1 - width * 1.6 / length);
      return [a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s];
    };
    const n = points.length;
    const shaft = points.slice();
    shaft[n - 1] = back(points[n - 2], points[n - 1]);
    const heads = [ends(points[Math.max(0, n - 2)], points[n - 1])];
    if (both) {
      shaft[0] = back(points[1], points[0]);
      heads.push(ends(points[1], points[0]));
    }
    for (const [ink, grow] of [[this.colours.gap, 6], [colour, 0]]) {
      this.line(shaft, ink, width + grow);
      for (const head of heads) {
        this.path(head, true);
        ctx.lineJoin = "round";
        ctx.strokeStyle = ctx.fillStyle = ink;
        ctx.lineWidth = grow || 2;
        ctx.stroke();
        ctx.fill();
      }
    }
    if (phase !== null) {
      this.path(shaft);
      ctx.setLineDash([width * 0.5, width * 1.6]);
      ctx.lineDashOffset = -phase * width * 2.1;
      ctx.lineCap = "butt";
      ctx.strokeStyle = this.colours.gap;
      ctx.lineWidth = width * 0.5;
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.lineDashOffset = 0;
    }
  }

  /** A hand of thick fingers, the nearer ones in front. `at` puts a point on the canvas, `length` is the palm's there. */
  hand(hand, at, length, look, { joints = null, isDominant = true } = {}) {
    const c = this.colours, width = Math.max(2.2, length * 0.25), edge = Math.max(1, length * 0.045);
    const outline = look.hollow ? look.line : c.gap, edgeWidth = look.hollow ? Math.max(1.2, length * 0.05) : edge;
    const spot = (i) => at(point(hand, i)), depth = (ids) => ids.reduce((sum, i) => sum + hand[3 * i + 2], 0) / ids.length;
    const bad = (ids) => joints && ids.every((i) => joints.has(i));
    const p = [0, 5, 17].map((i) => spot(i));
    const turn = (p[1][0] - p[0][0]) * (p[2][1] - p[0][1]) - (p[1][1] - p[0][1]) * (p[2][0] - p[0][0]);
    const palmSeen = (turn < 0) === (isDominant !== this.flipped);
    /** @type {{z: number, isBad?: boolean, draw: () => void}[]} */
    const parts = [{
      z: depth([0, 5, 9, 13, 17]) + 1e-3,
      draw: () => {
        const { ctx } = this, wide = width * 0.75;
        // A wrist is wider than its landmark.
        const [wrist, side] = [point(hand, 0), times(minus(point(hand, 5), point(hand, 17)), 0.2)];
        this.path([at(minus(wrist, side)), at(plus(wrist, side)), ...[1, 5, 9, 13, 17].map(spot)], true);
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
            this.capsule(piece.map(spot), wide, bad(piece) ? c.fault : look.fingers[f], outline, edgeWidth);
          },
        });
      }
    });
    // The nearer parts in front, and those at fault before all.
    parts.sort((a, b) => Number(a.isBad ?? false) - Number(b.isBad ?? false) || b.z - a.z).forEach((part) => part.draw());
    if (joints && joints.size <= 16 && length > 30) for (const i of joints) this.diamond(spot(i), Math.max(3, width * 0.34));
  }

  /** Head, shoulders, arms and hands. */
  figure(pose, at, scale, look, options = {}) {
    const { ctx } = this, c = this.colours, body = pose.body, dash = look.hollow ? [scale * 0.06, scale * 0.045] : [];
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
      this.path([hang(l, 120, -90), hang(l, -70, -20), hang(l, -85, 120), hang(l, 60, 800), hang(l, 110, 1900), hang(r, -110, 1900), hang(r, -60, 800), hang(r, 85, 120), hang(r, 70, -20), hang(r, -120, -90)], true);
      ctx.fillStyle = look.soft;
      ctx.fill();
      ctx.setLineDash(dash);
      ctx.strokeStyle = look.line;
      ctx.lineWidth = line;
      ctx.stroke();
      ctx.setLineDash([]);
      this.head(pose, neck, at, scale, look, dash, line);
    }
    for (const which of ["other", "dominant"]) {
      const hand = pose[which], palm = pose[`${which}_palm`], end = hand ? point(hand, 0) : palm;
      const points = [...arms[which], ...(end ? [end] : [])].filter(Boolean).map(at);
      if (points.length > 1) {
        const wide = scale * 0.15;
        if (look.mid === CUT) {
          this.capsule(points, wide, CUT, look.line, line);
        } else if (look.hollow) {
          this.line(points, look.line, wide + 2 * line, []);
          this.line(points, look.mid, wide);
          this.line(points, c.gap, Math.max(1, wide * 0.16), [wide * 0.5, wide * 0.7]);
        } else {
          this.line(points, c.gap, wide + 2 * line);
          this.line(points, look.mid, wide);
        }
      }
    }
    for (const which of ["other", "dominant"]) {
      const hand = pose[which], palm = pose[`${which}_palm`];
      if (hand) this.hand(hand, at, palmLength(hand) * scale / 1000, look, { joints: joints[which] ?? null, isDominant: which === "dominant" });
      else if (palm && options.showUnseen) this.ring(at(palm), scale * 0.16, look.line, Math.max(2, scale * 0.025), [scale * 0.05, scale * 0.05]);
    }
  }

  head(pose, neck, at, scale, look, dash, line) {
    const { ctx } = this, body = pose.body;
    const nose = point(body, 0), ears = middle(point(body, 1), point(body, 2)), gap = Math.abs(body[3] - body[6]);
    const [x, y] = at([ears[0], ears[1] - 30, ears[2]]), [nx, ny] = at(nose);
    const rx = Math.max(0.23, gap / 1000 * 0.6) * scale, ry = rx * 1.3;
    const throat = at([neck[0], neck[1] - 60, neck[2]]);
    const isGhost = look.mid === CUT;
    if (!isGhost) {
      for (const [colour, grow] of [[look.line, 2 * line], [this.colours.panel, 0], [look.soft, 0]]) this.line([[x, y + ry * 0.6], throat], colour, rx * 0.85 + grow);
    }
    ctx.beginPath();
    ctx.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
    if (!isGhost) {
      for (const colour of [this.colours.panel, look.soft]) {
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
    const bar = (a, b, w = thin) => this.line([a, b], ink, w);
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

  /** The way of a palm as a line that widens to its end. */
  trail(points, colour, width, { hollow = false } = {}) {
    if (points.length < 2) return;
    const { ctx } = this, n = points.length;
    const outline = (grow) => points.slice(1).forEach((p, i) => {
      this.line([points[i], p], grow ? this.colours.gap : colour, (hollow ? width * 0.45 : width * (0.25 + 0.75 * (i + 1) / n)) + grow);
    });
    outline(4);
    if (hollow) this.line(points, colour, width * 0.6, [width * 1.2, width * 1.1]);
    else outline(0);
    // The head points along the last fifth of the way.
    const end = points[n - 1];
    let k = n - 2;
    while (k > 0 && Math.hypot(end[0] - points[k][0], end[1] - points[k][1]) < width * 3) k--;
    const angle = Math.atan2(end[1] - points[k][1], end[0] - points[k][0]), size = width * 2.6;
    const tip = [end[0] + Math.cos(angle) * width, end[1] + Math.sin(angle) * width];
    this.path([tip, [tip[0] - size * Math.cos(angle - 0.6), tip[1] - size * Math.sin(angle - 0.6)], [tip[0] - size * Math.cos(angle + 0.6), tip[1] - size * Math.sin(angle + 0.6)]], true);
    ctx.fillStyle = colour;
    ctx.strokeStyle = this.colours.gap;
    ctx.lineWidth = 3;
    ctx.lineJoin = "round";
    ctx.stroke();
    ctx.fill();
  }
}

/** Codes of a sign that is wrong as a whole: its hand is shown large. */
const LIKE_ANOTHER = ["another_sign", "looks_more_like", "no_part_stands_out", "watch_again"];

/** The steps of a sign, aligned, and how they are drawn. */
class Scene {
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

  /**
   * @param {Brush} brush
   * @param {{step: number, view: 'side'|'over', mirrored: boolean, moment: (Moment & {code: string, channel: string})|null, phase: number|null,
   *   whole: {code: string, parameters: object}|null, yaw?: number, frames?: [number, number]|null}} o
   */
  draw(brush, width, height, o) {
    const { ctx, colours: c, looks: look } = brush;
    brush.flipped = o.mirrored;
    ctx.clearRect(0, 0, width, height);
    let { you, ref } = this.poses(o.step);
    if (o.frames) [you, ref] = [poseAt(this.sign.attempt, o.frames[0]), poseAt(this.sign.reference, o.frames[1])];
    if (!you) {
      ctx.beginPath();
      ctx.roundRect(0, 0, width, height, 12);
      ctx.fillStyle = c.panel;
      ctx.fill();
      const { at, scale } = this.map([0, 0, width, height], o.mirrored, o.yaw ?? 0);
      brush.figure(ref, at, scale, look.ref, {});
      return;
    }
    const moment = o.moment ?? this.wholeMoment(o.whole, Math.round(o.step)), marks = moment?.marks ?? [];
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
      const { at, scale } = this.map(frame, o.mirrored);
      if (isRef) {
        brush.figure(ref, at, scale, look.ref, { showUnseen: true });
      } else {
        brush.figure(you, at, scale, look.you, { joints: enlarged ? joints : {}, showUnseen: true });
        if (both) brush.layer(() => brush.figure(ref, at, scale, look.ghost, {}));
      }
      if (moment && marks.length) this.mark(brush, at, scale, o, { you, ref, isRef, both, enlarged });
      if (o.whole && !isRef) {
        this.missingHand(brush, at, scale, o.whole, ref, you);
        if (o.whole.code === "mirrored_sign") this.mirrorImage(brush, at, scale, o, ref, you);
      }
      for (const lens of lenses) this.lens(brush, at, scale, o, lens);
      ctx.restore();
    });
    if (raced) this.race(brush, width, height, o.frames);
  }

  /** What a moment says, upon the figure: the way wrong and right, the ghost of the hand, the arrow to it. */
  mark(brush, at, scale, o, { you, ref, isRef, both, enlarged }) {
    const { colours: c, looks: look } = brush, moment = o.moment, width = Math.max(6, scale * 0.055);
    if (moment.channel === "location" && moment.marks.length === 2 && this.markTogether(brush, at, scale, o, { you, ref, isRef, both }, width)) return;
    for (const mark of moment.marks) {
      const palmName = `${mark.hand}_palm`, palm = you[palmName], target = ref[palmName];
      const isDominant = mark.hand === "dominant";
      const radius = (hand) => Math.max(0.17 * scale, palmLength(hand) * scale / 1000 * 0.95);
      const centre = (hand) => at(middle(point(hand, 9), point(hand, 12)));
      if (moment.channel === "movement" || moment.channel === "location") {
        const moves = moment.channel === "movement";
        if (isRef || both) {
          if (moves) brush.trail(this.way("ref", mark.hand, moment.steps).map(at), c.right, width);
          else if (ref[mark.hand]) brush.ring(centre(ref[mark.hand]), radius(ref[mark.hand]) * 1.1, c.right, width * 0.6);
        }
        if (!isRef) {
          if (moves) {
            const way = this.way("you", mark.hand, moment.steps).map(at);
            brush.trail(way, c.fault, width * 0.8);
            if (way.length > 1) {
              // Below the way, which it must not hide.
              const [a, b] = [way[0], way[way.length - 1]], length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
              const [nx, ny] = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length], down = ny > 0 || (ny === 0 && nx < 0) ? 1 : -1;
              brush.badge([(a[0] + b[0]) / 2 + down * nx * width * 4.5, (a[1] + b[1]) / 2 + down * ny * width * 4.5], width * 1.4, false);
            }
          }
          else if (!both && ref[mark.hand]) {
            brush.hand(ref[mark.hand], at, palmLength(ref[mark.hand]) * scale / 1000, look.ref, { isDominant });
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
          const way = this.way("ref", mark.hand, moment.steps).map(at);
          if (both || way.length < 2) continue;
          const [a, b] = arrow.kind === "reverse" ? [at(arrow.from), at(arrow.to)] : [way[0], way[way.length - 1]];
          const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
          const off = [-(b[1] - a[1]) / length * width * 3.4, (b[0] - a[0]) / length * width * 3.4], sign = off[1] > 0 ? -1 : 1;
          brush.trail(way.map((p) => [p[0] + sign * off[0], p[1] + sign * off[1]]), c.right, width);
        } else if (arrow.kind === "repeat") {
          brush.arrow([at(arrow.from), at(arrow.to)], width, { phase: o.phase, both: true });
        } else if (arrow.kind === "turn" && palm) {
          const [mine, theirs] = [this.nearestHand("you", mark.hand, o.step), this.nearestHand("ref", mark.hand, o.step)];
          const points = mine && theirs ? turnArc(mine, theirs, isDominant).map((p) => at(plus(palm, times(p, 330)))) : [];
          if (points.length > 1) brush.arrow(points, width * 0.9, { phase: o.phase });
        }
      }
    }
  }

  /** Two hands close together that go the same way have one arrow. @returns whether they are such. */
  markTogether(brush, at, scale, o, { you, ref, isRef, both }, width) {
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
    if (!both) for (const mark of marks) brush.hand(ref[mark.hand], at, palmLength(ref[mark.hand]) * scale / 1000, look.ref, { isDominant: mark.hand === "dominant" });
    if (!both) for (const mark of marks) brush.hand(you[mark.hand], at, palmLength(you[mark.hand]) * scale / 1000, look.you, { isDominant: mark.hand === "dominant" });
    brush.ring(at(to), radius(theirs), c.right, width * 0.6, [width, width * 0.7]);
    brush.frame(at(from), radius(mine) * 1.05, width * 0.6);
    brush.arrow([at(from), at(to)], width * 1.5, { phase: o.phase });
    return true;
  }

  /** The hand drawn large: the learner's with its fault, or the reference's, which is right. */
  lens(brush, at, scale, o, { side, mark, rect: [x, y, w, h] }) {
    const { ctx, colours: c, looks: look } = brush, moment = o.moment, isDominant = mark.hand === "dominant";
    const hand = this.nearestHand(side, mark.hand, o.step), other = this.nearestHand(side === "you" ? "ref" : "you", mark.hand, o.step);
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
    brush.hand(shown, place, size, figure, { joints: wrong ? new Set(mark.joints) : null, isDominant });
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

  /** A hand that the sign needs and the camera did not see: the reference's, in its place. */
  missingHand(brush, at, scale, whole, ref, you) {
    const { colours: c, looks: look } = brush;
    if (!["hand_unseen", "both_hands_needed", "use_hand"].includes(whole.code)) return;
    const which = whole.parameters?.hand === this.dominantHand ? "dominant" : "other";
    const hand = ref[which];
    if (!hand || you[which]) return;
    brush.hand(hand, at, palmLength(hand) * scale / 1000, look.ref, { isDominant: which === "dominant" });
    brush.frame(at(point(hand, 9)), Math.max(0.3 * scale, 30), Math.max(4, scale * 0.03));
  }

  /** The learner's hand on the wrong side of a mirror's line, and where it belongs. */
  mirrorImage(brush, at, scale, o, ref, you) {
    const { colours: c, looks: look } = brush, width = Math.max(6, scale * 0.055);
    const hand = you.other ?? you.dominant, which = you.other ? "other" : "dominant", target = ref.dominant ?? ref.other;
    brush.line([at([0, this.bounds[2], 0]), at([0, this.bounds[3], 0])], c.gap, width * 1.2);
    brush.line([at([0, this.bounds[2], 0]), at([0, this.bounds[3], 0])], c.fault, width * 0.6, [width * 1.6, width * 1.6]);
    if (!hand || !target) return;
    const from = middle(point(hand, 0), point(hand, 9)), to = middle(point(target, 0), point(target, 9));
    brush.hand(target, at, palmLength(target) * scale / 1000, look.ref, { isDominant: Boolean(ref.dominant) });
    brush.hand(hand, at, palmLength(hand) * scale / 1000, look.you, { isDominant: which === "dominant" });
    brush.frame(at(from), 0.27 * scale, width * 0.6);
    brush.ring(at(to), 0.3 * scale, c.right, width * 0.6, [width, width * 0.7]);
    const up = Math.min(from[1], to[1]) - 330, arc = Array.from({ length: 15 }, (_, i) => {
      const t = i / 14;
      return at([0, 1, 2].map((k) => from[k] * (1 - t) ** 2 + 2 * (k === 1 ? up : (from[k] + to[k]) / 2) * t * (1 - t) + to[k] * t * t));
    }).slice(3, 12);
    if (Math.hypot(from[0] - to[0], from[1] - to[1]) > 300) brush.arrow(arc, width * 1.1, { phase: o.phase });
  }

  /** Two bars, as long as the sign takes the learner and the reference, with where each is now. */
  race(brush, width, height, [a, r]) {
    const { ctx, colours: c } = brush, first = this.path[this.active[0]], last = this.path[this.active[1]];
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
}

// MARK: The timeline

const CHANNELS = ["handshape", "orientation", "location", "movement", "non_manual"];
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

// MARK: The player

/** @param {string} name @param {Record<string, any>} [attributes] @param {(Node|string)[]} [children] */
function make(name, attributes = {}, children = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "html") element.innerHTML = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

const text = (words, name = "span", extra = "") => make(name, { class: `sp-text ${extra}`.trim() }, [words]);

// Codes of the summary whose fault is the whole recording's, the gravest first.
const WHOLE = ["hands_at_rest", "hands_at_rest_sentence", "mirrored_sign", "another_sign", "unsteady_recording", "hand_unseen", "both_hands_needed",
  "missing_sign", "missing_sign_after", "missing_sign_before", "swapped_sign", "added_sign", "unclear_sign",
  "looks_more_like", "no_part_stands_out", "watch_again"];
const TEMPO = ["sign_slower", "sign_faster"];
const HOLD = 1.4, SLOW = 0.5;

/** Plays a replay document in an element. Its `state` tells what it shows. */
export class Player {
  /**
   * @param {HTMLElement} element
   * @param {any} replay a replay document; without an attempt the reference is shown alone
   * @param {{labels?: Record<string, string>, lang?: string, dir?: string, theme?: 'auto'|'light'|'dark', mirrored?: boolean, reducedMotion?: boolean}} [options]
   */
  constructor(element, replay, options = {}) {
    this.element = element;
    this.replay = replay;
    this.labels = { ...ENGLISH, ...options.labels };
    this.lang = options.lang || element.closest("[lang]")?.getAttribute("lang") || "en";
    const calm = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)");
    this.calm = options.reducedMotion ?? calm?.matches ?? false;
    this.feedback = replay.feedback ?? null;
    this.isDemonstration = !replay.signs[0]?.attempt;
    this.view = "side";
    this.mirrored = options.mirrored ?? false;
    this.speed = this.isDemonstration ? 0.5 : 1;
    this.looping = true;
    this.playing = false;
    this.step = 0;
    this.hold = 0;
    this.clock = 0;
    this.phase = 0;
    this.yaw = 0;
    this.drawn = 0;
    this.stopped = new AbortController();
    this.numbers = new Intl.NumberFormat(this.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    this.build(options);
    this.select(0, { quiet: true });
    this.observe(calm);
    if (!this.calm) this.play();
  }

  say(label, values = {}) {
    return fill(this.labels[label] ?? ENGLISH[label] ?? label, values);
  }

  // MARK: Building

  build(options) {
    const { element } = this;
    element.replaceChildren();
    element.classList.add("sp");
    if (options.theme && options.theme !== "auto") element.dataset.theme = options.theme;
    if (options.dir) element.dir = options.dir;
    this.canvas = make("canvas", { class: "sp-canvas", role: "img" });
    this.who = make("div", { class: "sp-who" });
    this.stage = make("div", { class: "sp-stage" }, [this.who, this.canvas]);
    this.live = make("p", { class: "sp-live", "aria-live": "polite" });
    this.momentList = make("ol", { class: "sp-moments", "aria-label": this.say("moments") });
    this.rows = make("div", { class: "sp-rows" });
    this.head = make("div", { class: "sp-head" });
    this.flags = make("div", { class: "sp-flags", "aria-hidden": "true" });
    this.slider = make("div", { class: "sp-slider", role: "slider", tabindex: 0, "aria-label": this.say("timeline"), "aria-valuemin": 0 }, [this.head]);
    this.timeline = make("div", { class: "sp-timeline", dir: "ltr" }, [this.rows, this.flags, this.slider]);
    this.signList = make("div", { class: "sp-signs", role: "group", "aria-label": this.say("signs") });
    this.film = make("div", { class: "sp-film", "aria-hidden": "true" });
    const parts = [this.verdict(), this.signList, this.stage, this.momentList, this.transport(), this.timeline, this.live, this.film];
    element.append(...parts.filter(Boolean));
    element.append(text(this.say("keys"), "p", "sp-keys"));
    this.colours = coloursOf(element);
    this.buildSigns();
  }

  button(picture, label, action, extra = {}) {
    return make("button", { type: "button", class: "sp-button", "aria-label": this.say(label), title: this.say(label), html: icon(picture), onclick: action, ...extra });
  }

  transport() {
    this.playButton = this.button("play", "play", () => (this.playing ? this.pause() : this.play()), { class: "sp-button sp-play" });
    this.loopButton = this.button("loop", "loop", () => this.setLoop(!this.looping), { "aria-pressed": "true" });
    this.viewButton = this.button("over", "overlaid", () => this.setView(this.view === "side" ? "over" : "side"), { "aria-pressed": "false" });
    this.mirrorButton = this.button("mirror", "mirror", () => this.setMirrored(!this.mirrored), { "aria-pressed": String(this.mirrored) });
    this.picturesButton = this.button("pictures", "pictures_only", () => this.setPicturesOnly(!this.element.classList.contains("sp-wordless")), { "aria-pressed": "false" });
    this.speedInput = make("input", { type: "range", min: 0.25, max: 1, step: 0.25, value: this.speed, "aria-label": this.say("speed"), "aria-valuetext": this.speedText(), oninput: () => this.setSpeed(Number(this.speedInput.value)) });
    const speed = make("div", { class: "sp-speed", dir: "ltr" }, [make("span", { html: icon("tortoise") }), this.speedInput, make("span", { html: icon("hare") })]);
    const controls = [this.button("back", "previous_frame", () => this.nudge(-1)), this.playButton, this.button("forward", "next_frame", () => this.nudge(1)), speed, this.loopButton];
    if (this.isDemonstration) {
      this.turnInput = make("input", { type: "range", min: -60, max: 60, step: 5, value: 0, "aria-label": this.say("turn"), oninput: () => this.setTurn(Number(this.turnInput.value)) });
      controls.push(make("div", { class: "sp-speed", dir: "ltr" }, [make("span", { html: icon("turn") }), this.turnInput]));
    } else {
      controls.push(this.viewButton);
    }
    controls.push(this.mirrorButton);
    if (!this.isDemonstration) controls.push(this.picturesButton);
    return make("div", { class: "sp-transport", dir: "ltr" }, controls);
  }

  /** The score as a ring with a mark where one passes, the channels as meters, and the summary. */
  verdict() {
    const f = this.feedback;
    if (!f || f.score === undefined) return f?.summary ? make("div", { class: "sp-verdict" }, [text(f.summary, "p", "sp-summary")]) : null;
    const turn = 2 * Math.PI * 40, angle = (f.passing_score / 100) * 2 * Math.PI - Math.PI / 2;
    const at = (r) => `${(50 + r * Math.cos(angle)).toFixed(2)} ${(50 + r * Math.sin(angle)).toFixed(2)}`;
    const symbol = f.passed ? `<path class="i-ok i-thin sp-symbol" d="M32 51l13 14 24-28"/>` : `<g transform="translate(26 26) scale(.75)">${loop("i-bad")}</g>`;
    const ring = make("div", {
      class: f.passed ? "sp-ring sp-passed" : "sp-ring", role: "img",
      "aria-label": `${this.say(f.passed ? "passed" : "try_again")}. ${this.say("score", { score: f.score, passing: f.passing_score })}`,
      html: `<svg viewBox="0 0 100 100" aria-hidden="true" focusable="false"><circle class="sp-ring-back" cx="50" cy="50" r="40"/><circle class="sp-ring-value" cx="50" cy="50" r="40" ` +
        `stroke-dasharray="${(turn * f.score / 100).toFixed(1)} ${turn.toFixed(1)}" transform="rotate(-90 50 50)"/><path class="sp-ring-mark" d="M${at(33)}L${at(47)}"/>${symbol}</svg>`,
    }, [text(this.numbers.format(f.score), "span", "sp-score")]);
    const meters = make("ul", { class: "sp-channels" }, CHANNELS.filter((name) => f.channels?.[name]?.score !== undefined).map((name) => this.meter(name, f.channels[name].score)));
    return make("div", { class: "sp-verdict" }, [ring, make("div", { class: "sp-words" }, [text(f.summary, "p", "sp-summary"), meters])]);
  }

  meter(name, score) {
    const good = score >= 90, label = `${this.say(`channel_${name}`)}: ${this.numbers.format(score)}, ${this.say(good ? "right" : "to_correct")}`;
    const bar = make("span", { class: "sp-bar" }, [make("span", { class: good ? "sp-fill" : "sp-fill sp-wrong" })]);
    /** @type {HTMLElement} */ (bar.firstChild).style.inlineSize = `${score}%`;
    return make("li", { class: "sp-meter", "aria-label": label, title: this.say(`channel_${name}`) }, [
      make("span", { html: icon(name) }), bar,
      make("span", { html: `<svg class="sp-mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${good ? `<circle class="i-ok i-full" cx="10" cy="10" r="9"/><path class="i-gap i-thin" d="M5.5 10.5l3 3.5 6-7.5"/>` : `<path class="i-bad i-full" d="M10 0l10 10-10 10L0 10z"/><path class="i-gap i-thin" d="M7 7l6 6m0-6l-6 6"/>`}</svg>` }),
    ]);
  }

  buildSigns() {
    const f = this.feedback, placed = (f?.signs ?? []).filter((sign) => sign.status !== "missing");
    this.scenes = this.replay.signs.map((sign) => new Scene(sign, this.replay.dominant_hand ?? "right"));
    const isSentence = f?.mode === "sentence" || f?.mode === "freestyle";
    this.told = this.replay.signs.map((_, i) => (isSentence ? placed[i]?.moments ?? [] : f?.moments ?? []));
    this.signList.hidden = !isSentence;
    if (!isSentence) return;
    let next = 0;
    for (const sign of f.signs) {
      const missing = sign.status === "missing", index = missing ? -1 : next++;
      const state = missing ? "missing_sign" : sign.status === "swapped" ? "swapped_sign" : null;
      const good = !missing && sign.status === "ok" && sign.score >= (f.passing_score ?? 70);
      const picture = `<svg class="sp-mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${good ? `<circle class="i-ok i-full" cx="10" cy="10" r="9"/><path class="i-gap i-thin" d="M5.5 10.5l3 3.5 6-7.5"/>` : missing ? `<rect class="i-empty" x="2" y="2" width="16" height="16" rx="4"/>` : `<path class="i-bad i-full" d="M10 0l10 10-10 10L0 10z"/>`}</svg>`;
      this.signList.append(make("button", {
        type: "button", class: "sp-sign", disabled: missing || index >= this.scenes.length, "aria-label": missing ? `${sign.gloss}: ${this.say("missing")}` : sign.gloss,
        "data-sign": index, html: picture + (state ? icon(state) : ""), onclick: () => this.select(index),
      }, [text(sign.gloss)]));
    }
  }

  // MARK: What is shown

  get scene() {
    return this.scenes[this.signIndex];
  }

  get sign() {
    return this.replay.signs[this.signIndex];
  }

  /** The moment pressed, with what the feedback says of it. */
  get moment() {
    return this.momentIndex === null ? null : this.moments[this.momentIndex];
  }

  get whole() {
    if (this.isDemonstration) return null;
    const said = this.feedback?.summary_messages ?? [];
    for (const code of WHOLE) {
      const message = said.map((each) => (each.code === "in_sign" ? each.parameters?.message : each)).find((each) => each?.code === code);
      if (message) return message;
    }
    return null;
  }

  /** Shows a sign of the sentence, with its worst moment. */
  select(index, { quiet = false } = {}) {
    this.signIndex = index;
    this.momentIndex = null;
    this.moments = (this.sign.moments ?? []).map((moment, i) => ({ ...moment, ...this.told[index][i], steps: moment.steps, peak: moment.peak, marks: moment.marks }));
    for (const button of this.signList.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.sign === String(index)));
    this.buildRows();
    this.buildMoments();
    this.step = 0;
    if (this.moments.length) this.press(0, { quiet });
    else {
      this.step = this.middleStep();
      this.hold = this.whole ? HOLD : 0;
      this.showWho();
    }
    this.buildFilm();
    this.changed();
  }

  /** The middle of what the learner or the reference signed: no figure at rest. */
  middleStep() {
    const { scene } = this, held = scene.path.map(([a, r], step) => (this.sign.reference.dominant[r] && (!this.sign.attempt || this.sign.attempt.dominant[a] || this.sign.attempt.other[a]) ? step : -1));
    const seen = held.filter((step) => step >= 0);
    return seen.length ? seen[Math.floor(seen.length / 2)] : Math.floor(this.scene.steps / 2);
  }

  buildRows() {
    const deviation = this.sign.deviation ?? {}, { feedback } = this.replay;
    // The feedback's signs are those asked for, the replay's those that were signed.
    const judged = feedback?.signs?.filter((sign) => sign.status === "ok")[this.signIndex]?.channels ?? feedback?.channels ?? {};
    this.rows.replaceChildren(...CHANNELS.filter((name) => deviation[name]).map((name) =>
      make("div", { class: "sp-row" }, [make("span", { class: "sp-row-icon", html: icon(name), title: this.say(`channel_${name}`) }), make("div", { html: strip(deviation[name], (judged[name]?.score ?? 100) < 90) })])));
    if (!this.rows.childElementCount) this.rows.append(make("div", { class: "sp-row sp-plain" }, [make("div")]));
    const last = this.scene.steps - 1;
    this.slider.setAttribute("aria-valuemax", String(last));
    this.flags.replaceChildren(...this.moments.map((moment, i) => {
      const flag = make("button", { type: "button", class: "sp-flag", tabindex: -1, html: `<svg viewBox="0 0 20 20" focusable="false"><path class="i-bad i-full" d="M10 0l10 10-10 10L0 10z"/></svg>`, onclick: () => this.press(i) });
      const span = make("span", { class: "sp-span" });
      flag.style.left = `${100 * (moment.peak + 0.5) / this.scene.steps}%`;
      span.style.left = `${100 * moment.steps[0] / this.scene.steps}%`;
      span.style.width = `${100 * (moment.steps[1] - moment.steps[0] + 1) / this.scene.steps}%`;
      return make("div", {}, [span, flag]);
    }));
  }

  buildMoments() {
    const whole = this.whole;
    const items = this.moments.map((moment, i) => {
      const words = text(moment.message ?? moment.code ?? "");
      const button = make("button", { type: "button", class: "sp-moment", "aria-pressed": "false", html: this.momentIcon(moment), onclick: () => this.press(i) }, [words]);
      button.setAttribute("aria-label", moment.message ?? moment.code ?? "");
      return make("li", {}, [button]);
    });
    if (!items.length && whole) {
      items.push(make("li", {}, [make("div", { class: "sp-moment sp-whole", html: icon(whole.code, whole.parameters, this.ownLeft()) }, [text(this.feedback.summary)])]));
    }
    if (!items.length && this.feedback?.passed) items.push(make("li", {}, [make("div", { class: "sp-moment sp-well", html: icon("well_done") }, [text(this.feedback.summary)])]));
    this.momentList.hidden = !items.length;
    this.momentList.replaceChildren(...items);
  }

  /** -1 where the learner's own left is the picture's left. */
  ownLeft() {
    return Boolean(this.replay.reflected) !== this.mirrored ? -1 : 1;
  }

  momentIcon(moment) {
    const hands = moment.parameters?.hands, isOther = hands && hands !== "both" && hands !== (this.replay.dominant_hand ?? "right");
    const arrow = moment.marks?.[0]?.arrows?.find((each) => each.kind === "reverse");
    if (moment.code === "other_way" && arrow) {
      // The picture's arrow goes as the reference does.
      const [x, y] = minus(arrow.to, arrow.from), upright = Math.abs(y) > Math.abs(x);
      return icon(moment.code, { upright }, Math.sign(upright ? y : this.mirrored ? -x : x) || 1);
    }
    const mark = moment.marks?.[0], right = mark && moment.channel === "handshape" ? this.scene.nearestHand("ref", mark.hand, moment.peak) : null;
    return icon(moment.code ?? "watch_again", { ...moment.parameters, shape: right ? straightDigits(right) : undefined }, this.ownLeft(), Boolean(isOther) !== this.mirrored);
  }

  /** Above the picture: who is who, and what is to change. */
  showWho() {
    if (this.isDemonstration) return this.who.replaceChildren();
    const moment = this.moment, whole = this.whole, passed = this.feedback?.passed && !moment;
    const picture = moment ? this.momentIcon(moment) : whole && !passed ? icon(whole.code, whole.parameters, this.ownLeft(), this.mirrored) : passed ? icon("well_done") : "";
    const badge = (good) => `<svg class="sp-mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${good ? `<circle class="i-ok i-full" cx="10" cy="10" r="9"/><path class="i-gap i-thin" d="M5.5 10.5l3 3.5 6-7.5"/>` : `<path class="i-bad i-full" d="M10 0l10 10-10 10L0 10z"/><path class="i-gap i-thin" d="M7 7l6 6m0-6l-6 6"/>`}</svg>`;
    const fault = !this.feedback?.passed && (moment || whole);
    this.who.replaceChildren(
      make("span", { class: "sp-chip sp-you", html: icon("you") }, [text(this.say("you")), make("span", { html: badge(!fault) })]),
      make("span", { class: "sp-sign-icon", html: picture }),
      make("span", { class: "sp-chip sp-ref", html: icon("reference") }, [text(this.say("reference")), make("span", { html: badge(true) })]),
    );
  }

  // MARK: Controls

  play() {
    if (this.playing) return;
    if (!this.looping && this.step >= this.range()[1]) this.step = this.range()[0];
    this.playing = true;
    this.changed();
  }

  pause() {
    this.playing = false;
    this.hold = 0;
    this.changed();
  }

  /** Goes to a step of the alignment. */
  seek(step, { keepsMoment = false } = {}) {
    this.step = Math.min(Math.max(step, 0), this.scene.steps - 1);
    this.clock = 0;
    this.hold = 0;
    if (!keepsMoment && this.moment && (this.step < this.moment.steps[0] || this.step > this.moment.steps[1])) this.leaveMoment();
    this.changed();
  }

  nudge(by) {
    this.playing = false;
    this.seek(Math.round(this.step) + by);
  }

  /** Presses a moment: its worst step, then its steps again and again, slowly. Pressed again, it is left. */
  press(index, { quiet = false } = {}) {
    if (this.momentIndex === index && !quiet) {
      this.leaveMoment();
      return;
    }
    this.momentIndex = index;
    this.clock = 0;
    // Slowly, as the slider shows; the speed of before comes back with the whole sign.
    if (this.speed > SLOW) {
      this.usual = this.speed;
      this.setSpeed(SLOW);
    }
    this.step = this.moment.peak;
    this.hold = HOLD;
    this.momentList.querySelectorAll("button").forEach((button, i) => button.setAttribute("aria-pressed", String(i === index)));
    this.showWho();
    if (!quiet) this.live.textContent = this.moment.message ?? "";
    if (!quiet && !this.calm) this.playing = true;
    this.changed();
  }

  leaveMoment() {
    this.momentIndex = null;
    if (this.usual && this.speed === SLOW) this.setSpeed(this.usual);
    this.usual = undefined;
    this.momentList.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", "false"));
    this.showWho();
    this.changed();
  }

  setLoop(on) {
    this.looping = on;
    this.loopButton.setAttribute("aria-pressed", String(on));
  }

  speedText() {
    return this.say("times", { speed: new Intl.NumberFormat(this.lang).format(this.speed) });
  }

  setSpeed(speed) {
    this.speed = Math.min(1, Math.max(0.25, speed));
    this.speedInput.value = String(this.speed);
    this.speedInput.setAttribute("aria-valuetext", this.speedText());
  }

  setView(view) {
    this.view = view;
    this.viewButton.setAttribute("aria-pressed", String(view === "over"));
    this.resize();
    this.changed();
  }

  /** Turns the picture, not the words; pictures of left and right turn with it. */
  setMirrored(on) {
    this.mirrored = on;
    this.mirrorButton.setAttribute("aria-pressed", String(on));
    const pressed = this.momentIndex;
    this.buildMoments();
    this.momentList.querySelectorAll("button").forEach((button, i) => button.setAttribute("aria-pressed", String(i === pressed)));
    this.showWho();
    this.buildFilm();
    this.changed();
  }

  setPicturesOnly(on) {
    this.element.classList.toggle("sp-wordless", on);
    this.picturesButton?.setAttribute("aria-pressed", String(on));
    this.resize();
  }

  setTurn(degrees) {
    this.turning = degrees * Math.PI / 180;
    this.changed();
  }

  setTheme(theme) {
    if (theme === "auto") delete this.element.dataset.theme;
    else this.element.dataset.theme = theme;
    this.restyle();
  }

  // MARK: Time

  range() {
    if (this.moment && !TEMPO.includes(this.moment.code)) return this.widened(this.moment.steps);
    return this.looping || this.moment ? this.scene.active : [0, this.scene.steps - 1];
  }

  /** A moment of a few steps is shown with some around it. */
  widened([first, last]) {
    const more = Math.max(0, Math.ceil((10 - (last - first)) / 2));
    return [Math.max(0, first - more), Math.min(this.scene.steps - 1, last + more)];
  }

  get races() {
    return this.moment !== null && TEMPO.includes(this.moment.code);
  }

  /** In a race each plays at its own tempo. */
  raceFrames() {
    const { path, active } = this.scene, rate = this.replay.frame_rate || 30;
    return [0, 1].map((side) => Math.min(path[active[0]][side] + this.clock * rate, path[active[1]][side]));
  }

  advance(seconds) {
    this.phase = (this.phase + seconds * 1.2) % 1;
    if (!this.playing) return;
    const rate = this.replay.frame_rate || 30, { speed } = this;
    if (this.isDemonstration && !this.calm && this.turning === undefined) this.yaw = 0.55 * Math.sin((this.spun = (this.spun ?? 0) + seconds * 0.7));
    if (this.races) {
      const { path, active: [from, to] } = this.scene, longest = Math.max(path[to][0] - path[from][0], path[to][1] - path[from][1]) / rate;
      this.clock += seconds * speed;
      if (this.clock > longest + 0.8) {
        this.clock = 0;
        if (!this.looping) this.pause();
      }
      this.step = from + Math.min(1, this.clock / longest) * (to - from);
      return;
    }
    if (this.hold > 0) {
      this.hold -= seconds;
      return;
    }
    const [first, last] = this.range(), before = this.step;
    this.step += seconds * rate * speed;
    const peak = this.moment ? this.moment.peak : this.whole ? this.middleStep() : undefined;
    if (peak !== undefined && before < peak && this.step >= peak) {
      this.step = peak;
      this.hold = HOLD;
    }
    if (this.step >= last) {
      if (this.looping) this.step = first;
      else if (!this.moment && this.signIndex + 1 < this.scenes.length) this.select(this.signIndex + 1, { quiet: true });
      else {
        this.step = last;
        this.pause();
      }
    }
  }

  /** What is shown, for tests and for pages around the player. */
  get state() {
    const moment = this.moment, names = this.replay.landmarks?.hand ?? [];
    return {
      sign: this.sign.gloss, signIndex: this.signIndex, step: this.step, steps: this.scene.steps, time_s: this.seconds(), playing: this.playing,
      speed: this.speed, looping: this.looping, view: this.view, mirrored: this.mirrored, calm: this.calm, moment: this.momentIndex,
      code: moment?.code ?? this.whole?.code ?? null, joints: (moment?.marks ?? []).map((mark) => ({ hand: mark.hand, joints: mark.joints.map((i) => names[i] ?? i) })),
      arrows: (moment?.marks ?? []).flatMap((mark) => mark.arrows.map((arrow) => arrow.kind)), ownLeft: this.ownLeft(), drawn: this.drawn,
    };
  }

  seconds() {
    const tracks = this.sign.attempt ?? this.sign.reference, i = Math.min(Math.round(this.step), this.scene.steps - 1);
    return tracks.start_s + this.scene.path[i][this.sign.attempt ? 0 : 1] / (this.replay.frame_rate || 30);
  }

  // MARK: Drawing

  changed() {
    const at = Math.min(this.scene.steps - 1, Math.round(this.step));
    this.playButton.innerHTML = icon(this.playing ? "pause" : "play");
    const label = this.say(this.playing ? "pause" : "play");
    this.playButton.setAttribute("aria-label", label);
    this.playButton.title = label;
    this.canvas.setAttribute("aria-label", this.isDemonstration ? this.say("demonstration", { sign: this.sign.gloss }) : `${this.say("figure")}${this.moment?.message ? `. ${this.moment.message}` : ""}`);
    this.slider.setAttribute("aria-valuenow", String(at));
    const during = this.moments.find((moment) => at >= moment.steps[0] && at <= moment.steps[1]);
    this.slider.setAttribute("aria-valuetext", `${this.say("time", { time: this.numbers.format(this.seconds()) })}${during ? `. ${during.message ?? ""}` : ""}`);
    this.isDirty = true;
    this.request();
  }

  request() {
    if (this.frame || this.stopped.signal.aborted) return;
    this.frame = requestAnimationFrame((now) => {
      this.frame = 0;
      const seconds = Math.min(0.1, this.before === undefined ? 0 : (now - this.before) / 1000);
      this.before = now;
      const was = this.playing;
      this.advance(seconds);
      this.paint();
      const moves = this.playing || was || (this.moment !== null && !this.calm);
      if (moves && this.isVisible !== false) this.request();
      else this.before = undefined;
    });
  }

  options(step) {
    return {
      step, view: this.view, mirrored: this.mirrored, moment: this.moment, whole: this.whole && !this.moment ? this.whole : null, phase: this.calm ? null : this.phase,
      yaw: this.turning ?? this.yaw, frames: this.races ? this.raceFrames() : null,
    };
  }

  paint() {
    const [w, h] = this.size ?? [0, 0];
    if (!w) return;
    const ctx = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    ctx.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.scene.draw(new Brush(ctx, this.colours), w, h, this.options(this.step));
    this.drawn += 1;
    this.head.style.left = `${100 * (this.step + 0.5) / this.scene.steps}%`;
    if (this.playing && this.drawn % 15 === 0) this.slider.setAttribute("aria-valuenow", String(Math.round(this.step)));
  }

  resize() {
    const w = this.stage.clientWidth;
    if (!w) return;
    // On a phone the lenses stand below the figures.
    const enlarges = this.view === "side" && (this.replay.signs.some((_, i) => this.told[i].some((moment) => ["handshape", "orientation"].includes(moment.channel))) || LIKE_ANOTHER.includes(this.whole?.code));
    const h = Math.round(w < 560 ? (this.isDemonstration ? w * 0.85 : enlarges ? Math.max(300, w * 0.92) : Math.max(230, w * 0.72)) : Math.min(w * 0.34, 420));
    this.ratio = Math.min(3, globalThis.devicePixelRatio || 1);
    this.size = [w, h];
    this.canvas.width = Math.round(w * this.ratio);
    this.canvas.height = Math.round(h * this.ratio);
    this.canvas.style.height = `${h}px`;
    this.changed();
  }

  restyle() {
    this.colours = coloursOf(this.element);
    this.changed();
  }

  /** Stills of the moments for paper: no one can press play there. */
  buildFilm() {
    if (this.isDemonstration) return;
    const chosen = this.momentIndex, print = make("div", { class: "sp sp-paper" });
    print.hidden = true;
    this.element.append(print);
    const colours = coloursOf(print);
    print.remove();
    const shots = this.moments.length ? this.moments.map((_, i) => i) : [null];
    this.film.replaceChildren(...shots.map((index) => {
      this.momentIndex = index;
      const canvas = make("canvas", { width: 1200, height: 480 }), moment = this.moment;
      const ctx = canvas.getContext("2d");
      ctx.scale(2, 2);
      const step = moment ? moment.peak : this.middleStep(), frames = this.races ? this.scene.path[Math.floor(this.scene.steps / 2)] : null;
      this.scene.draw(new Brush(ctx, colours), 600, 240, { ...this.options(step), view: "side", phase: null, frames });
      const picture = moment ? this.momentIcon(moment) : this.whole ? icon(this.whole.code, this.whole.parameters) : icon("well_done");
      return make("div", { class: "sp-shot" }, [make("div", { class: "sp-shot-head", html: picture }, [text(moment?.message ?? this.feedback?.summary ?? "")]), canvas]);
    }));
    this.momentIndex = chosen;
  }

  // MARK: Events

  observe(calm) {
    const { signal } = this.stopped, on = (target, type, action, more = {}) => target?.addEventListener(type, action, { signal, ...more });
    const sizes = new ResizeObserver(() => this.resize());
    sizes.observe(this.stage);
    const seen = new IntersectionObserver(([entry]) => {
      this.isVisible = entry.isIntersecting;
      this.changed();
    });
    seen.observe(this.canvas);
    signal.addEventListener("abort", () => { sizes.disconnect(); seen.disconnect(); });
    on(globalThis.matchMedia?.("(prefers-color-scheme: dark)"), "change", () => this.restyle());
    on(calm, "change", () => { this.calm = calm.matches; if (this.calm) this.pause(); });
    const scrub = (event) => {
      const box = this.slider.getBoundingClientRect();
      this.seek(Math.round((event.clientX - box.left) / box.width * this.scene.steps - 0.5));
    };
    on(this.slider, "pointerdown", (event) => {
      this.pause();
      this.slider.setPointerCapture(event.pointerId);
      scrub(event);
    });
    on(this.slider, "pointermove", (event) => { if (this.slider.hasPointerCapture(event.pointerId)) scrub(event); });
    on(this.element, "keydown", (event) => this.key(event));
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = /** @type {HTMLElement} */ (event.target), isButton = target.closest("button"), isInput = target.closest("input, select, textarea");
    const keys = {
      " ": () => (this.playing ? this.pause() : this.play()),
      ArrowLeft: () => this.nudge(-1), ArrowRight: () => this.nudge(1), ArrowDown: () => this.nudge(-1), ArrowUp: () => this.nudge(1),
      PageUp: () => this.nudge(10), PageDown: () => this.nudge(-10),
      Home: () => { this.pause(); this.seek(0); }, End: () => { this.pause(); this.seek(this.scene.steps - 1); },
      "[": () => this.neighbour(-1), "]": () => this.neighbour(1),
    };
    const vertical = ["ArrowUp", "ArrowDown", "PageUp", "PageDown"].includes(event.key);
    if (!keys[event.key] || isInput || (isButton && event.key === " ") || (vertical && target !== this.slider)) return;
    event.preventDefault();
    keys[event.key]();
  }

  /** The moment before or after the one that is shown, in the order of time. */
  neighbour(by) {
    if (!this.moments.length) return;
    const order = this.moments.map((_, i) => i).sort((a, b) => this.moments[a].peak - this.moments[b].peak);
    const at = order.indexOf(this.momentIndex ?? -1), next = at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length;
    if (order[next] !== this.momentIndex) this.press(order[next]);
  }

  /** Ends the player and empties its element. */
  close() {
    this.stopped.abort();
    cancelAnimationFrame(this.frame);
    this.element.replaceChildren();
    this.element.classList.remove("sp", "sp-wordless");
  }
}
