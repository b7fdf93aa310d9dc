#pragma once

#include <string_view>

#include "Keys.hpp"

namespace landmarks {

/// The place of a fact: the lower rank wins, and of two equal ranks the first.
enum class Rank : int { own_name, attempt, object, frame, frame_object, none };

/// A fact that the scanner skipped, to be read afterwards.
struct RememberedFact {
    Fact fact;
    Rank rank;
    std::string_view name, value;
};

}  // namespace landmarks
