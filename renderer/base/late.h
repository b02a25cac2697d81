/* Libraries that few runs need, loaded when one does. Linked, they cost every start:
 * the system's linker takes as long for libqpdf and the seven libraries that it needs
 * as for reading all text files. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

/* Finds functions of a library by their names, which NULL ends, and puts their
 * addresses into `functions`, pointers to functions one after the other. It stays as
 * long as the process. False with `error`, and nothing done: the machine has no such
 * library. */
bool late_load(const char *library, const char *const *names, void *functions,
               GError **error);
