// What a player listens to: sizes, themes, wishes, the pointer on its timeline, and keys.

/** Listens until the player is closed. `calm` is the wish for reduced motion. */
export function listen(player, calm) {
  const { signal } = player.stopped, on = (target, type, action, more = {}) => target?.addEventListener(type, action, { signal, ...more });
  const sizes = new ResizeObserver(() => player.resize());
  sizes.observe(player.stage);
  const seen = new IntersectionObserver(([entry]) => {
    player.isVisible = entry.isIntersecting;
    player.changed();
  });
  seen.observe(player.canvas);
  signal.addEventListener("abort", () => { sizes.disconnect(); seen.disconnect(); });
  on(globalThis.matchMedia?.("(prefers-color-scheme: dark)"), "change", () => player.restyle());
  on(calm, "change", () => { player.calm = calm.matches; if (player.calm) player.pause(); });
  const scrub = (event) => {
    const box = player.slider.getBoundingClientRect();
    player.seek(Math.round((event.clientX - box.left) / box.width * player.scene.steps - 0.5));
  };
  on(player.slider, "pointerdown", (event) => {
    player.pause();
    player.slider.setPointerCapture(event.pointerId);
    scrub(event);
  });
  on(player.slider, "pointermove", (event) => { if (player.slider.hasPointerCapture(event.pointerId)) scrub(event); });
  on(player.element, "keydown", (event) => pressKey(player, event));
}

function pressKey(player, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const target = /** @type {HTMLElement} */ (event.target), isButton = target.closest("button"), isInput = target.closest("input, select, textarea");
  const keys = {
    " ": () => (player.playing ? player.pause() : player.play()),
    ArrowLeft: () => player.nudge(-1), ArrowRight: () => player.nudge(1), ArrowDown: () => player.nudge(-1), ArrowUp: () => player.nudge(1),
    PageUp: () => player.nudge(10), PageDown: () => player.nudge(-10),
    Home: () => { player.pause(); player.seek(0); }, End: () => { player.pause(); player.seek(player.scene.steps - 1); },
    "[": () => player.neighbour(-1), "]": () => player.neighbour(1),
  };
  const vertical = ["ArrowUp", "ArrowDown", "PageUp", "PageDown"].includes(event.key);
  if (!keys[event.key] || isInput || (isButton && event.key === " ") || (vertical && target !== player.slider)) return;
  event.preventDefault();
  keys[event.key]();
}
