#include "FuzzDriver.h"

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*one_input)(const uint8_t *, size_t));

// libFuzzer's own main, linked but never reached, wants this name.
static int (*current_input)(const uint8_t *, size_t);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) { return current_input(bytes, count); }

int fuzz(int argc, char **argv, int (*one_input)(const uint8_t *, size_t)) {
    current_input = one_input;
    return LLVMFuzzerRunDriver(&argc, &argv, LLVMFuzzerTestOneInput);
}
