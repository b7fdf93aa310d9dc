#pragma once

#include <cmath>
#include <string_view>

namespace landmarks {

// The allowed facts of an attempt.

constexpr std::string_view attempt_format = "mediapipe-holistic";
constexpr double attempt_version = 1;
constexpr std::string_view right_hand_name = "right";

inline bool is_frame_rate(double fps) { return fps > 0 && fps <= 1000; }
inline bool is_picture_side(double size) { return size >= 1 && size <= 65535 && size == std::floor(size); }
inline bool is_hand(std::string_view name) { return name == "left" || name == right_hand_name; }

}  // namespace landmarks
