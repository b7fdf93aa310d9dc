#include "DocumentReader.hpp"
#include "Facts.hpp"
#include "Numbers.hpp"

namespace landmarks {

namespace {

/// The depth of nested objects that are searched.
constexpr int most_depth = 3;

/// A number, bare or in a string, or a fraction in a string as ffprobe writes a rate: "30000/1001". Advances
/// `text` past it.
bool leading_ratio(std::string_view &text, double &value) {
    if (parse_decimal(text, value) != NumberText::number) return false;
    if (text.substr(0, 1) != "/") return true;
    text.remove_prefix(1);
    double divisor;
    if (parse_decimal(text, divisor) != NumberText::number || divisor == 0) return false;
    value /= divisor;
    return true;
}

bool is_number(std::string_view token, double &value) {
    token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
    if (token.size() >= 2 && token.front() == '"' && token.back() == '"') token = token.substr(1, token.size() - 2);
    return leading_ratio(token, value) && token.empty();
}

}  // namespace

/// Whether a fact of this rank is accepted; if so, no place of equal or lower priority is accepted
/// afterwards.
bool DocumentReader::take_rank(Fact fact, Rank rank) {
    auto &held = ranks_[int(fact)];
    if (held <= rank) return false;
    held = rank;
    return true;
}

bool DocumentReader::read_side(Fact fact, Rank rank, double size) {
    if (!is_picture_side(size)) return false;
    if (take_rank(fact, rank)) (fact == Fact::width ? facts_.width : facts_.height) = int(size);
    return true;
}

/// `[640, 480]`, `"640x480"`, or an object of both.
bool DocumentReader::read_size(Rank rank, ondemand::value value, int depth) {
    double sides[2] = {0, 0};
    int count = 0;
    switch (first_byte(value)) {
    case '{': read_fact_object(rank, take(value.get_object()), depth); return true;
    case '[':
        for (auto step : take(value.get_array())) {
            auto element = take(std::move(step));
            if (count < 2 && is_number(element.raw_json_token(), sides[count])) ++count;
        }
        break;
    case '"': {
        auto text = take(value.get_string());
        if (parse_decimal(text, sides[0]) != NumberText::number) return false;
        auto digit = text.find_first_of("0123456789");
        if (digit == text.npos || digit > 4) return false;
        text.remove_prefix(digit);
        count = parse_decimal(text, sides[1]) == NumberText::number && text.empty() ? 2 : 0;
        break;
    }
    default: return false;
    }
    return count == 2 && is_picture_side(sides[0]) && is_picture_side(sides[1])
        && read_side(Fact::width, rank, sides[0]) && read_side(Fact::height, rank, sides[1]);
}

/// Reads a fact; returns false where the value does not fit. These keys are not part of our format, so no
/// value is a fault.
bool DocumentReader::read_loose_fact(Fact fact, Rank rank, ondemand::value value, int depth) {
    if (takes_nothing(value)) return true;
    char first = first_byte(value);
    double number = 0;
    switch (fact) {
    case Fact::fps:
        if (!is_number(value.raw_json_token(), number) || !is_frame_rate(number)) return false;
        if (take_rank(fact, rank)) facts_.fps = number;
        return true;
    case Fact::width:
    case Fact::height: return is_number(value.raw_json_token(), number) && read_side(fact, rank, number);
    case Fact::mirrored:
        if (first != 't' && first != 'f') return false;
        if (take_rank(fact, rank)) facts_.mirrored = take(value.get_bool());
        return true;
    case Fact::dominant_hand: {
        if (first != '"') return false;
        auto hand = take(value.get_string());
        if (!is_hand(hand)) return false;
        if (take_rank(fact, rank)) facts_.dominant_hand = hand == right_hand_name;
        return true;
    }
    case Fact::size: return read_size(rank, value, depth);
    case Fact::object:
        // The name of a video file, as "video" may hold, is not a fact, and no unknown key either.
        if (first == '{' && depth < most_depth) read_fact_object(rank, take(value.get_object()), depth + 1);
        return true;
    case Fact::unknown: return false;
    }
    return false;
}

void DocumentReader::read_fact_object(Rank rank, ondemand::object object, int depth) {
    auto inner = rank == Rank::attempt ? Rank::object : rank == Rank::frame ? Rank::frame_object : rank;
    for (auto step : object) {
        auto field = take(std::move(step));
        auto name = key_of(field);
        auto fact = usual_fact(PlainName(name));
        auto value = field.value();
        has_facts_ = has_facts_ || (fact != Fact::unknown && fact != Fact::object);
        if (fact == Fact::unknown || !read_loose_fact(fact, inner, value, depth)) pass_over(name, value);
    }
}

/// Reads the facts that the scanner skipped.
void DocumentReader::read_remembered(const std::vector<RememberedFact> &facts) {
    for (const auto &remembered : facts) {
        line_.assign(1, '[').append(remembered.value).append(1, ']');
        std::size_t length = line_.size();
        line_.append(simdjson::SIMDJSON_PADDING, ' ');
        text_ = line_.data();
        length_ = length;
        ondemand::document document;
        if (auto error = parser_.iterate(line_.data(), length, line_.size()).get(document)) fail_syntax(error);
        document_ = &document;
        for (auto step : take(document.get_array())) {
            auto value = take(std::move(step));
            if (!read_loose_fact(remembered.fact, remembered.rank, value)) {
                store_.passed_over.note(remembered.name, remembered.value);
            }
        }
        document_ = nullptr;
    }
}

}  // namespace landmarks
