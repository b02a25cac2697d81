/* Loops that compilers make vectors of. */
#pragma once

#include <stddef.h>

/* For a function of nothing but such a loop, over pointers that cannot meet: only
 * alone, not inlined, it becomes vectors for sure; and where the processor has wide
 * ones, these are used. The results must be the same, so: no sum of floats in one
 * expression with a product. */
#if defined __x86_64__ && defined __GNUC__ && !defined __clang__ && \
    !defined __SANITIZE_ADDRESS__
#define VECTORISED \
    __attribute__((noinline, target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define VECTORISED __attribute__((noinline))
#endif
