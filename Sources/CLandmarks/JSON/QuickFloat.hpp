#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "Numbers.hpp"
#include "Processor.hpp"

namespace landmarks {

// Digits are read eight or sixteen at a time as little-endian words.
static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);

/// The bytes from the start of a decimal that quick_float may read.
constexpr std::ptrdiff_t quick_float_reach = 48;

constexpr double exact_powers_of_ten[23] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};
constexpr std::uint64_t whole_powers_of_ten[17] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
};

/// The number of leading digits among the eight bytes at `p`; `word` becomes the eight bytes less '0'.
///
/// A digit is 0 to 9 after the exclusive or, and only for a digit does adding 0x76 leave the top bit clear. A
/// carry changes only later bytes.
inline int leading_digits(const char *p, std::uint64_t &word) {
    std::memcpy(&word, p, sizeof word);
    word ^= 0x3030303030303030;
    std::uint64_t other = ((word + 0x7676767676767676) | word) & 0x8080808080808080;
    return other == 0 ? 8 : __builtin_ctzll(other) >> 3;
}

/// Reads digits on any machine.
struct PlainDigits {
    /// The number of digits at `p`, at most sixteen, and their value in `value`. 16 bytes must be readable.
    static inline int take(const char *p, std::uint64_t &value) {
        std::uint64_t word;
        int count = leading_digits(p, word);
        value = sum(word, count);
        if (count < 8) return count;
        int more = leading_digits(p + 8, word);
        value = value * whole_powers_of_ten[more] + sum(word, more);
        return 8 + more;
    }

private:
    /// In pairs, fours and eights: Langdale and Lemire, "Parsing Gigabytes of JSON per Second" (2019), section 3.1.3.
    static inline std::uint64_t sum(std::uint64_t word, int count) {
        if (count == 0) return 0;
        // Shifts the digits up, so that zeros precede them.
        word <<= 64 - 8 * count;
        word = word * 10 + (word >> 8);
        return ((word & 0x000000ff000000ff) * 0x000f424000000064
                + ((word >> 16) & 0x000000ff000000ff) * 0x0000271000000001)
            >> 32;
    }
};

#if defined(__x86_64__)

/// Reads digits in one vector.
struct VectorDigits {
    /// See PlainDigits::take.
    SIGNIFY_AVX2 static inline int take(const char *p, std::uint64_t &value) {
        __m128i digits = _mm_sub_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i *>(p)), _mm_set1_epi8('0'));
        __m128i are = _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits);
        int count = __builtin_ctz(~unsigned(_mm_movemask_epi8(are)));
        // Byte i of the result is byte i - (16 - count), or zero before the first digit.
        alignas(16) static constexpr std::int8_t shifts[32] = {
            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
            0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
        };
        __m128i places = _mm_loadu_si128(reinterpret_cast<const __m128i *>(shifts + count));
        digits = _mm_shuffle_epi8(digits, places);
        __m128i pairs = _mm_maddubs_epi16(digits, _mm_set1_epi16(0x010a));
        __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(0x00010064));
        __m128i eights = _mm_madd_epi16(_mm_packus_epi32(fours, fours), _mm_set1_epi32(0x00012710));
        std::uint64_t both = std::uint64_t(_mm_cvtsi128_si64(eights));
        value = (both & 0xffffffff) * 100000000 + (both >> 32);
        return count;
    }
};

#endif

/// Reads the float nearest to the decimal of JSON's grammar at `p`, and moves `p` past it, where a few
/// operations make it certain. Returns false, with `p` unchanged, for any other decimal and for text that is
/// not a number. Bytes after the number are not checked; quick_float_reach bytes must be readable.
///
/// The first digits are a whole number below 10^18, exact in 64 bits. It becomes a double, and is multiplied
/// or divided by an exact power of ten. Each of the two steps errs by at most half a unit in the last place,
/// together by less than two units of the final double. Digits beyond the sixteenth after the point are
/// dropped, less than 10^-16: for a double from 2^-14 on, less than 2^13 units. So the nearest float is that
/// of the double, unless the middle between two floats (the 29 bits that a float lacks are 1 and zeros) lies
/// within that error, or the float is subnormal.
template <typename Digits>
[[gnu::always_inline]] inline bool quick_float(const char *&p, float &result) {
    const char *at = p;
    bool is_negative = *at == '-';
    at += is_negative;
    unsigned whole = unsigned(static_cast<unsigned char>(*at)) - '0';
    if (whole > 9) return false;
    ++at;
    // A second digit; none may follow a 0.
    unsigned next = unsigned(static_cast<unsigned char>(*at)) - '0';
    if (next <= 9) {
        if (whole == 0) return false;
        whole = whole * 10 + next;
        ++at;
    }
    std::uint64_t digits = whole;
    int fraction = 0;
    bool is_cut = false;
    if (*at == '.') {
        std::uint64_t behind;
        // Inlined where the vectors of the caller allow it.
        [[clang::always_inline]] fraction = Digits::take(++at, behind);
        if (fraction == 0) return false;
        at += fraction;
        digits = digits * whole_powers_of_ten[fraction] + behind;
        if (fraction == 16) {
            std::uint64_t word;
            int left_out = leading_digits(at, word);
            if (left_out == 8) return false;
            is_cut = left_out != 0;
            at += left_out;
        }
    }
    int exponent = -fraction;
    if ((*at | 0x20) == 'e') {
        if (is_cut) return false;
        ++at;
        bool is_small = *at == '-';
        at += is_small || *at == '+';
        unsigned stated = unsigned(static_cast<unsigned char>(*at)) - '0';
        if (stated > 9) return false;
        next = unsigned(static_cast<unsigned char>(*++at)) - '0';
        if (next <= 9) {
            stated = stated * 10 + next;
            ++at;
        }
        exponent += is_small ? -int(stated) : int(stated);
    }
    // More digits may follow a number without a point, or an exponent.
    if (exponent < -22 || exponent > 22 || unsigned(static_cast<unsigned char>(*at)) - '0' <= 9) return false;
    double wide = double(std::int64_t(digits));
    wide = exponent <= 0 ? wide / exact_powers_of_ten[-exponent] : wide * exact_powers_of_ten[exponent];
    std::uint64_t bits;
    std::memcpy(&bits, &wide, sizeof bits);
    constexpr std::uint64_t units = 8192 + 2;
    if ((bits & 0x1fffffff) - (0x10000000 - units) <= 2 * units) return false;
    if (wide < 0x1p-14 && (is_cut || (wide < double(std::numeric_limits<float>::min()) && digits != 0))) return false;
    result = float(is_negative ? -wide : wide);
    p = at;
    return true;
}

}  // namespace landmarks
