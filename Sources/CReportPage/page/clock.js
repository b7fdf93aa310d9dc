// How a player's step goes on with time: over a moment slowly and again,
// with a rest at its worst step; in a race by its own clock.

const TEMPO = ["sign_slower", "sign_faster"];
export const HOLD = 1.4, SLOW = 0.5;

/** The steps that are played: of the moment, of what was signed, or all. */
export function range(player) {
  if (player.moment && !TEMPO.includes(player.moment.code)) return widened(player, player.moment.steps);
  return player.looping || player.moment ? player.scene.active : [0, player.scene.steps - 1];
}

/** A moment of a few steps is shown with some around it. */
function widened(player, [first, last]) {
  const more = Math.max(0, Math.ceil((10 - (last - first)) / 2));
  return [Math.max(0, first - more), Math.min(player.scene.steps - 1, last + more)];
}

/** A moment of tempo is shown as a race. */
export function races(player) {
  return player.moment !== null && TEMPO.includes(player.moment.code);
}

/** In a race each plays at its own tempo. */
export function raceFrames(player) {
  const { path, active } = player.scene, rate = player.replay.frame_rate || 30;
  return [0, 1].map((side) => Math.min(path[active[0]][side] + player.clock * rate, path[active[1]][side]));
}

/** Goes on by a time. */
export function advance(player, seconds) {
  player.phase = (player.phase + seconds * 1.2) % 1;
  if (!player.playing) return;
  const rate = player.replay.frame_rate || 30, { speed } = player;
  if (player.isDemonstration && !player.calm && player.turning === undefined) player.yaw = 0.55 * Math.sin((player.spun = (player.spun ?? 0) + seconds * 0.7));
  if (races(player)) {
    const { path, active: [from, to] } = player.scene, longest = Math.max(path[to][0] - path[from][0], path[to][1] - path[from][1]) / rate;
    player.clock += seconds * speed;
    if (player.clock > longest + 0.8) {
      player.clock = 0;
      if (!player.looping) player.pause();
    }
    player.step = from + Math.min(1, player.clock / longest) * (to - from);
    return;
  }
  if (player.hold > 0) {
    player.hold -= seconds;
    return;
  }
  const [first, last] = range(player), before = player.step;
  player.step += seconds * rate * speed;
  const peak = player.moment ? player.moment.peak : player.whole ? player.middleStep() : undefined;
  if (peak !== undefined && before < peak && player.step >= peak) {
    player.step = peak;
    player.hold = HOLD;
  }
  if (player.step >= last) {
    if (player.looping) player.step = first;
    else if (!player.moment && player.signIndex + 1 < player.scenes.length) player.select(player.signIndex + 1, { quiet: true });
    else {
      player.step = last;
      player.pause();
    }
  }
}
