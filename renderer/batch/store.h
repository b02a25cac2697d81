/* What was made, kept from run to run, in the folder .store of the output folder.
 *
 *     .store/objects/<SHA-256>   bytes of files, read only; those in the output folder
 *                                are hard links to them, or copies where links fail
 *     .store/tasks/<key>         records: what was made from the inputs of that key
 *     .store/last, .store/files  which keys the files of the last run have; file_ids
 *     .store/shelf/<SHA-256>     converted drawings
 *
 * Every file says itself whether it is whole; one that is not is as good as none. Two
 * runs may use it at once: whatever appears in it appears whole, and what one cleans
 * away the other makes again. */
#pragma once

#include "base/shelf.h"
#include "batch/record.h"

typedef struct Store Store;

/* Which file a path is of. */
typedef struct {
    const char *motif, *size, *language;
    const char *row;  /* NULL: none */
    const char *kind; /* the name of its output */

    /* What people call them; may be NULL. */
    const char *title, *size_title, *language_name, *supplier;
} TaskPlace;

/* What the output folder holds by what the runs have noted. */
typedef struct {
    const char *path; /* of its task, from the output folder */
    const char *key;
    const guint8 *world; /* see inputs_world */
    TaskPlace place;
} StoreEntry;

/* `folder` is the output folder; nothing is written before something is kept. With
 * `verify` the bytes of files count, not their sizes and times. */
Store *store_new(const char *folder, bool verify);
void store_free(Store *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_free)

/* For what files are made from, in the same folder. */
Shelf *store_shelf_new(const char *folder);

/* Of this store; borrowed. */
FileIds *store_files(const Store *self);

/* What is known of a key; NULL: nothing. */
Record *store_find(const Store *self, const char *key);

/* The key of what a file held after the last run; borrowed; NULL: not known. */
const char *store_last_key(const Store *self, const char *path);

/* The key of a file after the last run if all but the files it shows was as it is now,
 * by inputs_world; borrowed; NULL: it was not, or it is not known. */
const char *store_same_key(const Store *self, const char *path, const guint8 *world);

/* Whether the products of a record are in the output folder as they were made. */
bool store_is_in_place(const Store *self, const Record *record);

/* Whether the store has them, undamaged. */
bool store_has(const Store *self, const Record *record);

/* Puts them into the output folder. */
bool store_give(const Store *self, const Record *record, GError **error);

/* Keeps a record and its products, which are in the output folder by their whole paths.
 * False with `error`: they stay where they are. */
bool store_keep(const Store *self, Record *record, GError **error);

/* From now on the file at `path` holds what `key` stands for, in that world. */
void store_note(Store *self, const char *path, const char *key, const guint8 *world,
                const TaskPlace *place);

/* Of StoreEntry, by path: all tasks that this or another run has noted and of which
 * there is the file; borrows from the store; free the array. */
GPtrArray *store_entries(const Store *self);

/* Takes an entry of another store, with its record and its files, which get the same
 * names in this one's output folder: as hard links, else as copies. False with
 * `error`. */
bool store_adopt(Store *self, const Store *other, const StoreEntry *entry,
                 GError **error);

/* Whether anything was noted that was not as it is before. */
bool store_has_news(const Store *self);

/* Writes the notes for the next run. */
void store_save(Store *self);

/* Removes what killed runs left over, in the store and one folder below the output
 * folder. */
void store_sweep(const Store *self);

/* Removes objects that no file in the output folder is a link to: those older than so
 * many days, then the oldest until the rest takes so many bytes at most; and records
 * of that age that no file needs. */
void store_clean(const Store *self, guint days, guint64 bytes);
