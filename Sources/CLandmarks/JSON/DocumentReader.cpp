#include "DocumentReader.hpp"

namespace landmarks {

namespace {

/// The offset at which `text` stops being UTF-8. Called only after simdjson refused the text.
std::size_t first_invalid_utf8(std::string_view text) {
    auto byte = [&](std::size_t i) { return i < text.size() ? unsigned(std::uint8_t(text[i])) : 0u; };
    std::size_t i = 0;
    while (i < text.size()) {
        unsigned lead = byte(i);
        std::size_t length =
            lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0) return i;
        for (std::size_t k = 1; k < length; ++k) {
            if ((byte(i + k) & 0xc0) != 0x80) return i;
        }
        // Overlong forms, surrogates, and code points beyond U+10FFFF.
        unsigned second = byte(i + 1);
        if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) || (lead == 0xf0 && second < 0x90)
            || (lead == 0xf4 && second > 0x8f)) {
            return i;
        }
        i += length;
    }
    return i;
}

}  // namespace

/// The text of a key, unescaped where needed.
std::string_view DocumentReader::key_of(ondemand::field &field) {
    const char *raw = field.key().raw();
    const char *end = raw;
    while (*end != '"' && *end != '\\') ++end;
    if (*end == '"') return {raw, std::size_t(end - raw)};
    return take(field.unescaped_key());
}

bool DocumentReader::takes_word_for_nothing(ondemand::value &value) {
    auto token = value.raw_json_token();
    token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
    if (token == "null") return take(value.is_null());
    return token == "NaN" || token == "nan" || token == "-nan";
}

void DocumentReader::note_unknown_key(std::string_view name) {
    if (any_known_key_ || unknown_keys_.size() == 8) return;
    auto short_name = name.substr(0, 24);
    for (const auto &noted : unknown_keys_) {
        if (noted == short_name) return;
    }
    unknown_keys_.emplace_back(short_name);
}

std::string DocumentReader::unknown_keys() const {
    std::string list;
    for (const auto &key : unknown_keys_) list += (list.empty() ? "" : ", ") + key;
    return list;
}

void DocumentReader::note_extra_people() {
    std::size_t frame = store_.frame_count() - 1;
    // A frame counts once, even if several of its parts hold two people.
    if (extra_people_ > 0 && last_extra_people_ == frame) return;
    if (extra_people_++ == 0) first_extra_people_ = frame;
    last_extra_people_ = frame;
}

void DocumentReader::fail(landmark_json_fault fault, std::size_t at) {
    fault.frame = in_frame_ ? std::int64_t(store_.frame_count()) - 1 : -1;
    fault.byte = std::int64_t(offset_ + at);
    fault.part = part_;
    fault.landmark = landmark_;
    throw fault;
}

void DocumentReader::fail(landmark_json_code code, std::size_t at, std::string_view text) {
    fail(make_fault(code, text), at);
}

void DocumentReader::fail_count(std::size_t count, std::size_t at) {
    landmark_ = -1;
    auto fault = make_fault(part_ >= 0 ? LANDMARK_JSON_COUNT : LANDMARK_JSON_GROUP_COUNT, "landmarks");
    fault.found = std::int64_t(count);
    fail(fault, at);
}

void DocumentReader::fail_type(std::string_view name, const char *expected, std::size_t at) {
    auto fault = make_fault(LANDMARK_JSON_WRONG_TYPE, name);
    fault.expected = expected;
    fail(fault, at);
}

void DocumentReader::fail_syntax(simdjson::error_code error) {
    std::size_t at = length_;
    const char *location = nullptr;
    if (document_ != nullptr && document_->current_location().get(location) == simdjson::SUCCESS) {
        at = std::min(std::size_t(location - text_), length_);
    }
    switch (error) {
    case simdjson::MEMALLOC: fail(LANDMARK_JSON_NO_MEMORY, 0);
    case simdjson::CAPACITY: fail(LANDMARK_JSON_TOO_LONG, 0);
    case simdjson::UTF8_ERROR: fail(LANDMARK_JSON_NOT_UTF8, first_invalid_utf8({text_, length_}));
    case simdjson::EMPTY:
    case simdjson::UNCLOSED_STRING:
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: fail(LANDMARK_JSON_ENDS_EARLY, length_);
    default: fail(at == length_ ? LANDMARK_JSON_ENDS_EARLY : LANDMARK_JSON_SYNTAX, at,
                  simdjson::error_message(error));
    }
}

void DocumentReader::get(landmark_json_result &result) {
    if (store_.frame_count() == 0) throw make_fault(LANDMARK_JSON_EMPTY);
    if (!any_known_key_) {
        throw make_fault(is_openpose_ ? LANDMARK_JSON_OPENPOSE : LANDMARK_JSON_NO_KNOWN_KEYS, unknown_keys());
    }
    passed_over_ = store_.passed_over.names(false);
    all_passed_over_ = store_.passed_over.names(true);
    result.passed_over = passed_over_.c_str();
    result.all_passed_over = all_passed_over_.c_str();
    result.counts = nullptr;
    result.clock = LANDMARK_JSON_SECONDS;
    result.times_are_few = false;
    for (std::size_t clock = 0; clock < store_.clocks.size() && store_.times.empty(); ++clock) {
        const auto &counts = store_.clocks[clock];
        result.times_are_few = result.times_are_few || !counts.empty();
        if (counts.size() != store_.frame_count()) continue;
        result.counts = counts.data();
        result.clock = landmark_json_clock(clock);
        result.times_are_few = false;
        break;
    }
    result.people_by_hands = people_by_hands_;
    result.unlabelled_hands = unlabelled_hands_;
    result.frame_count = store_.frame_count();
    result.first_entry = store_.first_entry.data();
    result.entry_count = store_.entries.size();
    result.entries = store_.entries.data();
    result.values = store_.values.data();
    result.flags = store_.flags.data();
    result.times = store_.times.empty() ? nullptr : store_.times.data();
    result.parts = store_.parts;
    result.face_count = store_.face_count;
    result.facts = facts_;
    result.alike_hands = alike_hands_;
    result.first_alike_hands = first_alike_hands_;
    result.extra_people = extra_people_;
    result.first_extra_people = first_extra_people_;
    result.bytes = bytes_read_;
}

}  // namespace landmarks
