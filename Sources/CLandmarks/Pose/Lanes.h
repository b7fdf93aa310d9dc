#ifndef LANES_H
#define LANES_H

#include <string.h>

#include "LandmarkPose.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, ".pose files are little-endian");

// Eight landmarks at a time, four in each half of a vector. No number leaves its half before it is stored, so
// one AVX2 register and two of SSE2 or NEON work alike. Every function here is inlined: a call would pass
// vectors in registers that a build without AVX lacks.
#pragma clang diagnostic ignored "-Wpsabi"
typedef float floats __attribute__((ext_vector_type(8)));
typedef int32_t lanes __attribute__((ext_vector_type(8)));
typedef float half __attribute__((ext_vector_type(4)));
typedef uint8_t bytes __attribute__((ext_vector_type(8)));
enum { width_of_lanes = 8 };

#define INLINED static inline __attribute__((always_inline))

#if defined(__x86_64__)
#define SIGNIFY_AVX2 __attribute__((target("avx2")))
#endif

/// Eight landmarks, with equal coordinates side by side.
typedef struct {
    /// x and y of the first two landmarks of each half, and of the last two.
    floats xy01, xy23;
    floats z, confidence;
} octet;

/// Shuffles `a` and `b` in the same way in both halves; indices 0 to 3 are of `a`, 4 to 7 of `b`.
#define PLACE(i) ((i) < 4 ? (i) : (i) + 4)
#define SHUFFLED(a, b, i, j, k, l)                                                                                    \
    __builtin_shufflevector(                                                                                          \
        a, b, PLACE(i), PLACE(j), PLACE(k), PLACE(l), PLACE(i) + 4, PLACE(j) + 4, PLACE(k) + 4, PLACE(l) + 4)

INLINED floats load_halves(const char *first, const char *second) {
    half low, high;
    memcpy(&low, first, sizeof low);
    memcpy(&high, second, sizeof high);
    return __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7);
}

/// Loads the landmarks at `coordinates` and `confidences`, and divides x and y by the size.
INLINED octet load_octet(const void *coordinates, const void *confidences, floats size) {
    const char *from = (const char *)coordinates;
    floats a = load_halves(from, from + 48), b = load_halves(from + 16, from + 64), c = load_halves(from + 32, from + 80);
    octet result;
    // One division in float32 of exact operands gives the same bits as a division in double.
    result.xy01 = SHUFFLED(a, SHUFFLED(a, b, 3, 3, 4, 4), 0, 1, 4, 6) / size;
    result.xy23 = SHUFFLED(b, c, 2, 3, 5, 6) / size;
    result.z = SHUFFLED(SHUFFLED(a, b, 2, 2, 5, 5), c, 0, 2, 4, 7);
    memcpy(&result.confidence, confidences, sizeof result.confidence);
    return result;
}

INLINED floats masked(floats value, lanes mask) { return (floats)((lanes)value & mask); }

INLINED bool is_any(lanes mask) { return __builtin_reduce_or(mask) != 0; }

/// Stores the landmarks in the lanes of `are_present` with `visibility`, and zeros in the others. Returns the
/// maximum of `largest` and the absolute value of each number, as bits; the bits of NaN are the largest.
INLINED lanes store_octet(const octet *points, floats visibility, lanes are_present, lanes largest, float *values) {
    floats zv01 = SHUFFLED(points->z, visibility, 0, 4, 1, 5), zv23 = SHUFFLED(points->z, visibility, 2, 6, 3, 7);
    floats each[4] = {
        SHUFFLED(points->xy01, zv01, 0, 1, 4, 5), SHUFFLED(points->xy01, zv01, 2, 3, 6, 7),
        SHUFFLED(points->xy23, zv23, 0, 1, 4, 5), SHUFFLED(points->xy23, zv23, 2, 3, 6, 7),
    };
    if (is_any(~are_present)) {
        each[0] = masked(each[0], SHUFFLED(are_present, are_present, 0, 0, 0, 0));
        each[1] = masked(each[1], SHUFFLED(are_present, are_present, 1, 1, 1, 1));
        each[2] = masked(each[2], SHUFFLED(are_present, are_present, 2, 2, 2, 2));
        each[3] = masked(each[3], SHUFFLED(are_present, are_present, 3, 3, 3, 3));
    }
    for (int i = 0; i < 4; ++i) {
        largest = __builtin_elementwise_max(largest, (lanes)masked(each[i], (lanes)(INT32_MAX)));
        half low = each[i].lo, high = each[i].hi;
        memcpy(values + i * 4, &low, sizeof low);
        memcpy(values + 16 + i * 4, &high, sizeof high);
    }
    return largest;
}

/// Whether the absolute values with the bits `largest` are within `limit`.
INLINED bool are_within(float limit, lanes largest) { return !is_any(largest > (lanes)(floats)(limit)); }

INLINED void store_flags(lanes flags, uint8_t *to) {
    bytes narrow = __builtin_convertvector(flags, bytes);
    memcpy(to, &narrow, sizeof narrow);
}

/// The fewer than eight landmarks from `done` on, padded with missing ones.
typedef struct {
    float coordinates[24], confidences[8];
} rest;

INLINED rest load_rest(const landmark_pose_points *points, size_t done) {
    rest result;
    memset(&result, 0, sizeof result);
    size_t count = points->count - done;
    memcpy(result.coordinates, (const char *)points->coordinates + done * 12, count * 12);
    memcpy(result.confidences, (const char *)points->confidences + done * 4, count * 4);
    return result;
}

INLINED floats divisor(const landmark_pose_points *points) {
    float width = points->width, height = points->height;
    return (floats){width, height, width, height, width, height, width, height};
}

#endif
