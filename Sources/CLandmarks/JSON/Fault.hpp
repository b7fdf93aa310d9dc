#pragma once

#include <algorithm>
#include <cstring>
#include <string_view>

#include "LandmarkJSON.h"

namespace landmarks {

/// Copies `text` as one line of printable ASCII, because it quotes untrusted input.
inline void set_text(landmark_json_fault &fault, std::string_view text) {
    std::size_t count = std::min(text.size(), sizeof fault.text - 1);
    std::transform(text.begin(), text.begin() + std::ptrdiff_t(count), fault.text, [](char c) {
        return c >= 0x20 && c < 0x7f ? c : '?';
    });
    fault.text[count] = 0;
}

/// A fault without a location; fields other than `code` have their defaults.
inline landmark_json_fault make_fault(landmark_json_code code, std::string_view text = {}) {
    landmark_json_fault fault{};
    fault.code = code;
    fault.frame = fault.byte = -1;
    fault.part = fault.landmark = -1;
    set_text(fault, text);
    return fault;
}

}  // namespace landmarks
