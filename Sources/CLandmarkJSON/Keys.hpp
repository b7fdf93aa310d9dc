#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace landmarks {

/// What a key of a frame stands for. The first seven are the parts, by LandmarkPart's raw values.
enum class FrameKey : int {
    pose,
    face,
    left_hand,
    right_hand,
    pose_world,
    left_hand_world,
    right_hand_world,
    /// A list of people or hands that only its counts and the handedness tell apart.
    groups,
    world_groups,
    /// tasks-vision writes the handedness twice, under both names.
    handedness,
    handednesses,
    time,
    frames,
    unknown,
};

/// The keys of every producer: browsers write camel case, Python snake case.
inline FrameKey frame_key(std::string_view key) {
    using K = FrameKey;
    static constexpr std::array<std::pair<std::string_view, FrameKey>, 32> known{{
        {"t", K::time},
        {"poseLandmarks", K::pose},
        {"pose_landmarks", K::pose},
        {"faceLandmarks", K::face},
        {"face_landmarks", K::face},
        {"leftHandLandmarks", K::left_hand},
        {"left_hand_landmarks", K::left_hand},
        {"rightHandLandmarks", K::right_hand},
        {"right_hand_landmarks", K::right_hand},
        {"poseWorldLandmarks", K::pose_world},
        {"pose_world_landmarks", K::pose_world},
        {"leftHandWorldLandmarks", K::left_hand_world},
        {"left_hand_world_landmarks", K::left_hand_world},
        {"rightHandWorldLandmarks", K::right_hand_world},
        {"right_hand_world_landmarks", K::right_hand_world},
        {"landmarks", K::groups},
        {"handLandmarks", K::groups},
        {"hand_landmarks", K::groups},
        {"multiHandLandmarks", K::groups},
        {"multi_hand_landmarks", K::groups},
        {"worldLandmarks", K::world_groups},
        {"world_landmarks", K::world_groups},
        {"handWorldLandmarks", K::world_groups},
        {"hand_world_landmarks", K::world_groups},
        {"multiHandWorldLandmarks", K::world_groups},
        {"multi_hand_world_landmarks", K::world_groups},
        {"handedness", K::handedness},
        {"multiHandedness", K::handedness},
        {"multi_handedness", K::handedness},
        {"handednesses", K::handednesses},
        {"frames", K::frames},
        {"", K::unknown},
    }};
    for (const auto &[name, meaning] : known) {
        if (name == key) return meaning;
    }
    return K::unknown;
}

constexpr std::uint32_t world_parts = 1u << int(FrameKey::pose_world) | 1u << int(FrameKey::left_hand_world)
    | 1u << int(FrameKey::right_hand_world);

constexpr bool is_part(FrameKey key) { return key <= FrameKey::right_hand_world; }

/// A key of the attempt object, beside those of a frame.
enum class AttemptKey : int {
    format, version, fps, width, height, mirrored, dominant_hand, parts, media_id, bucket, path, unknown,
};

inline AttemptKey attempt_key(std::string_view key) {
    using K = AttemptKey;
    static constexpr std::array<std::pair<std::string_view, AttemptKey>, 12> known{{
        {"format", K::format},
        {"version", K::version},
        {"fps", K::fps},
        {"width", K::width},
        {"height", K::height},
        {"mirrored", K::mirrored},
        {"dominant_hand", K::dominant_hand},
        {"dominantHand", K::dominant_hand},
        {"parts", K::parts},
        {"media_id", K::media_id},
        {"bucket", K::bucket},
        {"path", K::path},
    }};
    for (const auto &[name, meaning] : known) {
        if (name == key) return meaning;
    }
    return K::unknown;
}

}  // namespace landmarks
