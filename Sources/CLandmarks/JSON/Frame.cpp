#include <algorithm>
#include <cmath>

#include "DocumentReader.hpp"
#include "Numbers.hpp"
#include "PartCounts.hpp"

namespace landmarks {

void DocumentReader::begin_frame() {
    store_.begin_frame();
    in_frame_ = true;
    keys_seen_ = 0;
    sides_read_ = false;
    time_read_ = false;
    has_parts_ = has_facts_ = has_unit_ = false;
    groups_.clear();
    people_.clear();
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
        } else if (key != FrameKey::unknown) {
            read_frame_key(key, name, value);
        } else if (!read_usual_key(name, value)) {
            note_unknown_key(name);
            pass_over(name, value);
        }
    }
    end_frame(at);
}

/// Whether `value` has a form that a part of a frame can have under a usual name.
bool DocumentReader::holds_points(std::string_view name, ondemand::value &value) const {
    auto key = usual_frame_key(PlainName(name));
    return key != FrameKey::unknown && !is_clock(key) && holds_landmarks(key, text_from(value));
}

/// Reads the value of a usual name; returns false for another name, or for a value without a meaning for it.
bool DocumentReader::read_usual_key(std::string_view name, ondemand::value value) {
    PlainName plain(name);
    auto key = usual_frame_key(plain);
    if (is_clock(key)) {
        any_known_key_ = true;
        has_unit_ = has_unit_ || key < FrameKey::clock_timestamp;
        read_clock(key, value);
        return true;
    }
    if (key != FrameKey::unknown) {
        if (takes_nothing(value)) return any_known_key_ = has_parts_ = true;
        if (!holds_landmarks(key, text_from(value))) {
            if (!says_nothing(text_from(value))) return false;
            return any_known_key_ = has_parts_ = true;
        }
        any_known_key_ = has_parts_ = true;
        if (key == FrameKey::groups || key == FrameKey::hands) {
            read_groups(false, name, value, key == FrameKey::hands);
        } else if (wants(int(key))) {
            read_part(int(key), name, value);
        }
        return true;
    }
    auto fact = usual_fact(plain);
    if (fact == Fact::unknown) return false;
    // Later frames repeat the first frame's facts.
    if (store_.frame_count() > 1) return true;
    has_facts_ = has_facts_ || fact != Fact::object;
    return read_loose_fact(fact, Rank::frame, value);
}

/// Notes an unknown key before its value is skipped.
void DocumentReader::pass_over(std::string_view name, ondemand::value &value) {
    auto text = text_from(value);
    if (name == "people" || name.find("keypoints_2d") != name.npos) {
        is_openpose_ = is_openpose_ || name != "people"
            || text.substr(0, 1 << 12).find("keypoints_2d") != text.npos;
    }
    store_.passed_over.note(name, text);
}

/// Parts in an object of their own, `{"pose": […], "left": […]}`.
void DocumentReader::read_nested(ondemand::object object) {
    for (auto step : object) {
        auto field = take(std::move(step));
        auto name = key_of(field);
        auto value = field.value();
        auto key = frame_key(name);
        PlainName plain(name);
        bool is_left = plain.text() == "left", is_right = plain.text() == "right";
        if (is_left || is_right) {
            int part = int(is_left ? FrameKey::left_hand : FrameKey::right_hand);
            has_parts_ = true;
            if (takes_nothing(value)) continue;
            if (!holds_landmarks(FrameKey(part), text_from(value))) {
                pass_over(name, value);
            } else if (wants(part)) {
                read_part(part, name, value);
            }
        } else if (is_part(key) || key == FrameKey::handedness || key == FrameKey::handednesses) {
            read_frame_key(key, name, value);
        } else if (auto usual = usual_frame_key(plain); is_part(usual) && holds_landmarks(usual, text_from(value))) {
            has_parts_ = true;
            if (wants(int(usual))) read_part(int(usual), name, value);
        } else {
            pass_over(name, value);
        }
    }
}

void DocumentReader::read_frame_key(FrameKey key, std::string_view name, ondemand::value value) {
    std::uint32_t bit = 1u << int(key);
    if (keys_seen_ & bit) fail(LANDMARK_JSON_DUPLICATE, position(value), name);
    keys_seen_ |= bit;
    any_known_key_ = true;
    has_parts_ = has_parts_ || key != FrameKey::time;
    switch (key) {
    case FrameKey::time: read_time(value); break;
    case FrameKey::groups: read_groups(false, name, value, name != "landmarks"); break;
    case FrameKey::world_groups:
        if (wants_world()) read_groups(true, name, value, true);
        break;
    case FrameKey::handedness:
    case FrameKey::handednesses:
        if (!sides_read_) read_handedness(value);
        break;
    default:
        if (wants(int(key))) read_part(int(key), name, value);
    }
}

/// Assigns the unnamed groups to parts, and requires timestamps in all frames or none. `at` is a byte of the
/// frame.
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
    if (takes_nothing(value)) return;
    double time = read_double("t", value);
    if (!store_.times.empty() && time < store_.times.back()) fail(LANDMARK_JSON_TIME_BACKWARDS, at);
    store_.times.push_back(time);
    time_read_ = has_unit_ = true;
}

/// A time of any unit; a value that is not a number is ignored.
void DocumentReader::read_clock(FrameKey key, ondemand::value value) {
    auto token = value.raw_json_token();
    token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
    double time;
    if (parse_decimal(token, time) == NumberText::number && token.empty()) {
        store_.append_time(std::size_t(key) - std::size_t(FrameKey::clock_seconds), time);
    }
}

/// One entry per hand: `[[category…]…]`, `[{"classification": [category…]}…]` or `[category…]`.
void DocumentReader::read_handedness(ondemand::value value) {
    static const char *expected = "a list of one handedness a hand";
    if (takes_nothing(value)) return;
    switch (first_byte(value)) {
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
        if (first != '[' && first != '{' && !takes_nothing(element)) fail_type("handedness", expected, position(element));
        read_side(element);
    }
}

/// One hand of a list with its label, `{"handedness": "Left", "landmarks": […]}`; the points may have other
/// names.
void DocumentReader::read_hand(std::string_view name, ondemand::object object) {
    Group hand{store_.landmark_count(), 0, false, true, {-1, 0}};
    Group world{0, 0, true, true, {-1, 0}};
    for (auto step : object) {
        auto field = take(std::move(step));
        auto key = key_of(field);
        PlainName plain(key);
        auto value = field.value();
        auto is_any = [&](std::initializer_list<std::string_view> names) {
            return std::find(names.begin(), names.end(), plain.text()) != names.end();
        };
        if (is_any({"landmark", "landmarks", "keypoints", "points", "handlandmarks"})) {
            if (hand.count != 0) fail(LANDMARK_JSON_DUPLICATE, position(value), key);
            hand.start = store_.landmark_count();
            hand.count = read_points(name, value);
        } else if (is_any({"worldlandmarks", "keypoints3d"}) && wants_world()) {
            world.start = store_.landmark_count();
            world.count = read_points(name, value);
        } else if (is_any({"handedness", "label", "side", "hand", "categoryname", "type", "handtype"})) {
            if (first_byte(value) == '[' || first_byte(value) == '{') {
                read_side(value);
                hand.side = sides_.back();
                sides_.pop_back();
            } else if (first_byte(value) == '"') {
                auto label = take(value.get_string());
                PlainName side(label);
                auto is_side = [&](std::string_view word, std::string_view letter, std::string_view with_hand) {
                    return side.text() == word || side.text() == letter || side.text() == with_hand;
                };
                if (is_side("left", "l", "lefthand")) hand.side.hand = 0;
                if (is_side("right", "r", "righthand")) hand.side.hand = 1;
            }
        } else if (is_any({"score"}) && first_byte(value) != '"' && !takes_nothing(value)) {
            hand.side.score = read_double(key, value);
        } else {
            pass_over(key, value);
        }
    }
    world.side = hand.side;
    groups_.push_back(hand);
    if (world.count != 0) groups_.push_back(world);
}

/// The handedness of one hand: the category with the highest score.
void DocumentReader::read_side(ondemand::value value) {
    side_ = {-1, -1};
    if (!takes_nothing(value)) {
        if (first_byte(value) == '[') {
            read_categories(take(value.get_array()));
        } else {
            read_category(take(value.get_object()));
        }
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
            } else if (!takes_nothing(value)) {
                fail_type(key, "a list", at);
            }
        } else if (key == "score") {
            if (!takes_nothing(value)) side.score = read_double(key, value);
        } else if (key == "categoryName" || key == "category_name" || key == "label") {
            if (takes_nothing(value)) continue;
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

/// Lists without a name: 33 points are a pose, 21 a hand whose handedness gives the side.
void DocumentReader::assign_groups(std::size_t at) {
    for (bool world : {false, true}) {
        int pose = int(world ? FrameKey::pose_world : FrameKey::pose);
        std::size_t people = 0, place = 0;
        for (const auto &group : groups_) {
            if (group.world != world || group.count == 0 || group.count == most_landmarks(int(FrameKey::left_hand))) continue;
            if (group.count != most_landmarks(pose)) {
                auto fault = make_fault(LANDMARK_JSON_GROUP_COUNT, world ? "world landmarks" : "landmarks");
                fault.found = std::int64_t(group.count);
                fail(fault, at);
            }
            ++people;
            people_.push_back({pose, group.start, group.count, place++});
        }
        if (people > 1) note_extra_people();
    }
    choose_person(at);
    assign_hands(at);
}

void DocumentReader::assign_hands(std::size_t at) {
    struct Hand {
        std::size_t slot;
        Side side;
    };
    tell_hands_apart();
    // The two lists number their slots separately; a hand has the same slot in both.
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
            auto side = group.side.hand >= 0 || mine >= sides_.size() ? group.side : sides_[mine];
            if (side.hand < 0) {
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
            hands[hand_count++] = {mine, side};
        }
    }
    if (hand_count == 2 && hands[0].side.hand == hands[1].side.hand) {
        // A signer has one hand per side: the hand with the higher score keeps its label.
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
