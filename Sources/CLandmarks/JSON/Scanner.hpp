#pragma once

#include <string_view>
#include <vector>

#include "FrameStore.hpp"
#include "Keys.hpp"
#include "LooseFacts.hpp"

namespace landmarks {

/// Whether `text`, the value of `key`, begins like landmarks in any form.
bool holds_landmarks(FrameKey key, std::string_view text);

/// Reads documents and lines in the usual form of producers, in one pass over the bytes, several times as
/// fast as DocumentReader, which reads all others.
///
/// It either appends exactly the frames of DocumentReader, or returns false. It returns false for every
/// fault, so that one class reports faults, and for rare input: non-ASCII bytes, escapes, lists without a
/// name and their handedness, protobuf's objects, numbers in strings, a second person. The tests compare both
/// classes.
///
/// Skipped values are checked as in simdjson: strings end and hold no control character, brackets close.
class Scanner {
public:
    /// Appends the parts with a bit in `wanted` to `store`; the others are skipped.
    Scanner(FrameStore &store, std::uint32_t wanted) : store_(store), wanted_(wanted) {}

    /// Whether `text` is an attempt object or a list of frames, and was read whole. Reads no byte beyond it.
    bool read_document(std::string_view text);
    /// Whether `text` is one frame.
    bool read_line(std::string_view text);

    const landmark_json_facts &facts() const { return facts_; }
    /// The ranks of the facts, by Fact.
    const Rank *ranks() const { return ranks_; }
    /// Facts under other names, skipped here and read by DocumentReader.
    const std::vector<RememberedFact> &remembered() const { return remembered_; }
    /// Whether any frame had a known key.
    bool any_known_key() const { return any_known_key_; }
    /// Whether any frame had a key other than a time, or a time in seconds.
    bool any_frame_key() const { return any_frame_key_; }

private:
    // ScanDocument.cpp: the object around the frames.
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

    // ScanTokens.cpp: the tokens of any JSON. Where a method returns true, it has moved `at_` past its token.
    void skip_blanks() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
    }
    bool take(char wanted) {
        skip_blanks();
        if (at_ == end_ || *at_ != wanted) return false;
        ++at_;
        return true;
    }
    /// Whether the next byte that is not blank is `wanted`; does not move past it.
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
