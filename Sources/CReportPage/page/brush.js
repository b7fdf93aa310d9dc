// What pictures are drawn with: the colours, and lines, marks and arrows on a canvas.
//
// Nothing in a picture needs its text: the learner is solid and blue, the reference hollow and orange, a fault a red diamond,
// what is right a green ring.

/** The colours of a theme, as the style sheet has them. */
export function coloursOf(element) {
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
export const CUT = "cut";

export class Brush {
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
