#include <new>

#include "DocumentReader.hpp"

struct landmark_json_reader {
    landmarks::DocumentReader document;
};

namespace {

/// Runs `body`; no exception passes into Swift.
template <typename Body>
bool guarded(landmark_json_fault *fault, Body body) {
    try {
        body();
        return true;
    } catch (const landmark_json_fault &thrown) {
        *fault = thrown;
    } catch (const std::exception &) {
        // Only memory is left to fail: simdjson's own errors are taken where they arise.
        *fault = landmarks::make_fault(LANDMARK_JSON_NO_MEMORY);
    }
    return false;
}

}  // namespace

size_t landmark_json_padding(void) { return simdjson::SIMDJSON_PADDING; }

landmark_json_reader *landmark_json_create(void) { return new (std::nothrow) landmark_json_reader; }

void landmark_json_destroy(landmark_json_reader *reader) { delete reader; }

bool landmark_json_read_document(
    landmark_json_reader *reader, const char *bytes, size_t length, landmark_json_fault *fault) {
    return guarded(fault, [&] { reader->document.read_document(bytes, length); });
}

bool landmark_json_read_line(
    landmark_json_reader *reader, const char *bytes, size_t length, size_t offset, landmark_json_fault *fault) {
    return guarded(fault, [&] { reader->document.read_line(bytes, length, offset); });
}

bool landmark_json_get(
    const landmark_json_reader *reader, landmark_json_result *result, landmark_json_fault *fault) {
    return guarded(fault, [&] { reader->document.get(*result); });
}
