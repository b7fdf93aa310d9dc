#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

#include "Fault.hpp"
#include "FrameStore.hpp"
#include "Keys.hpp"
#include "LooseFacts.hpp"
#include "Scanner.hpp"

namespace landmarks {

namespace ondemand = simdjson::ondemand;

/// Reads documents and lines into a FrameStore. Faults are thrown as landmark_json_fault and caught at the C
/// boundary. The input's shapes bound the recursion; skipped values need none.
///
/// Documents and lines in the usual form are first tried with Scanner, which gives the same result.
class DocumentReader {
public:
    /// Reads the parts with a bit in `wanted`; the others are skipped, whatever their content.
    explicit DocumentReader(std::uint32_t wanted) : wanted_(wanted) {}

    /// Whether `text` is a document in the usual form and was read whole; if not, nothing was read.
    bool scan_document(std::string_view text);
    /// The same for a line.
    bool scan_line(std::string_view text);
    void read_document(const char *bytes, std::size_t length);
    void read_line(const char *bytes, std::size_t length, std::size_t offset);
    void get(landmark_json_result &result);
    std::size_t frame_count() const { return store_.frame_count(); }
    const landmark_json_facts &facts() const { return facts_; }

private:
    struct Side {
        int hand;  // 0 left, 1 right, -1 not stated
        double score;
    };
    struct Group {
        std::size_t start, count;
        bool world;
        /// Whether the list may lack a label, and the label in the list itself.
        bool is_hand;
        Side side;
    };
    struct Person {
        int part;
        std::size_t start, count;
        /// The index in its list of people.
        std::size_t place;
    };

    // Attempt.cpp: the object around the frames.
    template <typename Scan>
    bool appends(Scan scan);
    void read_root(ondemand::document &document, bool is_line);
    void forget_header();
    void read_attempt(ondemand::object object);
    void read_frames(ondemand::array array);
    void read_fact(AttemptKey key, std::string_view name, ondemand::value value);

    // LooseFacts.cpp: facts under other names and in other places.
    bool read_loose_fact(Fact fact, Rank rank, ondemand::value value, int depth = 0);
    void read_fact_object(Rank rank, ondemand::object object, int depth);
    bool read_size(Rank rank, ondemand::value value, int depth);
    bool read_side(Fact fact, Rank rank, double size);
    void read_remembered(const std::vector<RememberedFact> &facts);
    bool take_rank(Fact fact, Rank rank);
    void read_stated_parts(ondemand::object object);

    // Frame.cpp: one frame.
    void begin_frame();
    void read_frame(ondemand::object object);
    void read_frame_key(FrameKey key, std::string_view name, ondemand::value value);
    void end_frame(std::size_t at);
    bool holds_points(std::string_view name, ondemand::value &value) const;
    bool read_usual_key(std::string_view name, ondemand::value value);
    void pass_over(std::string_view name, ondemand::value &value);
    void read_time(ondemand::value value);
    void read_clock(FrameKey key, ondemand::value value);
    void read_nested(ondemand::object object);
    void read_hand(std::string_view name, ondemand::object object);
    void read_handedness(ondemand::value value);
    void read_side(ondemand::value value);
    void read_categories(ondemand::array array);
    void read_category(ondemand::object object);
    void assign_groups(std::size_t at);
    void assign_hands(std::size_t at);

    // People.cpp: the choice of one person.
    void tell_hands_apart();
    void choose_person(std::size_t at);
    std::size_t chosen_pose(const std::vector<std::size_t> &poses);
    std::vector<std::size_t> hand_wrists() const;
    std::size_t last_pose();

    // Points.cpp: lists of landmarks.
    enum class Nesting { points, people };
    void read_part(int part, std::string_view name, ondemand::value value);
    void read_groups(bool world, std::string_view name, ondemand::value value, bool is_hands);
    std::size_t read_points(std::string_view name, ondemand::value value);
    std::size_t read_list(std::string_view name, ondemand::value &value);
    std::size_t read_array(std::string_view name, ondemand::array array, Nesting nesting);
    [[gnu::noinline]] std::size_t read_flat(std::string_view name, ondemand::array array, std::size_t at);
    [[gnu::noinline]] void read_point_array(ondemand::array array);
    void read_point(ondemand::object object);
    void read_numbered_string(ondemand::value value);
    float read_coordinate(std::string_view name, ondemand::value &value) {
        return read_coordinate(name, value, value.raw_json_token());
    }
    float read_coordinate(std::string_view name, ondemand::value &value, std::string_view token);
    double read_double(std::string_view name, ondemand::value &value);
    double read_decimal(std::string_view name, ondemand::value &value, std::string_view token);
    void add_person(int part, Person person, std::size_t at);
    void add_part(int part, std::size_t start, std::size_t count, std::size_t at);
    void require_count(std::size_t count, std::size_t at);
    void note_extra_people();

    // Faults.
    [[noreturn]] void fail(landmark_json_code code, std::size_t at, std::string_view text = {});
    [[noreturn]] void fail(landmark_json_fault fault, std::size_t at);
    [[noreturn]] void fail_count(std::size_t count, std::size_t at);
    [[noreturn]] void fail_type(std::string_view name, const char *expected, std::size_t at);
    [[noreturn]] void fail_syntax(simdjson::error_code error);
    std::size_t position(std::string_view token) const { return std::size_t(token.data() - text_); }
    static constexpr std::size_t none = ~std::size_t(0);
    std::size_t position(ondemand::value &value) const { return position(value.raw_json_token()); }

    /// The value of a step of the iteration, or the fault in the text there.
    template <typename T>
    T take(simdjson::simdjson_result<T> step) {
        T value;
        if (auto error = std::move(step).get(value)) fail_syntax(error);
        return value;
    }
    std::string_view key_of(ondemand::field &field);
    static char first_byte(ondemand::value &value) { return value.raw_json_token().front(); }
    /// The text from `value` on.
    std::string_view text_from(ondemand::value &value) const {
        std::size_t at = position(value);
        return {text_ + at, length_ - at};
    }
    /// Whether the value is null, or Python's NaN, and therefore ignored.
    bool takes_nothing(ondemand::value &value) { return takes_nothing(value, value.raw_json_token()); }
    bool takes_nothing(ondemand::value &value, std::string_view token) {
        char first = token.front();
        bool is_word = first == 'n' || first == 'N' || (first == '-' && token.size() > 1 && token[1] == 'n');
        return is_word && takes_word_for_nothing(value);
    }
    [[gnu::cold, gnu::noinline]] bool takes_word_for_nothing(ondemand::value &value);

    bool wants(int part) const { return (wanted_ & 1u << part) != 0; }
    bool wants_world() const { return (wanted_ & world_parts) != 0; }

    const std::uint32_t wanted_;
    simdjson::ondemand::parser parser_;
    ondemand::document *document_ = nullptr;
    const char *text_ = nullptr;
    std::size_t length_ = 0;
    std::size_t offset_ = 0;
    std::size_t bytes_read_ = 0;
    std::string line_;

    FrameStore store_;
    landmark_json_facts facts_{std::numeric_limits<double>::quiet_NaN(), 0, 0, -1, -1};
    std::size_t alike_hands_ = 0, first_alike_hands_ = 0;
    std::size_t extra_people_ = 0, first_extra_people_ = 0, last_extra_people_ = 0;
    std::size_t people_by_hands_ = 0, unlabelled_hands_ = 0;
    /// The start of the last pose before the frame being read; entries before `looked_at_` were searched for
    /// it.
    std::size_t last_pose_ = none, looked_at_ = 0;
    Rank ranks_[5] = {Rank::none, Rank::none, Rank::none, Rank::none, Rank::none};
    bool is_openpose_ = false;
    std::string passed_over_, all_passed_over_;

    /// Some of the unknown keys, until a known key was found.
    std::vector<std::string> unknown_keys_;
    bool any_known_key_ = false;
    void note_unknown_key(std::string_view name);
    std::string unknown_keys() const;

    // The frame being read.
    bool in_frame_ = false;
    int part_ = -1;
    int landmark_ = -1;
    std::uint32_t keys_seen_ = 0;
    /// Whether the frame has a key of a part, of a fact, or of a time with a known unit.
    bool has_parts_ = false, has_facts_ = false, has_unit_ = false;
    bool sides_read_ = false;
    bool time_read_ = false;
    std::vector<Group> groups_;
    /// Candidates for a part that each person has once.
    std::vector<Person> people_;
    /// The people in the last list read, if it is a list of people.
    std::vector<Person> listed_;
    std::vector<Side> sides_;
    Side side_{-1, 0};
};

}  // namespace landmarks
