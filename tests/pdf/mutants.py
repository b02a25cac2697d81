#!/usr/bin/env python3
"""mutants.py PROFILE FOLDER: breaks the good PDF, one rule at a time.

Each mutant must trip its rule and no other, the good file none, and each rule of check.py
needs a mutant. Prints what is not so."""

import os
import pathlib
import subprocess
import sys
import tempfile

import check
from document import Damaged
from sample import MM, Name, Ref, Stream, Text, box, form, group, make, text, tint

PHOTO = pathlib.Path(__file__).parent.parent / "cases/art/turned.jpg"
MUTANTS = []  # (rules, function)


def mutant(*rules):
    def keep(function):
        MUTANTS.append((set(rules), function))
        return function

    return keep


def add(pdf, content):
    """Paints more at the end of the page."""
    pdf.objects["content"].data += content.encode()


def inline_image(entries):
    return f"q {MM} 0 0 {MM} 60 60 cm BI /W 1 /H 1 /BPC 8 {entries} ID 000 EI Q\n"


def resource(pdf, kind, name, value):
    pdf["resources"].setdefault(kind, {})[name] = value


# --- the file ---


@mutant("x4/syntax")
def a_number_of_the_table_is_wrong(pdf):
    return pdf.bytes().replace(b"startxref\n", b"startxref\n1")


@mutant("x4/version")
def it_is_pdf_1_7(pdf):
    pdf.version = "1.7"


@mutant("x4/version")
def its_catalog_is_pdf_1_7(pdf):
    pdf["catalog"]["Version"] = Name("1.7")


@mutant("x4/encrypted")
def it_is_encrypted(pdf):
    with tempfile.NamedTemporaryFile() as file:
        file.write(pdf.bytes())
        file.flush()
        options = ["--encrypt", "", "owner", "128", "--use-aes=y", "--"]
        command = ["qpdf", "--allow-weak-crypto", *options, file.name, "-"]
        return subprocess.run(command, capture_output=True, check=True).stdout


@mutant("x4/no-id")
def it_has_no_id(pdf):
    pdf.trailer["ID"] = None


@mutant("x4/filter")
def a_stream_is_lzw(pdf):
    pdf["unicode"]["Filter"] = Name("LZWDecode")
    pdf.objects["unicode"].data = lzw(pdf.objects["unicode"].data)


@mutant("x4/filter")
def an_inline_image_is_lzw(pdf):
    add(pdf, inline_image("/CS /G /F /LZW"))


@mutant("x4/external-stream")
def a_picture_lies_elsewhere(pdf):
    pdf["picture"]["F"] = Text("picture.bin")


# --- content ---


@mutant("x4/operator")
def an_operator_is_unknown(pdf):
    add(pdf, "BX 1 2 shine EX\n")


@mutant("x4/content")
def q_has_no_end(pdf):
    add(pdf, "q\n")


@mutant("x4/content")
def a_string_has_no_end(pdf):
    pdf.objects["tiles"].data += b" (more"


@mutant("x4/content")
def an_operand_is_missing(pdf):
    add(pdf, "q 1 0 0 1 5 cm Q\n")


@mutant("x4/content")
def a_form_is_missing(pdf):
    add(pdf, "/Nothing Do\n")


@mutant("x4/content")
def a_form_paints_itself(pdf):
    add(pdf, "/Again Do\n")
    pdf["again"] = form("/Again Do", Resources={"XObject": {"Again": Ref("again")}})
    resource(pdf, "XObject", "Again", Ref("again"))


# --- what it says about itself ---


def in_xmp(pdf, before, after):
    data = pdf.objects["xmp"].data
    assert before in data
    pdf.objects["xmp"].data = data.replace(before, after)


@mutant("x4/identification")
def it_says_pdf_x_3(pdf):
    in_xmp(pdf, b"PDF/X-4", b"PDF/X-3:2003")


@mutant("x4/info")
def its_titles_differ(pdf):
    in_xmp(pdf, b"A sample", b"Another sample")


@mutant("x4/info")
def its_dates_differ(pdf):
    pdf["info"]["ModDate"] = Text("D:20260102030406Z")


@mutant("x4/info")
def it_has_no_title(pdf):
    del pdf["info"]["Title"]


@mutant("x4/trapped")
def nobody_knows_whether_it_is_trapped(pdf):
    pdf["info"]["Trapped"] = Name("Unknown")


@mutant("x4/trapped")
def it_is_trapped_in_info_only(pdf):
    pdf["info"]["Trapped"] = Name("True")


@mutant("x4/xmp")
def it_has_no_xmp(pdf):
    del pdf["catalog"]["Metadata"]


@mutant("x4/xmp")
def xmp_is_no_xml(pdf):
    in_xmp(pdf, b"</rdf:RDF>", b"")


@mutant("x4/xmp")
def it_has_no_version_id(pdf):
    in_xmp(pdf, b"<xmpMM:VersionID>1</xmpMM:VersionID>", b"")


@mutant("x4/output-intent")
def it_has_two_intents(pdf):
    pdf["catalog"]["OutputIntents"] *= 2


@mutant("x4/output-intent")
def its_intent_names_no_condition(pdf):
    del pdf["intent"]["OutputConditionIdentifier"]


@mutant("x4/profile")
def its_profile_is_missing(pdf):
    del pdf["intent"]["DestOutputProfile"]


@mutant("x4/profile")
def its_profile_is_cut_off(pdf):
    pdf.objects["profile"].data = pdf.objects["profile"].data[:-4]


@mutant("x4/profile")
def its_profile_is_for_a_screen(pdf):
    data = pdf.objects["profile"].data
    pdf.objects["profile"].data = data[:12] + b"mntr" + data[16:]


# --- the page ---


@mutant("x4/boxes")
def it_has_no_trim(pdf):
    del pdf["page"]["TrimBox"]


@mutant("x4/boxes")
def its_trim_is_larger_than_its_bleed(pdf):
    pdf["page"]["BleedBox"] = [40, 40, 300, 300]


@mutant("x4/boxes")
def a_box_is_a_reference(pdf):
    pdf["page"]["TrimBox"] = Ref("trim")
    pdf["trim"] = pdf["page"]["MediaBox"]


@mutant("x4/annotation")
def it_has_a_note(pdf):
    note = {"Type": Name("Annot"), "Subtype": Name("Text"), "Rect": [50, 50, 60, 60]}
    pdf["page"]["Annots"] = [note]


@mutant("x4/action")
def it_does_something_when_opened(pdf):
    pdf["catalog"]["OpenAction"] = [Ref("page"), Name("Fit")]


@mutant("x4/action")
def it_has_a_script(pdf):
    pdf["unused"] = {"S": Name("JavaScript"), "JS": Text("app.beep()")}


@mutant("x4/optional-content")
def it_has_a_layer(pdf):
    pdf["layer"] = {"Type": Name("OCG"), "Name": Text("layer")}
    pdf["catalog"]["OCProperties"] = {"OCGs": [Ref("layer")], "D": {"Order": [Ref("layer")]}}


@mutant("x4/viewer")
def a_viewer_shows_the_art_box(pdf):
    pdf["catalog"]["ViewerPreferences"] = {"ViewArea": Name("ArtBox")}


@mutant("gwg/user-unit")
def its_unit_is_two_points(pdf):
    pdf["page"]["UserUnit"] = 2


@mutant("gwg/crop-box")
def it_is_cropped(pdf):
    pdf["page"]["CropBox"] = pdf["page"]["BleedBox"]


@mutant("gwg/pages")
def it_has_two_pages(pdf):
    pdf["second"] = dict(pdf["page"])
    pdf["pages"]["Kids"] = [Ref("page"), Ref("second")]
    pdf["pages"]["Count"] = 2


@mutant("gwg/pages")
def it_is_turned(pdf):
    pdf["page"]["Rotate"] = 90


@mutant("gwg/empty-page")
def nothing_is_painted(pdf):
    pdf.objects["content"].data = b"q 0 0 10 10 re W n Q"


# --- colours ---


@mutant("x4/rgb")
def a_colour_is_rgb(pdf):
    add(pdf, f"q 1 0 0 rg {box(80, 80, 5, 5)} f Q\n")


@mutant("x4/rgb")
def a_line_in_a_form_is_rgb(pdf):
    pdf.objects["group"].data += b" 1 0 0 RG"


@mutant("x4/rgb")
def a_pattern_is_rgb(pdf):
    pdf.objects["tiles"].data = b"1 0 0 rg 0 0 10 10 re f"


@mutant("x4/rgb")
def a_group_is_mixed_in_rgb(pdf):
    pdf["group"]["Group"] = group("DeviceRGB")


@mutant("x4/rgb")
def a_mask_is_mixed_in_rgb(pdf):
    pdf["mask"]["Group"] = group("DeviceRGB")


@mutant("x4/rgb")
def a_shading_is_rgb(pdf):
    shading = pdf["resources"]["Shading"]["Fade"]
    shading["ColorSpace"] = Name("DeviceRGB")
    shading["Function"] |= {"C0": [0, 0, 0], "C1": [1, 1, 1]}


@mutant("x4/rgb")
def a_picture_is_rgb(pdf):
    pdf["picture"]["ColorSpace"] = Name("DeviceRGB")
    pdf.objects["picture"].data = bytes(120 * 120 * 3)


@mutant("x4/rgb")
def a_picture_has_a_table_of_rgb(pdf):
    pdf["picture"]["ColorSpace"] = [Name("Indexed"), Name("DeviceRGB"), 0, b"\0\0\0"]
    pdf.objects["picture"].data = bytes(120 * 120)


@mutant("x4/rgb")
def an_inline_image_is_rgb(pdf):
    add(pdf, inline_image("/CS /RGB"))


@mutant("x4/rgb")
def an_ink_is_shown_as_rgb(pdf):
    pdf["spot"][2:] = [Name("DeviceRGB"), tint([1, 0.5, 0]) | {"C0": [1, 1, 1]}]


@mutant("x4/rgb")
def a_letter_is_rgb(pdf):
    pdf["glyph"] = Stream("700 0 d0 1 0 0 rg 0 0 700 700 re f")
    pdf["letters"] = {
        "Type": Name("Font"),
        "Subtype": Name("Type3"),
        "FontBBox": [0, 0, 700, 700],
        "FontMatrix": [0.001, 0, 0, 0.001, 0, 0],
        "CharProcs": {"a": Ref("glyph")},
        "Encoding": {"Type": Name("Encoding"), "Differences": [97, Name("a")]},
        "FirstChar": 97,
        "LastChar": 97,
        "Widths": [700],
        "Resources": {},
    }
    resource(pdf, "Font", "F3", Ref("letters"))
    add(pdf, f"q 1 0 0 0 k {text(80, 80, 20, 'F3')} Q\n".replace("<00010001>", "(a)"))


@mutant("x4/icc")
def a_profile_has_the_wrong_number_of_inks(pdf):
    pdf["icc"] = Stream(pdf.objects["profile"].data, N=3)
    pdf["picture"]["ColorSpace"] = [Name("ICCBased"), Ref("icc")]
    pdf.objects["picture"].data = bytes(120 * 120 * 3)


@mutant("gwg/colour-space")
def a_picture_brings_its_profile(pdf):
    pdf["icc"] = Stream(pdf.objects["profile"].data, N=4)
    pdf["picture"]["ColorSpace"] = [Name("ICCBased"), Ref("icc")]


@mutant("gwg/colour-space")
def a_colour_is_lab(pdf):
    lab = [Name("Lab"), {"WhitePoint": [0.9642, 1, 0.8249]}]
    resource(pdf, "ColorSpace", "Lab", lab)
    add(pdf, f"q /Lab cs 50 0 0 sc {box(80, 80, 5, 5)} f Q\n")


@mutant("x4/separation")
def an_ink_has_two_recipes(pdf):
    other = [Name("Separation"), Name("HKS 14 K"), Name("DeviceCMYK"), tint([0, 0.5, 1, 0])]
    resource(pdf, "ColorSpace", "Other", other)


@mutant("gwg/spot-names")
def an_ink_has_two_names(pdf):
    other = [Name("Separation"), Name("HKS14K"), *pdf["spot"][2:]]
    resource(pdf, "ColorSpace", "Other", other)


@mutant("x4/devicen")
def a_mixture_does_not_say_what_its_ink_is(pdf):
    del pdf["mixed"][4]["Colorants"]


@mutant("gwg/all-in-trim")
def registration_colour_is_within_the_trim(pdf):
    add(pdf, f"q /All cs 1 scn {box(-5, 10, 6, 6)} f Q\n")


# --- mixing ---


@mutant("x4/blend-mode")
def a_blend_mode_is_unknown(pdf):
    pdf["resources"]["ExtGState"]["Multiply"] = {"BM": Name("Glow")}


@mutant("gwg/blend-space")
def the_page_says_no_space(pdf):
    del pdf["page"]["Group"]


@mutant("gwg/blend-space")
def a_group_is_mixed_in_grey(pdf):
    pdf["group"]["Group"] = group("DeviceGray")


@mutant("x4/transfer")
def it_has_a_transfer_function(pdf):
    function = {"FunctionType": 2, "Domain": [0, 1], "N": 1}
    pdf["resources"]["ExtGState"]["Half"]["TR"] = function


@mutant("x4/intent")
def a_rendering_intent_is_unknown(pdf):
    add(pdf, "/Beautiful ri\n")


@mutant("gwg/white-overprint")
def white_overprints(pdf):
    add(pdf, f"q /Overprint gs 0 0 0 0 k {box(12, 12, 2, 2)} f Q\n")


@mutant("gwg/white-overprint")
def white_letters_overprint(pdf):
    add(pdf, f"q /Overprint gs 0 0 0 0 k {text(80, 80, 20)} Q\n")


@mutant("gwg/grey-overprint")
def grey_overprints(pdf):
    add(pdf, f"q /Overprint gs .5 g {box(12, 12, 2, 2)} f Q\n")


@mutant("gwg/black-knocks-out")
def small_black_text_knocks_out(pdf):
    add(pdf, f"q 0 0 0 1 k {text(80, 80, 11.9)} Q\n")


@mutant("gwg/black-knocks-out")
def small_text_is_grey(pdf):
    add(pdf, f"q 0 g {text(80, 80, 11.9)} Q\n")


@mutant("gwg/black-knocks-out")
def small_text_overprints_in_mode_0(pdf):
    resource(pdf, "ExtGState", "Mode0", {"OP": True, "OPM": 0})
    add(pdf, f"q /Mode0 gs 0 0 0 1 k {text(80, 80, 11.9)} Q\n")


@mutant("gwg/black-knocks-out")
def text_is_small_by_its_matrix(pdf):
    small = text(0, 0, 24).replace(" 1 0 0 1 ", " 0 .4 -.4 0 ")
    add(pdf, f"q 0 0 0 1 k {small} Q\n")


@mutant("gwg/black-knocks-out")
def a_thin_black_line_knocks_out(pdf):
    add(pdf, "q 0 0 0 1 K .19 0 0 .19 0 0 cm 10 w 400 400 m 800 800 l S Q\n")


@mutant("gwg/rich-black")
def text_is_rich_black(pdf):
    add(pdf, f"q .7 .6 .6 1 k {text(80, 80, 20)} Q\n")


@mutant("gwg/small-text")
def small_text_has_two_inks(pdf):
    add(pdf, f"q 1 1 0 0 k {text(80, 80, 7.9)} Q\n")


@mutant("gwg/small-text")
def small_text_is_white(pdf):
    add(pdf, f"q 0 0 0 0 k {text(12, 18, 7.9)} Q\n")


@mutant("gwg/thin-line")
def a_line_is_thin(pdf):
    add(pdf, "q 1 0 0 0 K .1 w 60 60 m 80 60 l S Q\n")


@mutant("gwg/thin-line")
def a_line_of_two_inks_is_thin(pdf):
    add(pdf, "q 1 1 0 0 K .2 w 60 60 m 80 60 l S Q\n")


# --- fonts and pictures ---


@mutant("x4/font")
def a_font_is_not_embedded(pdf):
    del pdf["descriptor"]["FontFile2"]


@mutant("x4/font")
def a_font_is_something_else(pdf):
    pdf.objects["file"].data = b"something"


@mutant("x4/notdef")
def a_letter_is_missing(pdf):
    add(pdf, f"q 1 0 0 0 k {text(80, 80, 20)} Q\n".replace("<00010001>", "<00010000>"))


def rename(pdf, base):
    pdf["descendant"]["BaseFont"] = pdf["descriptor"]["FontName"] = Name(base)
    pdf["font"]["BaseFont"] = Name(base)


@mutant("own/subset")
def a_font_is_whole(pdf):
    rename(pdf, "Square")


@mutant("gwg/courier")
def a_font_is_courier(pdf):
    rename(pdf, "ABCDEF+CourierNew")


@mutant("own/to-unicode")
def its_letters_cannot_be_searched(pdf):
    del pdf["font"]["ToUnicode"]


@mutant("x4/xobject")
def it_holds_postscript(pdf):
    resource(pdf, "XObject", "Ps", Ref("ps"))
    pdf["ps"] = Stream("showpage", Type=Name("XObject"), Subtype=Name("PS"))


@mutant("x4/xobject")
def print_takes_another_picture(pdf):
    other = {"Image": Ref("alpha"), "DefaultForPrinting": True}
    pdf["picture"]["Alternates"] = [other]


@mutant("x4/image")
def a_jpeg_is_rgb_in_cmyk(pdf):
    with open(PHOTO, "rb") as file:
        pdf.objects["picture"].data = file.read()
    pdf["picture"]["Filter"] = Name("DCTDecode")


@mutant("gwg/resolution")
def a_picture_is_coarse(pdf):
    add(pdf, f"q {30 * MM:.4f} 0 0 {30 * MM:.4f} 60 60 cm /Picture Do Q\n")


@mutant("gwg/resolution")
def a_picture_in_a_pattern_is_coarse(pdf):
    pdf["tiles"]["Resources"] = {"XObject": {"Picture": Ref("picture")}}
    pdf.objects["tiles"].data = b"100 0 0 100 0 0 cm /Picture Do"


# ---


def lzw(data):
    """LZW without any compression: each byte as it is, the table cleared in time."""
    bits, count = "", 0
    for byte in data:
        bits += f"{256:09b}" if count % 200 == 0 else ""
        bits += f"{byte:09b}"
        count += 1
    bits += f"{257:09b}"
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def tripped(data, path):
    with open(path, "wb") as file:
        file.write(data)
    try:
        return {identifier for identifier, _, _ in check.check(path)}
    except Damaged as error:
        return {f"cannot be read: {error}"}


def main():
    profile, folder = sys.argv[1:]
    with open(profile, "rb") as file:
        profile = file.read()
    found = tripped(make(profile).bytes(), os.path.join(folder, "good.pdf"))
    if found:
        print(f"the good file trips {sorted(found)}")
    for rules, function in MUTANTS:
        pdf = make(profile)
        data = function(pdf) or pdf.bytes()
        found = tripped(data, os.path.join(folder, f"{function.__name__}.pdf"))
        if found != rules:
            print(f"{function.__name__} trips {sorted(found)}, not {sorted(rules)}")
    for rule in set(check.RULES) - set().union(*(rules for rules, _ in MUTANTS)):
        print(f"no mutant trips {rule}")


if __name__ == "__main__":
    main()
