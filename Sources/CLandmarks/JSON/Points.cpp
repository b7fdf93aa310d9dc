#include <algorithm>
#include <limits>

#include "DocumentReader.hpp"
#include "Numbers.hpp"
#include "PartCounts.hpp"
#include "PointBuilder.hpp"

namespace landmarks {

namespace {

constexpr const char *list_of_landmarks = "a list of landmarks";
constexpr const char *numbered_string = "\"x,y,z\" or \"x,y,z,visibility\"";

/// NaN, Infinity, -Infinity, nan, inf: the output of Python and C where JSON has no literal.
bool is_not_finite_literal(std::string_view token) {
    if (!token.empty() && token.front() == '-') token.remove_prefix(1);
    return token.substr(0, 3) == "NaN" || token.substr(0, 3) == "nan" || token.substr(0, 3) == "Inf"
        || token.substr(0, 3) == "inf";
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// The start of the list in `text`: its number of leading nulls and NaN, and the first byte after them.
struct Inside {
    char first;
    int nulls;
};

Inside inside(std::string_view text) {
    Inside found{0, 0};
    std::size_t at = 1;
    while (true) {
        while (at < text.size() && (is_blank(text[at]) || text[at] == ',')) ++at;
        bool is_null = text.substr(at, 4) == "null";
        if (!is_null && text.substr(at, 3) != "NaN") break;
        at += is_null ? 4 : 3;
        ++found.nulls;
    }
    found.first = at < text.size() ? text[at] : char(0);
    return found;
}

bool begins_number(char c) { return (c >= '0' && c <= '9') || c == '-'; }

/// The most numbers in a point: x, y, z, visibility, presence.
constexpr int most_numbers = 5;

/// Whether the list at the start of `text` is a point, `[x, y, z]`, and not a list of points.
bool is_point_array(std::string_view text) {
    auto found = inside(text);
    if (!begins_number(found.first)) return found.first == ']' && found.nulls >= 2 && found.nulls <= most_numbers;
    // A list of more numbers is a row of landmarks.
    auto end = text.find(']');
    return std::count(text.begin(), text.begin() + std::ptrdiff_t(std::min(end, text.size())), ',') < most_numbers;
}

/// Whether the list at the start of `text` holds points, and not lists of points.
bool is_list_of_points(std::string_view text) {
    std::size_t at = 1;
    while (at < text.size() && is_blank(text[at])) ++at;
    text.remove_prefix(std::min(at, text.size()));
    if (text.empty()) return false;
    if (text.front() == '[') return is_point_array(text);
    if (text.front() != '{') return text.front() == '"' || begins_number(text.front());
    for (at = 1; at < text.size() && is_blank(text[at]);) ++at;
    auto key = text.substr(at, 3);
    return key == "\"x\"" || key == "\"y\"" || key == "\"X\"" || key == "\"Y\"";
}

/// The division of `count` numbers in a row into landmarks and numbers per landmark; 0 where no part, or not
/// `part`, fits.
struct Row {
    std::size_t landmarks, numbers;
};

Row row_of(int part, std::size_t count) {
    for (std::size_t numbers : {3, 4, 2, 5}) {
        if (count % numbers != 0) continue;
        std::size_t landmarks = count / numbers;
        bool is_known = part >= 0 ? is_count_of(part, landmarks) : landmarks == 33 || landmarks == 21;
        if (is_known) return {landmarks, numbers};
    }
    return {0, 0};
}

/// Whether the list at the start of `text` holds numbers in a row: a row of `part`'s landmarks, if all are
/// null.
bool is_flat(int part, std::string_view text) {
    auto found = inside(text);
    if (found.first != ']') return begins_number(found.first);
    auto count = std::size_t(found.nulls);
    return part >= 0 && !is_count_of(part, count) && row_of(part, count).landmarks != 0;
}

/// Whether the list at the start of `text`, of numbers or lists of numbers, has at least `least` numbers.
bool has_numbers(std::string_view text, std::size_t least) {
    std::size_t depth = 0, commas = 0;
    for (char c : text) {
        depth += c == '[';
        commas += c == ',';
        if (commas + 1 >= least) return true;
        if (c == ']' && --depth == 0) return false;
    }
    return false;
}

}  // namespace

/// Whether the value of a usual name begins like landmarks in any form: lists of points, or an object around
/// some. A "pose" may also be an angle, and a "face" a box; these are skipped.
bool holds_landmarks(FrameKey key, std::string_view text) {
    auto has_any = [](std::string_view start, std::initializer_list<std::string_view> words) {
        return std::any_of(words.begin(), words.end(), [&](auto word) { return start.find(word) != start.npos; });
    };
    auto whole = text;
    // An outer list may begin with missing hands or people.
    for (int depth = 0; depth < 4 && !text.empty(); ++depth) {
        if (text.front() == '{') {
            auto start = text.substr(0, 160);
            if (has_any(start, {"andmark", "eypoint", "oints\""})) return true;
            if (depth > 0) return has_any(start, {"\"x\"", "\"X\"", "\"y\"", "\"Y\""});
            return !is_part(key) && has_any(start, {"\"left", "\"right", "\"Left", "\"Right", "\"pose", "and\"", "\"face"});
        }
        if (text.front() != '[') return false;
        std::size_t at = 1;
        while (at < text.size()
               && (is_blank(text[at]) || text[at] == ',' || text.substr(at, 4) == "null" || text.substr(at, 3) == "NaN"
                   || text.substr(at, 2) == "[]")) {
            at += text[at] == 'n' ? 4 : text[at] == 'N' ? 3 : text[at] == '[' ? 2 : 1;
        }
        text.remove_prefix(std::min(at, text.size()));
        if (text.empty()) return false;
        if (text.front() == '"') return true;
        if (begins_number(text.front())) return has_numbers(whole, 2 * most_landmarks(int(FrameKey::left_hand)));
        // Only nulls.
        if (text.front() == ']') return at > 1 && depth > 0;
    }
    return false;
}

/// A part of the frame: null, a list of points, such lists nested (a list of people), or an object around it.
void DocumentReader::read_part(int part, std::string_view name, ondemand::value value) {
    part_ = part;
    std::size_t at = position(value);
    std::size_t start = store_.landmark_count();
    listed_.clear();
    std::size_t count = read_points(name, value);
    // A second person's hand cannot be told from the first's; body and face can, once the hands are known.
    bool has_people = part == int(FrameKey::pose) || part == int(FrameKey::face) || part == int(FrameKey::pose_world);
    if (has_people && listed_.size() > 1) {
        for (auto person : listed_) {
            part_ = part;
            add_person(part, person, at);
        }
    } else {
        add_part(part, start, count, at);
    }
    part_ = -1;
}

void DocumentReader::add_person(int part, Person person, std::size_t at) {
    require_count(person.count, at);
    person.part = part;
    people_.push_back(person);
}

void DocumentReader::add_part(int part, std::size_t start, std::size_t count, std::size_t at) {
    if (count == 0 || !wants(part)) return;
    part_ = part;
    if (part == int(FrameKey::pose) && count == upper_body_landmarks) {
        // Adds the legs as missing landmarks.
        std::size_t whole = store_.landmark_count();
        store_.append_landmarks(most_landmarks(part));
        std::copy_n(store_.flags.begin() + std::ptrdiff_t(start), count, store_.flags.begin() + std::ptrdiff_t(whole));
        std::copy_n(
            store_.values.begin() + std::ptrdiff_t(start * floats_per_landmark), count * floats_per_landmark,
            store_.values.begin() + std::ptrdiff_t(whole * floats_per_landmark));
        start = whole;
        count = most_landmarks(part);
    }
    require_count(count, at);
    if (store_.frame_has(part)) fail(LANDMARK_JSON_PART_TWICE, at);
    store_.append_entry(part, start);
    part_ = -1;
}

/// Requires a landmark count that producers write for the part, and one face count in the whole recording.
void DocumentReader::require_count(std::size_t count, std::size_t at) {
    if (!is_count_of(part_, count)) fail_count(count, at);
    if (part_ != int(FrameKey::face)) return;
    if (store_.face_count != 0 && store_.face_count != int(count)) {
        auto fault = make_fault(LANDMARK_JSON_FACE_CHANGED);
        fault.found = std::int64_t(count);
        fault.expected_count = store_.face_count;
        fail(fault, at);
    }
    store_.face_count = int(count);
}

/// Lists of people or hands: `[[point…], [point…]]`, `[{"landmark": [point…]}, …]`, hands with their labels,
/// or an object of parts.
void DocumentReader::read_groups(bool world, std::string_view name, ondemand::value value, bool is_hands) {
    if (takes_nothing(value)) return;
    switch (first_byte(value)) {
    case '[': break;
    case '{':
        if (!world) return read_nested(take(value.get_object()));
        [[fallthrough]];
    default: fail_type(name, "a list of lists of landmarks", position(value));
    }
    // One list of points, and not a list of lists.
    if (auto text = text_from(value); is_list_of_points(text)) {
        std::size_t start = store_.landmark_count();
        std::size_t count = read_points(name, value);
        groups_.push_back({start, count, world, is_hands, {-1, 0}});
        return;
    }
    for (auto step : take(value.get_array())) {
        auto element = take(std::move(step));
        std::size_t start = store_.landmark_count();
        std::size_t count = 0;
        char first = first_byte(element);
        if (takes_nothing(element)) {
            groups_.push_back({start, count, world, is_hands, {-1, 0}});
            continue;
        }
        if (first != '[' && first != '{') fail_type(name, "a list of lists of landmarks", position(element));
        if (first == '{' && !world) {
            read_hand(name, take(element.get_object()));
            continue;
        }
        count = read_points(name, element);
        groups_.push_back({start, count, world, is_hands, {-1, 0}});
    }
}

/// Appends the points of `value` to the store, and returns their number. `value` is null, a list, or an
/// object around a list: `{"landmark": […]}` of protobuf or `{"num_landmarks": 33, "landmarks": ["x,y,z,c",
/// …]}`.
std::size_t DocumentReader::read_points(std::string_view name, ondemand::value value) {
    if (first_byte(value) != '{') return read_list(name, value);
    std::size_t at = position(value);
    std::size_t count = 0;
    bool found = false, empty = true;
    for (auto step : take(value.get_object())) {
        auto field = take(std::move(step));
        auto key = key_of(field);
        empty = false;
        if (key != "landmark" && key != "landmarks" && key != "keypoints" && key != "points") continue;
        if (found) fail(LANDMARK_JSON_DUPLICATE, position(field.value()), key);
        found = true;
        count = read_list(name, field.value());
    }
    if (!found && !empty) fail_type(name, list_of_landmarks, at);
    return count;
}

std::size_t DocumentReader::read_list(std::string_view name, ondemand::value &value) {
    if (takes_nothing(value)) return 0;
    if (first_byte(value) != '[') fail_type(name, list_of_landmarks, position(value));
    std::size_t at = position(value);
    if (is_flat(part_, text_from(value))) return read_flat(name, take(value.get_array()), at);
    return read_array(name, take(value.get_array()), Nesting::people);
}

/// A list of points, or of people, who fill `listed_`; returns the points of the first person present.
std::size_t DocumentReader::read_array(std::string_view name, ondemand::array array, Nesting nesting) {
    std::size_t start = store_.landmark_count();
    std::size_t people = 0, points = 0, of_first = 0;
    for (auto step : array) {
        auto element = take(std::move(step));
        auto token = element.raw_json_token();
        char first = token.front();
        bool is_point = first == '[' && is_point_array(text_from(element));
        if (nesting == Nesting::people && points == 0 && first == '[' && !is_point) {
            std::size_t begin = store_.landmark_count(), at = position(element);
            bool is_row = is_flat(part_, text_from(element));
            auto person = take(element.get_array());
            std::size_t count = is_row ? read_flat(name, person, at) : read_array(name, person, Nesting::points);
            if (count != 0) listed_.push_back({part_, begin, count, people});
            if (of_first == 0) of_first = count;
            ++people;
            continue;
        }
        landmark_ = int(points++);
        bool is_nothing = takes_nothing(element, token);
        if (people > 0 || (first != '{' && first != '"' && !is_nothing && !is_point)) {
            fail_type(name, list_of_landmarks, position(element));
        }
        if (points > most_landmarks(int(FrameKey::face))) fail_count(points, position(element));
        if (is_nothing) {
            store_.append_landmark();
        } else if (is_point) {
            read_point_array(take(element.get_array()));
        } else if (first == '{') {
            read_point(take(element.get_object()));
        } else {
            read_numbered_string(element);
        }
    }
    landmark_ = -1;
    if (nesting == Nesting::people && listed_.size() > 1 && people > 1) note_extra_people();
    return people > 0 ? of_first : store_.landmark_count() - start;
}

/// Numbers in a row, `[x, y, z, x, y, z, …]`; their count gives the numbers per landmark.
std::size_t DocumentReader::read_flat(std::string_view name, ondemand::array array, std::size_t at) {
    std::vector<float> numbers;
    for (auto step : array) {
        auto element = take(std::move(step));
        if (numbers.size() == most_landmarks(int(FrameKey::face)) * most_numbers) {
            fail_type(name, list_of_landmarks, at);
        }
        bool is_nothing = takes_nothing(element);
        numbers.push_back(is_nothing ? std::numeric_limits<float>::quiet_NaN() : read_coordinate(name, element));
    }
    auto row = row_of(part_, numbers.size());
    if (row.landmarks == 0) fail_type(name, list_of_landmarks, at);
    for (std::size_t landmark = 0; landmark < row.landmarks; ++landmark) {
        float *slot = store_.append_landmark();
        PointBuilder point(slot, store_.flags.back());
        for (std::size_t index = 0; index < std::min<std::size_t>(row.numbers, floats_per_landmark); ++index) {
            float number = numbers[landmark * row.numbers + index];
            std::isnan(number) ? point.set_null(int(index)) : point.set(int(index), number);
        }
        point.finish();
    }
    return row.landmarks;
}

/// `[x, y]`, `[x, y, z]` or `[x, y, z, visibility]`; a presence may follow.
void DocumentReader::read_point_array(ondemand::array array) {
    float *slot = store_.append_landmark();
    PointBuilder point(slot, store_.flags.back());
    int index = 0;
    for (auto step : array) {
        auto element = take(std::move(step));
        if (index == most_numbers) fail_type("landmark", "[x, y, z]", position(element));
        if (takes_nothing(element)) {
            if (index < floats_per_landmark) point.set_null(index);
        } else if (index < 3) {
            point.set(index, read_coordinate("landmark", element));
        } else {
            auto token = element.raw_json_token();
            float number = nearest_float(read_decimal("visibility", element, token), token);
            if (index < floats_per_landmark) point.set(index, number);
        }
        ++index;
    }
    // One number is not a point.
    if (index < 2) point.set_null(0);
    point.finish();
}

void DocumentReader::read_point(ondemand::object object) {
    float *slot = store_.append_landmark();
    PointBuilder point(slot, store_.flags.back());
    for (auto step : object) {
        auto field = take(std::move(step));
        auto key = key_of(field);
        int index = coordinate_index(key);
        if (index < 0) continue;
        auto value = field.value();
        if (!point.begin(index)) fail(LANDMARK_JSON_DUPLICATE, position(value), key);
        auto token = value.raw_json_token();
        double wide;
        // Numbers first: nearly all values are numbers.
        if (is_short_decimal(token) && value.get_double().get(wide) == simdjson::SUCCESS) {
            float number = nearest_float(wide, token);
            if (index < 3 && std::fabs(number) > coordinate_limit) fail(LANDMARK_JSON_TOO_FAR, position(token), key);
            point.set(index, number);
        } else if (takes_nothing(value, token)) {
            point.set_null(index);
        } else if (index < 3) {
            point.set(index, read_coordinate(key, value, token));
        } else {
            point.set(index, nearest_float(read_decimal(key, value, token), token));
        }
    }
    point.finish();
}

/// `"x,y,z"` or `"x,y,z,visibility"`.
void DocumentReader::read_numbered_string(ondemand::value value) {
    auto token = value.raw_json_token();
    std::size_t at = position(token);
    auto raw = take(value.get_raw_json_string());
    std::string_view text(raw.raw(), std::size_t(text_ + length_ - raw.raw()));
    text = text.substr(0, text.find('"'));
    float numbers[floats_per_landmark] = {};
    int count = 0;
    for (;; text.remove_prefix(1)) {
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
        if (count == floats_per_landmark) fail_type("landmark", numbered_string, at);
        std::string_view number = text.substr(0, text.find(','));
        switch (parse_decimal(text, numbers[count])) {
        case NumberText::number: break;
        case NumberText::too_large: fail(LANDMARK_JSON_NOT_FINITE, at, number);
        case NumberText::malformed:
            if (is_not_finite_literal(number)) fail(LANDMARK_JSON_NOT_FINITE, at, number);
            fail_type("landmark", numbered_string, at);
        }
        if (count < 3 && std::fabs(numbers[count]) > coordinate_limit) fail(LANDMARK_JSON_TOO_FAR, at, number);
        ++count;
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
        if (text.empty()) break;
        if (text.front() != ',') fail_type("landmark", numbered_string, at);
    }
    if (count < 3) fail_type("landmark", numbered_string, at);
    float *slot = store_.append_landmark();
    PointBuilder point(slot, store_.flags.back());
    for (int index = 0; index < count; ++index) {
        point.begin(index);
        point.set(index, numbers[index]);
    }
    point.finish();
}

float DocumentReader::read_coordinate(std::string_view name, ondemand::value &value, std::string_view token) {
    float number = nearest_float(read_decimal(name, value, token), token);
    if (std::fabs(number) > coordinate_limit) fail(LANDMARK_JSON_TOO_FAR, position(token), name);
    return number;
}

double DocumentReader::read_double(std::string_view name, ondemand::value &value) {
    return read_decimal(name, value, value.raw_json_token());
}

/// The number in `value`, whose raw text is `token`; whitespace may follow it.
double DocumentReader::read_decimal(std::string_view name, ondemand::value &value, std::string_view token) {
    double number;
    if (is_short_decimal(token) && value.get_double().get(number) == simdjson::SUCCESS) return number;
    auto text = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
    auto rest = text;
    auto outcome = parse_decimal(rest, number);
    if (outcome == NumberText::number && rest.empty()) return number;
    if (outcome == NumberText::too_large || is_not_finite_literal(text)) {
        fail(LANDMARK_JSON_NOT_FINITE, position(token), name);
    }
    fail_type(name, "a number", position(token));
}

}  // namespace landmarks
