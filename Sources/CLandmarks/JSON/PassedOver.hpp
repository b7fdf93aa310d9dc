#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "Keys.hpp"

namespace landmarks {

/// Whether the value at the start of `text` holds no data: null, NaN, or empty.
inline bool says_nothing(std::string_view text) {
    auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
    std::size_t at = 0;
    while (at < text.size() && blank(text[at])) ++at;
    text.remove_prefix(at);
    if (text.substr(0, 4) == "null" || text.substr(0, 3) == "NaN" || text.substr(0, 2) == "\"\"") return true;
    if (text.empty() || (text[0] != '[' && text[0] != '{')) return false;
    for (at = 1; at < text.size() && blank(text[at]); ++at) {}
    return at < text.size() && (text[at] == ']' || text[at] == '}');
}

/// Unknown keys, of which a few are kept by name: they may hold landmarks or facts of a producer that is not
/// supported.
class PassedOver {
public:
    static constexpr std::size_t most = 8;
    static constexpr std::size_t longest = 24;

    /// Notes a key whose value begins at `value`. Keys without data are not noted.
    void note(std::string_view name, std::string_view value) {
        auto short_name = printable(name.substr(0, longest));
        for (const auto &key : keys_) {
            if (key.name == short_name) return;
        }
        if (keys_.size() == most || says_nothing(value)) return;
        std::size_t at = value.find_first_not_of(" \t\r\n");
        bool holds_more = at != std::string_view::npos && (value[at] == '[' || value[at] == '{');
        auto kind = kind_of(PlainName(name));
        if (kind == Kind::fact || (holds_more && kind != Kind::harmless)) {
            keys_.push_back({short_name, kind != Kind::other});
        }
    }

    /// The number of keys, to restore with `cut`.
    std::size_t count() const { return keys_.size(); }
    bool is_full() const { return keys_.size() == most; }
    void cut(std::size_t count) { keys_.resize(count); }

    /// The names in order, separated by commas: all, or only those that resemble a landmark's or a fact's
    /// key.
    std::string names(bool all) const {
        std::vector<std::string> sorted;
        for (const auto &key : keys_) {
            if (all || key.is_like_known) sorted.push_back(key.name);
        }
        std::sort(sorted.begin(), sorted.end());
        std::string list;
        for (const auto &name : sorted) list += (list.empty() ? "" : ", ") + name;
        return list;
    }

private:
    static std::string printable(std::string_view name) {
        std::string text(name);
        for (auto &c : text) c = c >= 0x20 && c < 0x7f ? c : '?';
        return text;
    }

    enum class Kind { part, fact, other, harmless };
    struct Key {
        std::string name;
        bool is_like_known;
    };

    static Kind kind_of(const PlainName &name) {
        // MediaPipe's output other than landmarks.
        for (std::string_view word : {"blendshape", "segmentation", "transformation", "geometry", "gesture", "purpose"}) {
            if (name.contains(word)) return Kind::harmless;
        }
        for (std::string_view word : {"hand", "pose", "face", "landmark", "keypoint", "skeleton", "joint", "body"}) {
            if (name.contains(word)) return Kind::part;
        }
        for (std::string_view word : {"fps", "framerate", "width", "height", "timestamp", "mirror", "resolution"}) {
            if (name.contains(word)) return Kind::fact;
        }
        return Kind::other;
    }

    std::vector<Key> keys_;
};

}  // namespace landmarks
