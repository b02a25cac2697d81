/* Libraries that few runs need, loaded when one does. Linked, they cost every start:
 * the system's linker takes as long for libqpdf and the seven libraries that it needs
 * as for reading all text files.
 *
 * The functions of a library that are called stand in a list, F(function) for each, of
 * which LATE_MEMBER makes a struct of pointers and LATE_NAME their names:
 *
 *     static struct { FUNCTIONS(LATE_MEMBER) } library;
 *     static const char *const names[] = {FUNCTIONS(LATE_NAME) NULL}; */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

#define LATE_MEMBER(function) __typeof__(function) *function;

/* As its header has it, which may give it another name (ICU's do). */
#define LATE_NAME(function) LATE_NAME_OF(function)
#define LATE_NAME_OF(function) #function,

/* Finds functions of a library by their names, which NULL ends, and puts their
 * addresses into `functions`, pointers to functions one after the other, NULL before;
 * once they are there, nothing is looked for. The library stays as long as the process.
 * False with `error`, and nothing done: the machine has no such library. */
bool late_load(const char *library, const char *const *names, void *functions,
               GError **error);
