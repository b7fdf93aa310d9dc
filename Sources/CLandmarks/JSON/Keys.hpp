#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace landmarks {

/// The meaning of a key of a frame. The first seven are the parts, by LandmarkPart's raw values.
enum class FrameKey : int {
    pose,
    face,
    left_hand,
    right_hand,
    pose_world,
    left_hand_world,
    right_hand_world,
    /// A list of people or hands, separated only by their counts and the handedness, or an object of parts.
    groups,
    world_groups,
    /// A list of hands that may carry their labels, or an object of hands by side.
    hands,
    /// tasks-vision writes the handedness under both names.
    handedness,
    handednesses,
    time,
    /// Times under other names, in the order of landmark_json_clock.
    clock_seconds,
    clock_milliseconds,
    clock_microseconds,
    clock_nanoseconds,
    clock_timestamp,
    clock_time,
    clock_ts,
    frames,
    unknown,
};

/// The keys of every producer: browsers write camel case, Python snake case.
inline FrameKey frame_key(std::string_view key) {
    using K = FrameKey;
    static constexpr std::array<std::pair<std::string_view, FrameKey>, 31> known{{
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
    }};
    for (const auto &[name, meaning] : known) {
        if (name == key) return meaning;
    }
    return K::unknown;
}

/// A name without its case and punctuation: `leftHand`, `left_hand` and `Left-Hand` are equal. Empty for a
/// name longer than any known one, and for a non-ASCII name.
class PlainName {
public:
    explicit PlainName(std::string_view name) {
        for (char c : name) {
            bool is_upper = c >= 'A' && c <= 'Z';
            if (is_upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                if (count_ == sizeof text_) {
                    count_ = 0;
                    return;
                }
                text_[count_++] = is_upper ? char(c - 'A' + 'a') : c;
            } else if (c != '_' && c != '-' && c != ' ' && c != '.') {
                count_ = 0;
                return;
            }
        }
    }
    std::string_view text() const { return {text_, count_}; }
    bool contains(std::string_view part) const { return text().find(part) != std::string_view::npos; }

private:
    char text_[40];
    std::size_t count_ = 0;
};

/// The names of custom recorders. A value that is not a part's is skipped.
inline FrameKey usual_frame_key(const PlainName &name) {
    using K = FrameKey;
    static constexpr std::array<std::pair<std::string_view, FrameKey>, 62> known{{
        {"pose", K::pose},
        {"poselandmarks", K::pose},
        {"posekeypoints", K::pose},
        {"posepoints", K::pose},
        {"body", K::pose},
        {"bodylandmarks", K::pose},
        {"face", K::face},
        {"facelandmarks", K::face},
        {"facekeypoints", K::face},
        {"facepoints", K::face},
        {"facemesh", K::face},
        {"lefthand", K::left_hand},
        {"lefthandlandmarks", K::left_hand},
        {"lefthandkeypoints", K::left_hand},
        {"lefthandpoints", K::left_hand},
        {"lhand", K::left_hand},
        {"lh", K::left_hand},
        {"handleft", K::left_hand},
        {"righthand", K::right_hand},
        {"righthandlandmarks", K::right_hand},
        {"righthandkeypoints", K::right_hand},
        {"righthandpoints", K::right_hand},
        {"rhand", K::right_hand},
        {"rh", K::right_hand},
        {"handright", K::right_hand},
        {"poseworld", K::pose_world},
        {"poseworldlandmarks", K::pose_world},
        {"lefthandworld", K::left_hand_world},
        {"lefthandworldlandmarks", K::left_hand_world},
        {"righthandworld", K::right_hand_world},
        {"righthandworldlandmarks", K::right_hand_world},
        {"keypoints", K::groups},
        {"landmarks", K::groups},
        {"results", K::groups},
        {"hands", K::hands},
        {"handlandmarks", K::hands},
        {"multihandlandmarks", K::hands},
        {"timeseconds", K::clock_seconds},
        {"timesec", K::clock_seconds},
        {"timestampsec", K::clock_seconds},
        {"timestampseconds", K::clock_seconds},
        {"mediatime", K::clock_seconds},
        {"timestampms", K::clock_milliseconds},
        {"timems", K::clock_milliseconds},
        {"tms", K::clock_milliseconds},
        {"milliseconds", K::clock_milliseconds},
        {"timestampmillis", K::clock_milliseconds},
        {"timestampmilliseconds", K::clock_milliseconds},
        {"timestampinms", K::clock_milliseconds},
        {"timestampus", K::clock_microseconds},
        {"timeus", K::clock_microseconds},
        {"tus", K::clock_microseconds},
        {"microseconds", K::clock_microseconds},
        {"timestampmicros", K::clock_microseconds},
        {"timestampmicroseconds", K::clock_microseconds},
        {"timestampns", K::clock_nanoseconds},
        {"timens", K::clock_nanoseconds},
        {"timestampnanos", K::clock_nanoseconds},
        {"timestamp", K::clock_timestamp},
        {"time", K::clock_time},
        {"ts", K::clock_ts},
        {"frametime", K::clock_time},
    }};
    for (const auto &[known_name, meaning] : known) {
        if (known_name == name.text()) return meaning;
    }
    return K::unknown;
}

constexpr bool is_clock(FrameKey key) { return key >= FrameKey::clock_seconds && key <= FrameKey::clock_ts; }

constexpr std::uint32_t world_parts = 1u << int(FrameKey::pose_world) | 1u << int(FrameKey::left_hand_world)
    | 1u << int(FrameKey::right_hand_world);

constexpr bool is_part(FrameKey key) { return key <= FrameKey::right_hand_world; }

/// A key of the attempt object other than a frame's keys.
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

/// A fact under any usual name.
enum class Fact : int { fps, width, height, mirrored, dominant_hand, size, object, unknown };

inline Fact usual_fact(const PlainName &name) {
    static constexpr std::array<std::pair<std::string_view, Fact>, 41> known{{
        {"fps", Fact::fps},
        {"framerate", Fact::fps},
        {"framespersecond", Fact::fps},
        {"videofps", Fact::fps},
        {"camerafps", Fact::fps},
        {"avgframerate", Fact::fps},
        {"rframerate", Fact::fps},
        {"width", Fact::width},
        {"framewidth", Fact::width},
        {"imagewidth", Fact::width},
        {"videowidth", Fact::width},
        {"imgwidth", Fact::width},
        {"camerawidth", Fact::width},
        {"height", Fact::height},
        {"frameheight", Fact::height},
        {"imageheight", Fact::height},
        {"videoheight", Fact::height},
        {"imgheight", Fact::height},
        {"cameraheight", Fact::height},
        {"size", Fact::size},
        {"framesize", Fact::size},
        {"imagesize", Fact::size},
        {"videosize", Fact::size},
        {"resolution", Fact::size},
        {"mirrored", Fact::mirrored},
        {"ismirrored", Fact::mirrored},
        {"selfiemode", Fact::mirrored},
        {"dominanthand", Fact::dominant_hand},
        {"metadata", Fact::object},
        {"meta", Fact::object},
        {"video", Fact::object},
        {"videoinfo", Fact::object},
        {"videometadata", Fact::object},
        {"info", Fact::object},
        {"camera", Fact::object},
        {"image", Fact::object},
        {"recording", Fact::object},
        {"recordinginfo", Fact::object},
        {"source", Fact::object},
        {"settings", Fact::object},
        {"config", Fact::object},
    }};
    for (const auto &[known_name, meaning] : known) {
        if (known_name == name.text()) return meaning;
    }
    return Fact::unknown;
}

}  // namespace landmarks
