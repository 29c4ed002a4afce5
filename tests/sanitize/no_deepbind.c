// Preloaded when a stock PHP runs the extension with sanitizers: PHP loads modules with RTLD_DEEPBIND, which the
// sanitizers' runtime refuses, because it would hide their replacements of malloc and friends from the module.
#define _GNU_SOURCE
#include <dlfcn.h>

void* dlopen(const char* path, int flags) {
    void* (*next)(const char*, int) = (void* (*)(const char*, int))dlsym(RTLD_NEXT, "dlopen");
    return next(path, flags & ~RTLD_DEEPBIND);
}
