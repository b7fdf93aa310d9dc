/// How a process takes memory from the system.
#ifndef HEAP_H
#define HEAP_H

#include <stddef.h>

/// For a process that is over in a moment: takes the heap in large pages, and gives nothing back before the end.
///
/// Half of such a process's time goes to faults of small pages, many of them of memory that was given back just before. To be
/// called once, first thing; where the system has no large pages it does little. `room` bytes of addresses, not of memory,
/// are set aside.
void heap_take_large_pages(size_t room);

#endif
