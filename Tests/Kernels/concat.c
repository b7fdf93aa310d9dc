// Fortran's concatenation under the sanitizers, in buffers of exactly the lengths: every combination up to eight of each,
// beside one character after another. `make kernel-test` builds and runs it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void _gfortran_concat_string(
    size_t length, char *to, size_t first_length, const char *first, size_t second_length, const char *second);

static char *room(size_t count) {
    char *memory = malloc(count);
    if (memory == NULL && count > 0) exit(70);
    return memory;
}

int main(void) {
    int failures = 0;
    for (size_t length = 0; length <= 8; ++length) {
        for (size_t left = 0; left <= 8; ++left) {
            for (size_t right = 0; right <= 8; ++right) {
                char *to = room(length), *first = room(left), *second = room(right);
                for (size_t i = 0; i < length; ++i) to[i] = '?';
                for (size_t i = 0; i < left; ++i) first[i] = (char)('a' + i);
                for (size_t i = 0; i < right; ++i) second[i] = (char)('A' + i);
                _gfortran_concat_string(length, to, left, first, right, second);
                for (size_t i = 0; i < length; ++i) {
                    char wanted = i < left ? first[i] : i < left + right ? second[i - left] : ' ';
                    if (to[i] != wanted) ++failures;
                }
                free(to);
                free(first);
                free(second);
            }
        }
    }
    if (failures > 0) fprintf(stderr, "%d characters of a concatenation are wrong\n", failures);
    return failures > 0;
}
