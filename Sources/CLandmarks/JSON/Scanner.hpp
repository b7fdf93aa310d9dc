#pragma once

#include <string_view>
#include <vector>

#include "FrameStore.hpp"
#include "Keys.hpp"
#include "LooseFacts.hpp"

namespace landmarks {

/// Whether `text`, the value of a key of such a meaning, begins like landmarks in any of their shapes.
bool holds_landmarks(FrameKey key, std::string_view text);

/// Reads the documents and lines that producers mostly write, in one pass over bytes, several times as fast as
/// DocumentReader, and leaves all others to it.
///
/// It either appends exactly what DocumentReader would, or returns false: for every fault, so that there is one place
/// that words them, and for whatever is rare: bytes beyond ASCII, escapes, lists without a name and their handedness,
/// protobuf's objects, numbers in strings, a second person. The tests hold it to that.
///
/// What is skipped is checked as simdjson checks it: strings end and hold no control character, brackets close.
class Scanner {
public:
    /// Appends to `store` the parts of the bits `wanted`; the others are skipped.
    Scanner(FrameStore &store, std::uint32_t wanted) : store_(store), wanted_(wanted) {}

    /// Whether `text` was an attempt object or a list of frames, and all of it was read. Reads no byte beyond it.
    bool read_document(std::string_view text);
    /// Whether `text` was one frame.
    bool read_line(std::string_view text);

    const landmark_json_facts &facts() const { return facts_; }
    /// Where they were stated, by Fact.
    const Rank *ranks() const { return ranks_; }
    /// Facts under other names, whose values are skipped: they are the reader's to read.
    const std::vector<RememberedFact> &remembered() const { return remembered_; }
    /// Whether any frame had a key that means something.
    bool any_known_key() const { return any_known_key_; }
    /// Whether any had one that is no time, or a time in seconds.
    bool any_frame_key() const { return any_frame_key_; }

private:
    // ScanDocument.cpp: what stands around the frames.
    bool read_attempt();
    bool read_frames();
    bool read_fact(AttemptKey key);

    // ScanFrame.cpp: one frame.
    bool read_frame();
    bool read_frame_key(FrameKey key);
    bool read_usual_key(std::string_view name);
    bool read_time();

    // ScanPoints.cpp: lists of landmarks.
    bool read_part(int part);
    bool read_list(int part);
    bool read_point(float *slot, std::uint8_t &flags);
    bool read_coordinate(float &value);
    bool read_float(float &value);

    // ScanTokens.cpp: what any JSON consists of. Each moves `at_` behind what it names where it returns true.
    void skip_blanks() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
    }
    bool take(char wanted) {
        skip_blanks();
        if (at_ == end_ || *at_ != wanted) return false;
        ++at_;
        return true;
    }
    /// Whether the next byte that is not blank is `wanted`; it stays.
    bool is_next(char wanted) {
        skip_blanks();
        return at_ != end_ && *at_ == wanted;
    }
    bool take_word(std::string_view word);
    bool take_string(std::string_view &text);
    /// A key and its colon.
    bool take_key(std::string_view &key) { return take_string(key) && take(':'); }
    bool take_double(double &value);
    bool skip_value();
    bool pass_over(std::string_view name);
    bool remember(std::string_view name, Fact fact, Rank rank);

    FrameStore &store_;
    const std::uint32_t wanted_;
    const char *at_ = nullptr;
    const char *end_ = nullptr;
    landmark_json_facts facts_{std::numeric_limits<double>::quiet_NaN(), 0, 0, -1, -1};
    Rank ranks_[5] = {Rank::none, Rank::none, Rank::none, Rank::none, Rank::none};
    std::vector<RememberedFact> remembered_;
    bool any_known_key_ = false, any_frame_key_ = false;
};

}  // namespace landmarks
