#!/usr/bin/env python3
"""ghent.py PROGRAM PROFILE FOLDER: the rules of the Ghent Workgroup, one by one.

Each has pairs of twins: a good file of which nothing is said, and one that differs in as
little as can be and trips exactly the findings beside it, as "error gwg/spot". They are
judged for the shops of the project that this makes in FOLDER, each of a variant of
motifs/printing.yaml. Prints what is not so."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/pdf"))

from sample import MM, Name, Ref, Stream, box, group, line, make, text, tint  # noqa: E402

TWINS = []  # (shop, findings, good, bad)


def twins(shop, findings, good, bad):
    """Each of them changes the good file, or is what it paints more."""
    TWINS.append((shop, set(findings.split(", ")), good, bad))


def picture(side, **entries):
    """A picture of 120 pixels a side in a square of `side` mm, away from all else."""

    def do(pdf):
        kind = {"Type": Name("XObject"), "Subtype": Name("Image"), "Width": 120, "Height": 120}
        pdf["own"] = Stream(bytes(120 * 120 * 4), **{**kind, **entries})
        pdf["resources"]["XObject"]["Own"] = Ref("own")
        size = f"{side * MM:.4f}"
        content = f"q 1 0 0 0 k {size} 0 0 {size} 130 60 cm /Own Do Q"
        pdf.objects["content"].data += content.encode()

    return do


def photo(side):
    return picture(side, ColorSpace=Name("DeviceCMYK"), BitsPerComponent=8)


def stencil(side):
    return picture(side, ImageMask=True, BitsPerComponent=1)


def state(pdf, **entries):
    pdf["resources"]["ExtGState"]["Own"] = entries


def space(pdf, value):
    pdf["resources"]["ColorSpace"]["Own"] = value


def both(content, change):

    def do(pdf):
        change(pdf)
        pdf.objects["content"].data += content.encode()

    return do


OVER = "q /Overprint gs "  # with mode 1
WHITE, BLACK = "0 0 0 0 k ", "0 0 0 1 k "

# --- what overprints ---

twins("sheet", "error gwg/white-type", f"q {WHITE}{text(60, 60, 20)} Q", f"{OVER}{WHITE}{text(60, 60, 20)} Q")
twins("digital", "error gwg/white-type", f"q {WHITE}{text(60, 60, 20)} Q", f"{OVER}1 g {text(60, 60, 20)} Q")
twins("sheet", "warning gwg/white-paths", f"q {WHITE}{box(12, 12, 2, 2)} f Q", f"{OVER}{WHITE}{box(12, 12, 2, 2)} f Q")
twins("sheet", "warning gwg/white-paths", f"q 0 0 0 0 K 1 w {line(12, 12, 18, 18)} S Q", f"{OVER}0 0 0 0 K 1 w {line(12, 12, 18, 18)} S Q")
twins("sheet", "warning gwg/grey-overprint", f"q .5 g {box(60, 60, 2, 2)} f Q", f"{OVER}.5 g {box(60, 60, 2, 2)} f Q")
# Rounded to a decimal, 11.96 pt are 12 pt.
twins("sheet", "warning gwg/black-type", f"q {BLACK}{text(60, 60, 11.96)} Q", f"q {BLACK}{text(60, 60, 11.94)} Q")
twins("sheet", "warning gwg/black-type", f"{OVER}{BLACK}{text(60, 60, 5)} Q", f"q {BLACK}{text(60, 60, 5)} Q")
twins(
    "sheet",
    "warning gwg/black-type",
    both(f"q /Own gs {BLACK}{text(60, 60, 9)} Q", lambda pdf: state(pdf, OP=True, OPM=1)),
    both(f"q /Own gs {BLACK}{text(60, 60, 9)} Q", lambda pdf: state(pdf, OP=True, OPM=0)),
)
twins("large", "warning gwg/black-type", f"q {BLACK}{text(60, 60, 12)} Q", f"q {BLACK}{text(60, 60, 11.9)} Q")
# At 1:10 type of 12 pt is 1.2 pt in the file.
twins("tenth", "warning gwg/black-type", f"q {BLACK}{text(60, 60, 1.2)} Q", f"q {BLACK}{text(60, 60, 1.1)} Q")
# Rounded to three decimals, 1.9996 pt are 2 pt.
twins("sheet", "warning gwg/black-lines", f"q 0 0 0 1 K 1.9996 w {line(20, 95, 60, 95)} S Q", f"q 0 0 0 1 K 1.999 w {line(20, 95, 60, 95)} S Q")
twins("sheet", "warning gwg/grey-type", f"q 0 g {text(60, 60, 12)} Q", f"q 0 g {text(60, 60, 11.9)} Q")
twins("sheet", "warning gwg/grey-lines", f"q 0 G 2 w {line(20, 95, 60, 95)} S Q", f"q 0 G 1.9 w {line(20, 95, 60, 95)} S Q")

# --- what is too small, or too much ---

twins("sheet", "warning gwg/rich-black-type", f"q .6 .6 .6 1 k {text(60, 60, 20)} Q", f"q .61 .6 .6 1 k {text(60, 60, 20)} Q")
twins("sheet", "warning gwg/rich-black-type", f"q 1 .9 .9 .84 k {text(60, 60, 20)} Q", f"q 1 .9 .9 .85 k {text(60, 60, 20)} Q")
twins("sheet", "warning gwg/small-type", f"q {WHITE}{text(12, 18, 7.96)} Q", f"q {WHITE}{text(12, 18, 7.94)} Q")
twins("sheet", "warning gwg/small-type", f"q 1 0 0 0 k {text(60, 60, 6)} Q", f"q 1 .1 0 0 k {text(60, 60, 6)} Q")
twins("digital", "warning gwg/small-type", f"q 1 1 0 0 k {text(60, 60, 5)} Q", f"q 1 1 0 0 k {text(60, 60, 4.9)} Q")
twins("tenth", "warning gwg/small-type", f"q 1 1 0 0 k {text(60, 60, .5)} Q", f"q 1 1 0 0 k {text(60, 60, .4)} Q")
twins("sheet", "warning gwg/thin-lines", f"q 1 1 0 0 K .2496 w {line(20, 95, 60, 95)} S Q", f"q 1 1 0 0 K .249 w {line(20, 95, 60, 95)} S Q")
twins("sheet", "warning gwg/thin-lines", f"q 0 0 0 0 K .25 w {line(12, 12, 18, 18)} S Q", f"q 0 0 0 0 K .2 w {line(12, 12, 18, 18)} S Q")
twins("sheet", "warning gwg/thin-lines", f"q 1 0 0 0 K .2 w {line(20, 95, 60, 95)} S Q", f"q 1 0 0 0 K 0 w {line(20, 95, 60, 95)} S Q")
twins("large", "warning gwg/thin-lines", f"q 1 1 0 0 K .15 w {line(20, 95, 60, 95)} S Q", f"q 1 1 0 0 K .149 w {line(20, 95, 60, 95)} S Q")

# --- pictures: 120 pixels, and 225 ppi are 13.547 mm ---

twins("sheet", "warning gwg/low-ppi", photo(13.5), photo(13.6))
twins("sheet", "error gwg/low-ppi", photo(13.5), photo(20.5))
twins("digital", "warning gwg/low-ppi", photo(20.3), photo(20.5))
# 3 m away 299 ppi are 100.
twins("large", "warning gwg/low-ppi", photo(30), photo(31))
twins("large", "error gwg/low-ppi", photo(30), photo(38.5))
# And at 1:10 they are 997.
twins("tenth", "warning gwg/low-ppi", photo(3.05), photo(3.1))

twins("sheet", "warning gwg/low-ppi", stencil(3.8), stencil(3.85))
twins("sheet", "error gwg/low-ppi", stencil(3.8), stencil(5.6))

# --- colours ---


def profiled(pdf):
    data = bytearray(pdf.objects["profile"].data)
    data[80:84] = b"ours"  # its creator: ISO 15930 forbids the profile of the intent itself
    pdf["icc"] = Stream(bytes(data), N=4)
    space(pdf, [Name("ICCBased"), Ref("icc")])
    pdf.objects["content"].data += f"q /Own cs 1 0 0 0 sc {box(60, 60, 5, 5)} f Q\n".encode()


def lab(pdf):
    space(pdf, [Name("Lab"), {"WhitePoint": [0.9642, 1, 0.8249]}])
    pdf.objects["content"].data += f"q /Own cs 50 0 0 sc {box(60, 60, 5, 5)} f Q\n".encode()


def nothing(pdf):
    pass


twins("sheet", "error gwg/colour-space", nothing, profiled)
twins("digital", "error gwg/colour-space", nothing, profiled)
twins("large", "error gwg/colour-space", nothing, profiled)
twins("large", "error gwg/colour-space", lab, profiled)
twins("sheet", "error gwg/colour-space", nothing, lab)
twins("digital", "error gwg/colour-space", nothing, lab)
twins("sheet", "warning gwg/all-plates, error preflight/marks-in-bleed", f"q /All cs 1 scn {box(-9, 10, 5, 5)} f Q", f"q /All cs 1 scn {box(-9, 10, 7, 7)} f Q")


def other_ink(name):
    def do(pdf):
        space(pdf, [Name("Separation"), Name(name), Name("DeviceCMYK"), tint([0, 0.4, 1, 0])])

    return do


twins("sheet", "error gwg/spot-names", other_ink("HKS 15 K"), other_ink("HKS 14 N"))
twins("sheet", "error gwg/spot-names", other_ink("HKS 15 K"), other_ink("hks 14 k"))
twins("sheet", "error gwg/spot-names", other_ink("HKS 15 K"), other_ink("HKS14K"))


def without_spots(pdf):
    """The good file in four inks alone."""
    pdf["spot"][:] = [Name("Separation"), Name("Black"), Name("DeviceCMYK"), tint([0, 0, 0, 1])]
    for holder in (pdf["mixed"][1], pdf["mixed"][4]["Process"]["Components"]):
        holder[:] = [ink for ink in holder if ink != "HKS 14 K"]
    pdf["resources"]["Shading"].pop("Mix")
    pdf.objects["content"].data = pdf.objects["content"].data.replace(b"/Mix sh", b"")
    del pdf.objects["mixed"], pdf.objects["mixing"], pdf.objects["mix"]


twins(None, "error gwg/spot", without_spots, nothing)


def group_in(name):
    def do(pdf):
        pdf["group"]["Group"] = group(name)

    return do


def page_without_group(pdf):
    del pdf["page"]["Group"]


twins("sheet", "error gwg/blend-space", group_in("DeviceCMYK"), group_in("DeviceGray"))
twins("sheet", "error gwg/blend-space", nothing, page_without_group)

# --- pages and the file ---


def second_page(**changes):
    def do(pdf):
        pdf["second"] = {**pdf["page"], **changes}
        pdf["pages"]["Kids"] = [Ref("page"), Ref("second")]
        pdf["pages"]["Count"] = 2

    return do


def cropped(by):
    def do(pdf):
        left, bottom, right, top = pdf["page"]["MediaBox"]
        pdf["page"]["CropBox"] = [left + by, bottom, right, top]

    return do


def unit(value):
    def do(pdf):
        pdf["page"]["UserUnit"] = value

    return do


def layer(is_off):
    def do(pdf):
        pdf["layer"] = {"Type": Name("OCG"), "Name": Name("a")}
        usual = {"Name": Name("a"), "Order": [Ref("layer")], "OFF": [Ref("layer")] if is_off else []}
        pdf["catalog"]["OCProperties"] = {"OCGs": [Ref("layer")], "D": usual}

    return do


def intent_of_three(pdf):
    pdf["profile"]["N"] = 3


def font(name):
    def do(pdf):
        pdf["descendant"]["BaseFont"] = pdf["descriptor"]["FontName"] = Name(name)
        pdf["font"]["BaseFont"] = Name(name)

    return do


def empty(pdf):
    second_page(Contents=Ref("nothing"))(pdf)
    pdf["nothing"] = Stream(f"q 1 0 0 0 k {box(10, 10, 5, 5)} n Q")


twins("sheet", "warning gwg/page-sizes", second_page(), second_page(Rotate=90))
twins("sheet", "warning gwg/page-sizes", second_page(), second_page(TrimBox=[40, 40, 300, 300]))
twins("sheet", "warning gwg/empty-page", second_page(), empty)
twins("sheet", "error gwg/crop-box", cropped(0), cropped(5))
twins("large", "warning gwg/user-unit", unit(1), unit(0.9))
twins("sheet", "error gwg/intent, error pdfx/profile", nothing, intent_of_three)
twins("large", "error gwg/hidden-layers", layer(False), layer(True))
twins("sheet", "warning gwg/courier", font("ABCDEF+Square"), font("ABCDEF+CourierNew"))

# ---

SHOPS = {"sheet": "sheet-cmyk", "digital": "digital", "large": "large-format", "tenth": "large-format"}


def write_project(folder):
    """The real campaign with an ink on a plate of its own, and these shops."""
    shutil.copytree(ROOT / "motifs", os.path.join(folder, "motifs"))
    campaign = pathlib.Path(folder, "motifs/campaign.yaml")
    ink = 'inks:\n  spot: {spot: HKS 14 K, screen: "#ff9900", recipe: {fogra39: [0, 40, 100, 0]}}\n'
    campaign.write_text(campaign.read_text().replace("inks:\n", ink, 1))
    with open(os.path.join(folder, "motifs/printing.yaml"), "a", encoding="utf-8") as file:
        for shop, variant in SHOPS.items():
            scale = "1:10" if shop == "tenth" else "1:1"
            entry = f"title: A shop, condition: fogra39, variant: {variant}, scale: {scale}"
            file.write(f"  {shop}: {{{entry}}}\n")


def judge(program, folder, shop, data):
    file, report = os.path.join(folder, "file.pdf"), os.path.join(folder, "report.json")
    with open(file, "wb") as written:
        written.write(data)
    command = [program, "preflight", "-C", folder, "--quiet", "--report", report, file]
    ended = subprocess.run(
        command + (["--supplier", shop] if shop else []), capture_output=True, text=True
    )
    if ended.returncode not in (0, 1):
        return {f"exit {ended.returncode}: {ended.stderr.strip()}"}
    with open(report, encoding="utf-8") as written:
        findings = json.load(written)["files"][0]["findings"]
    return {f"{finding['severity']} {finding['id']}" for finding in findings}


def changed(profile, change):
    pdf = make(profile)
    content = pdf.objects["content"]
    # Up to the edge of the bleed, and no picture, which would have its own resolution.
    ground = f"q .1 0 0 0 k {box(-3, -3, 106, 106)} f Q\n".encode()
    content.data = ground + content.data.replace(b"/Picture Do", b"")
    if callable(change):
        change(pdf)
    else:
        content.data += change.encode() + b"\n"
    return pdf.bytes()


def main():
    program, profile, folder = sys.argv[1:]
    profile = pathlib.Path(profile).read_bytes()
    write_project(folder)
    for shop, findings, *pair in TWINS:
        for change, expected in zip(pair, (set(), findings)):
            found = judge(program, folder, shop, changed(profile, change))
            if found != expected:
                what = change if isinstance(change, str) else change.__qualname__
                print(f"{shop}: {what.strip()}: {sorted(found)}, not {sorted(expected)}")
    explained = subprocess.run([program, "explain"], capture_output=True, text=True).stdout
    ours = {each for each in explained.split() if each.startswith("gwg/")}
    for rule in sorted(ours - {each.split()[1] for twin in TWINS for each in twin[1]}):
        print(f"no twins show {rule}")


if __name__ == "__main__":
    main()
