#ifndef LANDMARK_JSON_H
#define LANDMARK_JSON_H

// Converts landmark JSON to growing float buffers in one pass, without a document tree: our own scanner for
// the usual form, simdjson On-Demand for all others. Swift formats the errors and defines the clip.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The number of parts of a frame, numbered by LandmarkPart's raw values.
enum { LANDMARK_JSON_PARTS = 7 };

typedef enum {
    LANDMARK_JSON_OK = 0,
    LANDMARK_JSON_NO_MEMORY,
    /// Not JSON; `text` is simdjson's message.
    LANDMARK_JSON_SYNTAX,
    LANDMARK_JSON_ENDS_EARLY,
    LANDMARK_JSON_NOT_UTF8,
    /// More bytes than simdjson indexes (4 GB).
    LANDMARK_JSON_TOO_LONG,
    LANDMARK_JSON_TRAILING,
    /// The value of the key `text` is not `expected`.
    LANDMARK_JSON_WRONG_TYPE,
    /// `text` is NaN, an infinity, or too large for a number.
    LANDMARK_JSON_NOT_FINITE,
    /// `text` is beyond the coordinate limit.
    LANDMARK_JSON_TOO_FAR,
    /// A part has `found` landmarks.
    LANDMARK_JSON_COUNT,
    /// A list of `text` has a person or hand with `found` landmarks.
    LANDMARK_JSON_GROUP_COUNT,
    /// The face has `found` landmarks; earlier frames have `expected_count`.
    LANDMARK_JSON_FACE_CHANGED,
    /// The key `text` occurs twice in one object.
    LANDMARK_JSON_DUPLICATE,
    /// A part occurs twice in one frame, under two names.
    LANDMARK_JSON_PART_TWICE,
    /// The frame lacks `t` where earlier frames have it, or has it (`found` is 1) where they lack it.
    LANDMARK_JSON_TIME_MIXED,
    LANDMARK_JSON_TIME_BACKWARDS,
    /// A handedness with the label `text`.
    LANDMARK_JSON_SIDE_UNKNOWN,
    /// Too few handedness entries: `found` for `expected_count` hands.
    LANDMARK_JSON_SIDE_MISSING,
    /// `found` hands in one frame.
    LANDMARK_JSON_MANY_HANDS,
    /// The fact `text` is not `expected`.
    LANDMARK_JSON_FACT,
    /// An object that refers to media.
    LANDMARK_JSON_REFERENCE,
    /// An object with no frames; `text` lists its keys.
    LANDMARK_JSON_NO_FRAMES,
    /// An empty list of frames.
    LANDMARK_JSON_EMPTY,
    /// Frames without a known key; `text` lists the keys.
    LANDMARK_JSON_NO_KNOWN_KEYS,
    /// The frame key `text` occurs beside `frames`, or the reverse.
    LANDMARK_JSON_FRAME_BESIDE_FRAMES,
    /// A line of NDJSON with a whole attempt.
    LANDMARK_JSON_ATTEMPT_IN_LINE,
    /// Keypoints of OpenPose.
    LANDMARK_JSON_OPENPOSE,
} landmark_json_code;

/// A fault and its location. Text is printable ASCII, truncated to fit.
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

/// The unit of the times, by their key. The last three keys state none.
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

/// A part in a frame: its first landmark in the buffers.
typedef struct {
    size_t start;
    int32_t part;
} landmark_json_entry;

/// The stated facts of camera and signer.
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

/// The frames read so far. The pointers belong to the reader, and are valid until its next call.
typedef struct {
    size_t frame_count;
    /// The first entry of each frame; a frame's entries end where the next frame's begin.
    const size_t *first_entry;
    size_t entry_count;
    const landmark_json_entry *entries;
    /// x, y, z, visibility per landmark.
    const float *values;
    /// One byte per landmark: 1 present, 2 visibility stated.
    const uint8_t *flags;
    /// Seconds, one per frame, or NULL.
    const double *times;
    /// Without times: counts of another clock, one per frame, or NULL.
    const double *counts;
    landmark_json_clock clock;
    /// Whether some frames have a time and others have none; then neither times nor counts are given.
    bool times_are_few;
    /// A bit for each part seen or stated, and the landmarks of the face (0 where it was never seen).
    uint32_t parts;
    int32_t face_count;
    landmark_json_facts facts;
    /// Frames whose hands carry the same label, and the first of them.
    size_t alike_hands, first_alike_hands;
    /// Frames with more than one person, and the first of them.
    size_t extra_people, first_extra_people;
    /// Of those, the frames in which the hands decided the person.
    size_t people_by_hands;
    /// Frames with unlabelled hands, assigned by the wrists of the pose or by their order.
    size_t unlabelled_hands;
    /// Unknown keys, separated by commas: those that resemble a landmark's or a fact's key, and all that hold
    /// data.
    const char *passed_over, *all_passed_over;
    /// Bytes of text read.
    size_t bytes;
} landmark_json_result;

typedef struct landmark_json_reader landmark_json_reader;

/// Readable bytes required after the text of landmark_json_read_document.
size_t landmark_json_padding(void);

/// A reader without frames; NULL without memory. It reads the parts with a bit in `parts` and skips the
/// others.
landmark_json_reader *landmark_json_create(uint32_t parts);
void landmark_json_destroy(landmark_json_reader *reader);

/// Reads a document in the usual form, with the result of landmark_json_read_document in a fraction of its
/// time. Returns false, with the reader unchanged, for any other form and for every fault. Reads no byte
/// beyond `length`.
bool landmark_json_scan_document(landmark_json_reader *reader, const char *bytes, size_t length);

/// The same for landmark_json_read_line.
bool landmark_json_scan_line(landmark_json_reader *reader, const char *bytes, size_t length);

/// Reads an attempt object, an array of frames or one frame. landmark_json_padding() bytes after `length`
/// must be readable. Returns false and fills `fault` for any other input; the reader cannot be used
/// afterwards.
bool landmark_json_read_document(
    landmark_json_reader *reader, const char *bytes, size_t length, landmark_json_fault *fault);

/// Reads one frame, a line of NDJSON (copied: it needs no padding); a blank line has no effect. `offset` is
/// its position in the input. Returns false and fills `fault` for any other input.
///
/// A first line of facts alone, without a landmark or a time, states them for all frames.
bool landmark_json_read_line(
    landmark_json_reader *reader, const char *bytes, size_t length, size_t offset, landmark_json_fault *fault);

/// The number of frames so far, and the facts so far; a first line may state facts before any frame.
size_t landmark_json_frame_count(const landmark_json_reader *reader);
landmark_json_facts landmark_json_stated(const landmark_json_reader *reader);

/// The result, once there is a frame and a known key; else returns false and fills `fault`.
bool landmark_json_get(
    landmark_json_reader *reader, landmark_json_result *result, landmark_json_fault *fault);

/// The scanner's two inner loops, to compare this machine's version with the portable one.
typedef struct {
    /// The length of the array or object at the start of `bytes`; 0 where it does not end there, or the
    /// scanner does not read it.
    size_t (*skipped)(const char *bytes, size_t length);
    /// The number of points in the usual form at the start of `bytes`, at most `most`; four floats and one
    /// flag each.
    size_t (*usual_points)(const char *bytes, size_t length, size_t most, float *values, uint8_t *flags);
} landmark_json_kernels;

landmark_json_kernels landmark_json_kernels_here(void);
/// With vectors of 32 bytes at most, as on a machine without AVX-512.
landmark_json_kernels landmark_json_kernels_narrow(void);
landmark_json_kernels landmark_json_kernels_anywhere(void);

#ifdef __cplusplus
}
#endif
#endif
