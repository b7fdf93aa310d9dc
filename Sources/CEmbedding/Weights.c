#include "CEmbedding.h"

// The networks that `make learn` wrote, embedded by the compiler; weights/README.md says from what.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t networks[] = {
#embed "weights/networks.bin"
};

const uint8_t *embedding_networks(size_t *count) {
    *count = sizeof networks;
    return networks;
}
