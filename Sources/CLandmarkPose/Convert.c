#include "Lanes.h"

/// Converts eight; false, with anything stored, where one is not as usual.
INLINED bool convert(const octet *points, float limit, lanes one_is_unknown, float *values, uint8_t *flags) {
    // NaN is not 0 either.
    lanes present = points->confidence != 0;
    lanes unknown = (points->confidence == 1) & one_is_unknown;
    store_flags(present & (3 - (unknown & 2)), flags);
    // A confidence beyond the limit is not 1.
    return store_octet(points, masked(points->confidence, ~unknown), present, limit, values);
}

/// Converts landmarks, eight at a time, and returns how many were done before eight of which one is not as usual.
INLINED size_t convert_all(const landmark_pose_points *points, bool one_is_unknown, float *values, uint8_t *flags) {
    lanes unknown = one_is_unknown ? -1 : 0;
    floats size = divisor(points);
    size_t done = 0;
    for (; points->count - done >= width_of_lanes; done += width_of_lanes) {
        octet eight = load_octet(
            (const char *)points->coordinates + done * 12, (const char *)points->confidences + done * 4, size);
        if (!convert(&eight, points->limit, unknown, values + done * 4, flags + done)) return done;
    }
    if (done == points->count) return done;
    rest last = load_rest(points, done);
    octet eight = load_octet(last.coordinates, last.confidences, size);
    float last_values[4 * width_of_lanes];
    uint8_t last_flags[width_of_lanes];
    if (!convert(&eight, points->limit, unknown, last_values, last_flags)) return done;
    memcpy(values + done * 4, last_values, (points->count - done) * 16);
    memcpy(flags + done, last_flags, points->count - done);
    return points->count;
}

#if defined(__x86_64__)
SIGNIFY_AVX2 static size_t convert_with_avx2(
    const landmark_pose_points *points, bool one_is_unknown, float *values, uint8_t *flags) {
    return convert_all(points, one_is_unknown, values, flags);
}
#endif

size_t landmark_pose_convert(
    const landmark_pose_points *points, bool one_is_unknown, float *values, uint8_t *flags) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return convert_with_avx2(points, one_is_unknown, values, flags);
#endif
    return landmark_pose_convert_anywhere(points, one_is_unknown, values, flags);
}

size_t landmark_pose_convert_anywhere(
    const landmark_pose_points *points, bool one_is_unknown, float *values, uint8_t *flags) {
    return convert_all(points, one_is_unknown, values, flags);
}
