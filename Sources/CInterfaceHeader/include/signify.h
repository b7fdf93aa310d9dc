/*
 * signify.h: the C interface of SignifyAI's practice-analysis engine. C99 and C++.
 *
 *   signify_library *library;
 *   signify_attempt *attempt;
 *   char *json, *error;
 *   if (signify_library_open(NULL, &library, &error)) ...
 *   if (signify_attempt_parse(bytes, count, "attempt.json", NULL, &attempt, &error)) ...
 *   if (signify_score(library, attempt, "HELLO", SIGNIFY_PASSING_SCORE, &json, &error)) ...
 *   signify_free(json);
 *   signify_attempt_free(attempt);
 *   signify_library_free(library);
 *
 * These rules hold for every function:
 *
 * Results.  A function that can fail returns a signify_status: 0, or the exit status of the command
 *   signify-score for the same error. Results are written to out parameters. After a failure they are NULL or
 *   0, and the call had no effect. A NULL out parameter is wrong use, except `error` and the optional ones.
 * Errors.  `char **error` may be NULL. Otherwise it becomes NULL on success. On failure it becomes one line
 *   of UTF-8, without a line break, with the error, its place and its remedy; free it with signify_free.
 * Text in.  NUL-terminated UTF-8, read during the call only, of at most SIGNIFY_TEXT_LIMIT bytes; feedback
 *   documents have at most SIGNIFY_DOCUMENT_LIMIT bytes. Text that is not UTF-8 is wrong use.
 * Text out. NUL-terminated UTF-8; free it with signify_free. JSON is one line with sorted keys: equal values
 *   have equal bytes.
 * Handles.  signify_store, _library, _attempt and _stream are tickets, not addresses. A handle that was
 *   freed, is of another kind or never existed gives SIGNIFY_WRONG_USE, also when it is freed twice. A NULL
 *   handle is wrong use, except for the functions that free. Free each handle once. Handles do not depend on
 *   each other: a library does not need its store, nor a stream its library.
 * Threads.  Every function may be called on any thread at any time, also with the same handle. Libraries and
 *   attempts do not change; calls with one store or one stream wait for each other if necessary. A handle may
 *   be freed while another thread uses it: the call in progress ends as if the handle had not been freed. No
 *   call keeps a lock of the caller or calls back into it: a Python binding releases the GIL.
 * Fork.  A child of fork() must not use a store that its parent opened. Libraries, attempts and streams
 *   remain usable in the child if no other thread of the parent was in a call at the time of fork().
 * Layout of structures.  Each begins with `struct_size`: set it to sizeof, and the other members to zeros or
 *   to your values. A later version may add members at the end; it reads and writes at most `struct_size`
 *   bytes. Zero is "not known".
 * Time.  Seconds of a recording are doubles. Instants are int64_t milliseconds since 1970-01-01T00:00:00Z,
 *   and 0 is now; in JSON they are ISO 8601 text in UTC.
 */
#ifndef SIGNIFY_H
#define SIGNIFY_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---------------------------------------------------------------- versions */

/* The version of this interface. Changes of existing declarations raise it; additions do not. The name of the
 * shared object ends in it: libsignify.so.1. */
#define SIGNIFY_ABI_VERSION 1

/* The SIGNIFY_ABI_VERSION of the built library: stop if it differs from yours. */
uint32_t signify_abi_version(void);

/* The engine's version, as "0.1.0". Static: do not free. */
const char *signify_version(void);

/* The versions that a score depends on, as "signify 0.1.0 features:2 dtw:2 calibration:5 form:2 embedding:0f1e2d3c".
 * Scores are comparable only if their signatures are equal. Static: do not free. */
const char *signify_signature(void);

/* ------------------------------------------------------ statuses and memory */

typedef int32_t signify_status;

#define SIGNIFY_OK 0
#define SIGNIFY_WRONG_USE 64    /* of this interface: NULL, invalid handle, number out of range, no UTF-8 */
#define SIGNIFY_BAD_INPUT 65    /* an attempt that cannot be read or scored; a value that the store refuses */
#define SIGNIFY_NOT_FOUND 66    /* no such sign, session, lesson, user or store */
#define SIGNIFY_UNAVAILABLE 69  /* the store is locked, unreachable, takes no changes, or is of a later version */
#define SIGNIFY_INTERNAL 70     /* a fault of this library, or of the store's file */
#define SIGNIFY_TAKEN 73        /* the identifier of a new session is in use */
#define SIGNIFY_CANNOT_WRITE 74 /* the disk or the server failed a read or a write */
#define SIGNIFY_LIMIT 75        /* a cap of the learner is reached; try again later */
#define SIGNIFY_DENIED 77       /* the role of the store's connection lacks the permission */

/* The largest text, in bytes without the NUL: 64 KiB; and the largest document: 16 MiB. */
#define SIGNIFY_TEXT_LIMIT 65536
#define SIGNIFY_DOCUMENT_LIMIT 16777216

/* Frees memory that a function returned. NULL is ignored. */
void signify_free(void *memory);

/* Handles; see the top. */
typedef struct signify_store signify_store;
typedef struct signify_library signify_library;
typedef struct signify_attempt signify_attempt;
typedef struct signify_stream signify_stream;

/* ----------------------------------------------------------------- attempts */

#define SIGNIFY_UNKNOWN 0

/* signify_facts.mirrored */
#define SIGNIFY_MIRRORED 1
#define SIGNIFY_NOT_MIRRORED 2

/* signify_facts.dominant_hand: a side of the signer's own body */
#define SIGNIFY_LEFT 1
#define SIGNIFY_RIGHT 2

/* The known facts of a recording's camera and signer. As input, each overrides the statement of the
 * recording, but times of frames in the recording are kept. As output, they are the facts of the attempt. */
typedef struct signify_facts {
    size_t struct_size;
    double fps;            /* frames a second, above 0 to 1000 */
    int32_t width;         /* of the picture, pixels, 1 to 100000; width and height go together */
    int32_t height;
    int32_t mirrored;      /* whether the landmarks were detected in a selfie preview */
    int32_t dominant_hand; /* the hand of one-handed signs */
} signify_facts;

/* The parts of a frame, as bits, in their order in the frame. */
#define SIGNIFY_POSE 1u             /* 33 landmarks */
#define SIGNIFY_FACE 2u             /* 468, or 478 with the irises */
#define SIGNIFY_LEFT_HAND 4u        /* 21; the picture's own names: see signify_facts.mirrored */
#define SIGNIFY_RIGHT_HAND 8u       /* 21 */
#define SIGNIFY_POSE_WORLD 16u      /* 33, metres */
#define SIGNIFY_LEFT_HAND_WORLD 32u /* 21, metres */
#define SIGNIFY_RIGHT_HAND_WORLD 64u

/* Landmarks in the caller's memory: float32 of this machine's byte order, at any address and strides.
 *
 * The shape is [frames][landmarks][components] with 3 (x, y, z) or 4 components (x, y, z, visibility). The
 * number of landmarks is the sum of the parts: 75 (pose, both hands), 543 (with the face of 468), 553 (478).
 * Or it is that of MediaPipe's flattened frames, [frames][landmarks] with components 1 and landmarks 1662,
 * 1692 or 258: pose 33 x (x, y, z, visibility), then face (not in 258), left and right hand with x, y, z
 * each; 1629, 1659 and 225 without the visibility; 1530, 1560 and 126 without the pose; 63 for one hand, the
 * right one unless dominant_hand is left.
 *
 * x and y are fractions of the picture's width and height. z has the unit of x, and smaller is nearer. A
 * landmark with a NaN x or y is missing; a NaN z or a NaN visibility is not known. A part that is all zeros
 * in a frame was not detected. */
typedef struct signify_array {
    size_t struct_size;
    const float *values;
    int64_t frames;            /* 1 or more; frames x landmarks at most SIGNIFY_LANDMARK_LIMIT */
    int64_t landmarks;
    int64_t components;        /* 3, 4, or 1 for flattened frames */
    int64_t frame_stride;      /* bytes between neighbours, as numpy's strides, also negative; all three 0: */
    int64_t landmark_stride;   /* C-contiguous */
    int64_t component_stride;
    uint32_t parts;            /* SIGNIFY_POSE | ...; 0: derived from `landmarks` (75, 543, 553) */
    const double *timestamps;  /* seconds, one per frame, never decreasing, finite; NULL: by fps */
    int64_t timestamp_stride;  /* bytes; 0: C-contiguous */
} signify_array;

#define SIGNIFY_LANDMARK_LIMIT 134217728 /* 2^27: an attempt of 2 GiB */

/* An attempt's landmarks in the engine's memory: read-only, valid until the attempt's handle is freed. */
typedef struct signify_landmarks {
    size_t struct_size;
    const float *values;      /* [frames][landmarks][4]: x, y, z, visibility; C-contiguous */
    const uint8_t *flags;     /* [frames][landmarks]: SIGNIFY_PRESENT | SIGNIFY_HAS_VISIBILITY */
    const double *timestamps; /* [frames] seconds, or NULL if none were stated */
    int64_t frames;
    int64_t landmarks;
    uint32_t parts;           /* the parts of a frame, in the order of the bits */
    int32_t face_landmarks;   /* 0, 468 or 478 */
} signify_landmarks;

#define SIGNIFY_PRESENT 1        /* otherwise the four values are 0, without a meaning */
#define SIGNIFY_HAS_VISIBILITY 2 /* otherwise the visibility is 0, without a meaning */

/* Reads a recording in any format of the command (JSON, NDJSON, .pose, .npy), detected from its bytes. The
 * bytes are not needed after the call. Linear in the bytes: about 3 ms per MB of JSON, 1 ms of .pose and
 * .npy, which are not copied.
 *   bytes  may be NULL only if count is 0, which is bad input.
 *   name   the name of the attempt: the place in messages, the name in a store; NULL is none.
 *   facts  NULL if nothing is known. */
signify_status signify_attempt_parse(const void *bytes, size_t count, const char *name, const signify_facts *facts,
                                     signify_attempt **attempt, char **error);

/* Creates an attempt from landmarks in memory, which are copied once. Linear in the landmarks. A coordinate
 * that is infinite or beyond 100,000 picture widths is bad input. */
signify_status signify_attempt_from_array(const signify_array *array, const char *name, const signify_facts *facts,
                                          signify_attempt **attempt, char **error);

/* Frees an attempt, and with it the memory of signify_attempt_landmarks. */
signify_status signify_attempt_free(signify_attempt *attempt);

/* The known facts of the camera and the signer. Set facts->struct_size before. O(1). */
signify_status signify_attempt_facts(const signify_attempt *attempt, signify_facts *facts, char **error);

/* The landmarks of an attempt, without a copy. Set landmarks->struct_size before. O(1). */
signify_status signify_attempt_landmarks(const signify_attempt *attempt, signify_landmarks *landmarks, char **error);

/* The content of an attempt, as `signify-score inspect --json`: frames, duration_s, parts with coverage,
 * warnings, and unscorable with the reason if it cannot be scored. Linear in its frames. */
signify_status signify_attempt_summary(const signify_attempt *attempt, char **json, char **error);

/* The attempt as a .pose file, from which it can be restored to the bit. Linear. Free `bytes` with
 * signify_free. */
signify_status signify_attempt_pose(const signify_attempt *attempt, uint8_t **bytes, size_t *count, char **error);

/* The attempt as canonical JSON, NUL-terminated. Linear. */
signify_status signify_attempt_json(const signify_attempt *attempt, char **json, char **error);

/* ------------------------------------------------------------------ scoring */

#define SIGNIFY_PASSING_SCORE 70.0

/* The signs of a store, prepared for scoring; with a NULL store, the 20 signs that are included in the
 * engine, in about a second. A library does not follow its store: open a new one after signs were added, which
 * reads only those. The takes of a store are read meanwhile by a thread of the engine, and prepared when
 * their sign is first asked for; a fork waits for the reading. */
signify_status signify_library_open(const signify_store *store, signify_library **library, char **error);
signify_status signify_library_free(signify_library *library);

/* The glosses of a library, in order: ["EAT","FATHER"]. */
signify_status signify_library_glosses(const signify_library *library, char **json, char **error);

/* The limits of the library's scores, one sentence each; usually []. */
signify_status signify_library_notices(const signify_library *library, char **json, char **error);

/* Scores an attempt. `json` is the feedback document, as `signify-score attempt --ref REFS --json`.
 *   refs           "HELLO", a word; "HELLO,HOW,YOU", a sentence; NULL, any signs of the library (freestyle).
 *   passing_score  0 to 100. */
signify_status signify_score(const signify_library *library, const signify_attempt *attempt, const char *refs,
                             double passing_score, char **json, char **error);

/* Scores an attempt as signify_score does, and places each correction in a picture: attempt and nearest reference
 * in one space, aligned in time, as `signify-score attempt --ref REFS --replay`. `json` is the document of
 * docs/schema/replay.schema.json, which holds the feedback. NULL refs are bad input: a stream has no replay. */
signify_status signify_replay(const signify_library *library, const signify_attempt *attempt, const char *refs,
                              double passing_score, char **json, char **error);

/* The figure of one take of a sign, to watch: {"frame_rate":30,"landmarks":{...},"signs":[{"gloss":"HELLO",
 * "reference":{...}}],"version":1}, its members as in a replay. */
signify_status signify_demonstration(const signify_library *library, const char *gloss, char **json, char **error);

/* A feedback document, with a score or without one, in another language: its texts are written again from its codes.
 * Numbers and codes stay. A text without a code, as an older engine wrote it, stays too.
 *   language  "en", "en-x-child" (for children), "es", "pt", "fr", "de", "ar", or a tag below one, as "es-MX". */
signify_status signify_worded(const char *feedback, const char *language, char **json, char **error);

/* The language of signify_worded that an HTTP Accept-Language header prefers; "en" where it names none. */
signify_status signify_language(const char *accepted, char **language, char **error);

/* Spots the signs of `refs` ("HELLO,YOU"; NULL: all) in a long recording. `json` is the feedback document of
 * `signify-score freestyle --json`. */
signify_status signify_freestyle(const signify_library *library, const signify_attempt *attempt, const char *refs,
                                 double passing_score, char **json, char **error);

/* The signs nearest to an attempt, best first, at most `limit` (1 to 10000), as
 * `signify-score --ref ALL --json`, which has 10: [{"distance":...,"rank":1,"score":...,"sign":"HELLO"}]. One
 * alignment for each take of the library. */
signify_status signify_rank(const signify_library *library, const signify_attempt *attempt, int32_t limit, char **json,
                            char **error);

/* ------------------------------------------------------------- live streams */

/* Opens a live recording in which the signs of `refs` (NULL: all) are spotted. */
signify_status signify_stream_open(const signify_library *library, const char *refs, const signify_facts *facts,
                                   signify_stream **stream, char **error);
signify_status signify_stream_free(signify_stream *stream);

/* Processes more bytes of NDJSON, one frame per line, split at any byte. `lines` becomes NULL, or a line of
 * JSON with its line break for each sign that became certain:
 *   {"end_s":1.7,"gloss":"HELLO","score":99.1,"start_s":0.6}
 * usually within a second of its end. A line that is no frame, or that has no end within 16 MiB, is bad
 * input; afterwards the stream returns the same error and can only be freed. Linear in the bytes, and per
 * frame in the states of the library. */
signify_status signify_stream_push(signify_stream *stream, const void *bytes, size_t count, char **lines, char **error);

/* Ends the recording: processes a last line without its break, and returns the undecided signs, as above. A
 * push after it is wrong use. */
signify_status signify_stream_finish(signify_stream *stream, char **lines, char **error);

/* ------------------------------------------------------------------- stores */

/* Flags of signify_store_open. */
#define SIGNIFY_STORE_CREATE 1u /* create the store if there is none */
#define SIGNIFY_STORE_FILL 2u   /* fill a store without signs with the 20 of the engine; about a second */

/* Opens a practice store.
 *   location  a SQLite file ("practice.sqlite", "sqlite:practice.sqlite"), or "postgresql://..." if the build
 *             has it. NULL is the user's default store, created and filled on first use as by the command.
 *   flags     SIGNIFY_STORE_CREATE | SIGNIFY_STORE_FILL, or 0: it must exist. */
signify_status signify_store_open(const char *location, uint32_t flags, signify_store **store, char **error);

/* Closes a store as soon as no call uses it. */
signify_status signify_store_close(signify_store *store);

/* Succeeds where the store would take a new attempt now: for a health check. One round trip, or one lock of a file. A
 * server that takes no changes, as a standby, is SIGNIFY_UNAVAILABLE; its connections are given up and made anew. */
signify_status signify_store_check(const signify_store *store, char **error);

/* Reference signs, by gloss: [{"calibrated":true,"gloss":"HELLO","language":"ase","signers":3,"takes":3}]. */
signify_status signify_store_signs(const signify_store *store, char **json, char **error);

/* Enrols attempts as takes of a sign and calibrates it against the other signs, as `signify-score refs add`:
 * {"added":2,"duplicates":0,"gloss":"TEA","warnings":[]}. All takes are enrolled or none. A take that is in
 * the store already is a duplicate and left out. A take that is no good as a reference is refused as bad
 * input: without a body, or at rest. Warnings name repairs, assumptions and poor quality, such as a hand that
 * was hardly seen or a take unlike all others: {"code":"rate_assumed","fault":false,"message":"...","take":"attempt"}.
 *   language  as "ase"; NULL is not stated.
 *   signer    a pseudonym of the signer; NULL is "unnamed".
 *   flags     SIGNIFY_TAKES_FORCE, or 0: refused takes are not enrolled.
 * One alignment for each pair of takes of the sign and its cohort. */
#define SIGNIFY_TAKES_FORCE 1u /* Also enrol takes that are no good as references. */
signify_status signify_store_add_takes(const signify_store *store, const char *gloss, const char *language,
                                       const char *signer, const signify_attempt *const *attempts, size_t count,
                                       uint32_t flags, char **json, char **error);

/* Checks attempts as takes of a sign, as signify_store_add_takes does, and enrols none:
 * {"acceptable":true,"gloss":"TEA","warnings":[{"code":"rate_assumed","fault":false,"message":"...","take":"attempt"}]}.
 * A warning with `fault` true refuses its take. `language` is that of signify_worded; NULL: English. One alignment for each pair of takes. */
signify_status signify_store_check_takes(const signify_store *store, const char *gloss, const char *signer,
                                         const signify_attempt *const *attempts, size_t count, const char *language,
                                         char **json, char **error);

/* Removes a sign and its takes; the scores of attempts at it are kept. */
signify_status signify_store_remove_sign(const signify_store *store, const char *gloss, char **error);

/* Measures the calibration of every sign again, or of those of `refs`. `count` (optional) becomes their
 * number. */
signify_status signify_store_calibrate(const signify_store *store, const char *refs, int64_t *count, char **error);

/* The session of an attempt. All members are optional. */
typedef struct signify_session {
    size_t struct_size;
    const char *session_id;  /* an unused UUID, so that a repeated call adds no session; NULL: a new one */
    const char *user_id;     /* a UUID; NULL: the local learner of a SQLite store */
    const char *lesson_code; /* a lesson whose type is the attempt's mode, and which the user may see; NULL: none */
    int64_t started_at;      /* milliseconds since 1970, from 31 days ago to 5 minutes ahead; 0: now */
    const char *language;    /* of the texts in the feedback of signify_store_practice, as signify_worded; NULL: English */
    const char *request_id;  /* of the request that brought the attempt, for logs: 1 to 128 of A-Z a-z 0-9 . _ -; NULL: none */
} signify_session;

/* The functions below return a session's id as text, "996b434a-0060-4ca3-b56d-9fd5be1efe85". A NULL `session`
 * is all zeros. */

/* Stores an attempt and its feedback from signify_score, in one transaction. Its mode is the feedback's. */
signify_status signify_store_record(const signify_store *store, const signify_attempt *attempt, const char *feedback,
                                    const signify_session *session, char **session_id, char **error);

/* signify_score (`refs` NULL: freestyle) and signify_store_record in one call. `json`, the feedback, is
 * optional. The lesson is checked before the attempt is scored. */
signify_status signify_store_practice(const signify_store *store, const signify_library *library,
                                      const signify_attempt *attempt, const char *refs, double passing_score,
                                      const signify_session *session, char **session_id, char **json, char **error);

/* Stores an attempt that is not scored yet. mode: "word", "sentence" or "freestyle". */
signify_status signify_store_begin(const signify_store *store, const signify_attempt *attempt, const char *mode,
                                   const signify_session *session, char **session_id, char **error);

/* Stores the score of an attempt without one; a scored attempt is refused (SIGNIFY_BAD_INPUT). */
signify_status signify_store_complete(const signify_store *store, const char *session_id, const char *feedback,
                                      char **error);

/* One session. With the user_id of another user it is not found; NULL does not check the user.
 * {"completed_at":...,"feedback":{...},"id":...,"lesson_id":...,"media_id":...,"mode":"word","raw_metrics":{...},
 *  "score":99.8,"started_at":"2026-11-25T12:58:28.000Z","user_id":...}; missing values are null. In
 * feedback without a score, `error` is the reason why the workers abandoned the attempt. */
signify_status signify_store_session(const signify_store *store, const char *session_id, const char *user_id, char **json,
                                     char **error);

/* Which of some sessions still wait for a score. `session_ids`: a JSON array of UUIDs, at most 1000. With their users:
 * {"996b434a-0060-4ca3-b56d-9fd5be1efe85":"6b1f5c3e-0d53-4f0e-9a44-0f6f6a0c7d11"}. Left out is a session that has a score, was
 * abandoned, or is unknown. One statement: for a program that looks again and again on behalf of many. */
signify_status signify_store_waiting(const signify_store *store, const char *session_ids, char **json, char **error);

/* The recording of a session, as a new attempt. `user_id` and `facts` as elsewhere. */
signify_status signify_store_attempt(const signify_store *store, const char *session_id, const char *user_id,
                                     const signify_facts *facts, signify_attempt **attempt, char **error);

/* Scored sessions of a user (NULL: the local learner), newest first, at most `limit` (1 to 10000):
 * {"next":"...","sessions":[{"completed_at":...,"id":...,"lesson":null,"mode":"word","score":99.8,"summary":"..."}]}
 * Pass `next` as `cursor` for the next page; it is null on the last page. A NULL cursor is the first page. */
signify_status signify_store_history(const signify_store *store, const char *user_id, int32_t limit, const char *cursor,
                                     char **json, char **error);

/* What a user (NULL: the local learner) chose about texts and pages: {"language":"es","theme":"dark"}; null where they chose
 * nothing. One look-up. */
signify_status signify_store_settings(const signify_store *store, const char *user_id, char **json, char **error);

/* Takes one request from a user's quota (NULL: the local learner's): `quota` requests (1 to 1000000) that come back within
 * `window` seconds (1 to 86400), of a policy named by 1 to 32 lower-case letters:
 * {"granted":true,"remaining":59,"wait_s":0.8}; wait_s are the seconds until there is one more. PostgreSQL counts for all
 * programs of the store, SQLite for this process. */
signify_status signify_store_spend(const signify_store *store, const char *user_id, const char *policy, int32_t quota,
                                   int32_t window, char **json, char **error);

/* The progress of a user (NULL: the local learner): {"average_score":...,"level":...,"nickname":...,
 * "scored_sessions":...,"sentence_lessons_completed":...,"sessions_this_week":...,
 * "word_lessons_completed":...,"xp":...}. */
signify_status signify_store_progress(const signify_store *store, const char *user_id, char **json, char **error);

/* A lesson: {"code":...,"difficulty":null,"id":...,"is_active":true,"text":null,"title":...,"type":"word"}. */
signify_status signify_store_lesson(const signify_store *store, const char *code, char **json, char **error);

/* Stores a lesson, in place of the lesson with the same code. type: "word", "sentence" or "freestyle".
 * `lesson_id` is optional. */
signify_status signify_store_save_lesson(const signify_store *store, const char *code, const char *title,
                                         const char *type, char **lesson_id, char **error);

/* Adds a learner if the store permits it. user_id NULL: a new UUID. `id`, as text, is optional. */
signify_status signify_store_add_learner(const signify_store *store, const char *user_id, const char *nickname, char **id,
                                         char **error);

#ifdef __cplusplus
}
#endif

#endif
