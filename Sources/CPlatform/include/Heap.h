/// How a process takes memory from the system.
#ifndef HEAP_H
#define HEAP_H

#include <stddef.h>

/// Takes the heap in large pages and returns none before the end, for a short-lived process.
///
/// Such a process spends half its time on faults of small pages, many of them just returned. Call it once,
/// before anything else; without large pages it has little effect. It reserves `room` bytes of addresses, not
/// of memory.
void heap_take_large_pages(size_t room);

#endif
