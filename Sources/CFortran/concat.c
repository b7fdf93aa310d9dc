// The only function of libgfortran that OpenBLAS's LAPACK calls: it puts the name of a routine together before it looks up a
// block size. The Makefile links it into the programs in libgfortran's place, which then need neither that library nor
// libquadmath at run time.
//
// Fortran's `to = first // second`: `to` has its own length, and what is not filled of it is blank. Interface: GCC,
// libgfortran/intrinsics/string_intrinsics_inc.c.
#include <stddef.h>
#include <string.h>

void _gfortran_concat_string(
    size_t length, char *to, size_t first_length, const char *first, size_t second_length, const char *second);

void _gfortran_concat_string(
    size_t length, char *to, size_t first_length, const char *first, size_t second_length, const char *second) {
  size_t head = first_length < length ? first_length : length;
  memcpy(to, first, head);
  size_t tail = second_length < length - head ? second_length : length - head;
  memcpy(to + head, second, tail);
  memset(to + head + tail, ' ', length - head - tail);
}
