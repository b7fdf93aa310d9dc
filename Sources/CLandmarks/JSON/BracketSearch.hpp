#pragma once

namespace landmarks {

/// Moves `at` from an opening bracket to the byte after the bracket that closes it. Returns false where no
/// bracket closes it before `end`, or where a non-ASCII byte, a backslash, or a control character in a string
/// comes first. Reads no byte from `end` on.
///
/// Brackets are counted and not matched by kind, as in simdjson's skipping. Some gigabytes per second.
bool skip_container(const char *&at, const char *end);
/// The same with vectors of 32 bytes at most, as on a machine without AVX-512.
bool skip_container_narrowly(const char *&at, const char *end);
/// The same on any machine.
bool skip_container_anywhere(const char *&at, const char *end);

}  // namespace landmarks
