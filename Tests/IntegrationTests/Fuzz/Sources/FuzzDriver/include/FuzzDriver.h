#ifndef FUZZDRIVER_H
#define FUZZDRIVER_H
#include <stddef.h>
#include <stdint.h>

/// Runs libFuzzer on `one_input` with its own command line. SwiftPM gives every executable its own main, so the one
/// of libFuzzer is never reached.
int fuzz(int argc, char **argv, int (*one_input)(const uint8_t *bytes, size_t count));

#endif
