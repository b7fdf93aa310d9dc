// A camera with a guide: shoulders and hands in the picture, light enough, a countdown, a recording of some seconds.

import { icon, make, say } from "./common.js";

const TYPES = ["video/webm;codecs=vp8", "video/webm", "video/mp4"];
const DARK = 55, BRIGHT = 225;

// A silhouette: head, shoulders, and the room that hands need.
const GUIDE = `<svg class="w-guide" viewBox="0 0 640 480" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">
<rect class="w-room" x="70" y="24" width="500" height="440" rx="28"/>
<path class="w-body" d="M320 92c-46 0-70 36-70 82s26 92 70 92 70-46 70-92-24-82-70-82zM120 480c4-110 40-170 130-190q70 40 140 0c90 20 126 80 130 190"/>
<g class="w-hands"><path d="M150 330v-44m16 40v-58m16 58v-58m16 62v-48m2 70l18-22M148 330h52v38a18 18 0 0 1-18 18h-16a18 18 0 0 1-18-18z"/><path transform="translate(640 0) scale(-1 1)" d="M150 330v-44m16 40v-58m16 58v-58m16 62v-48m2 70l18-22M148 330h52v38a18 18 0 0 1-18 18h-16a18 18 0 0 1-18-18z"/></g></svg>`;

const wait = (ms, signal) => new Promise((done, failed) => {
  const timer = setTimeout(done, ms);
  signal?.addEventListener("abort", () => { clearTimeout(timer); failed(new DOMException("stopped", "AbortError")); }, { once: true });
});

export class Camera {
  /** @param {{seconds?: number}} [options] */
  constructor({ seconds = 3 } = {}) {
    this.seconds = seconds;
    this.video = make("video", { class: "w-video", muted: true, playsinline: true, "aria-label": say("camera_picture") });
    this.video.muted = true;
    this.light = make("div", { class: "w-light", role: "status" });
    this.count = make("div", { class: "w-count", "aria-hidden": "true" });
    this.live = make("p", { class: "sp-live", "aria-live": "assertive" });
    this.element = make("div", { class: "w-camera" }, [this.video, make("div", { class: "w-over", html: GUIDE }), this.light, this.count, this.live]);
  }

  /** Asks for the camera; a refusal is the browser's own error. */
  async open() {
    if (!navigator.mediaDevices?.getUserMedia) throw new DOMException(say("camera_missing"), "NotFoundError");
    this.stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 }, facingMode: "user" } });
    this.video.srcObject = this.stream;
    await this.video.play();
    this.timer = setInterval(() => this.measureLight(), 500);
    this.measureLight();
  }

  /** Whether the picture is too dark or too bright to find hands in. */
  measureLight() {
    this.small ??= make("canvas", { width: 32, height: 24 });
    const ctx = this.small.getContext("2d", { willReadFrequently: true });
    if (!this.video.videoWidth) return;
    ctx.drawImage(this.video, 0, 0, 32, 24);
    const { data } = ctx.getImageData(0, 0, 32, 24);
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) sum += 0.2126 * data[i] + 0.7152 * data[i + 1] + 0.0722 * data[i + 2];
    const mean = sum / (data.length / 4), state = mean < DARK ? "dark" : mean > BRIGHT ? "bright" : "good";
    if (state === this.lightState) return;
    this.lightState = state;
    this.light.dataset.state = state;
    const good = state === "good";
    this.light.innerHTML = icon("light") + `<svg class="sp-mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${good ? `<circle class="i-ok i-full" cx="10" cy="10" r="9"/><path class="i-gap i-thin" d="M5.5 10.5l3 3.5 6-7.5"/>` : `<path class="i-bad i-full" d="M10 0l10 10-10 10L0 10z"/><path class="i-gap i-thin" d="M7 7l6 6m0-6l-6 6"/>`}</svg>`;
    this.light.append(make("span", {}, [say(`light_${state}`)]));
  }

  /** Counts down in shapes and records. @returns {Promise<Blob>} */
  async record(signal) {
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    for (let left = 3; left > 0; left--) {
      this.show(`<svg viewBox="0 0 120 120"><g class="w-dots">${Array.from({ length: 3 }, (_, i) => `<circle class="${i < left ? "w-on" : "w-off"}" cx="${20 + 40 * i}" cy="60" r="17"/>`).join("")}</g></svg>`, String(left));
      await wait(800, signal);
    }
    const recorder = new MediaRecorder(this.stream, { mimeType: type, videoBitsPerSecond: 2_500_000 });
    const parts = [];
    recorder.ondataavailable = (event) => { if (event.data.size) parts.push(event.data); };
    const ended = new Promise((done, failed) => {
      recorder.onstop = done;
      recorder.onerror = (event) => failed(event.error ?? new Error("recorder"));
    });
    recorder.start(250);
    this.element.classList.add("w-recording");
    this.show(`<svg viewBox="0 0 120 120"><circle class="w-track" cx="60" cy="60" r="48"/><circle class="w-run" cx="60" cy="60" r="48" pathLength="100"/><circle class="w-red" cx="60" cy="60" r="22"/></svg>`, say("recording"));
    this.count.querySelector(".w-run").style.animationDuration = `${this.seconds}s`;
    try {
      await wait(this.seconds * 1000, signal);
    } finally {
      this.element.classList.remove("w-recording");
      if (recorder.state !== "inactive") recorder.stop();
      this.show("", "");
    }
    await ended;
    performance.mark("signify-clip-end");
    // The router takes the kind, and finds the coding itself.
    return Object.assign(new Blob(parts, { type: (type ?? "video/webm").split(";")[0] }), { isOwn: true });
  }

  show(picture, spoken) {
    this.count.innerHTML = picture;
    this.live.textContent = spoken;
  }

  close() {
    clearInterval(this.timer);
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.video.srcObject = null;
    this.element.remove();
  }
}

/** Why there is no camera, in words. */
export function cameraFault(error) {
  if (error.name === "NotAllowedError" || error.name === "SecurityError") return say("camera_denied");
  if (error.name === "NotFoundError" || error.name === "OverconstrainedError") return say("camera_missing");
  return say("camera_busy");
}

/** A camera or a file: buttons that lead to a recording. `take` gets a Blob. */
export function recordingPanel(take, { start = say("record") } = {}) {
  const place = make("div", { class: "w-recorder" }), problem = make("div");
  let camera = null, stopper = null;
  const seconds = make("select", { "aria-label": say("seconds") }, [2, 3, 4, 6].map((n) => make("option", { value: n, selected: n === 3 }, [say("seconds_n", { n })])));
  const button = (name, picture, label, action, kind = "") => make("button", { type: "button", class: `w-button ${kind}`, "data-do": name, onclick: action, html: picture }, [make("span", {}, [label])]);
  const dot = `<svg class="sp-icon" viewBox="0 0 64 64" aria-hidden="true" focusable="false"><circle class="i-bad i-full" cx="32" cy="32" r="24"/></svg>`;
  const input = make("input", { type: "file", class: "w-file", id: `file-${Math.random().toString(36).slice(2)}`, accept: "video/*,.json,.ndjson,.pose,.npy,.csv,.gz", onchange: () => {
    const [chosen] = input.files;
    // The same file can be chosen again.
    input.value = "";
    if (chosen) take(chosen);
  } });
  const file = make("label", { class: "w-button", for: input.id, html: icon("pictures") }, [make("span", {}, [say("choose_file")])]);
  const open = button("camera", dot, start, async () => {
    problem.replaceChildren();
    camera = new Camera();
    place.replaceChildren(camera.element);
    open.hidden = true;
    try {
      await camera.open();
      controls.replaceChildren(go, make("label", { class: "w-choice" }, [make("span", {}, [say("seconds")]), seconds]), stop);
      go.focus();
    } catch (error) {
      close();
      problem.replaceChildren(make("p", { class: "w-refusal", role: "alert", html: icon("hand_unseen") }, [make("span", {}, [cameraFault(error)])]));
    }
  }, "w-main");
  const go = button("go", dot, say("start"), async () => {
    go.disabled = true;
    camera.seconds = Number(seconds.value);
    stopper = new AbortController();
    try {
      const blob = await camera.record(stopper.signal);
      close();
      take(blob);
    } catch (error) {
      close();
      if (error.name !== "AbortError") problem.replaceChildren(make("p", { class: "w-refusal", role: "alert" }, [cameraFault(error)]));
    } finally {
      go.disabled = false;
    }
  }, "w-main");
  const stop = button("stop", `<svg class="sp-icon" viewBox="0 0 64 64" aria-hidden="true" focusable="false"><path class="i-hand i-line" d="M16 16l32 32M48 16L16 48"/></svg>`, say("cancel"), () => { stopper?.abort(); close(); });
  const controls = make("div", { class: "w-buttons" });
  function close() {
    camera?.close();
    camera = null;
    open.hidden = false;
    controls.replaceChildren(open, file, input);
  }
  controls.append(open, file, input);
  return { element: make("div", { class: "w-record" }, [place, controls, problem, make("p", { class: "w-hint" }, [say("guide")])]), close, open: () => open.click() };
}
