#pragma once

#include <cstddef>

#include "Keys.hpp"

namespace landmarks {

/// The most landmarks that a producer gives a part.
constexpr std::size_t most_landmarks(int part) {
    switch (part) {
    case int(FrameKey::pose):
    case int(FrameKey::pose_world): return 33;
    case int(FrameKey::face): return 478;
    default: return 21;
    }
}

/// Whether a part may have `count` landmarks.
constexpr bool is_count_of(int part, std::size_t count) {
    return count == most_landmarks(part) || (part == int(FrameKey::face) && count == 468);
}

}  // namespace landmarks
