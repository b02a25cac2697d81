/* No process goes on without memory that it needs.
 *
 * Libraries take a refusal differently: some end the process, some hang, some leave out
 * what they had no memory for and say nothing, and a poster without it would be kept.
 * So malloc and its like never return NULL for less than ALLOCATION_MUCH; the process
 * ends instead. Whoever asks for more is told, and may do with less. Not in builds with
 * sanitizers, which have a malloc of their own. */
#pragma once

#define ALLOCATION_MUCH ((size_t)1 << 20)

/* How this process and those it forks end then; `end` must not return, nor take memory.
 * Until it is said they abort. */
void allocation_when_refused(void (*end)(void));
