#include "prepress/conversion.h"

#include "base/translate.h"

#include <string.h>

enum { STREAM_MAX = 1 << 30, PLACE_DECIMALS = 7 };

/* Large content takes longer to compress than all else of a drawing: quickly then, for
 * a twelfth more bytes. */
enum { LARGE = 128 << 10, LEVEL = 6, LEVEL_OF_LARGE = 1 };

typedef struct {
    guint number; /* of the source */
    Use use;
    guint space;
    guint made; /* number in the part */
} Work;

static guint work_hash(gconstpointer key) {
    const Work *work = key;

    return (work->number * 31 + (guint)work->use) * 31 + work->space;
}

static gboolean work_equal(gconstpointer a, gconstpointer b) {
    const Work *first = a, *second = b;

    return first->number == second->number && first->use == second->use &&
           first->space == second->space;
}

void conversion_start(Conversion *self) {
    self->part = pdf_part_new();
    self->slots = g_array_new(FALSE, FALSE, sizeof(Slot));
    self->spaces = g_array_new(FALSE, FALSE, sizeof(Space));
    self->queue = g_queue_new();
    self->made = g_hash_table_new_full(work_hash, work_equal, g_free, NULL);
}

void conversion_clear(Conversion *self) {
    g_clear_pointer(&self->part, pdf_part_free);
    g_clear_pointer(&self->slots, g_array_unref);
    g_clear_pointer(&self->spaces, g_array_unref);
    g_clear_pointer(&self->queue, g_queue_free);
    g_clear_pointer(&self->made, g_hash_table_unref);
}

bool conversion_refuse(GError **error, const char *what, const char *name) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                _("cannot be turned into inks: %s %s"), what, name);
    return false;
}

bool conversion_see_through(Conversion *self, GError **error, const char *what) {
    if (!self->is_flat)
        return true;
    self->sees_through = true;
    return conversion_refuse(error, "transparency", what);
}

bool conversion_refuse_plates(GError **error, const Ink *a, const Ink *b) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("inks \"%s\" and \"%s\" cannot run into one another: each has a "
                  "plate of its own"),
                a->name, b->name);
    return false;
}

/* What overprints within a group overprints what is in the group, and all of that
 * covers what is below: as a plain form it would not. */
guint conversion_slot(Conversion *self, Slot slot) {
    if (self->is_flat && self->is_in_group &&
        (slot.kind == SLOT_TEXT || slot.kind == SLOT_LINE))
        self->sees_through = true;
    for (guint i = 0; i < self->slots->len; i++) {
        const Slot *known = &g_array_index(self->slots, Slot, i);

        if (known->kind == slot.kind && known->ink == slot.ink &&
            known->points == slot.points && known->picture == slot.picture)
            return i;
    }
    g_array_append_val(self->slots, slot);
    return self->slots->len - 1;
}

guint conversion_space(Conversion *self, Space space) {
    for (guint i = 0; i < self->spaces->len; i++) {
        const Space *known = &g_array_index(self->spaces, Space, i);

        if (known->plates == space.plates && known->ink == space.ink)
            return i;
    }
    g_array_append_val(self->spaces, space);
    return self->spaces->len - 1;
}

static bool same_rgb(Rgb a, Rgb b) {
    static const double close = 1.0 / 4096;

    return ABS(a.red - b.red) < close && ABS(a.green - b.green) < close &&
           ABS(a.blue - b.blue) < close;
}

/* What was drawn as an ink; NULL: nobody said. */
static const PrintColour *said(const Conversion *self, Rgb screen) {
    const PrintColour *tagged =
        self->tags == NULL ? NULL : ink_tags_find(self->tags, screen);

    if (tagged == NULL && self->has_current && same_rgb(self->current, screen))
        return &self->current_colour;
    return tagged;
}

PrintColour conversion_exact(Conversion *self, Rgb screen) {
    const PrintColour *colour = said(self, screen);

    return colour != NULL ? *colour : print_colours_find(self->colours, screen);
}

PrintColour conversion_colour(Conversion *self, Rgb screen) {
    if (self->seen != NULL && said(self, screen) == NULL)
        self->seen(self->data, screen);
    return conversion_exact(self, screen);
}

guint convert_reference(Conversion *self, guint number, Use use, guint space) {
    Work wanted = {number, use, space, 0};
    Work *work = g_hash_table_lookup(self->made, &wanted);

    if (work != NULL)
        return work->made;
    work = g_new(Work, 1);
    *work = wanted;
    work->made = pdf_part_reserve(self->part);
    g_hash_table_add(self->made, work);
    g_queue_push_tail(self->queue, work);
    return work->made;
}

/* --- values as they are
 * ---------------------------------------------------------------
 */

void convert_copy(Conversion *self, const PdfValue *value) {
    switch (value->kind) {
    case PDF_REFERENCE:
        pdf_part_reference(self->part,
                           convert_reference(self, value->reference, USE_COPY, 0));
        return;
    case PDF_ARRAY:
        pdf_part_text(self->part, "[");
        for (guint i = 0; i < value->count; i++) {
            if (i > 0)
                pdf_part_text(self->part, " ");
            convert_copy(self, &value->items[i]);
        }
        pdf_part_text(self->part, "]");
        return;
    case PDF_DICTIONARY:
        pdf_part_text(self->part, "<<");
        for (guint i = 0; i < value->count; i++) {
            pdf_part_name(self->part, value->entries[i].key);
            pdf_part_text(self->part, " ");
            convert_copy(self, &value->entries[i].value);
        }
        pdf_part_text(self->part, ">>");
        return;
    default:
        pdf_part_value(self->part, value);
    }
}

/* All entries but some, after "<<". */
static void copy_entries(Conversion *self, const PdfValue *dictionary,
                         const char *const *but) {
    for (guint i = 0; i < dictionary->count; i++) {
        const PdfEntry *entry = &dictionary->entries[i];

        if (g_strv_contains(but, entry->key))
            continue;
        pdf_part_name(self->part, entry->key);
        pdf_part_text(self->part, " ");
        convert_copy(self, &entry->value);
    }
}

/* The filter's name; NULL when there is none. */
static const char *filter_of(const PdfFile *file, const PdfValue *dictionary) {
    const PdfValue *filter = pdf_file_find(file, dictionary, "Filter");

    return filter != NULL && filter->kind == PDF_NAME ? filter->text : NULL;
}

/* Pictures are not smoothed by whoever shows them: each would do it differently. */
static bool copy_object(Conversion *self, const PdfObject *object, guint number) {
    static const char *const but[] = {"Length", "Filter", "Interpolate", NULL};
    PdfStream stream = {object->stream, object->length, 0,
                        filter_of(self->file, &object->value)};

    pdf_part_begin(self->part, number);
    if (object->stream == NULL) {
        convert_copy(self, &object->value);
        pdf_part_end(self->part);
        return true;
    }
    pdf_part_text(self->part, "<<");
    copy_entries(self, &object->value, but);
    pdf_part_end_stream(self->part, &stream);
    return true;
}

/* --- resources -------------------------------------------------------------------- */

typedef struct {
    const char *category;
    Use use;
    Added added; /* ADDED_KINDS: nothing is */
} Category;

static const Category categories[] = {
    {"ExtGState", USE_STATE, ADDED_STATE}, {"Pattern", USE_PATTERN, ADDED_KINDS},
    {"Shading", USE_SHADING, ADDED_KINDS}, {"XObject", USE_FORM, ADDED_OBJECT},
    {"ColorSpace", USE_COPY, ADDED_SPACE}, {"Font", USE_COPY, ADDED_KINDS},
};

void slot_name(char name[SLOT_NAME_SIZE], guint slot) {
    g_snprintf(name, SLOT_NAME_SIZE, "PX%u", slot);
}

static void write_additions(Conversion *self, const GByteArray *slots) {
    for (guint i = 0; i < slots->len; i++) {
        char name[SLOT_NAME_SIZE];

        if (!slots->data[i])
            continue;
        slot_name(name, i);
        pdf_part_name(self->part, name);
        pdf_part_text(self->part, " ");
        pdf_part_slot(self->part, i);
    }
}

static bool is_grey(const Conversion *self, guint form) {
    const PdfObject *object = pdf_file_object(self->file, form);
    const PdfValue *group = pdf_file_find(self->file, &object->value, "Group");

    return pdf_value_is_name(pdf_file_find(self->file, group, "CS"), "DeviceGray");
}

/* By lightness the group holds no colours, and stays as it is. */
static bool write_mask(Conversion *self, const PdfValue *mask, GError **error) {
    const PdfValue *group = pdf_value_find(mask, "G");
    bool by_lightness = pdf_value_is_name(pdf_value_find(mask, "S"), "Luminosity");

    if (pdf_value_is_name(mask, "None")) {
        pdf_part_value(self->part, mask);
        return true;
    }
    if (group == NULL || group->kind != PDF_REFERENCE ||
        (by_lightness && !is_grey(self, group->reference)))
        return conversion_refuse(error, "graphics state", "SMask");
    pdf_part_text(self->part, by_lightness ? "<</Type/Mask/S/Luminosity/G "
                                           : "<</Type/Mask/S/Alpha/G ");
    pdf_part_reference(self->part,
                       convert_reference(self, group->reference,
                                         by_lightness ? USE_COPY : USE_FORM, 0));
    pdf_part_text(self->part, ">>");
    return true;
}

/* Whether it leaves everything as it is: what a state begins with. */
static bool is_plain(const PdfEntry *entry) {
    const PdfValue *value = &entry->value;

    if (strcmp(entry->key, "ca") == 0 || strcmp(entry->key, "CA") == 0)
        return pdf_value_number(value, 0) == 1;
    if (strcmp(entry->key, "BM") == 0)
        return pdf_value_is_name(value, "Normal");
    if (strcmp(entry->key, "SMask") == 0)
        return pdf_value_is_name(value, "None");
    return strcmp(entry->key, "Type") == 0 || strcmp(entry->key, "AIS") == 0;
}

/* PDF/X-1a and PDF/X-3 allow the keys when they change nothing; old presses know them
 * better not. */
static bool write_flat_state(Conversion *self, const PdfValue *state, GError **error) {
    for (guint i = 0; i < state->count; i++) {
        if (!is_plain(&state->entries[i]))
            return conversion_see_through(self, error, state->entries[i].key);
    }
    pdf_part_text(self->part, "<</Type/ExtGState>>");
    return true;
}

/* Only what cairo writes. */
static bool write_state(Conversion *self, const PdfValue *state, GError **error) {
    static const char *const plain[] = {"Type", "ca", "CA", "BM", "AIS", NULL};

    if (self->is_flat)
        return write_flat_state(self, state, error);
    pdf_part_text(self->part, "<<");
    for (guint i = 0; i < state->count; i++) {
        const PdfEntry *entry = &state->entries[i];

        pdf_part_name(self->part, entry->key);
        pdf_part_text(self->part, " ");
        if (g_strv_contains(plain, entry->key))
            pdf_part_value(self->part, &entry->value);
        else if (strcmp(entry->key, "SMask") != 0)
            return conversion_refuse(error, "graphics state", entry->key);
        else if (!write_mask(self, pdf_file_resolve(self->file, &entry->value), error))
            return false;
    }
    pdf_part_text(self->part, ">>");
    return true;
}

static bool is_of(const Conversion *self, guint number, const char *subtype) {
    const PdfObject *object = pdf_file_object(self->file, number);

    return pdf_value_is_name(pdf_value_find(&object->value, "Subtype"), subtype);
}

/* How an object of a category is used; false: cairo writes no such thing. Fonts of type
 * 3 have content of their own. */
static bool find_use(const Conversion *self, const Category *category, guint number,
                     Use *use) {
    *use = category->use;
    if (category->use == USE_FORM) {
        if (is_of(self, number, "Image"))
            *use = USE_IMAGE;
        else if (self->unwraps && self->is_at_page)
            *use = USE_UNWRAPPED;
        return *use == USE_IMAGE || is_of(self, number, "Form");
    }
    return category->use != USE_COPY || !is_of(self, number, "Type3");
}

static bool write_resource(Conversion *self, const Category *category,
                           const PdfEntry *entry, GError **error) {
    Use use;

    pdf_part_name(self->part, entry->key);
    pdf_part_text(self->part, " ");
    if (entry->value.kind == PDF_DICTIONARY && category->use == USE_STATE)
        return write_state(self, &entry->value, error);
    if (entry->value.kind != PDF_REFERENCE || category->added == ADDED_SPACE ||
        !find_use(self, category, entry->value.reference, &use))
        return conversion_refuse(error, category->category, entry->key);
    pdf_part_reference(self->part,
                       convert_reference(self, entry->value.reference, use, 0));
    return true;
}

static bool has_additions(const Category *category, const Additions *additions) {
    return category->added != ADDED_KINDS && additions->slots[category->added]->len > 0;
}

static bool write_category(Conversion *self, const Category *category,
                           const PdfValue *entries, const Additions *additions,
                           GError **error) {
    if ((entries == NULL || entries->count == 0) && !has_additions(category, additions))
        return true;
    pdf_part_name(self->part, category->category);
    pdf_part_text(self->part, "<<");
    for (guint i = 0; entries != NULL && i < entries->count; i++) {
        if (!write_resource(self, category, &entries->entries[i], error))
            return false;
    }
    if (has_additions(category, additions))
        write_additions(self, additions->slots[category->added]);
    pdf_part_text(self->part, ">>");
    return true;
}

static bool know_categories(const PdfValue *resources, GError **error) {
    for (guint i = 0; resources != NULL && i < resources->count; i++) {
        const char *key = resources->entries[i].key;
        bool known = strcmp(key, "ProcSet") == 0;

        for (size_t j = 0; j < G_N_ELEMENTS(categories); j++)
            known = known || strcmp(key, categories[j].category) == 0;
        if (!known)
            return conversion_refuse(error, "resources", key);
    }
    return true;
}

static bool write_resources(Conversion *self, const PdfValue *resources,
                            const Additions *additions, GError **error) {
    pdf_part_text(self->part, "/Resources<<");
    for (size_t i = 0; i < G_N_ELEMENTS(categories); i++) {
        const PdfValue *entries =
            pdf_file_find(self->file, resources, categories[i].category);

        if (!write_category(self, &categories[i], entries, additions, error))
            return false;
    }
    pdf_part_text(self->part, ">>");
    return know_categories(resources, error);
}

/* --- streams of content
 * ---------------------------------------------------------------
 */

static bool write_content(Conversion *self, const PdfObject *stream,
                          const PdfValue *resources, GError **error) {
    g_autoptr(GBytes) old = pdf_file_inflate(self->file, stream, STREAM_MAX, error);
    Additions additions;
    GString *content;
    bool written = false;

    if (old == NULL)
        return false;
    for (int i = 0; i < ADDED_KINDS; i++)
        additions.slots[i] = g_byte_array_new();
    content = rewrite_content(self, old, resources, &additions, error);
    if (content != NULL && write_resources(self, resources, &additions, error)) {
        pdf_part_end_stream(self->part,
                            &(PdfStream){content->str, content->len,
                                         content->len > LARGE ? LEVEL_OF_LARGE : LEVEL,
                                         NULL});
        written = true;
    }
    if (content != NULL)
        g_string_free(content, TRUE);
    for (int i = 0; i < ADDED_KINDS; i++)
        g_byte_array_unref(additions.slots[i]);
    return written;
}

static bool convert_form(Conversion *self, const PdfObject *form, guint number,
                         bool unwrap, GError **error) {
    static const char *const but[] = {"Length", "Filter", "Group", "Resources", NULL};
    const PdfValue *group = pdf_file_find(self->file, &form->value, "Group");
    bool written;

    pdf_part_begin(self->part, number);
    pdf_part_text(self->part, "<<");
    copy_entries(self, &form->value, but);
    if (group != NULL && !unwrap && !self->is_flat)
        pdf_part_text(self->part,
                      "/Group<</Type/Group/S/Transparency/I true/CS/DeviceCMYK>>");
    self->is_in_group = group != NULL && !unwrap;
    written = write_content(
        self, form, pdf_file_find(self->file, &form->value, "Resources"), error);
    self->is_in_group = false;
    return written;
}

static bool convert_tiling(Conversion *self, const PdfObject *pattern, guint number,
                           GError **error) {
    static const char *const but[] = {"Length", "Filter", "Resources", NULL};

    if (pdf_value_number(pdf_value_find(&pattern->value, "PaintType"), 0) != 1)
        return conversion_refuse(error, "pattern", "PaintType");
    pdf_part_begin(self->part, number);
    pdf_part_text(self->part, "<<");
    copy_entries(self, &pattern->value, but);
    return write_content(
        self, pattern, pdf_file_find(self->file, &pattern->value, "Resources"), error);
}

/* A pattern that is a gradient; its shading becomes an object of its own. */
static bool convert_gradient(Conversion *self, const PdfObject *pattern, guint number,
                             GError **error) {
    const PdfValue *shading = pdf_value_find(&pattern->value, "Shading");
    const PdfValue *matrix = pdf_value_find(&pattern->value, "Matrix");
    PdfObject own = {0};
    guint made;

    pdf_part_begin(self->part, number);
    pdf_part_text(self->part, "<</Type/Pattern/PatternType 2");
    if (matrix != NULL) {
        pdf_part_text(self->part, "/Matrix ");
        pdf_part_value(self->part, matrix);
    }
    pdf_part_text(self->part, "/Shading ");
    if (shading == NULL ||
        (shading->kind != PDF_REFERENCE && shading->kind != PDF_DICTIONARY))
        return conversion_refuse(error, "pattern", "Shading");
    made = shading->kind == PDF_REFERENCE
               ? convert_reference(self, shading->reference, USE_SHADING, 0)
               : pdf_part_reserve(self->part);
    pdf_part_reference(self->part, made);
    pdf_part_text(self->part, ">>");
    pdf_part_end(self->part);
    if (shading->kind == PDF_REFERENCE)
        return true;
    own.value = *shading;
    return convert_shading(self, &own, made, error);
}

static bool convert_pattern(Conversion *self, const PdfObject *pattern, guint number,
                            GError **error) {
    double type = pdf_value_number(pdf_value_find(&pattern->value, "PatternType"), 0);

    if (type == 1)
        return convert_tiling(self, pattern, number, error);
    if (type == 2)
        return convert_gradient(self, pattern, number, error);
    return conversion_refuse(error, "pattern", "PatternType");
}

static bool convert_state(Conversion *self, const PdfObject *state, guint number,
                          GError **error) {
    pdf_part_begin(self->part, number);
    if (!write_state(self, &state->value, error))
        return false;
    pdf_part_end(self->part);
    return true;
}

/* --- the page -----------------------------------------------------------------------
 */

static bool do_work(Conversion *self, const Work *work, GError **error) {
    const PdfObject *object = pdf_file_object(self->file, work->number);
    Space space = {0};

    switch (work->use) {
    case USE_COPY:
        return copy_object(self, object, work->made);
    case USE_FORM:
    case USE_UNWRAPPED:
        return convert_form(self, object, work->made, work->use == USE_UNWRAPPED,
                            error);
    case USE_IMAGE:
        return convert_image(self, object, work->made, error);
    case USE_PATTERN:
        return convert_pattern(self, object, work->made, error);
    case USE_SHADING:
        return convert_shading(self, object, work->made, error);
    case USE_FUNCTION:
        space = g_array_index(self->spaces, Space, work->space);
        return convert_function(self, object, work->made, &space, error);
    case USE_STATE:
        return convert_state(self, object, work->made, error);
    }
    return false;
}

static bool start_page(Conversion *self, const double matrix[6], const double box[4],
                       GError **error) {
    const PdfObject *page = pdf_file_page(self->file);
    const PdfValue *contents = pdf_value_find(&page->value, "Contents");

    if (contents == NULL || contents->kind != PDF_REFERENCE)
        return conversion_refuse(error, "page", "Contents");
    pdf_part_begin(self->part, pdf_part_reserve(self->part));
    pdf_part_text(self->part, "<</Type/XObject/Subtype/Form/Matrix");
    pdf_part_numbers(self->part, matrix, 6, PLACE_DECIMALS);
    pdf_part_text(self->part, "/BBox");
    pdf_part_numbers(self->part, box, 4, PLACE_DECIMALS);
    return write_content(self, pdf_file_object(self->file, contents->reference),
                         pdf_file_find(self->file, &page->value, "Resources"), error);
}

bool convert_page(Conversion *self, const double matrix[6], const double box[4],
                  GError **error) {
    const Work *work;

    self->is_at_page = true;
    if (!start_page(self, matrix, box, error))
        return false;
    self->is_at_page = false;
    while ((work = g_queue_pop_head(self->queue)) != NULL) {
        if (!do_work(self, work, error))
            return false;
    }
    return !self->sees_through || conversion_see_through(self, error, "overprint");
}
