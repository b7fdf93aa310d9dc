#include "Scanner.hpp"

namespace landmarks {

bool Scanner::read_frame() {
    store_.begin_frame();
    std::uint32_t seen = 0;
    if (!take('{')) return false;
    if (!take('}')) {
        do {
            std::string_view name;
            if (!take_key(name)) return false;
            auto key = frame_key(name);
            if (key == FrameKey::unknown) {
                if (!read_usual_key(name)) return false;
                continue;
            }
            std::uint32_t bit = 1u << int(key);
            if ((seen & bit) || !read_frame_key(key)) return false;
            seen |= bit;
            any_known_key_ = any_frame_key_ = true;
        } while (take(','));
        if (!take('}')) return false;
    }
    // All frames have a time, or none.
    return store_.times.empty() || store_.times.size() == store_.frame_count();
}

bool Scanner::read_frame_key(FrameKey key) {
    if (key == FrameKey::time) return read_time();
    if (!is_part(key)) return false;
    if ((wanted_ & 1u << int(key)) == 0) return skip_value();
    return read_part(int(key));
}

/// The value of a usual name, in the usual form of a part; DocumentReader reads the other forms.
bool Scanner::read_usual_key(std::string_view name) {
    PlainName plain(name);
    auto key = usual_frame_key(plain);
    if (is_clock(key)) {
        skip_blanks();
        double time;
        // A value that is not a number is left to DocumentReader.
        if (!take_double(time)) return false;
        store_.append_time(std::size_t(key) - std::size_t(FrameKey::clock_seconds), time);
        return any_known_key_ = true;
    }
    if (key != FrameKey::unknown) {
        if (!is_part(key) || (wanted_ & 1u << int(key)) == 0) return false;
        if (!is_next('n')) {
            if (!is_next('[')) return false;
            std::string_view text(at_, std::size_t(end_ - at_));
            auto first = text.find_first_not_of(" \t\r\n", 1);
            if (first == text.npos || (text[first] != ']' && (text[first] != '{' || !holds_landmarks(key, text)))) return false;
        }
        if (!read_part(int(key))) return false;
        return any_known_key_ = any_frame_key_ = true;
    }
    auto fact = usual_fact(plain);
    if (fact == Fact::unknown) return pass_over(name);
    return store_.frame_count() > 1 ? skip_value() : remember(name, fact, Rank::frame);
}

bool Scanner::read_time() {
    if (is_next('n')) return take_word("null");
    double time;
    if (!take_double(time) || store_.times.size() + 1 != store_.frame_count()) return false;
    if (!store_.times.empty() && time < store_.times.back()) return false;
    store_.times.push_back(time);
    return true;
}

}  // namespace landmarks
