#include "Facts.hpp"
#include "Scanner.hpp"

namespace landmarks {

bool Scanner::read_document(std::string_view text) {
    at_ = text.data();
    end_ = at_ + text.size();
    if (!(is_next('[') ? read_frames() : read_attempt())) return false;
    skip_blanks();
    return at_ == end_ && any_known_key_;
}

bool Scanner::read_line(std::string_view text) {
    at_ = text.data();
    end_ = at_ + text.size();
    if (!read_frame()) return false;
    skip_blanks();
    return at_ == end_;
}

/// `{"frames": […], …}`. A single frame without `frames` is left to DocumentReader.
bool Scanner::read_attempt() {
    bool has_frames = false;
    std::uint32_t seen = 0;
    if (!take('{')) return false;
    do {
        std::string_view name;
        if (!take_key(name)) return false;
        auto key = frame_key(name);
        auto fact = attempt_key(name);
        if (key == FrameKey::frames) {
            if (has_frames || !read_frames()) return false;
            has_frames = true;
        } else if (key != FrameKey::unknown) {
            return false;
        } else if (fact == AttemptKey::unknown) {
            PlainName plain(name);
            auto usual = usual_fact(plain);
            auto part = usual_frame_key(plain);
            if (usual != Fact::unknown) {
                if (!remember(name, usual, Rank::attempt)) return false;
            } else if (is_clock(part)) {
                // The time of recording.
                if (!skip_value()) return false;
            } else if (!has_frames && part != FrameKey::unknown) {
                return false;
            } else if (!pass_over(name)) {
                return false;
            }
        } else {
            std::uint32_t bit = 1u << int(fact);
            if ((seen & bit) || !read_fact(fact)) return false;
            seen |= bit;
        }
    } while (take(','));
    return has_frames && take('}');
}

bool Scanner::read_frames() {
    if (!take('[')) return false;
    const char *start = at_;
    if (!read_frame()) return false;
    // The other frames are about as long as the first.
    store_.reserve(std::size_t(end_ - start) / std::size_t(at_ - start) + 1);
    while (take(',')) {
        if (!read_frame()) return false;
    }
    return take(']');
}

bool Scanner::read_fact(AttemptKey key) {
    if (key >= AttemptKey::media_id) return skip_value();
    if (is_next('n')) return take_word("null");
    std::string_view text;
    double number;
    switch (key) {
    case AttemptKey::format: return take_string(text) && text == attempt_format;
    case AttemptKey::version: return take_double(number) && number == attempt_version;
    case AttemptKey::fps:
        if (!take_double(number) || !is_frame_rate(number)) return false;
        facts_.fps = number;
        ranks_[int(Fact::fps)] = Rank::own_name;
        return true;
    case AttemptKey::width:
    case AttemptKey::height:
        if (!take_double(number) || !is_picture_side(number)) return false;
        (key == AttemptKey::width ? facts_.width : facts_.height) = int(number);
        ranks_[int(key == AttemptKey::width ? Fact::width : Fact::height)] = Rank::own_name;
        return true;
    case AttemptKey::mirrored:
        facts_.mirrored = is_next('t');
        ranks_[int(Fact::mirrored)] = Rank::own_name;
        return take_word(facts_.mirrored ? "true" : "false");
    case AttemptKey::dominant_hand:
        if (!take_string(text) || !is_hand(text)) return false;
        facts_.dominant_hand = text == right_hand_name;
        ranks_[int(Fact::dominant_hand)] = Rank::own_name;
        return true;
    default: return false;
    }
}

}  // namespace landmarks
