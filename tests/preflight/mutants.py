#!/usr/bin/env python3
"""mutants.py PROGRAM PDF PROJECT FOLDER: breaks one of our own PDFs, one thing at a time.

Each mutant must trip exactly the findings beside it, judged in PROJECT for its shop "marks",
the file itself none, and every rule of ISO 15930 and of ours needs a mutant. They are made
with qpdf's form for text editors. Prints what is not so."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zlib

MUTANTS = []  # (ids, function, level)
STREAMS = {}  # what stands in the text of a file to its bytes

# Somewhere within the trim.
SPOT = "300 300 20 20 re"


def mutant(ids, level=None):
    def keep(function):
        MUTANTS.append((set(ids.split()), function, level))
        return function

    return keep


def swap(pdf, before, after, count=1):
    """`before` may be a pattern; it must be there."""
    if not isinstance(before, re.Pattern):
        assert before in pdf, before
        return pdf.replace(before, after, count)
    changed, times = before.subn(after, pdf, count)
    assert times > 0, before
    return changed


def paint(pdf, content):
    """More at the end of the page."""
    return swap(pdf, "/Poster Do\n", f"/Poster Do\n{content}\n")


def resource(pdf, kind, name, value):
    """In the page's own resources."""
    return swap(pdf, "  /Resources <<\n    /XObject <<",
                f"  /Resources <<\n    /{kind} << /{name} {value} >>\n    /XObject <<")


def add_object(pdf, value):
    """The number of a new object behind all others, and the file with it."""
    number = int(re.search(r"/Size (\d+)", pdf)[1])
    pdf = swap(pdf, "\nxref\n", f"\n{number} 0 obj\n{value}\nendobj\n\nxref\n")
    return number, swap(pdf, f"/Size {number}", f"/Size {number + 1}")


def stream(entries, data):
    return f"<< {entries} /Length {len(data)} >>\nstream\n{data}\nendstream"


def in_catalog(pdf, entry):
    return swap(pdf, "  /Type /Catalog", f"  {entry}\n  /Type /Catalog")


def in_page(pdf, entry):
    return swap(pdf, "  /Type /Page\n", f"  {entry}\n  /Type /Page\n")


def tint(cmyk):
    return f"<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 {cmyk} >>"


# --- the file (1 to 3) ---


@mutant("pdfx/syntax")
def its_table_is_elsewhere(pdf):
    return pdf, lambda data: data.replace(b"startxref\n", b"startxref\n9")


@mutant("pdfx/version")
def it_is_pdf_1_7(pdf):
    return swap(pdf, "%PDF-1.6", "%PDF-1.7")


@mutant("pdfx/version")
def its_catalogue_is_pdf_2_0(pdf):
    return swap(pdf, "/Version /1.6", "/Version /2.0")


@mutant("pdfx/operator")
def an_operator_is_of_nobody(pdf):
    return paint(pdf, "BX 1 2 shine EX")


@mutant("pdfx/content")
def a_matrix_has_five_numbers(pdf):
    return paint(pdf, "q 1 0 0 1 5 cm Q")


@mutant("pdfx/content")
def a_state_is_not_restored(pdf):
    return paint(pdf, "q")


@mutant("pdfx/content")
def a_form_is_missing(pdf):
    return paint(pdf, "/Nothing Do")


@mutant("pdfx/content")
def a_form_paints_itself(pdf):
    entries = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A {} 0 R >> >>"
    number = int(re.search(r"/Size (\d+)", pdf)[1])
    _, pdf = add_object(pdf, stream(entries.format(number), "/A Do"))
    return paint(swap(pdf, "/XObject <<\n", f"/XObject <<\n      /A {number} 0 R\n"), "/A Do")


@mutant("pdfx/encrypted")
def it_is_encrypted(pdf):
    return pdf, lambda data: qpdf(data, "--allow-weak-crypto", "--encrypt", "", "owner", "128",
                                  "--use-aes=y", "--")


@mutant("preflight/unreadable")
def it_needs_a_password(pdf):
    return pdf, lambda data: qpdf(data, "--allow-weak-crypto", "--encrypt", "user", "owner", "128",
                                  "--use-aes=y", "--")


@mutant("preflight/unreadable")
def it_is_no_pdf(pdf):
    return pdf, lambda data: b"<html>" + data[:20]


@mutant("pdfx/no-id")
def it_has_no_id(pdf):
    return swap(pdf, re.compile(r"/ID \[.*\]"), "")


@mutant("pdfx/no-id")
def its_id_has_one_part(pdf):
    return swap(pdf, re.compile(r"/ID \[(<[0-9a-f]+>).*\]"), r"/ID [\1]")


@mutant("pdfx/filter")
def a_stream_is_lzw(pdf):
    _, pdf = add_object(pdf, stream("/Filter /LZWDecode", "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"))
    return pdf


@mutant("pdfx/filter")
def a_picture_in_content_is_lzw(pdf):
    return paint(pdf, "q 1 0 0 1 60 60 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK /F /LZW ID 0000 EI Q")


@mutant("pdfx/external-stream")
def a_stream_lies_in_another_file(pdf):
    _, pdf = add_object(pdf, stream("/F (other.bin)", ""))
    return pdf


# --- what it says of itself (4 to 9) ---


@mutant("pdfx/identification")
def it_says_that_it_is_x_6(pdf):
    return swap(pdf, "<pdfxid:GTS_PDFXVersion>PDF/X-4", "<pdfxid:GTS_PDFXVersion>PDF/X-6")


@mutant("pdfx/info")
def it_has_no_title(pdf):
    return swap(pdf, re.compile(r"  /Title <.*>\n"), "")


@mutant("pdfx/info")
def its_titles_differ(pdf):
    return swap(pdf, re.compile(r'(x-default">).*(</rdf:li>)'), r"\1Another\2")


@mutant("pdfx/info")
def it_was_changed_at_two_times(pdf):
    return swap(pdf, "/ModDate (D:20260102000000Z)", "/ModDate (D:20260102010000Z)")


@mutant("pdfx/trapped")
def nobody_knows_whether_it_is_trapped(pdf):
    return swap(pdf, "/Trapped /False", "/Trapped /Unknown")


@mutant("pdfx/trapped")
def it_is_trapped_in_info_only(pdf):
    return swap(pdf, "/Trapped /False", "/Trapped /True")


@mutant("pdfx/xmp pdfx/identification")
def it_has_no_xmp(pdf):
    return swap(pdf, re.compile(r"  /Metadata \d+ 0 R\n"), "")


@mutant("pdfx/xmp pdfx/identification")
def its_xmp_is_no_xml(pdf):
    return swap(pdf, "</rdf:RDF>", "")


@mutant("pdfx/xmp")
def its_xmp_has_no_version(pdf):
    return swap(pdf, re.compile(r"<xmpMM:VersionID>.*\n"), "")


@mutant("pdfx/output-intent")
def it_has_two_intents(pdf):
    return swap(pdf, re.compile(r"/OutputIntents \[\n    (\d+ 0 R)"), r"/OutputIntents [\n    \1 \1")


@mutant("pdfx/output-intent")
def it_has_no_intent(pdf):
    return swap(pdf, re.compile(r"  /OutputIntents \[\n.*\n  \]\n"), "")


@mutant("pdfx/output-intent")
def its_intent_names_no_condition(pdf):
    return swap(pdf, "  /OutputConditionIdentifier (FOGRA39)\n", "")


@mutant("pdfx/profile")
def its_intent_has_no_profile(pdf):
    return swap(pdf, re.compile(r"  /DestOutputProfile \d+ 0 R\n"), "")


def change_profile(pdf, change):
    """`change` makes other bytes of the profile's."""
    number = re.search(r"/DestOutputProfile (\d+)", pdf)[1]
    found = re.search(rf"^{number} 0 obj\n(.*?)\nendobj", pdf, re.M | re.S)
    data = STREAMS[STREAM.search(found[1])[1]].encode("latin-1")
    data = change(zlib.decompress(data)).decode("latin-1")
    return pdf[: found.start(1)] + stream("/N 4", data) + pdf[found.end(1) :]


@mutant("pdfx/profile")
def its_profile_is_for_a_screen(pdf):
    return change_profile(pdf, lambda data: data[:12] + b"mntr" + data[16:])


@mutant("pdfx/profile")
def its_profile_is_cut_off(pdf):
    return change_profile(pdf, lambda data: data[:-4])


# --- pages (10, 18, 19) ---


@mutant("pdfx/boxes")
def it_has_no_trim(pdf):
    return swap(pdf, re.compile(r"  /TrimBox \[[^\]]*\]\n"), "")


@mutant("pdfx/boxes")
def it_has_a_trim_and_an_art_box(pdf):
    return in_page(pdf, "/ArtBox [100 100 200 200]")


@mutant("pdfx/boxes")
def its_trim_is_outside_its_bleed(pdf):
    left, bottom, right, top = re.search(r"/TrimBox \[([^\]]*)\]", pdf)[1].split()
    return swap(pdf, re.compile(r"/BleedBox \[[^\]]*\]"),
                f"/BleedBox [{float(left) + 1} {bottom} {right} {top}]")


@mutant("gwg/user-unit gwg/low-ppi preflight/effects-ppi")
def its_unit_is_two_points(pdf):
    return in_page(pdf, "/UserUnit 2")


@mutant("gwg/crop-box")
def it_is_cropped(pdf):
    return in_page(pdf, "/CropBox [20 20 600 600]")


@mutant("pdfx/annotation")
def it_has_a_note(pdf):
    return in_page(pdf, "/Annots [<< /Type /Annot /Subtype /Text /Rect [100 100 120 120] >>]")


@mutant("pdfx/action")
def it_does_something_when_it_is_opened(pdf):
    return in_catalog(pdf, "/OpenAction [9 0 R /Fit]")


@mutant("pdfx/action")
def it_has_a_script(pdf):
    _, pdf = add_object(pdf, "<< /S /JavaScript /JS (app.beep\\(\\)) >>")
    return pdf


@mutant("pdfx/action")
def its_page_does_something(pdf):
    return in_page(pdf, "/AA << >>")


@mutant("pdfx/viewer")
def viewers_show_the_art_box(pdf):
    return swap(pdf, "/DisplayDocTitle true", "/DisplayDocTitle true /ViewArea /ArtBox")


@mutant("pdfx/viewer")
def it_is_a_presentation(pdf):
    return in_page(pdf, "/PresSteps << >>")


@mutant("pdfx/optional-content")
def its_layers_switch_by_themselves(pdf):
    layer, pdf = add_object(pdf, "<< /Type /OCG /Name (layer) >>")
    return in_catalog(pdf, f"/OCProperties << /OCGs [{layer} 0 R] /D << /AS [<< /Event /Print "
                           f"/OCGs [{layer} 0 R] /Category [/Print] >>] >> >>")


# --- colours (11 to 14) ---


@mutant("pdfx/rgb")
def a_stray_area_is_rgb(pdf):
    return paint(pdf, f"q 1 0 0 rg {SPOT} f Q")


@mutant("pdfx/rgb")
def a_colour_is_chosen_in_rgb(pdf):
    return paint(pdf, "q 1 0 0 RG Q")


@mutant("pdfx/rgb")
def a_picture_that_is_not_painted_is_rgb(pdf):
    _, pdf = add_object(pdf, stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 "
                                    "/BitsPerComponent 8 /ColorSpace /DeviceRGB", "abc"))
    return pdf


@mutant("pdfx/rgb")
def the_page_is_mixed_in_rgb(pdf):
    return swap(pdf, "/Group <<\n    /CS /DeviceCMYK", "/Group <<\n    /CS /DeviceRGB")


@mutant("gwg/blend-space")
def the_page_is_mixed_in_grey(pdf):
    return swap(pdf, "/Group <<\n    /CS /DeviceCMYK", "/Group <<\n    /CS /DeviceGray")


@mutant("pdfx/blend-space gwg/blend-space")
def the_page_is_mixed_in_lab(pdf):
    return swap(pdf, "/Group <<\n    /CS /DeviceCMYK",
                "/Group <<\n    /CS [/Lab << /WhitePoint [0.96 1 0.82] >>]")


@mutant("pdfx/icc gwg/colour-space")
def a_colour_has_the_profile_of_the_intent(pdf):
    profile = re.search(r"/DestOutputProfile (\d+ 0 R)", pdf)[1]
    return paint(resource(pdf, "ColorSpace", "Icc", f"[/ICCBased {profile}]"),
                 f"q /Icc cs 1 0 0 0 sc {SPOT} f Q")


@mutant("pdfx/icc")
def a_profile_is_none(pdf):
    number, pdf = add_object(pdf, stream("/N 4", "profile"))
    return resource(pdf, "ColorSpace", "Icc", f"[/ICCBased {number} 0 R]")


@mutant("pdfx/separation")
def an_ink_has_two_recipes(pdf):
    return resource(pdf, "ColorSpace", "Other",
                    f"[/Separation /HKS#2054#20K /DeviceCMYK {tint('[0 1 0 0]')}]")


@mutant("preflight/unasked-plate")
def an_ink_is_nobodys(pdf):
    return paint(resource(pdf, "ColorSpace", "Gold",
                          f"[/Separation /Gold /DeviceCMYK {tint('[0 .2 .6 .2]')}]"),
                 f"q /Gold cs 1 scn {SPOT} f Q")


@mutant("gwg/spot-names")
def an_ink_has_two_names(pdf):
    return resource(pdf, "ColorSpace", "Other",
                    f"[/Separation /hks#2054#20k /DeviceCMYK {tint('[1 0 .8 0]')}]")


@mutant("pdfx/device-n")
def a_mixture_does_not_say_what_its_ink_is(pdf):
    return swap(pdf, re.compile(r"/Colorants <<\s*/HKS"), "/Colorants << /Other")


@mutant("preflight/marks-in-bleed gwg/all-plates")
def a_mark_lies_within_the_trim(pdf):
    return paint(resource(pdf, "ColorSpace", "Marks",
                          f"[/Separation /All /DeviceCMYK {tint('[1 1 1 1]')}]"),
                 f"q /Marks cs 1 scn {SPOT} f Q")


@mutant("pdfx/blend-mode")
def a_blend_mode_is_unknown(pdf):
    return resource(pdf, "ExtGState", "Glow", "<< /BM /Glow >>")


@mutant("gwg/white-paths")
def white_overprints(pdf):
    return paint(resource(pdf, "ExtGState", "Over", "<< /OP true /op true /OPM 1 >>"),
                 f"q /Over gs 0 0 0 0 k {SPOT} f Q")


# --- states, fonts, pictures (15 to 17) ---


@mutant("pdfx/transfer")
def it_has_a_transfer_function(pdf):
    return resource(pdf, "ExtGState", "Lighter", f"<< /TR {tint('[1 1 1 1]')} >>")


@mutant("pdfx/transfer")
def it_has_a_second_transfer_function(pdf):
    return resource(pdf, "ExtGState", "Lighter", "<< /TR2 /Identity >>")


@mutant("pdfx/halftone")
def it_has_a_screen_of_its_own(pdf):
    return resource(pdf, "ExtGState", "Coarse", "<< /HT << /HalftoneType 6 /Width 1 /Height 1 >> >>")


@mutant("pdfx/intent")
def a_rendering_intent_is_unknown(pdf):
    return paint(pdf, "/Beautiful ri")


@mutant("pdfx/font")
def a_font_is_not_embedded(pdf):
    return swap(pdf, re.compile(r"  /FontFile3 \d+ 0 R\n"), "")


@mutant("pdfx/font")
def a_font_is_something_else(pdf):
    number, pdf = add_object(pdf, stream("/Subtype /Type1C", "something"))
    return swap(pdf, re.compile(r"/FontFile3 \d+ 0 R\n"), f"/FontFile3 {number} 0 R\n")


@mutant("pdfx/font-licence")
def a_font_forbids_that_it_is_embedded(pdf):
    table = "OS/2\0\0\0\0\0\0\0\x1c\0\0\0\x0a"
    font = "\0\1\0\0\0\1\0\0\0\0\0\0" + table + "\0\0\0\0\0\0\0\0\0\2"
    number, pdf = add_object(pdf, stream("", font))
    return swap(pdf, re.compile(r"/FontFile3 \d+ 0 R\n"), f"/FontFile2 {number} 0 R\n")


@mutant("pdfx/notdef")
def a_letter_is_missing(pdf):
    font = ("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] "
            "/CharProcs << >> /Encoding << /Differences [65 /.notdef] >> /FirstChar 65 "
            "/LastChar 65 /Widths [1] /Resources << >> >>")
    return paint(resource(pdf, "Font", "F", font), "BT /F 9 Tf 60 60 Td (A) Tj ET")


@mutant("pdfx/picture")
def a_jpeg_has_other_colours(pdf):
    header = "\xff\xd8\xff\xc0\0\x11\x08\0\1\0\1\3\1\x11\0\2\x11\0\3\x11\0\xff\xd9"
    _, pdf = add_object(pdf, stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /Filter "
                                    "/DCTDecode /BitsPerComponent 8 /ColorSpace /DeviceCMYK", header))
    return pdf


@mutant("pdfx/xobject")
def it_holds_postscript(pdf):
    _, pdf = add_object(pdf, stream("/Type /XObject /Subtype /PS", "showpage"))
    return pdf


@mutant("pdfx/xobject")
def a_page_of_another_file_is_shown(pdf):
    _, pdf = add_object(pdf, stream("/Type /XObject /Subtype /Form /BBox [0 0 1 1] "
                                    "/Ref << /F (other.pdf) /Page 0 >>", ""))
    return pdf


@mutant("pdfx/xobject")
def a_picture_stands_for_a_finer_one(pdf):
    _, pdf = add_object(pdf, stream("/Type /XObject /Subtype /Form /BBox [0 0 1 1] "
                                    "/OPI << /2.0 << >> >>", ""))
    return pdf


# --- limits ---


@mutant("gwg/small-type gwg/courier pdfx/font")
def small_type_is_white_and_courier(pdf):
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"
    return paint(resource(pdf, "Font", "F", font),
                 "BT 0 0 0 0 k /F 4 Tf 60 60 Td (small) Tj ET")


@mutant("gwg/thin-lines")
def a_line_of_two_inks_is_thin(pdf):
    return paint(pdf, "q 1 1 0 0 K .1 w 60 60 m 90 90 l S Q")


@mutant("gwg/black-lines")
def a_thin_black_line_knocks_out(pdf):
    return paint(pdf, "q 0 0 0 1 K 1 w 60 60 m 90 90 l S Q")


@mutant("gwg/low-ppi preflight/effects-ppi")
def a_shadow_has_few_pixels(pdf):
    mask, pdf = add_object(pdf, stream("/Type /XObject /Subtype /Image /Width 2 /Height 2 "
                                       "/BitsPerComponent 8 /ColorSpace /DeviceGray", "abcd"))
    shadow, pdf = add_object(pdf, stream("/Type /XObject /Subtype /Image /Width 2 /Height 2 "
                                         "/BitsPerComponent 8 /ColorSpace /DeviceCMYK "
                                         f"/SMask {mask} 0 R", "abcdefghijklmnop"))
    return paint(swap(pdf, "/XObject <<\n", f"/XObject <<\n      /S {shadow} 0 R\n"),
                 "q 90 0 0 90 60 60 cm /S Do Q")


@mutant("preflight/no-bleed")
def nothing_fills_the_bleed(pdf):
    return swap(pdf, GROUND, "")


@mutant("gwg/empty-page")
def nothing_is_painted(pdf):
    return swap(swap(pdf, "/Poster Do\n", ""), GROUND, "")


@mutant("preflight/too-much")
def forms_paint_forms_without_end(pdf):
    """Ten times each other, nine deep."""
    inner, pdf = add_object(pdf, stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
                                        "/Resources << >>", "0 0 9 9 re f " * 10))
    for _ in range(9):
        inner, pdf = add_object(pdf, stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
            f"/Resources << /XObject << /A {inner} 0 R >> >>", "/A Do " * 10))
    return paint(swap(pdf, "/XObject <<\n", f"/XObject <<\n      /A {inner} 0 R\n"), "/A Do")


# --- older levels: what X-4 allows ---


def as_x_3(pdf):
    pdf = swap(pdf, "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n", "")
    return swap(pdf, "/GTS_PDFXVersion (PDF/X-4)", "/GTS_PDFXVersion (PDF/X-3:2003)")


def as_x_1a(pdf):
    pdf = swap(pdf, "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n", "")
    return swap(pdf, "/GTS_PDFXVersion (PDF/X-4)", "/GTS_PDFXVersion (PDF/X-1:2001) "
                                                   "/GTS_PDFXConformance (PDF/X-1a:2001)")


@mutant("pdfx/version pdfx/transparency", level="claimed")
def it_says_that_it_is_x_3(pdf):
    return as_x_3(pdf)


@mutant("pdfx/version pdfx/transparency", level="claimed")
def it_says_that_it_is_x_1a(pdf):
    return as_x_1a(pdf)


@mutant("pdfx/version pdfx/transparency pdfx/device-independent gwg/colour-space", level="claimed")
def its_x_1a_has_lab(pdf):
    return paint(resource(as_x_1a(pdf), "ColorSpace", "Lab",
                          "[/Lab << /WhitePoint [0.96 1 0.82] >>]"),
                 f"q /Lab cs 50 0 0 sc {SPOT} f Q")


@mutant("pdfx/version pdfx/transparency pdfx/optional-content", level="claimed")
def its_x_3_has_layers(pdf):
    layer, pdf = add_object(as_x_3(pdf), "<< /Type /OCG /Name (layer) >>")
    return in_catalog(pdf, f"/OCProperties << /OCGs [{layer} 0 R] /D << >> >>")


# --- running ---


# The poster leaves paper free at its sides.
GROUND = "q 0 0 0 0 k -99 -99 2000 2000 re f Q\n"


def qpdf(data, *options):
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        return subprocess.run(["qpdf", *options, file.name, "-"], capture_output=True,
                              check=True).stdout


OBJECT = re.compile(r"^(\d+) 0 obj\n(.*?)\nendobj\n", re.M | re.S)
STREAM = re.compile(r"\nstream\n(?:(.*)\n)?endstream$", re.S)


def opened(path):
    """A PDF as text, a line an entry; streams of bytes lie in STREAMS, by the words that stand
    for them."""
    form = ["qpdf", "--qdf", "--stream-data=preserve", "--object-streams=disable"]
    text = subprocess.run([*form, "--no-original-object-ids", path, "-"], capture_output=True,
                          check=True).stdout.decode("latin-1")

    def take(found):
        if found[1].isprintable() or found[1].startswith("<?xpacket"):
            return found[0]
        name = f"stream {len(STREAMS)} lies elsewhere"
        STREAMS[name] = found[1]
        return f"\nstream\n{name}\nendstream\nendobj\n"

    parts = re.compile(r"\nstream\n(.*?)\nendstream\nendobj\n", re.S)
    return parts.sub(take, text)


def fixed(text):
    """The file again: lengths, table and trailer are made anew."""
    head, trailer = text[: text.index("1 0 obj")], text[text.rindex("trailer <<") :]
    made, offsets = head, {}
    for number, body in OBJECT.findall(text):
        found = STREAM.search(body)
        if found is not None:
            data = STREAMS.get(found[1], found[1] or "")
            entries = re.sub(r"/Length \d+( 0 R)?", "", body[: found.start()])
            body = f"{entries[:-2]}/Length {len(data)} >>\nstream\n{data}\nendstream"
        offsets[int(number)] = len(made)
        made += f"{number} 0 obj\n{body}\nendobj\n"
    size = max(offsets) + 1
    table = "".join(f"{offsets[i]:010} 00000 n \n" if i in offsets else "0000000000 00000 f \n"
                    for i in range(1, size))
    trailer = re.sub(r"startxref\n\d+", f"startxref\n{len(made)}", trailer)
    made += f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}"
    return made.encode("latin-1")


def judged(paths, project, *options):
    """By path what was found."""
    report = project / "found.json"
    command = [sys.argv[1], "preflight", "-C", project, "--quiet", "--report", "found.json",
               *options, *map(str, paths)]
    subprocess.run(command, capture_output=True, check=False)
    files = json.loads(report.read_text("utf-8"))["files"]
    return {file["path"]: {found["id"] for found in file["findings"]} for file in files}


def tell(name, found, ids):
    if found != ids:
        print(f"{name} trips {sorted(found)}, not {sorted(ids)}")


def main():
    program, source, project, folder = sys.argv[1:]
    folder, project = pathlib.Path(folder).resolve(), pathlib.Path(project).resolve()
    text = opened(source)
    text = swap(text, "/Poster Do\n", GROUND + "/Poster Do\n")
    made = {"claimed": [], None: []}
    (folder / "good.pdf").write_bytes(fixed(text))
    made[None].append(("good", folder / "good.pdf", set()))
    for ids, function, level in MUTANTS:
        changed = function(text)
        changed, after = changed if isinstance(changed, tuple) else (changed, lambda data: data)
        path = folder / f"{function.__name__}.pdf"
        path.write_bytes(after(fixed(changed)))
        made[level].append((function.__name__, path, ids))
    for level, files in made.items():
        options = [] if level == "claimed" else ["--supplier", "marks"]
        found = judged([path for _, path, _ in files], project, *options)
        for name, path, ids in files:
            # Without a shop nobody has asked for the poster's own spot ink.
            tell(name, found[str(path)] - ({"gwg/spot"} if level else set()), ids)
    shown = set().union(*(ids for ids, _, _ in MUTANTS))
    explained = subprocess.run([program, "explain"], capture_output=True, encoding="utf-8",
                               check=True).stdout
    for rule in sorted(set(re.findall(r"(?:pdfx|preflight)/[a-z0-9-]+", explained)) - shown):
        print(f"no mutant trips {rule}")


if __name__ == "__main__":
    main()
