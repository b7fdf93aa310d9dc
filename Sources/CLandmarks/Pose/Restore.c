#include "Lanes.h"

/// Reads a code, a whole number below 2^24; returns false for any other float, including -0.
INLINED bool take_code(const void *from, int32_t *code) {
    float stated;
    memcpy(&stated, from, sizeof stated);
    if (!(stated >= 0 && stated < 0x1p24f)) return false;
    *code = (int32_t)stated;
    float again = (float)*code;
    return memcmp(&again, &stated, sizeof stated) == 0;
}

/// Repeats four numbers in both halves.
#define TWICE(a, b, c, d) ((lanes){a, b, c, d, a, b, c, d})

/// The lanes whose code has the bits `field` in `mask`.
INLINED lanes has(lanes codes, lanes mask, lanes field) { return (codes & mask) == field; }

/// Adds steps of two bits each, with their lowest bits in `ones`: 1 away from zero, 2 towards it. Returns the
/// lanes with the invalid step 3.
INLINED lanes add_steps(floats *xy, lanes codes, lanes ones) {
    // A set mask is -1.
    *xy = (floats)((lanes)*xy - has(codes, ones * 3, ones) + has(codes, ones * 3, ones * 2));
    return has(codes, ones * 3, ones * 3);
}

/// Restores eight landmarks from the codes of their halves, and raises `largest` to the absolute values of
/// their numbers, as bits. Returns false, with undefined output, where a code does not fit.
INLINED bool restore(octet *points, int32_t first, int32_t second, lanes *largest, float *values, uint8_t *flags) {
    const lanes steps01 = TWICE(1, 1 << 2, 1 << 6, 1 << 8), steps23 = TWICE(1 << 12, 1 << 14, 1 << 18, 1 << 20);
    const lanes landmarks = TWICE(1, 1 << 6, 1 << 12, 1 << 18), visibilities = landmarks * 16;
    lanes codes = {first, first, first, first, second, second, second, second};
    lanes present = points->confidence != 0;
    lanes wrong = add_steps(&points->xy01, codes, steps01) | add_steps(&points->xy23, codes, steps23);

    lanes is_unstated = has(codes, visibilities * 3, 0), is_confidence = has(codes, visibilities * 3, visibilities);
    lanes is_minus_zero = has(codes, visibilities * 3, visibilities * 3);
    // Where the confidence is not the visibility, it is 1.
    wrong |= present & ~is_confidence & (points->confidence != 1);
    wrong |= ~present & ~(has(codes, landmarks * 15, 0) & (is_unstated | is_confidence));
    if (is_any(wrong)) return false;

    floats visibility = masked(points->confidence, is_confidence);
    visibility = (floats)((lanes)visibility | (is_minus_zero & INT32_MIN));
    store_flags((present & (3 - (is_unstated & 2))) | (~present & is_confidence & 2), flags);
    *largest = store_octet(points, visibility, present, *largest, values);
    return true;
}

INLINED bool restore_all(const landmark_pose_points *points, const void *codes, float *values, uint8_t *flags) {
    const char *code = (const char *)codes;
    floats size = divisor(points);
    lanes largest = 0;
    size_t done = 0;
    int32_t first, second = 0;
    for (; points->count - done >= width_of_lanes; done += width_of_lanes, code += 8) {
        if (!take_code(code, &first) || !take_code(code + 4, &second)) return false;
        octet eight = load_octet(
            (const char *)points->coordinates + done * 12, (const char *)points->confidences + done * 4, size);
        if (!restore(&eight, first, second, &largest, values + done * 4, flags + done)) return false;
    }
    size_t left = points->count - done;
    if (left == 0) return are_within(points->limit, largest);
    second = 0;
    if (!take_code(code, &first) || (left > 4 && !take_code(code + 4, &second))) return false;
    // The codes of absent landmarks are zero.
    if ((left > 4 ? second >> (6 * (left - 4)) : first >> (6 * left)) != 0) return false;
    rest last = load_rest(points, done);
    octet eight = load_octet(last.coordinates, last.confidences, size);
    float last_values[4 * width_of_lanes];
    uint8_t last_flags[width_of_lanes];
    if (!restore(&eight, first, second, &largest, last_values, last_flags)) return false;
    memcpy(values + done * 4, last_values, left * 16);
    memcpy(flags + done, last_flags, left);
    return are_within(points->limit, largest);
}

#if defined(__x86_64__)
SIGNIFY_AVX2 static bool restore_with_avx2(
    const landmark_pose_points *points, const void *codes, float *values, uint8_t *flags) {
    return restore_all(points, codes, values, flags);
}
#endif

bool landmark_pose_restore(
    const landmark_pose_points *points, const void *codes, float *values, uint8_t *flags) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return restore_with_avx2(points, codes, values, flags);
#endif
    return landmark_pose_restore_anywhere(points, codes, values, flags);
}

bool landmark_pose_restore_anywhere(
    const landmark_pose_points *points, const void *codes, float *values, uint8_t *flags) {
    return restore_all(points, codes, values, flags);
}
