// The player of replay documents: a learner and a reference, aligned in time.
//
// The modules of this folder, of which this one is the last, are imported by the pages of signify_engine.web, and inlined in
// reports, which ask nothing of the network. So that they need no bundler:
// - A module begins with a comment and its imports, each in one line: `import { a, b } from "./x.js";`.
// - It exports by nothing but `export ` before a declaration, at the start of a line. No other line starts so.
// - No two modules have a name at their top in common, nor with the script of page.html.
// - A report has them one after the other, without the lines that start with `import ` and without `export ` at the start of
//   a line, in the order of ReportPage.c: each after those that it imports.
//
// Nothing in a picture needs its text: every code has an icon. Text stands in elements of class `sp-text`, which "pictures
// only" takes away.

import { Brush, coloursOf } from "./brush.js";
import { HOLD, SLOW, advance, raceFrames, races, range } from "./clock.js";
import { drawScene } from "./drawing.js";
import { make, text } from "./elements.js";
import { fillFilm } from "./film.js";
import { icon } from "./icons.js";
import { listen } from "./input.js";
import { ENGLISH, fill } from "./labels.js";
import { LIKE_ANOTHER, Scene } from "./scene.js";
import { fillTimeline } from "./timeline.js";
import { momentItems, signButtons, whoIsWho } from "./told.js";
import { transport } from "./transport.js";
import { verdict } from "./verdict.js";

// Codes of the summary whose fault is the whole recording's, the gravest first.
const WHOLE = ["hands_at_rest", "hands_at_rest_sentence", "mirrored_sign", "another_sign", "unsteady_recording", "hand_unseen", "both_hands_needed",
  "missing_sign", "missing_sign_after", "missing_sign_before", "swapped_sign", "added_sign", "unclear_sign",
  "looks_more_like", "no_part_stands_out", "watch_again"];

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
    listen(this, calm);
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
    const parts = [verdict(this.feedback, (label, values) => this.say(label, values), this.numbers), this.signList, this.stage, this.momentList, transport(this), this.timeline, this.live, this.film];
    element.append(...parts.filter(Boolean));
    element.append(text(this.say("keys"), "p", "sp-keys"));
    this.colours = coloursOf(element);
    this.buildSigns();
  }

  buildSigns() {
    const f = this.feedback, placed = (f?.signs ?? []).filter((sign) => sign.status !== "missing");
    this.scenes = this.replay.signs.map((sign) => new Scene(sign, this.replay.dominant_hand ?? "right"));
    const isSentence = f?.mode === "sentence" || f?.mode === "freestyle";
    this.told = this.replay.signs.map((_, i) => (isSentence ? placed[i]?.moments ?? [] : f?.moments ?? []));
    this.signList.hidden = !isSentence;
    if (isSentence) this.signList.append(...signButtons(this));
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
    fillTimeline(this);
    this.buildMoments();
    this.step = 0;
    if (this.moments.length) this.press(0, { quiet });
    else {
      this.step = this.middleStep();
      this.hold = this.whole ? HOLD : 0;
      this.showWho();
    }
    fillFilm(this);
    this.changed();
  }

  /** The middle of what the learner or the reference signed: no figure at rest. */
  middleStep() {
    const { scene } = this, held = scene.path.map(([a, r], step) => (this.sign.reference.dominant[r] && (!this.sign.attempt || this.sign.attempt.dominant[a] || this.sign.attempt.other[a]) ? step : -1));
    const seen = held.filter((step) => step >= 0);
    return seen.length ? seen[Math.floor(seen.length / 2)] : Math.floor(this.scene.steps / 2);
  }

  /** -1 where the learner's own left is the picture's left. */
  ownLeft() {
    return Boolean(this.replay.reflected) !== this.mirrored ? -1 : 1;
  }

  buildMoments() {
    const items = momentItems(this);
    this.momentList.hidden = !items.length;
    this.momentList.replaceChildren(...items);
  }

  /** Above the picture: who is who, and what is to change. */
  showWho() {
    this.who.replaceChildren(...whoIsWho(this));
  }

  // MARK: Controls

  play() {
    if (this.playing) return;
    if (!this.looping && this.step >= range(this)[1]) this.step = range(this)[0];
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
    fillFilm(this);
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
      advance(this, seconds);
      this.paint();
      const moves = this.playing || was || (this.moment !== null && !this.calm);
      if (moves && this.isVisible !== false) this.request();
      else this.before = undefined;
    });
  }

  options(step) {
    return {
      step, view: this.view, mirrored: this.mirrored, moment: this.moment, whole: this.whole && !this.moment ? this.whole : null, phase: this.calm ? null : this.phase,
      yaw: this.turning ?? this.yaw, frames: races(this) ? raceFrames(this) : null,
    };
  }

  paint() {
    const [w, h] = this.size ?? [0, 0];
    if (!w) return;
    const ctx = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    ctx.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    drawScene(this.scene, new Brush(ctx, this.colours), w, h, this.options(this.step));
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
