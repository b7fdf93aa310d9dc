// The pictures of codes, channels and controls, as SVG. The style sheet has their colours.

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
export const loop = (look = "i-go") => iconArc(32, 32, 20, 20, -150, 120, look);
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

/** A small badge: a tick in a disc, or a cross in a diamond. */
export const badge = (good) => `<svg class="sp-mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${good ? `<circle class="i-ok i-full" cx="10" cy="10" r="9"/><path class="i-gap i-thin" d="M5.5 10.5l3 3.5 6-7.5"/>` : `<path class="i-bad i-full" d="M10 0l10 10-10 10L0 10z"/><path class="i-gap i-thin" d="M7 7l6 6m0-6l-6 6"/>`}</svg>`;
