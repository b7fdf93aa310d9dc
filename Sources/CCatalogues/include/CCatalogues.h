/// The catalogues of texts, embedded in the program.
#ifndef CCATALOGUES_H
#define CCATALOGUES_H

#include <stddef.h>
#include <stdint.h>

/// A catalogue: its language tag, NUL-terminated, and its JSON file. Constant for the life of the process.
typedef struct {
  const char *_Nonnull tag;
  const uint8_t *_Nonnull bytes;
  size_t count;
} text_catalogue;

/// All catalogues.
///
/// @param count out: their number.
const text_catalogue *_Nonnull text_catalogues(size_t *_Nonnull count);

#endif
