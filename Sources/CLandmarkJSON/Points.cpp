#include <algorithm>

#include "DocumentReader.hpp"
#include "Numbers.hpp"
#include "PartCounts.hpp"
#include "PointBuilder.hpp"

namespace landmarks {

namespace {

constexpr const char *list_of_landmarks = "a list of landmarks";
constexpr const char *numbered_string = "\"x,y,z\" or \"x,y,z,visibility\"";

/// NaN, Infinity, -Infinity, nan, inf: what Python and C print where JSON has no word.
bool is_not_finite_literal(std::string_view token) {
    if (!token.empty() && token.front() == '-') token.remove_prefix(1);
    return token.substr(0, 3) == "NaN" || token.substr(0, 3) == "nan" || token.substr(0, 3) == "Inf"
        || token.substr(0, 3) == "inf";
}

}  // namespace

/// A part of the frame: null, a list of points, the same one deeper (a list of people), or an object around it.
void DocumentReader::read_part(int part, std::string_view name, ondemand::value value) {
    part_ = part;
    std::size_t at = position(value);
    std::size_t start = store_.landmark_count();
    std::size_t count = read_points(name, value);
    add_part(part, start, count, at);
    part_ = -1;
}

void DocumentReader::add_part(int part, std::size_t start, std::size_t count, std::size_t at) {
    if (count == 0 || !wants(part)) return;
    part_ = part;
    require_count(count, at);
    if (store_.frame_has(part)) fail(LANDMARK_JSON_PART_TWICE, at);
    store_.append_entry(part, start);
    part_ = -1;
}

/// Holds the part being read to the counts its producers write, and the face to one of its two.
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

/// Lists of people or hands: `[[point…], [point…]]`, or `[{"landmark": [point…]}, …]`.
void DocumentReader::read_groups(bool world, std::string_view name, ondemand::value value) {
    switch (first_byte(value)) {
    case 'n':
        take(value.is_null());
        return;
    case '[': break;
    default: fail_type(name, "a list of lists of landmarks", position(value));
    }
    for (auto step : take(value.get_array())) {
        auto element = take(std::move(step));
        std::size_t start = store_.landmark_count();
        char first = first_byte(element);
        if (first != '[' && first != '{' && first != 'n') {
            fail_type(name, "a list of lists of landmarks", position(element));
        }
        std::size_t count = read_points(name, element);
        groups_.push_back({start, count, world});
    }
}

/// Appends the points of `value` to the store and returns how many they are: null, a list, or an object around
/// a list, `{"landmark": […]}` of protobuf or `{"num_landmarks": 33, "landmarks": ["x,y,z,c", …]}`.
std::size_t DocumentReader::read_points(std::string_view name, ondemand::value value) {
    if (first_byte(value) != '{') return read_list(name, value);
    std::size_t at = position(value);
    std::size_t count = 0;
    bool found = false, empty = true;
    for (auto step : take(value.get_object())) {
        auto field = take(std::move(step));
        auto key = key_of(field);
        empty = false;
        if (key != "landmark" && key != "landmarks") continue;
        if (found) fail(LANDMARK_JSON_DUPLICATE, position(field.value()), key);
        found = true;
        count = read_list(name, field.value());
    }
    if (!found && !empty) fail_type(name, list_of_landmarks, at);
    return count;
}

std::size_t DocumentReader::read_list(std::string_view name, ondemand::value &value) {
    switch (first_byte(value)) {
    case '[': return read_array(name, take(value.get_array()), Nesting::people);
    case 'n':
        take(value.is_null());
        return 0;
    default: fail_type(name, list_of_landmarks, position(value));
    }
}

/// A list of points, or of people of whom the first that is there is kept.
std::size_t DocumentReader::read_array(std::string_view name, ondemand::array array, Nesting nesting) {
    std::size_t start = store_.landmark_count();
    std::size_t people = 0, points = 0;
    bool extra = false;
    for (auto step : array) {
        auto element = take(std::move(step));
        char first = first_byte(element);
        if (nesting == Nesting::people && points == 0 && first == '[') {
            ++people;
            auto person = take(element.get_array());
            if (store_.landmark_count() == start) {
                read_array(name, person, Nesting::points);
            } else if (!take(person.is_empty())) {
                extra = true;
            }
            continue;
        }
        landmark_ = int(points++);
        if (people > 0 || (first != '{' && first != '"' && first != 'n')) {
            fail_type(name, list_of_landmarks, position(element));
        }
        if (points > most_landmarks(int(FrameKey::face))) fail_count(points, position(element));
        switch (first) {
        case '{': read_point(take(element.get_object())); break;
        case '"': read_numbered_string(element); break;
        default:
            take(element.is_null());
            store_.append_landmark();
        }
    }
    landmark_ = -1;
    if (extra) note_extra_people();
    return store_.landmark_count() - start;
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
        if (first_byte(value) == 'n' && take(value.is_null())) {
            point.set_null(index);
        } else if (index < 3) {
            point.set(index, read_coordinate(key, value));
        } else {
            auto token = value.raw_json_token();
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

float DocumentReader::read_coordinate(std::string_view name, ondemand::value &value) {
    auto token = value.raw_json_token();
    float number = nearest_float(read_decimal(name, value, token), token);
    if (std::fabs(number) > coordinate_limit) fail(LANDMARK_JSON_TOO_FAR, position(token), name);
    return number;
}

double DocumentReader::read_double(std::string_view name, ondemand::value &value) {
    return read_decimal(name, value, value.raw_json_token());
}

/// The number of `value`, whose raw text `token` is; whitespace may follow it there.
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
