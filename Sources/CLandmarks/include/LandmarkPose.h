#ifndef LANDMARK_POSE_H
#define LANDMARK_POSE_H

// The loops over the numbers of a .pose body, eight landmarks at a time. What is not as usual is left to the caller,
// who has the errors.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Where a frame's landmarks stand, little-endian and of any alignment, and how they become those of a clip.
typedef struct {
    /// x, y and z a landmark, in pixels, pixels and whatever the clip has: `count` · 3 floats.
    const void *coordinates;
    /// `count` floats.
    const void *confidences;
    size_t count;
    /// x and y are divided by these.
    float width, height;
    /// The largest size of a number that is taken.
    float limit;
} landmark_pose_points;

/// Fills `values`, x, y, z and visibility a landmark, and `flags`, a byte a landmark (1 present, 2 visibility stated), or
/// returns false, with anything filled, where one has a confidence and a number beyond the limit or none, and where there
/// are fewer than eight.
///
/// A confidence of 0 makes a landmark missing: zeros. Another one is the visibility, but that 1 says that none is known
/// where `one_is_unknown`. About one nanosecond a landmark.
bool landmark_pose_convert(
    const landmark_pose_points *points, bool one_is_unknown, float *values, uint8_t *flags);

/// Fills them with what the SIGNIFY_EXACT codes of the landmarks say, a float of 24 bits for every four, or returns false,
/// with anything filled, where a code is none or does not fit its landmark, or a number is beyond the limit or none.
bool landmark_pose_restore(
    const landmark_pose_points *points, const void *codes, float *values, uint8_t *flags);

/// The landmarks of one frame of a clip, and the size that x and y become pixels of.
typedef struct {
    /// x, y, z and visibility a landmark: `count` · 4 floats.
    const float *values;
    /// `count` bytes: 1 present, 2 visibility stated.
    const uint8_t *flags;
    size_t count;
    float width, height;
    /// The largest size of a number that is written.
    float limit;
} landmark_pose_frame;

/// Writes them as landmark_pose_restore reads them, to places of any alignment: x, y and z in pixels, pixels and as they are
/// (`count` · 12 bytes), the confidences (`count` · 4) and a code for every four (4 bytes each). False, with anything
/// written, where a landmark that is present has a number beyond the limit or none, or is more than a step of the last bit
/// from what a reader finds. About two and a half nanoseconds a landmark.
bool landmark_pose_write(const landmark_pose_frame *frame, void *coordinates, void *confidences, void *codes);

/// The same as any machine runs them, for who compares.
bool landmark_pose_convert_anywhere(
    const landmark_pose_points *points, bool one_is_unknown, float *values, uint8_t *flags);
bool landmark_pose_restore_anywhere(
    const landmark_pose_points *points, const void *codes, float *values, uint8_t *flags);
bool landmark_pose_write_anywhere(
    const landmark_pose_frame *frame, void *coordinates, void *confidences, void *codes);

#ifdef __cplusplus
}
#endif
#endif
