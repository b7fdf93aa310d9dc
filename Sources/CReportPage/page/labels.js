// What the player says, and the channels it speaks of.

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

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

/** The channels of a score, in the order in which they are shown. */
export const CHANNELS = ["handshape", "orientation", "location", "movement", "non_manual"];
