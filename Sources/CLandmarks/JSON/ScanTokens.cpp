#include "BracketSearch.hpp"
#include "Numbers.hpp"
#include "Scanner.hpp"

namespace landmarks {

bool Scanner::take_word(std::string_view word) {
    skip_blanks();
    if (std::string_view(at_, std::size_t(end_ - at_)).substr(0, word.size()) != word) return false;
    at_ += word.size();
    return true;
}

/// A string of printable ASCII without escapes.
bool Scanner::take_string(std::string_view &text) {
    if (!take('"')) return false;
    const char *start = at_;
    for (; at_ != end_; ++at_) {
        unsigned byte = static_cast<unsigned char>(*at_);
        if (byte == '"') {
            text = {start, std::size_t(at_ - start)};
            ++at_;
            return true;
        }
        if (byte < 0x20 || byte > 0x7f || byte == '\\') return false;
    }
    return false;
}

bool Scanner::take_double(double &value) {
    skip_blanks();
    std::string_view text(at_, std::size_t(end_ - at_));
    if (parse_decimal(text, value) != NumberText::number) return false;
    at_ = text.data();
    return true;
}

bool Scanner::skip_value() {
    skip_blanks();
    if (at_ == end_) return false;
    std::string_view text;
    switch (*at_) {
    case '{':
    case '[': return skip_container(at_, end_);
    case '"': return take_string(text);
    case 't': return take_word("true");
    case 'f': return take_word("false");
    case 'n': return take_word("null");
    default:
        text = leading_number({at_, std::size_t(end_ - at_)});
        at_ += text.size();
        return !text.empty();
    }
}

/// Skips the value of an unknown key, and notes the key.
bool Scanner::pass_over(std::string_view name) {
    skip_blanks();
    const char *start = at_;
    // DocumentReader refuses these keys, with a message.
    if (name == "people" || name.find("keypoints_2d") != name.npos || !skip_value()) return false;
    store_.passed_over.note(name, {start, std::size_t(end_ - start)});
    return true;
}

/// Skips the value of a fact, to be read later.
bool Scanner::remember(std::string_view name, Fact fact, Rank rank) {
    skip_blanks();
    const char *start = at_;
    if (!skip_value()) return false;
    remembered_.push_back({fact, rank, name, {start, std::size_t(at_ - start)}});
    return true;
}

}  // namespace landmarks
