#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "Numbers.hpp"
#include "Processor.hpp"

namespace landmarks {

// Digits are taken eight or sixteen at a time as little-endian words.
static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);

/// Bytes from a decimal's first that quick_float may look at.
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

/// How many of the eight bytes at `p` are digits before the first that is none; `word` becomes the eight less '0'.
///
/// A byte that is a digit is 0 to 9 after the exclusive or, and only then adding 0x76 leaves its top bit clear; a carry
/// spoils later bytes alone.
inline int leading_digits(const char *p, std::uint64_t &word) {
    std::memcpy(&word, p, sizeof word);
    word ^= 0x3030303030303030;
    std::uint64_t other = ((word + 0x7676767676767676) | word) & 0x8080808080808080;
    return other == 0 ? 8 : __builtin_ctzll(other) >> 3;
}

/// Digits on any machine.
struct PlainDigits {
    /// The number of digits at `p`, sixteen at most, and `value` as they read: 16 bytes have to be readable.
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
        // Zeros come ahead of the digits that are there.
        word <<= 64 - 8 * count;
        word = word * 10 + (word >> 8);
        return ((word & 0x000000ff000000ff) * 0x000f424000000064
                + ((word >> 16) & 0x000000ff000000ff) * 0x0000271000000001)
            >> 32;
    }
};

#if defined(__x86_64__)

/// Digits in one vector.
struct VectorDigits {
    /// As PlainDigits::take.
    SIGNIFY_AVX2 static inline int take(const char *p, std::uint64_t &value) {
        __m128i digits = _mm_sub_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i *>(p)), _mm_set1_epi8('0'));
        __m128i are = _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits);
        int count = __builtin_ctz(~unsigned(_mm_movemask_epi8(are)));
        // Byte i of the result is byte i - (16 - count), and zero where there is none: zeros come ahead.
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

/// The float nearest to the decimal of JSON's grammar at `p`, which is moved behind it, where that is certain after a
/// few operations; false, with `p` as it was, for what is not, or is no number. What follows the number is not looked
/// at; quick_float_reach bytes have to be readable.
///
/// The first digits are a whole number below 10^18, exact in 64 bits, that becomes a double and is multiplied with or
/// divided by an exact power of ten. Each of the two steps errs by at most half a unit of its result's last place,
/// together by less than two of the last double's. Digits beyond the sixteenth behind the point are left out, less than
/// 10^-16: of a double from 2^-14 on, less than 2^13 units. So the nearest float is that of the double, unless the middle
/// between two floats, where the 29 bits that a float lacks read 1 and zeros, lies within as many units and two more, or
/// floats are subnormal there.
template <typename Digits>
[[gnu::always_inline]] inline bool quick_float(const char *&p, float &result) {
    const char *at = p;
    bool is_negative = *at == '-';
    at += is_negative;
    unsigned whole = unsigned(static_cast<unsigned char>(*at)) - '0';
    if (whole > 9) return false;
    ++at;
    // A second digit; behind a 0 there is none.
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
        fraction = Digits::take(++at, behind);
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
    // More digits may follow where there is no point, or in an exponent.
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
