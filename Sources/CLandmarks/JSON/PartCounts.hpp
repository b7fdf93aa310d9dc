#pragma once

#include <cstddef>

#include "Keys.hpp"

namespace landmarks {

/// The largest landmark count of a part in any producer.
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

/// Upper-body Holistic of older browsers: the first landmarks of the pose, without the legs.
constexpr std::size_t upper_body_landmarks = 25;

}  // namespace landmarks
