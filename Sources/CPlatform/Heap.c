#define _DEFAULT_SOURCE
#include "Heap.h"

#include <stdint.h>
#include <stdlib.h>

#ifdef __GLIBC__

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

// The large page of x86-64, and of arm64 with pages of 4 KiB.
enum { LARGE_PAGE = 2 << 20 };

void heap_take_large_pages(size_t room) {
  // The largest threshold that glibc accepts: arrays below it lie in the heap, and not in mappings of their
  // own.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, (int)room);
  // Otherwise threads would create small heaps of their own.
  mallopt(M_ARENA_MAX, 1);
  // Larger than any free block, so that the heap grows by it and the padding.
  void *volatile grown = malloc(1 << 20);
  free(grown);
  uintptr_t end = (uintptr_t)sbrk(0);
  uintptr_t start = (end - room + LARGE_PAGE - 1) & ~(uintptr_t)(LARGE_PAGE - 1);
  if (end > room && start < end) madvise((void *)start, end - start, MADV_HUGEPAGE);
}

#else

void heap_take_large_pages(size_t room) { (void)room; }

#endif
