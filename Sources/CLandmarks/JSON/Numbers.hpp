#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>
#include <system_error>

namespace landmarks {

enum class NumberText { number, too_large, malformed };

inline bool is_digit(const char *p, const char *end) { return p != end && *p >= '0' && *p <= '9'; }

/// The number of JSON's grammar at the start of `text`; empty where there is none.
inline std::string_view leading_number(std::string_view text) {
    const char *p = text.data(), *end = p + text.size();
    if (p != end && *p == '-') ++p;
    if (!is_digit(p, end)) return {};
    if (*p == '0') {
        ++p;
    } else {
        while (is_digit(p, end)) ++p;
    }
    if (p != end && *p == '.') {
        if (!is_digit(++p, end)) return {};
        while (is_digit(p, end)) ++p;
    }
    if (p != end && (*p == 'e' || *p == 'E')) {
        ++p;
        if (p != end && (*p == '-' || *p == '+')) ++p;
        if (!is_digit(p, end)) return {};
        while (is_digit(p, end)) ++p;
    }
    return text.substr(0, std::size_t(p - text.data()));
}

/// Reads the float or double nearest to the decimal at the start of `text`, in any locale. Advances `text`
/// past it.
template <typename Number>
NumberText parse_decimal(std::string_view &text, Number &result) {
    auto decimal = leading_number(text);
    if (decimal.empty()) return NumberText::malformed;
    auto parsed = std::from_chars(decimal.data(), decimal.data() + decimal.size(), result);
    if (parsed.ec == std::errc::result_out_of_range) {
        // The code means too large or too small. A decimal is small by leading zeros or by its exponent.
        long double wide = 0;
        std::from_chars(decimal.data(), decimal.data() + decimal.size(), wide);
        auto digits = decimal.substr(decimal.front() == '-');
        bool is_small = wide != 0 ? std::fabs(wide) < 1
                                  : digits.front() == '0' || decimal.find("e-") != decimal.npos
                                        || decimal.find("E-") != decimal.npos;
        if (!is_small) return NumberText::too_large;
        result = decimal.front() == '-' ? Number(-0.0) : Number(0);
    }
    text.remove_prefix(decimal.size());
    return NumberText::number;
}

/// Whether simdjson 3.0.1 reads `token` correctly. For a decimal that begins with 0 it does not check whether
/// the digits overflow 64 bits, and returns another number; at most 19 digits cannot overflow.
inline bool is_short_decimal(std::string_view token) {
    std::size_t prefix = token.substr(0, 1) == "-";
    if (token.substr(prefix, 2) == "0.") prefix += 2;
    return token.size() <= prefix + 19;
}

/// The float nearest to a decimal whose nearest double is `wide`.
///
/// Rounding twice is wrong only where the double is exactly between two floats. There, and among the
/// subnormals, whose spacing is wider, the decimal `token` itself is parsed.
inline float nearest_float(double wide, std::string_view token) {
    std::uint64_t bits;
    std::memcpy(&bits, &wide, sizeof bits);
    bool is_between = (bits & 0x1fffffff) == 0x10000000;
    bool is_subnormal = std::fabs(wide) < double(std::numeric_limits<float>::min()) && wide != 0;
    float result;
    if ((is_between || is_subnormal) && parse_decimal(token, result) == NumberText::number) return result;
    return float(wide);
}

}  // namespace landmarks
