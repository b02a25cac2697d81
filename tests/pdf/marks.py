"""Rules about what is painted."""

from document import is_number
from objects import INTENTS
from painting import Box, Painter

# What GWG 2022 (SheetCMYK) allows; check.py --limit NAME=VALUE sets others.
LIMITS = {
    "black-text": 12,  # points: 100 K below it overprints
    "black-line": 2,
    "small-text": 8,  # white or of several inks: not below it
    "thin-line": 0.12,  # one ink; ours, GWG has none
    "thin-mixed-line": 0.25,
    "rich-black": 2.8,  # sum of inks with K over 85 %
    "ppi": 149,  # more than it
    "ppi-1-bit": 549,
}
NEAR = 0.005  # half a hundredth of a point: numbers are rounded when written


def check_marks(document, limits, report):
    for number, page in document.pages():
        painter = Painter(document)
        painter.run_page(number, page)
        for complaint in painter.complaints:
            report(*complaint)
        for intent, owner, _ in painter.intents:
            if intent not in INTENTS:
                report("x4/intent", f"its rendering intent is {intent[1:]}", owner)
        check_groups(document, painter, number, page, report)
        trim = trim_of(page)
        seen = [mark for mark in painter.marks if not mark.in_mask and not mark.box.is_empty()]
        if not seen:
            report("gwg/empty-page", "nothing is painted", number)
        for mark in painter.marks:
            check_mark(mark, trim, limits, report)


def trim_of(page):
    """Empty if it has none; objects.py reports that."""
    trim = page.get("/TrimBox")
    is_box = isinstance(trim, list) and len(trim) == 4 and all(map(is_number, trim))
    return Box(*trim) if is_box else Box()


def check_groups(document, painter, number, page, report):
    group = document.get(page, "/Group")
    if group is None and painter.uses_transparency:
        report("gwg/blend-space", "it has transparency, but says not in which colours", number)
    groups = [(group, number, False)] if group is not None else []
    for group, owner, below_mask in [*groups, *painter.groups]:
        space = document.get(group, "/CS")
        if isinstance(space, str) and space == "/DeviceRGB":
            continue  # x4/rgb
        if space is None and owner != number:
            continue  # that of what it stands in
        if space != "/DeviceCMYK" and not (below_mask and space == "/DeviceGray"):
            report("gwg/blend-space", f"a group in {space}", owner)


def check_mark(mark, trim, limits, report):
    if mark.box.is_empty():
        return
    if mark.kind in ("image", "mask"):
        check_ppi(mark, limits, report)
    if mark.in_mask or mark.colour is None:
        return
    inks = mark.colour.inks()
    if inks is None:
        return
    if "All" in inks and mark.box.touches(trim):
        report("gwg/all-in-trim", f"a {mark.kind} in registration colour", mark.number)
    check_overprint(mark, report)
    if mark.kind == "text":
        check_text(mark, inks, limits, report)
    elif mark.kind == "stroke":
        check_line(mark, inks, limits, report)


def check_ppi(mark, limits, report):
    limit = limits["ppi-1-bit" if mark.kind == "mask" else "ppi"]
    if mark.size <= limit:
        report("gwg/resolution", f"a picture of {mark.size:.0f} ppi", mark.number)


def check_overprint(mark, report):
    if not mark.overprint:
        return
    if mark.colour.is_white():
        report("gwg/white-overprint", f"a white {mark.kind} overprints", mark.number)
    elif mark.colour.space.family == "/DeviceGray":
        report("gwg/grey-overprint", f"a {mark.kind} in DeviceGray overprints", mark.number)


def overprints(mark):
    """As black does that leaves the other plates alone."""
    family = mark.colour.space.family
    return mark.overprint and (
        family == "/DeviceCMYK" and mark.overprint_mode == 1 or family == "/Separation"
    )


def knocks_out(mark, limit):
    """Black and small, but not overprinting."""
    is_small_black = mark.colour.is_black() and mark.size < limit - NEAR
    is_opaque = mark.alpha == 1 and mark.blend == "/Normal"
    return is_small_black and is_opaque and not overprints(mark)


def check_text(mark, inks, limits, report):
    size = f"{mark.size:.1f} pt"
    is_small = mark.size < limits["small-text"] - NEAR
    if knocks_out(mark, limits["black-text"]):
        report("gwg/black-knocks-out", f"black text of {size}", mark.number)
    if inks.get("Black", 0) >= 0.85 and sum(inks.values()) > limits["rich-black"]:
        report("gwg/rich-black", f"text of {100 * sum(inks.values()):.0f} % ink", mark.number)
    elif len(inks) > 1 and is_small:
        report("gwg/small-text", f"text of {size} in {len(inks)} inks", mark.number)
    if not inks and is_small:
        report("gwg/small-text", f"white text of {size}", mark.number)


def check_line(mark, inks, limits, report):
    width = f"{mark.size:.3f} pt"
    if "All" in inks:
        return  # marks
    if knocks_out(mark, limits["black-line"]):
        report("gwg/black-knocks-out", f"a black line of {width}", mark.number)
    limit = limits["thin-line" if len(inks) == 1 else "thin-mixed-line"]
    if mark.size < limit - NEAR:
        report("gwg/thin-line", f"a line of {width} in {len(inks)} inks", mark.number)
