#include <cmath>

#include "DocumentReader.hpp"

namespace landmarks {

void DocumentReader::begin_frame() {
    store_.begin_frame();
    in_frame_ = true;
    keys_seen_ = 0;
    sides_read_ = false;
    time_read_ = false;
    groups_.clear();
    sides_.clear();
}

void DocumentReader::read_frame(ondemand::object object) {
    std::size_t at = 0;
    bool first = true;
    for (auto step : object) {
        auto field = take(std::move(step));
        auto name = key_of(field);
        auto value = field.value();
        if (first) at = position(value);
        first = false;
        auto key = frame_key(name);
        if (key == FrameKey::frames) {
            fail(LANDMARK_JSON_ATTEMPT_IN_LINE, position(value));
        } else if (key == FrameKey::unknown) {
            note_unknown_key(name);
        } else {
            read_frame_key(key, name, value);
        }
    }
    end_frame(at);
}

void DocumentReader::read_frame_key(FrameKey key, std::string_view name, ondemand::value value) {
    std::uint32_t bit = 1u << int(key);
    if (keys_seen_ & bit) fail(LANDMARK_JSON_DUPLICATE, position(value), name);
    keys_seen_ |= bit;
    any_known_key_ = true;
    switch (key) {
    case FrameKey::time: read_time(value); break;
    case FrameKey::groups: read_groups(false, name, value); break;
    case FrameKey::world_groups:
        if (wants_world()) read_groups(true, name, value);
        break;
    case FrameKey::handedness:
    case FrameKey::handednesses:
        if (!sides_read_) read_handedness(value);
        break;
    default:
        if (wants(int(key))) read_part(int(key), name, value);
    }
}

/// Gives the unnamed groups their parts, and holds the timestamps to all or none. `at` is a byte of the frame.
void DocumentReader::end_frame(std::size_t at) {
    assign_groups(at);
    std::size_t others = store_.frame_count() - 1;
    std::size_t timed = store_.times.size() - (time_read_ ? 1 : 0);
    if (time_read_ ? timed != others : timed != 0) {
        auto fault = make_fault(LANDMARK_JSON_TIME_MIXED);
        fault.found = time_read_;
        fail(fault, at);
    }
    in_frame_ = false;
}

void DocumentReader::read_time(ondemand::value value) {
    std::size_t at = position(value);
    if (first_byte(value) == 'n' && take(value.is_null())) return;
    double time = read_double("t", value);
    if (!store_.times.empty() && time < store_.times.back()) fail(LANDMARK_JSON_TIME_BACKWARDS, at);
    store_.times.push_back(time);
    time_read_ = true;
}

/// One entry a hand: `[[category…]…]`, `[{"classification": [category…]}…]` or `[category…]`.
void DocumentReader::read_handedness(ondemand::value value) {
    static const char *expected = "a list of one handedness a hand";
    switch (first_byte(value)) {
    case 'n': take(value.is_null()); return;
    case '{':
        sides_read_ = true;
        read_side(value);
        return;
    case '[': break;
    default: fail_type("handedness", expected, position(value));
    }
    sides_read_ = true;
    for (auto step : take(value.get_array())) {
        auto element = take(std::move(step));
        char first = first_byte(element);
        if (first != '[' && first != '{' && first != 'n') fail_type("handedness", expected, position(element));
        read_side(element);
    }
}

/// The handedness of one hand: of several categories the likeliest.
void DocumentReader::read_side(ondemand::value value) {
    side_ = {-1, -1};
    switch (first_byte(value)) {
    case '[': read_categories(take(value.get_array())); break;
    case '{': read_category(take(value.get_object())); break;
    default: take(value.is_null());
    }
    sides_.push_back(side_);
}

void DocumentReader::read_categories(ondemand::array array) {
    for (auto step : array) {
        auto element = take(std::move(step));
        if (first_byte(element) != '{') {
            fail_type("handedness", "an object with a name and a score", position(element));
        }
        read_category(take(element.get_object()));
    }
}

void DocumentReader::read_category(ondemand::object object) {
    Side side{-1, 0};
    for (auto step : object) {
        auto field = take(std::move(step));
        auto key = key_of(field);
        auto value = field.value();
        std::size_t at = position(value);
        if (key == "classification") {
            if (first_byte(value) == '[') {
                read_categories(take(value.get_array()));
            } else if (first_byte(value) != 'n') {
                fail_type(key, "a list", at);
            }
        } else if (key == "score") {
            if (first_byte(value) != 'n') side.score = read_double(key, value);
        } else if (key == "categoryName" || key == "category_name" || key == "label") {
            if (first_byte(value) == 'n') continue;
            if (first_byte(value) != '"') fail_type(key, "\"Left\" or \"Right\"", at);
            auto label = take(value.get_string());
            if (label == "Left" || label == "left") {
                side.hand = 0;
            } else if (label == "Right" || label == "right") {
                side.hand = 1;
            } else {
                fail(LANDMARK_JSON_SIDE_UNKNOWN, at, label);
            }
        }
    }
    if (side.hand >= 0 && side.score > side_.score) side_ = side;
}

/// Lists without a name: 33 points are a pose, 21 a hand whose side the handedness tells.
void DocumentReader::assign_groups(std::size_t at) {
    for (bool world : {false, true}) {
        int pose = int(world ? FrameKey::pose_world : FrameKey::pose);
        std::size_t people = 0;
        for (const auto &group : groups_) {
            if (group.world != world || group.count == 0 || group.count == 21) continue;
            if (group.count != 33) {
                auto fault = make_fault(LANDMARK_JSON_GROUP_COUNT, world ? "world landmarks" : "landmarks");
                fault.found = std::int64_t(group.count);
                fail(fault, at);
            }
            if (people++ == 0) add_part(pose, group.start, group.count, at);
        }
        if (people > 1) note_extra_people();
    }
    assign_hands(at);
}

void DocumentReader::assign_hands(std::size_t at) {
    struct Hand {
        std::size_t slot;
        Side side;
    };
    // Slots are counted apart in the two lists; a hand has the same slot in both.
    Hand hands[2];
    std::size_t hand_count = 0;
    for (bool world : {false, true}) {
        std::size_t slot = 0, in_list = 0;
        for (const auto &group : groups_) {
            if (group.world != world) continue;
            std::size_t mine = slot++;
            if (group.count != 21) continue;
            if (++in_list > 2) {
                auto fault = make_fault(LANDMARK_JSON_MANY_HANDS);
                fault.found = std::int64_t(in_list);
                fail(fault, at);
            }
            if (mine >= sides_.size() || sides_[mine].hand < 0) {
                auto fault = make_fault(LANDMARK_JSON_SIDE_MISSING);
                fault.found = std::int64_t(sides_.size());
                fault.expected_count = std::int64_t(slot);
                fail(fault, at);
            }
            bool known = false;
            for (std::size_t i = 0; i < hand_count; ++i) known = known || hands[i].slot == mine;
            if (known) continue;
            if (hand_count == 2) {
                auto fault = make_fault(LANDMARK_JSON_MANY_HANDS);
                fault.found = 3;
                fail(fault, at);
            }
            hands[hand_count++] = {mine, sides_[mine]};
        }
    }
    if (hand_count == 2 && hands[0].side.hand == hands[1].side.hand) {
        // A signer has one hand of each side: the surer one keeps its name.
        auto &other = hands[1].side.score > hands[0].side.score ? hands[0] : hands[1];
        other.side.hand = 1 - other.side.hand;
        if (alike_hands_++ == 0) first_alike_hands_ = store_.frame_count() - 1;
    }
    std::size_t slots[2] = {0, 0};
    for (const auto &group : groups_) {
        std::size_t mine = slots[group.world]++;
        if (group.count != 21) continue;
        for (std::size_t i = 0; i < hand_count; ++i) {
            if (hands[i].slot != mine) continue;
            auto left = group.world ? FrameKey::left_hand_world : FrameKey::left_hand;
            add_part(int(left) + hands[i].side.hand, group.start, group.count, at);
        }
    }
}

}  // namespace landmarks
