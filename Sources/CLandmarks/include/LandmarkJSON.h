#ifndef LANDMARK_JSON_H
#define LANDMARK_JSON_H

// A scanner of our own for the usual, simdjson On-Demand for everything, behind C: landmark JSON becomes growing float
// buffers in one pass, with no document tree. Swift owns the words of the errors and the shape of the clip; this side owns the bytes.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The parts of a frame; the numbers are LandmarkPart's raw values.
enum { LANDMARK_JSON_PARTS = 7 };

typedef enum {
    LANDMARK_JSON_OK = 0,
    LANDMARK_JSON_NO_MEMORY,
    /// Not JSON; `text` is simdjson's word for it.
    LANDMARK_JSON_SYNTAX,
    LANDMARK_JSON_ENDS_EARLY,
    LANDMARK_JSON_NOT_UTF8,
    /// More bytes than simdjson indexes (4 GB).
    LANDMARK_JSON_TOO_LONG,
    LANDMARK_JSON_TRAILING,
    /// The value of `text` is not `expected`.
    LANDMARK_JSON_WRONG_TYPE,
    /// `text` is NaN, an infinity, or too large for a number.
    LANDMARK_JSON_NOT_FINITE,
    /// `text` is farther away than the coordinate limit.
    LANDMARK_JSON_TOO_FAR,
    /// A part holds `found` landmarks.
    LANDMARK_JSON_COUNT,
    /// A list of `text` holds a person or hand of `found` landmarks.
    LANDMARK_JSON_GROUP_COUNT,
    /// The face has `found` landmarks after `expected_count` of them.
    LANDMARK_JSON_FACE_CHANGED,
    /// `text` stands twice in one object.
    LANDMARK_JSON_DUPLICATE,
    /// A part is given twice in one frame, under two names.
    LANDMARK_JSON_PART_TWICE,
    /// The frame lacks `t` where earlier ones have it, or has it where they lack it (`found` is 1).
    LANDMARK_JSON_TIME_MIXED,
    LANDMARK_JSON_TIME_BACKWARDS,
    /// A handedness called `text`.
    LANDMARK_JSON_SIDE_UNKNOWN,
    /// Too few handedness entries: `found` for `expected_count` hands.
    LANDMARK_JSON_SIDE_MISSING,
    /// `found` hands in one frame.
    LANDMARK_JSON_MANY_HANDS,
    /// The fact `text` is not `expected`.
    LANDMARK_JSON_FACT,
    /// An object that points at media.
    LANDMARK_JSON_REFERENCE,
    /// An object with no frames; `text` lists its keys.
    LANDMARK_JSON_NO_FRAMES,
    /// A list of no frames.
    LANDMARK_JSON_EMPTY,
    /// Frames of which none has a known key; `text` lists the keys.
    LANDMARK_JSON_NO_KNOWN_KEYS,
    /// `text` stands beside `frames`, or the reverse.
    LANDMARK_JSON_FRAME_BESIDE_FRAMES,
    /// A line of NDJSON that is a whole attempt.
    LANDMARK_JSON_ATTEMPT_IN_LINE,
    /// Keypoints of OpenPose.
    LANDMARK_JSON_OPENPOSE,
} landmark_json_code;

/// What is wrong and where. Text is printable ASCII, cut to fit.
typedef struct {
    landmark_json_code code;
    /// The frame, or -1 outside the frames.
    int64_t frame;
    /// The byte from the start of the input, or -1.
    int64_t byte;
    /// The part, or -1.
    int32_t part;
    /// The landmark inside the part, or -1.
    int32_t landmark;
    int64_t found;
    int64_t expected_count;
    /// A static string, or NULL.
    const char *expected;
    char text[200];
} landmark_json_fault;

/// What times are counted in, by the key that they stand under. The unit of the last three is not said.
typedef enum {
    LANDMARK_JSON_SECONDS = 0,
    LANDMARK_JSON_MILLISECONDS,
    LANDMARK_JSON_MICROSECONDS,
    LANDMARK_JSON_NANOSECONDS,
    LANDMARK_JSON_TIMESTAMP,
    LANDMARK_JSON_TIME,
    LANDMARK_JSON_TS,
    LANDMARK_JSON_CLOCKS,
} landmark_json_clock;

/// A part that a frame holds: its first landmark in the buffers.
typedef struct {
    size_t start;
    int32_t part;
} landmark_json_entry;

/// What the camera and signer are said to be.
typedef struct {
    /// NaN where not stated.
    double fps;
    /// 0 where not stated.
    int32_t width, height;
    /// 1 or 0; -1 where not stated.
    int32_t mirrored;
    /// 0 left, 1 right; -1 where not stated.
    int32_t dominant_hand;
} landmark_json_facts;

/// Everything read so far. The pointers are the reader's, good until its next call.
typedef struct {
    size_t frame_count;
    /// The first entry of each frame; a frame's entries end where the next frame's begin.
    const size_t *first_entry;
    size_t entry_count;
    const landmark_json_entry *entries;
    /// x, y, z, visibility a landmark.
    const float *values;
    /// One byte a landmark: 1 present, 2 visibility stated.
    const uint8_t *flags;
    /// Seconds, one a frame, or NULL.
    const double *times;
    /// Where there are none: counts of a clock of one's own, one a frame, or NULL.
    const double *counts;
    landmark_json_clock clock;
    /// Whether some frames have a time and others have none, so that neither is given.
    bool times_are_few;
    /// A bit for each part seen or stated, and the landmarks of the face (0 where it was never seen).
    uint32_t parts;
    int32_t face_count;
    landmark_json_facts facts;
    /// Frames whose hands were labelled alike, and the first of them.
    size_t alike_hands, first_alike_hands;
    /// Frames with more people than one, and the first of them.
    size_t extra_people, first_extra_people;
    /// Of those, the frames in which the hands told whose they are.
    size_t people_by_hands;
    /// Frames in which hands without a label were told apart by the wrists of the pose, or by their order.
    size_t unlabelled_hands;
    /// Keys that are not known, with commas: those that look like a landmark's or a fact's, and all that hold data.
    const char *passed_over, *all_passed_over;
    /// Bytes of text read.
    size_t bytes;
} landmark_json_result;

typedef struct landmark_json_reader landmark_json_reader;

/// Readable bytes that must follow the text given to landmark_json_read_document.
size_t landmark_json_padding(void);

/// A reader with no frames; NULL without memory. It reads the parts of the bits `parts` and skips the others.
landmark_json_reader *landmark_json_create(uint32_t parts);
void landmark_json_destroy(landmark_json_reader *reader);

/// Reads what landmark_json_read_document would, in a fraction of its time, where the document is as producers mostly
/// write it; false for all others and for every fault, with the reader as it was. No byte beyond `length` is read.
bool landmark_json_scan_document(landmark_json_reader *reader, const char *bytes, size_t length);

/// The same for landmark_json_read_line.
bool landmark_json_scan_line(landmark_json_reader *reader, const char *bytes, size_t length);

/// Reads an attempt object, an array of frames or one frame. `bytes` has landmark_json_padding() more readable
/// bytes after `length`. False with `fault` filled when it is not one; the reader is then of no more use.
bool landmark_json_read_document(
    landmark_json_reader *reader, const char *bytes, size_t length, landmark_json_fault *fault);

/// Reads one frame, a line of NDJSON (copied: it needs no padding); a blank line is nothing. `offset` is where
/// it begins in the input. False with `fault` filled as above.
///
/// A first line of facts alone, without a landmark or a time, states them for all.
bool landmark_json_read_line(
    landmark_json_reader *reader, const char *bytes, size_t length, size_t offset, landmark_json_fault *fault);

/// Frames so far, and the facts, which a first line may have stated before there is any.
size_t landmark_json_frame_count(const landmark_json_reader *reader);
landmark_json_facts landmark_json_stated(const landmark_json_reader *reader);

/// What was read, once it holds at least one frame and at least one known key; else false with `fault` filled.
bool landmark_json_get(
    landmark_json_reader *reader, landmark_json_result *result, landmark_json_fault *fault);

/// The two loops in which the scanner spends its time, for who compares those of this machine with those of any.
typedef struct {
    /// The bytes of the array or object at the start of `bytes`; 0 where none ends in them, or the scanner leaves it.
    size_t (*skipped)(const char *bytes, size_t length);
    /// The points, of `most`, at the start of `bytes` that are as usual; four floats and one flag each.
    size_t (*usual_points)(const char *bytes, size_t length, size_t most, float *values, uint8_t *flags);
} landmark_json_kernels;

landmark_json_kernels landmark_json_kernels_here(void);
landmark_json_kernels landmark_json_kernels_anywhere(void);

#ifdef __cplusplus
}
#endif
#endif
