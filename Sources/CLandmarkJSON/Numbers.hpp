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

/// The float nearest to the decimal at the start of `text`, in any locale; `text` is cut to what follows it.
inline NumberText parse_float(std::string_view &text, float &result) {
    const char *end = text.data() + text.size();
    // from_chars also reads "inf", "nan" and ".5", which JSON has not.
    const char *digit = text.data() + (!text.empty() && text.front() == '-');
    if (digit == end || *digit < '0' || *digit > '9') return NumberText::malformed;
    auto parsed = std::from_chars(text.data(), end, result);
    if (parsed.ec == std::errc::result_out_of_range) {
        // Out of range is both too large and too small; the double tells them apart.
        double wide = 0;
        auto again = std::from_chars(text.data(), end, wide);
        bool tiny = again.ec == std::errc() && std::fabs(wide) < 1;
        if (again.ec == std::errc::result_out_of_range) {
            // Even the double is out of range: it is small by leading zeros or by its exponent.
            std::string_view number(text.data(), std::size_t(again.ptr - text.data()));
            tiny = *digit == '0' || number.find("e-") != number.npos || number.find("E-") != number.npos;
        }
        if (!tiny) return NumberText::too_large;
        result = text.front() == '-' ? -0.0f : 0.0f;
    } else if (parsed.ec != std::errc()) {
        return NumberText::malformed;
    }
    text.remove_prefix(std::size_t(parsed.ptr - text.data()));
    return NumberText::number;
}

/// The float nearest to a decimal whose nearest double is `wide`.
///
/// Rounding twice goes wrong only where the double stands exactly between two floats: there, and among the
/// subnormals, whose spacing is wider, the decimal `token` itself is asked.
inline float nearest_float(double wide, std::string_view token) {
    std::uint64_t bits;
    std::memcpy(&bits, &wide, sizeof bits);
    bool between = (bits & 0x1fffffff) == 0x10000000;
    bool subnormal = std::fabs(wide) < std::numeric_limits<float>::min() && wide != 0;
    float result;
    if ((between || subnormal) && parse_float(token, result) == NumberText::number) return result;
    return float(wide);
}

}  // namespace landmarks
