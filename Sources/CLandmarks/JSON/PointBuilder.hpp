#pragma once

#include <algorithm>
#include <string_view>

#include "FrameStore.hpp"

namespace landmarks {

constexpr float coordinate_limit = 1e5f;

/// The index of `key` among x, y, z, visibility; -1 for any other key.
inline int coordinate_index(std::string_view key) {
    if (key.size() == 1) {
        char axis = char(key[0] | 0x20);
        return axis >= 'x' && axis <= 'z' ? axis - 'x' : -1;
    }
    return key == "visibility" || key == "Visibility" ? 3 : -1;
}

/// A visibility clamped to 0–1; some producers exceed the range slightly.
inline float clamped_visibility(float value) { return std::min(std::max(value, 0.0f), 1.0f); }

/// A landmark from its members: `{"x", "y", "z", "visibility"}`. Protobuf omits a coordinate of 0, and
/// JSON.stringify writes NaN as null. A point with null for x or y, or without any coordinate, is missing;
/// one with null for z has z 0.
class PointBuilder {
public:
    /// Fills `slot` and `flags`, initially zero.
    PointBuilder(float *slot, std::uint8_t &flags) : slot_(slot), flags_(flags) {}

    /// Notes a member; returns false where it occurred before.
    bool begin(int index) {
        if (seen_ & 1u << index) return false;
        seen_ |= 1u << index;
        return true;
    }
    void set(int index, float value) {
        slot_[index] = value;
        stated_ |= 1u << index;
    }
    void set_null(int index) { is_missing_ = is_missing_ || index < 2; }
    /// Call it after the last member.
    void finish() {
        if (is_missing_ || (stated_ & 7) == 0) {
            std::fill(slot_, slot_ + floats_per_landmark, 0.0f);
            return;
        }
        flags_ = flag_present;
        if (stated_ & 8) {
            slot_[3] = clamped_visibility(slot_[3]);
            flags_ |= flag_visibility;
        }
    }

private:
    float *slot_;
    std::uint8_t &flags_;
    unsigned seen_ = 0, stated_ = 0;
    bool is_missing_ = false;
};

}  // namespace landmarks
