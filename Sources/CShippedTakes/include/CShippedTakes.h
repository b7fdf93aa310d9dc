/// The reference takes that come with the engine, as bytes in the program.
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

/// Every take, by sign in the order of the library, then by signer.
///
/// @param count where their number goes.
const shipped_take *_Nonnull shipped_takes(size_t *_Nonnull count);

#endif
