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
                if (!skip_value()) return false;
                continue;
            }
            std::uint32_t bit = 1u << int(key);
            if ((seen & bit) || !read_frame_key(key)) return false;
            seen |= bit;
            any_known_key_ = true;
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

bool Scanner::read_time() {
    if (is_next('n')) return take_word("null");
    double time;
    if (!take_double(time) || store_.times.size() + 1 != store_.frame_count()) return false;
    if (!store_.times.empty() && time < store_.times.back()) return false;
    store_.times.push_back(time);
    return true;
}

}  // namespace landmarks
