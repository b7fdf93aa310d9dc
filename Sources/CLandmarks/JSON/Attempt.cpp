#include "DocumentReader.hpp"
#include "Facts.hpp"
#include "Scanner.hpp"

namespace landmarks {

namespace {

/// A byte order mark has no meaning in UTF-8, and simdjson does not accept it.
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

}  // namespace

/// Whether `scan` returns true; if not, the store is unchanged.
template <typename Scan>
bool DocumentReader::appends(Scan scan) {
    auto before = store_.extent();
    try {
        if (scan()) return true;
    } catch (const landmark_json_fault &) {
        // The fault is in a remembered fact; read_document and read_line will find it again.
    } catch (const std::exception &) {
        // No memory; read_document and read_line report it if they have none either.
    }
    document_ = nullptr;
    store_.cut(before);
    return false;
}

bool DocumentReader::scan_document(std::string_view text) {
    // simdjson refuses longer texts.
    if (text.size() > simdjson::SIMDJSON_MAXSIZE_BYTES || store_.frame_count() != 0) return false;
    Scanner scanner(store_, wanted_);
    auto rest = text.substr(text.substr(0, 3) == byte_order_mark ? 3 : 0);
    auto read = [&] {
        if (!scanner.read_document(rest)) return false;
        facts_ = scanner.facts();
        std::copy(scanner.ranks(), scanner.ranks() + 5, ranks_);
        read_remembered(scanner.remembered());
        // The order of the keys decides which of too many are noted.
        return scanner.remembered().empty() || !store_.passed_over.is_full();
    };
    if (!appends(read)) {
        facts_ = Scanner(store_, wanted_).facts();
        std::fill(ranks_, ranks_ + 5, Rank::none);
        return false;
    }
    any_known_key_ = true;
    bytes_read_ += text.size();
    return true;
}

bool DocumentReader::scan_line(std::string_view text) {
    auto before = store_.extent();
    Scanner scanner(store_, wanted_);
    // A line without a known key is left to the reader, whose error lists the keys.
    auto read = [&] {
        if (!scanner.read_line(text) || !scanner.any_known_key()) return false;
        // A first line may hold facts and no frame.
        if (before.frames == 0 && !scanner.any_frame_key()) return false;
        read_remembered(scanner.remembered());
        return scanner.remembered().empty() || !store_.passed_over.is_full();
    };
    if (!appends(read)) return false;
    any_known_key_ = true;
    bytes_read_ += text.size();
    return true;
}

void DocumentReader::read_document(const char *bytes, std::size_t length) {
    offset_ = 0;
    bytes_read_ += length;
    if (std::string_view(bytes, length).substr(0, 3) == byte_order_mark) {
        bytes += 3;
        length -= 3;
        offset_ = 3;
    }
    text_ = bytes;
    length_ = length;
    ondemand::document document;
    if (auto error = parser_.iterate(bytes, length, length + simdjson::SIMDJSON_PADDING).get(document)) {
        fail_syntax(error);
    }
    read_root(document, false);
}

void DocumentReader::read_line(const char *bytes, std::size_t length, std::size_t offset) {
    bytes_read_ += length;
    offset_ = offset;
    if (std::string_view(bytes, length).find_first_not_of(" \t\r\n") == std::string_view::npos) return;
    // The padding is spaces, so that no rest of an earlier line can follow this one.
    line_.assign(bytes, length);
    line_.append(simdjson::SIMDJSON_PADDING, ' ');
    text_ = line_.data();
    length_ = length;
    ondemand::document document;
    if (auto error = parser_.iterate(line_.data(), length, line_.size()).get(document)) fail_syntax(error);
    read_root(document, true);
}

void DocumentReader::read_root(ondemand::document &document, bool is_line) {
    document_ = &document;
    auto type = take(document.type());
    if (type == ondemand::json_type::array && !is_line) {
        read_frames(take(document.get_array()));
    } else if (type == ondemand::json_type::object) {
        if (is_line) {
            bool is_first = store_.frame_count() == 0;
            begin_frame();
            read_frame(take(document.get_object()));
            if (is_first && has_facts_ && !has_parts_ && !has_unit_) forget_header();
        } else {
            read_attempt(take(document.get_object()));
        }
    } else {
        auto expected = is_line ? "a frame object" : "an attempt object or a list of frames";
        fail_type(is_line ? "line" : "document", expected, 0);
    }
    // After the last token there is no location.
    const char *rest = nullptr;
    if (document.current_location().get(rest) == simdjson::SUCCESS) {
        fail(LANDMARK_JSON_TRAILING, std::size_t(rest - text_));
    }
    document_ = nullptr;
}

/// A first line of facts, without landmarks or a time, was not a frame.
void DocumentReader::forget_header() {
    auto none = store_.extent();
    none.frames = 0;
    none.clocks.fill(0);
    store_.cut(none);
    // Its facts hold for all frames, like those beside a list of frames.
    for (auto &rank : ranks_) {
        if (rank == Rank::frame || rank == Rank::frame_object) rank = Rank::object;
    }
}

void DocumentReader::read_frames(ondemand::array array) {
    for (auto step : array) {
        auto element = take(std::move(step));
        begin_frame();
        if (first_byte(element) != '{') fail_type("frame", "an object", position(element));
        read_frame(take(element.get_object()));
    }
    if (store_.frame_count() == 0) fail(LANDMARK_JSON_EMPTY, 0);
}

/// `{"frames": […], …}` with its facts in any order, or one frame.
void DocumentReader::read_attempt(ondemand::object object) {
    bool has_frames = false, is_frame = false, is_reference = false;
    std::uint32_t seen = 0;
    for (auto step : object) {
        auto field = take(std::move(step));
        auto name = key_of(field);
        auto value = field.value();
        auto key = frame_key(name);
        auto begin = [&] {
            if (has_frames) fail(LANDMARK_JSON_FRAME_BESIDE_FRAMES, position(value), name);
            if (!is_frame) begin_frame();
            is_frame = true;
        };
        if (key == FrameKey::frames) {
            if (has_frames) fail(LANDMARK_JSON_DUPLICATE, position(value), name);
            if (is_frame) fail(LANDMARK_JSON_FRAME_BESIDE_FRAMES, position(value), name);
            has_frames = true;
            if (first_byte(value) != '[') fail_type(name, "a list of frames", position(value));
            read_frames(take(value.get_array()));
        } else if (key != FrameKey::unknown) {
            begin();
            read_frame_key(key, name, value);
        } else if (auto fact = attempt_key(name); fact != AttemptKey::unknown) {
            std::uint32_t bit = 1u << int(fact);
            if (seen & bit) fail(LANDMARK_JSON_DUPLICATE, position(value), name);
            seen |= bit;
            is_reference = is_reference || fact >= AttemptKey::media_id;
            // The error for an attempt without frames lists its keys.
            if (!has_frames) note_unknown_key(name);
            read_fact(fact, name, value);
        } else if (auto usual = usual_fact(PlainName(name)); usual != Fact::unknown) {
            note_unknown_key(name);
            if (!read_loose_fact(usual, Rank::attempt, value)) pass_over(name, value);
        } else if (!has_frames && holds_points(name, value)) {
            begin();
            read_usual_key(name, value);
        } else {
            if (!has_frames) note_unknown_key(name);
            // A time beside the frames is the time of recording.
            if (!is_clock(usual_frame_key(PlainName(name)))) pass_over(name, value);
        }
    }
    if (is_frame) {
        end_frame(0);
    } else if (!has_frames && is_openpose_) {
        fail(LANDMARK_JSON_OPENPOSE, 0);
    } else if (!has_frames) {
        fail(is_reference ? LANDMARK_JSON_REFERENCE : LANDMARK_JSON_NO_FRAMES, 0, unknown_keys());
    }
}

void DocumentReader::read_fact(AttemptKey key, std::string_view name, ondemand::value value) {
    auto require = [&](bool holds, const char *expected, std::size_t at) {
        if (holds) return;
        auto fault = make_fault(LANDMARK_JSON_FACT, name);
        fault.expected = expected;
        fail(fault, at);
    };
    if (key >= AttemptKey::media_id) return;
    std::size_t at = position(value);
    char first = first_byte(value);
    if (takes_nothing(value)) return;
    switch (key) {
    case AttemptKey::format:
        require(first == '"', "\"mediapipe-holistic\"", at);
        require(take(value.get_string()) == attempt_format, "\"mediapipe-holistic\"", at);
        break;
    case AttemptKey::version:
        if (std::string_view(text_, length_).substr(0, 1 << 12).find("keypoints_2d") != std::string_view::npos) {
            fail(LANDMARK_JSON_OPENPOSE, 0);
        }
        require(read_double(name, value) == attempt_version, "1", at); break;
    case AttemptKey::fps: {
        double fps = read_double(name, value);
        require(is_frame_rate(fps), "above 0 and at most 1000", at);
        ranks_[int(Fact::fps)] = Rank::own_name;
        facts_.fps = fps;
        break;
    }
    case AttemptKey::width:
    case AttemptKey::height: {
        double size = read_double(name, value);
        require(is_picture_side(size), "a whole number from 1 to 65535", at);
        ranks_[int(key == AttemptKey::width ? Fact::width : Fact::height)] = Rank::own_name;
        (key == AttemptKey::width ? facts_.width : facts_.height) = int(size);
        break;
    }
    case AttemptKey::mirrored: {
        bool mirrored = false;
        require(value.get_bool().get(mirrored) == simdjson::SUCCESS, "true or false", at);
        ranks_[int(Fact::mirrored)] = Rank::own_name;
        facts_.mirrored = mirrored;
        break;
    }
    case AttemptKey::dominant_hand: {
        require(first == '"', "\"left\" or \"right\"", at);
        auto hand = take(value.get_string());
        require(is_hand(hand), "\"left\" or \"right\"", at);
        ranks_[int(Fact::dominant_hand)] = Rank::own_name;
        facts_.dominant_hand = hand == right_hand_name;
        break;
    }
    case AttemptKey::parts:
        if (first != '{') fail_type(name, "an object of landmark counts", at);
        read_stated_parts(take(value.get_object()));
        break;
    default: break;
    }
}

/// `{"poseLandmarks": 33, …}`: parts of the recording that no frame may show.
void DocumentReader::read_stated_parts(ondemand::object object) {
    std::uint32_t seen = 0;
    for (auto step : object) {
        auto field = take(std::move(step));
        auto name = key_of(field);
        auto value = field.value();
        std::size_t at = position(value);
        auto key = frame_key(name);
        if (!is_part(key)) fail_type("parts", "an object of landmark counts", at);
        if (seen & (1u << int(key))) fail(LANDMARK_JSON_DUPLICATE, at, name);
        seen |= 1u << int(key);
        double count = read_double(name, value);
        part_ = int(key);
        require_count(count >= 0 && count < 1e6 ? std::size_t(count) : 0, at);
        if (wants(part_)) store_.parts |= 1u << part_;
        part_ = -1;
    }
}

}  // namespace landmarks
