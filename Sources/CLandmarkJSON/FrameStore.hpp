#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "CLandmarkJSON.h"

namespace landmarks {

constexpr int floats_per_landmark = 4;
constexpr std::uint8_t flag_present = 1;
constexpr std::uint8_t flag_visibility = 2;

/// Frames as they arrive. Which parts the clip will hold is known only at the end, so a frame stores the parts
/// it has, back to back, and where each begins; nothing is allocated per frame beyond amortised growth.
struct FrameStore {
    std::vector<float> values;
    std::vector<std::uint8_t> flags;
    std::vector<landmark_json_entry> entries;
    std::vector<std::size_t> first_entry;
    std::vector<double> times;
    std::uint32_t parts = 0;
    std::int32_t face_count = 0;

    std::size_t frame_count() const { return first_entry.size(); }
    std::size_t landmark_count() const { return flags.size(); }

    void begin_frame() { first_entry.push_back(entries.size()); }

    /// Appends a landmark, missing until `values` and `flags` say otherwise.
    float *append_landmark() {
        flags.push_back(0);
        values.resize(values.size() + floats_per_landmark);
        return values.data() + values.size() - floats_per_landmark;
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
