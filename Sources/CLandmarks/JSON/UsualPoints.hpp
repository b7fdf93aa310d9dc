#pragma once

#include <cstddef>
#include <cstdint>

namespace landmarks {

/// Reads up to `most` points from `at` on, which have x, y, z and perhaps visibility in that order and no blank before a
/// colon, as producers write them. Returns how many they were; `at` is moved behind the last. It stands on a brace, or no point is read. Reads no byte from `end` on.
///
/// `values` takes x, y, z, visibility a point, and `flags` a byte; what stands behind the points read may be spoilt.
std::size_t read_usual_points(
    const char *&at, const char *end, float *values, std::uint8_t *flags, std::size_t most);
/// The same on any machine.
std::size_t read_usual_points_anywhere(
    const char *&at, const char *end, float *values, std::uint8_t *flags, std::size_t most);

}  // namespace landmarks
