#include "Lanes.h"

/// Repeats four numbers in both halves.
#define TWICE(a, b, c, d) ((lanes){a, b, c, d, a, b, c, d})

/// Eight landmarks in their written form; each code is for four landmarks.
typedef struct {
    octet points;
    float codes[2];
} written;

/// The steps from the quotients of `pixels` to `xy`, as codes of two bits; `wrong` gets the lanes with a
/// larger step.
INLINED lanes steps_to(floats xy, floats pixels, floats size, lanes *wrong) {
    lanes step = (lanes)xy - (lanes)(pixels / size);
    // A set mask is -1.
    lanes away = step == 1, towards = step == -1;
    *wrong = ~(away | towards | (step == 0));
    return -away - towards * 2;
}

/// Eight landmarks of a clip in pixels, with their confidences and codes. Returns false where a present
/// landmark is beyond the limit, has a number that is not finite, or is more than one step from the reader's
/// value.
INLINED bool written_of(const float *values, const uint8_t *flags, floats size, float limit, written *to) {
    const lanes steps01 = TWICE(1, 1 << 2, 1 << 6, 1 << 8), steps23 = TWICE(1 << 12, 1 << 14, 1 << 18, 1 << 20);
    const lanes landmarks = TWICE(1 << 4, 1 << 10, 1 << 16, 1 << 22);
    bytes narrow;
    memcpy(&narrow, flags, sizeof narrow);
    lanes wide = __builtin_convertvector(narrow, lanes);
    lanes present = (wide & 1) != 0, stated = (wide & 2) != 0;

    const char *from = (const char *)values;
    floats first = load_halves(from, from + 64), second = load_halves(from + 16, from + 80);
    floats third = load_halves(from + 32, from + 96), fourth = load_halves(from + 48, from + 112);
    floats xy01 = SHUFFLED(first, second, 0, 1, 4, 5), xy23 = SHUFFLED(third, fourth, 0, 1, 4, 5);
    floats zv01 = SHUFFLED(first, second, 2, 3, 6, 7), zv23 = SHUFFLED(third, fourth, 2, 3, 6, 7);
    floats z = SHUFFLED(zv01, zv23, 0, 2, 4, 6), visibility = SHUFFLED(zv01, zv23, 1, 3, 5, 7);
    lanes present01 = SHUFFLED(present, present, 0, 0, 1, 1), present23 = SHUFFLED(present, present, 2, 2, 3, 3);

    const lanes magnitude = (lanes)(0x7fffffff);
    floats most = (floats)(limit);
    // NaN fails the comparison too.
    lanes far = (~(masked(xy01, magnitude) <= most) & present01) | (~(masked(xy23, magnitude) <= most) & present23);
    far |= (~(masked(z, magnitude) <= most) | ~(masked(visibility, magnitude) <= most)) & present;
    floats pixels01 = xy01 * size, pixels23 = xy23 * size;
    lanes wrong01, wrong23;
    lanes step01 = steps_to(xy01, pixels01, size, &wrong01), step23 = steps_to(xy23, pixels23, size, &wrong23);
    if (is_any(far | (wrong01 & present01) | (wrong23 & present23))) return false;

    // The confidence of a present landmark cannot be 0: the code states 0 (2) or -0 (3), and the confidence
    // is 1.
    lanes is_zero = present & (visibility == 0), is_minus = is_zero & ((lanes)visibility < 0);
    lanes code = (step01 & present01) * steps01 + (step23 & present23) * steps23 +
                 (stated & (1 - is_zero - is_minus)) * landmarks;
    to->codes[0] = (float)__builtin_reduce_add(code.lo);
    to->codes[1] = (float)__builtin_reduce_add(code.hi);
    lanes is_confidence = present & stated & ~is_zero;
    to->points.xy01 = masked(pixels01, present01);
    to->points.xy23 = masked(pixels23, present23);
    to->points.z = masked(z, present);
    to->points.confidence = masked(visibility, is_confidence) + masked((floats)(1), present & ~is_confidence);
    return true;
}

INLINED void store_written(const written *eight, char *coordinates, char *confidences) {
    const octet *points = &eight->points;
    floats each[3] = {
        SHUFFLED(points->xy01, points->z, 0, 1, 4, 2),
        SHUFFLED(SHUFFLED(points->xy01, points->z, 3, 5, 3, 5), points->xy23, 0, 1, 4, 5),
        SHUFFLED(points->xy23, points->z, 6, 2, 3, 7),
    };
    for (int i = 0; i < 3; ++i) {
        half low = each[i].lo, high = each[i].hi;
        memcpy(coordinates + i * 16, &low, sizeof low);
        memcpy(coordinates + 48 + i * 16, &high, sizeof high);
    }
    memcpy(confidences, &points->confidence, sizeof points->confidence);
}

INLINED bool write_all(const landmark_pose_frame *frame, void *coordinates, void *confidences, void *codes) {
    char *points = (char *)coordinates, *sure = (char *)confidences, *code = (char *)codes;
    floats size = {frame->width, frame->height, frame->width, frame->height,
                   frame->width, frame->height, frame->width, frame->height};
    written eight;
    size_t done = 0;
    for (; frame->count - done >= width_of_lanes; done += width_of_lanes, code += sizeof eight.codes) {
        if (!written_of(frame->values + done * 4, frame->flags + done, size, frame->limit, &eight)) return false;
        store_written(&eight, points + done * 12, sure + done * 4);
        memcpy(code, eight.codes, sizeof eight.codes);
    }
    size_t left = frame->count - done;
    if (left == 0) return true;
    float last_values[4 * width_of_lanes] = {0}, last_points[3 * width_of_lanes], last_sure[width_of_lanes];
    uint8_t last_flags[width_of_lanes] = {0};
    memcpy(last_values, frame->values + done * 4, left * 16);
    memcpy(last_flags, frame->flags + done, left);
    if (!written_of(last_values, last_flags, size, frame->limit, &eight)) return false;
    store_written(&eight, (char *)last_points, (char *)last_sure);
    memcpy(points + done * 12, last_points, left * 12);
    memcpy(sure + done * 4, last_sure, left * 4);
    memcpy(code, eight.codes, left > 4 ? 8 : 4);
    return true;
}

#if defined(__x86_64__)
SIGNIFY_AVX2 static bool write_with_avx2(
    const landmark_pose_frame *frame, void *coordinates, void *confidences, void *codes) {
    return write_all(frame, coordinates, confidences, codes);
}
#endif

bool landmark_pose_write(const landmark_pose_frame *frame, void *coordinates, void *confidences, void *codes) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return write_with_avx2(frame, coordinates, confidences, codes);
#endif
    return landmark_pose_write_anywhere(frame, coordinates, confidences, codes);
}

bool landmark_pose_write_anywhere(
    const landmark_pose_frame *frame, void *coordinates, void *confidences, void *codes) {
    return write_all(frame, coordinates, confidences, codes);
}
