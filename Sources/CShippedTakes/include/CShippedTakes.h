/// The shipped reference takes, embedded in the program.
#ifndef CSHIPPEDTAKES_H
#define CSHIPPEDTAKES_H

#include <stddef.h>
#include <stdint.h>

/// A take: its sign and signer, NUL-terminated, and its `.pose` file. Constant for the life of the process.
typedef struct {
  const char *_Nonnull gloss;
  const char *_Nonnull signer;
  const uint8_t *_Nonnull bytes;
  size_t count;
} shipped_take;

/// All takes, by sign in library order, then by signer.
///
/// @param count out: their number.
const shipped_take *_Nonnull shipped_takes(size_t *_Nonnull count);

#endif
