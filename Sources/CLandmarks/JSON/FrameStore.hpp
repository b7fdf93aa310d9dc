#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "LandmarkJSON.h"
#include "PassedOver.hpp"

namespace landmarks {

constexpr int floats_per_landmark = 4;
/// The length of the longest list of landmarks, the face's.
constexpr std::size_t spare_landmarks = 478;
/// The most landmarks reserved before they are read, 71 MB.
constexpr std::size_t most_reserved = 1 << 22;
constexpr std::uint8_t flag_present = 1;
constexpr std::uint8_t flag_visibility = 2;

/// Frames as they arrive. The parts of the clip are known only at the end, so each frame stores its own parts
/// back to back, and the start of each. Beyond amortised growth, a frame allocates nothing.
struct FrameStore {
    std::vector<float> values;
    std::vector<std::uint8_t> flags;
    std::vector<landmark_json_entry> entries;
    std::vector<std::size_t> first_entry;
    std::vector<double> times;
    /// Times under names other than `t`, by landmark_json_clock: one per frame as long as every frame has
    /// one.
    std::array<std::vector<double>, LANDMARK_JSON_CLOCKS> clocks;
    PassedOver passed_over;
    std::uint32_t parts = 0;
    std::int32_t face_count = 0;

    std::size_t frame_count() const { return first_entry.size(); }
    std::size_t landmark_count() const { return flags.size(); }

    /// Stores the time of this frame by a clock, the first of two. A time that earlier frames lack is
    /// ignored.
    void append_time(std::size_t clock, double time) {
        auto &all = clocks[clock];
        if (all.size() + 1 == frame_count()) all.push_back(time);
    }

    void begin_frame() { first_entry.push_back(entries.size()); }

    /// Appends a landmark, which is missing until `values` and `flags` are set.
    float *append_landmark() {
        flags.push_back(0);
        values.resize(values.size() + floats_per_landmark);
        return values.data() + values.size() - floats_per_landmark;
    }

    /// Appends `count` missing landmarks and returns the first.
    float *append_landmarks(std::size_t count) {
        std::size_t start = landmark_count();
        flags.resize(start + count);
        values.resize((start + count) * floats_per_landmark);
        return values.data() + start * floats_per_landmark;
    }

    /// Reserves memory for `frames` frames of the average size so far.
    void reserve(std::size_t frames) {
        std::size_t landmarks = landmark_count() / frame_count() * frames;
        // The longest possible list of a part is appended before its length is known.
        landmarks = std::min(landmarks + spare_landmarks, most_reserved);
        flags.reserve(landmarks);
        values.reserve(landmarks * floats_per_landmark);
    }

    /// Keeps the first `count` landmarks.
    void cut_landmarks(std::size_t count) {
        flags.resize(count);
        values.resize(count * floats_per_landmark);
    }

    /// The sizes of all buffers, to restore with `cut`.
    struct Extent {
        std::size_t frames, entries, landmarks, times, passed_over;
        std::array<std::size_t, LANDMARK_JSON_CLOCKS> clocks;
        std::uint32_t parts;
        std::int32_t face_count;
    };
    Extent extent() const {
        Extent extent{frame_count(), entries.size(), landmark_count(), times.size(), passed_over.count(), {}, parts,
                      face_count};
        for (std::size_t i = 0; i < clocks.size(); ++i) extent.clocks[i] = clocks[i].size();
        return extent;
    }

    /// Removes all data appended since `extent`.
    void cut(const Extent &extent) {
        first_entry.resize(extent.frames);
        entries.resize(extent.entries);
        cut_landmarks(extent.landmarks);
        times.resize(extent.times);
        passed_over.cut(extent.passed_over);
        for (std::size_t i = 0; i < clocks.size(); ++i) clocks[i].resize(extent.clocks[i]);
        parts = extent.parts;
        face_count = extent.face_count;
    }

    bool frame_has(int part) const {
        for (std::size_t i = first_entry.back(); i < entries.size(); ++i) {
            if (entries[i].part == part) return true;
        }
        return false;
    }

    void append_entry(int part, std::size_t start) {
        entries.push_back({start, part});
        parts |= 1u << part;
    }
};

}  // namespace landmarks
