#pragma once

#include <cstddef>
#include <cstdint>

namespace landmarks {

/// Reads up to `most` points from `at` on, in the usual form: x, y, z and perhaps visibility in that order,
/// with no blank before a colon. Returns their number, and moves `at` past the last. Without a brace at `at`
/// it reads no point. Reads no byte from `end` on.
///
/// `values` takes x, y, z and visibility per point, `flags` one byte per point. Both may be overwritten after
/// the points read.
std::size_t read_usual_points(
    const char *&at, const char *end, float *values, std::uint8_t *flags, std::size_t most);
/// The version for any machine.
std::size_t read_usual_points_anywhere(
    const char *&at, const char *end, float *values, std::uint8_t *flags, std::size_t most);

}  // namespace landmarks
