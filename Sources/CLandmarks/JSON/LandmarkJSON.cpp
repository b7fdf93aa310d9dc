#include <new>

#include "BracketSearch.hpp"
#include "DocumentReader.hpp"
#include "UsualPoints.hpp"

struct landmark_json_reader {
    explicit landmark_json_reader(uint32_t parts) : document(parts) {}

    landmarks::DocumentReader document;
};

namespace {

/// Runs `body`; no exception reaches Swift.
template <typename Body>
bool guarded(landmark_json_fault *fault, Body body) {
    try {
        body();
        return true;
    } catch (const landmark_json_fault &thrown) {
        *fault = thrown;
    } catch (const std::exception &) {
        // Only memory can fail here: simdjson's own errors are handled where they occur.
        *fault = landmarks::make_fault(LANDMARK_JSON_NO_MEMORY);
    }
    return false;
}

}  // namespace

namespace landmarks {

template <auto skip>
static size_t skipped(const char *bytes, size_t length) {
    const char *at = bytes;
    return skip(at, bytes + length) ? size_t(at - bytes) : 0;
}

template <auto read>
static size_t usual_points(const char *bytes, size_t length, size_t most, float *values, uint8_t *flags) {
    const char *at = bytes;
    return read(at, bytes + length, values, flags, most);
}

}  // namespace landmarks

size_t landmark_json_padding(void) { return simdjson::SIMDJSON_PADDING; }

landmark_json_reader *landmark_json_create(uint32_t parts) { return new (std::nothrow) landmark_json_reader(parts); }

void landmark_json_destroy(landmark_json_reader *reader) { delete reader; }

bool landmark_json_scan_document(landmark_json_reader *reader, const char *bytes, size_t length) {
    return reader->document.scan_document({bytes, length});
}

bool landmark_json_scan_line(landmark_json_reader *reader, const char *bytes, size_t length) {
    return reader->document.scan_line({bytes, length});
}

bool landmark_json_read_document(
    landmark_json_reader *reader, const char *bytes, size_t length, landmark_json_fault *fault) {
    return guarded(fault, [&] { reader->document.read_document(bytes, length); });
}

bool landmark_json_read_line(
    landmark_json_reader *reader, const char *bytes, size_t length, size_t offset, landmark_json_fault *fault) {
    return guarded(fault, [&] { reader->document.read_line(bytes, length, offset); });
}

size_t landmark_json_frame_count(const landmark_json_reader *reader) { return reader->document.frame_count(); }

landmark_json_facts landmark_json_stated(const landmark_json_reader *reader) { return reader->document.facts(); }

bool landmark_json_get(
    landmark_json_reader *reader, landmark_json_result *result, landmark_json_fault *fault) {
    return guarded(fault, [&] { reader->document.get(*result); });
}

landmark_json_kernels landmark_json_kernels_here(void) {
    return {landmarks::skipped<landmarks::skip_container>, landmarks::usual_points<landmarks::read_usual_points>};
}

landmark_json_kernels landmark_json_kernels_narrow(void) {
    return {
        landmarks::skipped<landmarks::skip_container_narrowly>, landmarks::usual_points<landmarks::read_usual_points>};
}

landmark_json_kernels landmark_json_kernels_anywhere(void) {
    return {
        landmarks::skipped<landmarks::skip_container_anywhere>,
        landmarks::usual_points<landmarks::read_usual_points_anywhere>,
    };
}
