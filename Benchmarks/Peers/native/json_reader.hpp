#pragma once
#include <simdjson.h>

#include <string_view>
#include <vector>

/// MediaPipe Holistic's JSON into float32 by simdjson's On-Demand, in one pass, as a keen user would write it.
///
/// Takes the browser's shape, where each part is an array of one person's points:
///
///     {"frames": [{"t": 0.0, "poseLandmarks": [[{"x": 0.5, "y": 0.4, "z": -0.1, "visibility": 0.9}, …]], …}, …]}
///
/// A value that is not wanted is skipped the way On-Demand skips: by brackets, without a look at its numbers.
class JsonReader {
public:
    /// The parts in the order of a frame, and how many points each has.
    static constexpr std::string_view keys[] = {
        "poseLandmarks", "faceLandmarks", "leftHandLandmarks", "rightHandLandmarks"};
    static constexpr size_t counts[] = {33, 468, 21, 21};

    explicit JsonReader(bool face) : face(face) {}

    /// The numbers of `text` as `[frames][points][x, y, z, visibility]`, zeros where there is no point; the buffer is
    /// the reader's own and is filled anew by the next call. Throws `simdjson_error` for what is no such document.
    const std::vector<float> &read(const simdjson::padded_string &text) {
        using namespace simdjson;
        values.clear();
        frames = 0;
        auto document = parser.iterate(text);
        for (auto frame : document["frames"].get_array()) {
            const size_t first = values.size();
            values.resize(first + width());
            for (auto field : frame.get_object()) {
                const std::string_view key = field.unescaped_key();
                size_t offset = first;
                for (size_t part = 0; part < 4; part++) {
                    const bool wanted = face || part != 1;
                    if (wanted && key == keys[part]) points(field.value(), values.data() + offset, counts[part]);
                    if (wanted) offset += counts[part] * 4;
                }
            }
            frames++;
        }
        return values;
    }

    /// Floats of one frame.
    size_t width() const { return (face ? 33 + 468 + 21 + 21 : 33 + 21 + 21) * 4; }

    /// Frames of the last document.
    size_t frames = 0;

private:
    static void points(simdjson::simdjson_result<simdjson::ondemand::value> part, float *target, size_t count) {
        const float *end = target + count * 4;
        for (auto person : part.get_array()) {
            for (auto point : person.get_array()) {
                if (target == end) return;
                for (auto field : point.get_object()) {
                    // As written: faster by a tenth than unescaped.
                    const auto key = field.key().value();
                    if (key == "x") target[0] = float(double(field.value()));
                    else if (key == "y") target[1] = float(double(field.value()));
                    else if (key == "z") target[2] = float(double(field.value()));
                    else if (key == "visibility") target[3] = float(double(field.value()));
                }
                target += 4;
            }
        }
    }

    bool face;
    simdjson::ondemand::parser parser;
    std::vector<float> values;
};
