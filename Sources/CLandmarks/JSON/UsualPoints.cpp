#include "UsualPoints.hpp"

#include "PointBuilder.hpp"
#include "QuickFloat.hpp"

namespace landmarks {

namespace {

/// The usual number of consecutive blanks, as in an indented document.
constexpr int most_blanks = 32;
/// The bytes of one member; a point takes four, and the comma and brace before the next.
constexpr std::ptrdiff_t member_reach = sizeof "\"visibility\":" + 4 * most_blanks + quick_float_reach;
constexpr std::ptrdiff_t point_reach = 5 * member_reach;

[[gnu::always_inline]] inline void take_blanks(const char *&at) {
    for (int i = 0; i < most_blanks && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'); ++i) ++at;
}

/// Whether `at` points to `text`; if so, moves it past the text and the blanks after it.
template <std::size_t size>
[[gnu::always_inline]] inline bool take(const char *&at, const char (&text)[size]) {
    if (std::memcmp(at, text, size - 1) != 0) return false;
    at += size - 1;
    take_blanks(at);
    return true;
}

/// Reads a number and the blanks after it.
template <typename Digits>
[[gnu::always_inline]] inline bool take_number(const char *&at, float &value) {
    if (!quick_float<Digits>(at, value)) return false;
    take_blanks(at);
    return true;
}

[[gnu::always_inline]] inline bool is_near(float value) { return std::fabs(value) <= coordinate_limit; }

template <typename Digits>
[[gnu::always_inline]] inline bool read_point(const char *&at, float *slot, std::uint8_t &flags) {
    if (!take(at, "{") || !take(at, "\"x\":") || !take_number<Digits>(at, slot[0]) || !take(at, ",")
        || !take(at, "\"y\":") || !take_number<Digits>(at, slot[1]) || !take(at, ",")
        || !take(at, "\"z\":") || !take_number<Digits>(at, slot[2])
        || !(is_near(slot[0]) && is_near(slot[1]) && is_near(slot[2]))) {
        return false;
    }
    flags = flag_present;
    if (take(at, ",")) {
        if (!take(at, "\"visibility\":") || !take_number<Digits>(at, slot[3])) return false;
        slot[3] = clamped_visibility(slot[3]);
        flags |= flag_visibility;
    }
    return take(at, "}");
}

template <typename Digits>
[[gnu::always_inline]] inline std::size_t read_points(
    const char *&at, const char *end, float *values, std::uint8_t *flags, std::size_t most) {
    std::size_t count = 0;
    const char *next = at;
    while (count < most && end - next >= point_reach
           && read_point<Digits>(next, values + count * floats_per_landmark, flags[count])) {
        ++count;
        at = next;
        if (!take(next, ",")) break;
    }
    return count;
}

#if defined(__x86_64__)

[[gnu::flatten]] SIGNIFY_AVX2 std::size_t read_points_with_avx2(
    const char *&at, const char *end, float *values, std::uint8_t *flags, std::size_t most) {
    return read_points<VectorDigits>(at, end, values, flags, most);
}

#endif

}  // namespace

std::size_t read_usual_points(
    const char *&at, const char *end, float *values, std::uint8_t *flags, std::size_t most) {
#if defined(__x86_64__)
    if (has_avx2()) return read_points_with_avx2(at, end, values, flags, most);
#endif
    return read_usual_points_anywhere(at, end, values, flags, most);
}

std::size_t read_usual_points_anywhere(
    const char *&at, const char *end, float *values, std::uint8_t *flags, std::size_t most) {
    return read_points<PlainDigits>(at, end, values, flags, most);
}

}  // namespace landmarks
