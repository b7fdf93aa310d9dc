// Generated from docs/openapi.json by `make openapi`.

/** A sign that was signed and not asked for. */
export type AddedSign = {
  gloss: string;
  start_s: number;
  end_s: number;
  score: number;
};

/** That the process answers. */
export type Alive = {
  status: "ok";
};

/** Why an attempt of a stream has no result. */
export type AttemptProblem = {
  id: string;
  problem: Problem;
};

/** An attempt and its result. */
export type AttemptResult = {
  id: string;
  /** `waiting` for a worker; `given_up`: not scorable, with the reason in the feedback; `reading`: a film whose landmarks are being found. */
  status: "scored" | "waiting" | "given_up" | "reading";
  mode: "word" | "sentence" | "freestyle";
  /** 0-100; null unless scored. */
  score: number | null;
  /** Null while waiting. */
  feedback: Feedback | null;
  lesson_id: string | null;
  started_at: string;
  completed_at: string | null;
};

export type Channel = "handshape" | "orientation" | "location" | "movement" | "non_manual";

/** One channel's result. */
export type ChannelScore = {
  score?: number | null;
  coverage: number;
};

/** Each channel's result; a stream has none. */
export type Channels = {
  handshape?: ChannelScore | null;
  orientation?: ChannelScore | null;
  location?: ChannelScore | null;
  movement?: ChannelScore | null;
  non_manual?: ChannelScore | null;
};

/** What was wrong with the attempt, for whoever looks into it. */
export type Failure = {
  code: string;
  message: string;
};

export type Feedback = WordFeedback | SentenceFeedback | FreestyleFeedback | UnscoredFeedback;

/** The signs of a library that were spotted in a long recording. */
export type FreestyleFeedback = {
  version: 1;
  summary: string;
  summary_messages?: (Message)[] | null;
  score: number;
  passed: boolean;
  passing_score: number;
  channels: Channels;
  timing: Timing;
  moments: (Moment)[];
  strengths: (Channel)[];
  quality: Quality;
  signature: string;
  mode: "freestyle";
  reference: Reference;
  signs: (PlacedSign)[];
};

export type Gloss = string;

/** Whether the service can score. */
export type Health = {
  status: "ok";
  /** Only scores with equal signatures are comparable. */
  signature: string;
  /** The number of reference signs. */
  signs: number;
};

/** A scored attempt in a list. */
export type HistoryEntry = {
  id: string;
  mode: "word" | "sentence" | "freestyle";
  /** 0-100. */
  score: number;
  /** The feedback's summary. */
  summary: string;
  completed_at: string;
  /** The lesson's title. */
  lesson?: string | null;
};

/** Scored attempts, newest first. */
export type HistoryPage = {
  sessions: (HistoryEntry)[];
  /** The cursor of the next page; null on the last. */
  next?: string | null;
};

/** What a learner chose about texts and pages. */
export type LearnerSettings = {
  /** Of the texts; null where none was chosen. */
  language?: "en" | "en-x-child" | "es" | "pt" | "fr" | "de" | "ar" | null;
  /** The colours; null where none were chosen. */
  theme?: "light" | "dark" | null;
};

/** How far off, with the unit. */
export type Measure = {
  value: number;
  unit: "degrees" | "palm lengths" | "shoulder widths" | "times";
};

/** What a sentence says, before it is words: its text is written from it in any language. */
export type Message = {
  code: string;
  parameters: Parameters;
};

/** A sign that was asked for and not signed. */
export type MissingSign = {
  gloss: string;
  score: number;
  status: "missing";
};

/** One thing to change: when, which part of the body, in which channel, by how much. */
export type Moment = {
  start_s: number;
  end_s: number;
  reference_s: number;
  body_part: string;
  channel: Channel;
  severity: number;
  error: Measure;
  message: string;
  code?: string | null;
  parameters?: Parameters | null;
};

export type Parameters = { [name: string]: string | number | (string)[] | Message };

/** A sign that was signed, or in whose place another was. */
export type PlacedSign = {
  gloss: string;
  start_s: number;
  end_s: number;
  score: number;
  status: "ok" | "swapped";
  seen?: string | null;
  summary?: string | null;
  summary_messages?: (Message)[] | null;
  channels?: Channels | null;
  moments?: (Moment)[] | null;
};

/** The fault of a request (RFC 9457). */
export type Problem = {
  /** Always `about:blank`: the kind has no page. */
  type?: string;
  /** The HTTP status phrase. */
  title: string;
  /** The HTTP status. */
  status: number;
  /** One line, as `signify-score` prints it: the fault, its place and the remedy. */
  detail: string;
  /** The kind, for programs: bad_input, not_found, too_large, ... */
  code: string;
};

/** A learner's level, points and completed lessons. */
export type Progress = {
  nickname?: string | null;
  level: number;
  xp: number;
  scored_sessions: number;
  average_score: number;
  sessions_this_week: number;
  word_lessons_completed: number;
  sentence_lessons_completed: number;
};

/** How far the recording can be trusted. */
export type Quality = {
  frames: number;
  left_hand: number;
  right_hand: number;
  unseen_hands?: ("left" | "right")[] | null;
  warnings: (string)[];
  warning_codes?: (WarningCode)[] | null;
  warning_messages?: (Message)[] | null;
};

/** What the attempt was compared with. */
export type Reference = {
  sign: string;
  takes: number;
};

/** An attempt against a sequence of signs. */
export type SentenceFeedback = {
  version: 1;
  summary: string;
  summary_messages?: (Message)[] | null;
  score: number;
  passed: boolean;
  passing_score: number;
  channels: Channels;
  timing: Timing;
  moments: (Moment)[];
  strengths: (Channel)[];
  quality: Quality;
  signature: string;
  mode: "sentence";
  reference: SentenceReference;
  signs: (PlacedSign | MissingSign)[];
  added: (AddedSign)[];
};

/** The sentence that the attempt was compared with. */
export type SentenceReference = {
  sign: string;
  takes: number;
  signs: (Gloss)[];
};

/** The signs that attempts can be scored against. */
export type Signs = {
  /** The glosses, in order. */
  signs: (string)[];
};

/** A fault or a caution about a take. */
export type TakeNote = {
  /** The kind, such as `rate_assumed`. */
  code: string;
  /** A plain sentence. */
  message: string;
};

/** What the engine thinks of a take as a reference. */
export type TakeResult = {
  /** Whether it has no fault. */
  accepted: boolean;
  /** Whether it is a take of the sign now. */
  kept: boolean;
  /** Why it would mislead every learner. */
  faults: (TakeNote)[];
  /** Repairs, guesses and weaknesses. */
  cautions: (TakeNote)[];
};

/** When in the attempt the sign happened, and how fast. */
export type Timing = {
  tempo_ratio: number;
  start_s: number;
  end_s: number;
};

/** Why an attempt was given up: it has no score and never will. */
export type UnscoredFeedback = {
  version: 1;
  mode: "word" | "sentence" | "freestyle";
  summary: string;
  summary_messages?: (Message)[] | null;
  error: Failure;
};

export type WarningCode = string;

/** An attempt against one sign. */
export type WordFeedback = {
  version: 1;
  summary: string;
  summary_messages?: (Message)[] | null;
  score: number;
  passed: boolean;
  passing_score: number;
  channels: Channels;
  timing: Timing;
  moments: (Moment)[];
  strengths: (Channel)[];
  quality: Quality;
  signature: string;
  mode: "word";
  reference: Reference;
};

/** Each operation of the router, by its method and its path below the prefix. */
export interface Operations {
  /** Hand in an attempt */
  "POST /attempts": {
    path: {};
    query: {
      /** Frames per second; overrides the recording's rate, not its frame times. */
      fps?: number | null;
      /** Image width in pixels, with `height`; overrides the recording's. */
      width?: number | null;
      /** Image height in pixels, with `width`; overrides the recording's. */
      height?: number | null;
      /** Whether the image was mirrored (a selfie preview). */
      mirrored?: boolean | null;
      /** The hand that signs one-handed signs. */
      hand?: "left" | "right" | null;
      /** A sign, HELLO; a sentence, HELLO,HOW,YOU; left out, freestyle, which spots every sign. */
      ref?: string | null;
      /** The code of the practised lesson. */
      lesson?: string | null;
      /** Keeps the attempt for a worker, which scores it against its lesson's signs, else as freestyle. */
      defer?: boolean;
      /** Of a film: keeps it with the private recordings; else it is deleted as soon as it is read. */
      keep_film?: boolean;
      /** A UUID of the client's choice: an upload repeated with it is kept once. */
      id?: string | null;
      /** The language of the texts; by default the learner's choice, or else Accept-Language's. */
      language?: "en" | "en-x-child" | "es" | "pt" | "fr" | "de" | "ar" | null;
      /** The time of signing, with a time zone; by default now. */
      started_at?: string | null;
    };
    answer: AttemptResult;
  };
  /** Results as they come, as server-sent events */
  "GET /attempts/events": {
    path: {};
    query: {
      /** The attempts' identifiers, separated by commas; 1 to 100. */
      ids: string;
      /** The language of the texts; by default the learner's choice, or else Accept-Language's. */
      language?: "en" | "en-x-child" | "es" | "pt" | "fr" | "de" | "ar" | null;
    };
    answer: string;
    event: { kind: "result"; data: AttemptResult } | { kind: "problem"; data: AttemptProblem };
  };
  /** An attempt's result */
  "GET /attempts/{attempt_id}": {
    path: {
      attempt_id: string;
    };
    query: {
      /** The language of the texts; by default the learner's choice, or else Accept-Language's. */
      language?: "en" | "en-x-child" | "es" | "pt" | "fr" | "de" | "ar" | null;
    };
    answer: AttemptResult;
  };
  /** An attempt's replay: attempt and nearest reference in one space, with the place of each correction */
  "GET /attempts/{attempt_id}/replay": {
    path: {
      attempt_id: string;
    };
    query: {
      /** The language of the texts; by default the learner's choice, or else Accept-Language's. */
      language?: "en" | "en-x-child" | "es" | "pt" | "fr" | "de" | "ar" | null;
    };
    answer: { [name: string]: unknown };
  };
  /** The reference signs */
  "GET /signs": {
    path: {};
    query: {};
    answer: Signs;
  };
  /** A reference sign to watch */
  "GET /signs/{gloss}/replay": {
    path: {
      gloss: string;
    };
    query: {};
    answer: { [name: string]: unknown };
  };
  /** What the engine thinks of a take of a sign */
  "POST /signs/{gloss}/takes/check": {
    path: {
      gloss: string;
    };
    query: {
      /** Frames per second; overrides the recording's rate, not its frame times. */
      fps?: number | null;
      /** Image width in pixels, with `height`; overrides the recording's. */
      width?: number | null;
      /** Image height in pixels, with `width`; overrides the recording's. */
      height?: number | null;
      /** Whether the image was mirrored (a selfie preview). */
      mirrored?: boolean | null;
      /** The hand that signs one-handed signs. */
      hand?: "left" | "right" | null;
      /** A pseudonym: tolerances depend on the number of signers. */
      signer?: string | null;
      /** The sign language's code, such as ase. */
      sign_language?: string | null;
      /** Keeps a take with a fault too. */
      force?: boolean;
      /** The language of the messages. */
      language?: "en" | "en-x-child" | "es" | "pt" | "fr" | "de" | "ar" | null;
    };
    answer: TakeResult;
  };
  /** Enrol a take of a sign */
  "POST /signs/{gloss}/takes": {
    path: {
      gloss: string;
    };
    query: {
      /** Frames per second; overrides the recording's rate, not its frame times. */
      fps?: number | null;
      /** Image width in pixels, with `height`; overrides the recording's. */
      width?: number | null;
      /** Image height in pixels, with `width`; overrides the recording's. */
      height?: number | null;
      /** Whether the image was mirrored (a selfie preview). */
      mirrored?: boolean | null;
      /** The hand that signs one-handed signs. */
      hand?: "left" | "right" | null;
      /** A pseudonym: tolerances depend on the number of signers. */
      signer?: string | null;
      /** The sign language's code, such as ase. */
      sign_language?: string | null;
      /** Keeps a take with a fault too. */
      force?: boolean;
      /** The language of the messages. */
      language?: "en" | "en-x-child" | "es" | "pt" | "fr" | "de" | "ar" | null;
    };
    answer: TakeResult;
  };
  /** Scored attempts, newest first */
  "GET /history": {
    path: {};
    query: {
      /** Attempts per page. */
      limit?: number;
      /** `next` of the previous page. */
      cursor?: string | null;
    };
    answer: HistoryPage;
  };
  /** The learner's progress */
  "GET /progress": {
    path: {};
    query: {};
    answer: Progress;
  };
  /** What the learner chose about texts and pages */
  "GET /settings": {
    path: {};
    query: {};
    answer: LearnerSettings;
  };
  /** Whether the service can take and score attempts */
  "GET /health": {
    path: {};
    query: {};
    answer: Health;
  };
  /** Whether the process answers */
  "GET /alive": {
    path: {};
    query: {};
    answer: Alive;
  };
}
