#pragma once

namespace landmarks {

/// Moves `at`, which stands on a bracket, behind the bracket that closes it; false where none does before `end`, or where
/// a byte beyond ASCII, a backslash, or a control character in a string stands between. Reads no byte from `end` on.
///
/// Brackets are counted and not matched by kind, as simdjson does in what it skips. Some gigabytes a second.
bool skip_container(const char *&at, const char *end);
/// The same on any machine.
bool skip_container_anywhere(const char *&at, const char *end);

}  // namespace landmarks
