#ifndef LANDMARK_POSE_H
#define LANDMARK_POSE_H

// The loops over the numbers of a .pose body, eight landmarks at a time. Unusual input is left to the caller,
// which reports errors.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The positions of a frame's landmarks, little-endian and at any alignment, and their conversion to a clip.
typedef struct {
    /// x and y in pixels and z in the clip's unit, per landmark: `count` · 3 floats.
    const void *coordinates;
    /// `count` floats.
    const void *confidences;
    size_t count;
    /// The divisors of x and y.
    float width, height;
    /// The largest accepted absolute value.
    float limit;
} landmark_pose_points;

/// Fills `values` (x, y, z and visibility per landmark) and `flags` (one byte per landmark: 1 present, 2
/// visibility stated). Returns false, with undefined output, for fewer than eight landmarks, or where a
/// landmark with a confidence has a number that is beyond the limit or not finite.
///
/// A confidence of 0 makes a landmark missing: zeros. Any other confidence is the visibility, except that
/// with `one_is_unknown` a 1 means an unknown visibility. About one nanosecond per landmark.
bool landmark_pose_convert(
    const landmark_pose_points *points, bool one_is_unknown, float *values, uint8_t *flags);

/// Fills `values` and `flags` from the landmarks and their SIGNIFY_EXACT codes, a float of 24 bits for every
/// four landmarks. Returns false, with undefined output, where a code is invalid or does not fit its
/// landmark, or a number is beyond the limit or not finite.
bool landmark_pose_restore(
    const landmark_pose_points *points, const void *codes, float *values, uint8_t *flags);

/// The landmarks of one frame of a clip, and the image size for the conversion of x and y to pixels.
typedef struct {
    /// x, y, z and visibility per landmark: `count` · 4 floats.
    const float *values;
    /// `count` bytes: 1 present, 2 visibility stated.
    const uint8_t *flags;
    size_t count;
    float width, height;
    /// The largest written absolute value.
    float limit;
} landmark_pose_frame;

/// Writes the landmarks in the form of landmark_pose_restore, at any alignment: x and y in pixels and z
/// unchanged (`count` · 12 bytes), the confidences (`count` · 4), and a code for every four landmarks (4
/// bytes each). Returns false, with undefined output, where a present landmark has a number that is beyond
/// the limit or not finite, or is more than one step of the last bit from the reader's value. About two and a
/// half nanoseconds per landmark.
bool landmark_pose_write(const landmark_pose_frame *frame, void *coordinates, void *confidences, void *codes);

/// The portable versions, for comparison.
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
