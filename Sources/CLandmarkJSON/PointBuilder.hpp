#pragma once

#include <algorithm>
#include <string_view>

#include "FrameStore.hpp"

namespace landmarks {

constexpr float coordinate_limit = 1e5f;

/// The place of the value of `key` in a landmark: x, y, z, visibility; -1 for a key of no use.
inline int coordinate_index(std::string_view key) {
    if (key.size() == 1 && key[0] >= 'x' && key[0] <= 'z') return key[0] - 'x';
    return key == "visibility" ? 3 : -1;
}

/// A visibility as the clip holds it: some producers leave 0 to 1 by a hair.
inline float clamped_visibility(float value) { return std::min(std::max(value, 0.0f), 1.0f); }

/// A landmark from its members: `{"x", "y", "z", "visibility"}`. Protobuf leaves out a coordinate of 0; JSON.stringify
/// writes NaN as null, and such a point is missing, as is one without any coordinate.
class PointBuilder {
public:
    /// Fills `slot` and `flags`, zeros at first.
    PointBuilder(float *slot, std::uint8_t &flags) : slot_(slot), flags_(flags) {}

    /// Notes that the member is there; false where it was there before.
    bool begin(int index) {
        if (seen_ & 1u << index) return false;
        seen_ |= 1u << index;
        return true;
    }
    void set(int index, float value) { slot_[index] = value; }
    void set_null(int index) {
        if (index < 3) is_missing_ = true;
        if (index == 3) seen_ &= ~8u;
    }
    /// Once all members are there.
    void finish() {
        if (is_missing_ || (seen_ & 7) == 0) {
            std::fill(slot_, slot_ + floats_per_landmark, 0.0f);
            return;
        }
        flags_ = flag_present;
        if (seen_ & 8) {
            slot_[3] = clamped_visibility(slot_[3]);
            flags_ |= flag_visibility;
        }
    }

private:
    float *slot_;
    std::uint8_t &flags_;
    unsigned seen_ = 0;
    bool is_missing_ = false;
};

}  // namespace landmarks
