#include "Lanes.h"

/// Converts eight landmarks. Returns the maximum of `largest` and the absolute values of their numbers, as
/// bits.
INLINED lanes convert(const octet *points, lanes one_is_unknown, lanes largest, float *values, uint8_t *flags) {
    // NaN differs from 0 too.
    lanes present = points->confidence != 0;
    lanes unknown = (points->confidence == 1) & one_is_unknown;
    store_flags(present & (3 - (unknown & 2)), flags);
    // A confidence beyond the limit differs from 1.
    return store_octet(points, masked(points->confidence, ~unknown), present, largest, values);
}

INLINED bool convert_all(const landmark_pose_points *points, bool one_is_unknown, float *values, uint8_t *flags) {
    if (points->count < width_of_lanes) return false;
    const char *coordinates = (const char *)points->coordinates, *confidences = (const char *)points->confidences;
    lanes unknown = one_is_unknown ? -1 : 0, largest = 0;
    floats size = divisor(points);
    size_t last = points->count - width_of_lanes, done = 0;
    // The last eight overlap those before them; a second conversion gives the same values.
    while (true) {
        octet eight = load_octet(coordinates + done * 12, confidences + done * 4, size);
        largest = convert(&eight, unknown, largest, values + done * 4, flags + done);
        if (done == last) return are_within(points->limit, largest);
        done = done + width_of_lanes < last ? done + width_of_lanes : last;
    }
}

#if defined(__x86_64__)
SIGNIFY_AVX2 static bool convert_with_avx2(
    const landmark_pose_points *points, bool one_is_unknown, float *values, uint8_t *flags) {
    return convert_all(points, one_is_unknown, values, flags);
}
#endif

bool landmark_pose_convert(
    const landmark_pose_points *points, bool one_is_unknown, float *values, uint8_t *flags) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return convert_with_avx2(points, one_is_unknown, values, flags);
#endif
    return landmark_pose_convert_anywhere(points, one_is_unknown, values, flags);
}

bool landmark_pose_convert_anywhere(
    const landmark_pose_points *points, bool one_is_unknown, float *values, uint8_t *flags) {
    return convert_all(points, one_is_unknown, values, flags);
}
