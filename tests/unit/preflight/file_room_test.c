/* With what earlier files had, too, a file is judged as it is alone. */
#include "preflight/file_rules.h"

#include "made_pdf.h"

#include <math.h>

/* A form of the page that shows a drawing twice: thin lines, small type, RGB and an ink
 * of its own come out by where it is placed and how large. */
static const char *const drawing =
    "<</Type/XObject/Subtype/Form/BBox[0 0 50 50]/Resources<</ColorSpace<</S 7 0 R>>"
    "/ExtGState<</O<</OP true/OPM 1>>>>>>/Length 131>>\nstream\n"
    "0 0 0 0 k /O gs 1 1 5 5 re f 1 1 0 0 K .5 w 0 0 m 40 40 l S "
    "/S cs 1 scn 10 10 20 20 re f q 2 0 0 2 0 0 cm 0 0 0 1 K 0 0 m 9 9 l S Q\n"
    "endstream";

static const char *const inks[] = {
    "[/Separation/Gold/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[0 .2 .6 0]>>]",
    "[/Separation/Gold/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[0 0 1 0]>>]",
};

static GBytes *poster(const char *content, const char *ink, const char *more) {
    g_autofree char *page = g_strdup_printf(
        "<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<</XObject<</D 6 0 R>>>>"
        "/Length %zu>>\nstream\n%s\nendstream",
        strlen(content), content);
    const char *const objects[] = {page, drawing, ink, more, NULL};

    return make_pdf("/Poster Do", "/XObject<</Poster 5 0 R>>", objects);
}

static void assert_same(const FileVerdict *alone, const FileVerdict *known) {
    g_assert_cmpuint(alone->findings->len, ==, known->findings->len);
    for (guint i = 0; i < alone->findings->len; i++) {
        const FileFinding *a = g_ptr_array_index(alone->findings, i);
        const FileFinding *b = g_ptr_array_index(known->findings, i);

        g_assert_cmpstr(a->id, ==, b->id);
        g_assert_cmpstr(a->message, ==, b->message);
        g_assert_cmpuint(a->object, ==, b->object);
        g_assert_cmpuint(a->count, ==, b->count);
        g_assert_cmpint(a->has_place, ==, b->has_place);
        g_assert_true(fabs(a->place.x - b->place.x) < 1e-6);
        g_assert_true(fabs(a->place.width - b->place.width) < 1e-6);
    }
}

static void test_files_are_judged_alike(void) {
    static const char *const contents[] = {
        "/D Do",
        "q .2 0 0 .2 10 10 cm /D Do Q q 1 0 0 1 40 40 cm /D Do Q",
        "1 0 0 rg /D Do 0 0 3 3 re f",
        "q 0 .3 -.3 0 90 10 cm /D Do Q",
    };
    static const FileOrder alone = {.level = FILE_LEVEL_X4};
    FileRoom *room = file_room_new();
    const FileOrder together = {.level = FILE_LEVEL_X4, .room = room};
    guint findings = 0;

    for (guint i = 0; i < 3 * G_N_ELEMENTS(contents); i++) {
        g_autoptr(GBytes) bytes =
            poster(contents[i % G_N_ELEMENTS(contents)], inks[i / 4 % 2],
                   i % 3 == 0 ? inks[0] : "null");
        g_autoptr(FileVerdict) expected = file_rules_check(bytes, &alone);
        g_autoptr(FileVerdict) verdict = file_rules_check(bytes, &together);

        assert_same(expected, verdict);
        findings += verdict->findings->len;
    }
    g_assert_cmpuint(findings, >, 12 * 4);
    file_room_free(room);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/file-room/alike", test_files_are_judged_alike);
    return g_test_run();
}
