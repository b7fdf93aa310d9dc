#pragma once

#include <string_view>

#include "Keys.hpp"

namespace landmarks {

/// Where a fact was stated: the lower wins, and of two alike the first.
enum class Rank : int { own_name, attempt, object, frame, frame_object, none };

/// A fact that the scanner passed by, to be read behind it.
struct RememberedFact {
    Fact fact;
    Rank rank;
    std::string_view name, value;
};

}  // namespace landmarks
