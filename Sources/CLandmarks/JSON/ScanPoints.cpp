#include "PartCounts.hpp"
#include "PointBuilder.hpp"
#include "QuickFloat.hpp"
#include "Scanner.hpp"
#include "UsualPoints.hpp"

namespace landmarks {

/// A part of the frame: null, a list of points, or such a list nested without a second person.
bool Scanner::read_part(int part) {
    if (is_next('n')) return take_word("null");
    if (!take('[')) return false;
    if (!is_next('[')) return read_list(part);
    ++at_;
    return read_list(part) && take(']');
}

/// The points of a list and its closing bracket; the opening one was read.
bool Scanner::read_list(int part) {
    if (take(']')) return true;
    if (store_.frame_has(part)) return false;
    std::size_t most = most_landmarks(part);
    std::size_t start = store_.landmark_count();
    float *slot = store_.append_landmarks(most);
    std::uint8_t *flags = store_.flags.data() + start;
    std::size_t count = 0;
    do {
        skip_blanks();
        std::size_t usual =
            read_usual_points(at_, end_, slot + count * floats_per_landmark, flags + count, most - count);
        count += usual;
        if (usual != 0) continue;
        if (count == most || !read_point(slot + count * floats_per_landmark, flags[count])) return false;
        ++count;
    } while (take(','));
    if (!take(']') || !is_count_of(part, count)) return false;
    store_.cut_landmarks(start + count);
    if (part == int(FrameKey::face)) {
        if (store_.face_count != 0 && store_.face_count != int(count)) return false;
        store_.face_count = int(count);
    }
    store_.append_entry(part, start);
    return true;
}

/// The members in any order, also unknown ones, or null for a missing landmark.
bool Scanner::read_point(float *slot, std::uint8_t &flags) {
    std::fill(slot, slot + floats_per_landmark, 0.0f);
    flags = 0;
    if (is_next('n')) return take_word("null");
    if (!take('{')) return false;
    PointBuilder point(slot, flags);
    if (take('}')) return point.finish(), true;
    do {
        std::string_view key;
        if (!take_key(key)) return false;
        int index = coordinate_index(key);
        if (index < 0) {
            if (!skip_value()) return false;
        } else {
            float value = 0;
            if (!point.begin(index)) return false;
            if (is_next('n')) {
                if (!take_word("null")) return false;
                point.set_null(index);
            } else if (!(index < 3 ? read_coordinate(value) : read_float(value))) {
                return false;
            } else {
                point.set(index, value);
            }
        }
    } while (take(','));
    if (!take('}')) return false;
    point.finish();
    return true;
}

bool Scanner::read_coordinate(float &value) { return read_float(value) && std::fabs(value) <= coordinate_limit; }

/// Any number, rounded once.
bool Scanner::read_float(float &value) {
    skip_blanks();
    if (end_ - at_ >= quick_float_reach && quick_float<PlainDigits>(at_, value)) return true;
    std::string_view text(at_, std::size_t(end_ - at_));
    if (parse_decimal(text, value) != NumberText::number) return false;
    at_ = text.data();
    return true;
}

}  // namespace landmarks
