#!/usr/bin/env python3
"""hostile.py PROGRAM FOLDER: files made to crash, hang or fill the memory of what reads them.

Each must be judged within seconds, with an error that is among those beside it, and never with
a signal. Prints what is not so."""

import json
import pathlib
import resource
import subprocess
import sys
import zlib

SECONDS = 60  # of the processor, of which most take a fraction
FILES = []  # (ids, function)


def hostile(ids):
    def keep(function):
        FILES.append((set(ids.split()), function))
        return function

    return keep


def stream(entries, data):
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def flate(count):
    """Zeros, of which a thousand make a byte."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(bytes(1 << 20)) for _ in range(count >> 20)]
    return b"".join(parts) + packer.flush()


def made(content, resources="", objects=(), page="", catalog=""):
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << {resources}"
        f" >> {page} >>",
        content if isinstance(content, bytes) and content.startswith(b"<<")
        else stream("", content if isinstance(content, bytes) else content.encode()),
        *objects,
    ]
    pdf, offsets = b"%PDF-1.6\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(pdf))
        body = body if isinstance(body, bytes) else body.encode()
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return pdf + (f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer\n"
                  f"<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(pdf)}\n%%EOF\n").encode()


@hostile("pdfx/content")
def content_is_a_bomb():
    return made(stream("/Filter /FlateDecode", flate(1 << 30)))


@hostile("pdfx/content")
def content_is_packed_many_times():
    data = flate(1 << 29)
    for _ in range(3):
        data = zlib.compress(data, 9)
    return made(stream("/Filter [/FlateDecode /FlateDecode /FlateDecode /FlateDecode]", data))


@hostile("preflight/too-much")
def forms_grow_by_powers():
    forms = [stream(f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A "
                    f"{number + 6} 0 R >> >>", b"/A Do " * 40) for number in range(12)]
    last = stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << >>", b"0 0 9 9 re f ")
    return made("/A Do", "/XObject << /A 5 0 R >>", [*forms, last])


@hostile("pdfx/content")
def a_form_is_nested_too_deeply():
    forms = [stream(f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A "
                    f"{number + 6} 0 R >> >>", b"/A Do") for number in range(200)]
    return made("/A Do", "/XObject << /A 5 0 R >>", [*forms, "<< >>"])


@hostile("preflight/too-much")
def states_are_saved_without_end():
    return made(b"q " * 1000000)


@hostile("pdfx/content")
def brackets_are_nested_without_end():
    return made(b"[" * 1000000)


@hostile("pdfx/identification preflight/unreadable")
def an_object_is_nested_without_end():
    return made("", objects=["[" * 100000 + "]" * 100000])


@hostile("pdfx/identification preflight/unreadable")
def its_pages_are_their_own_parents():
    return made("").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


@hostile("pdfx/identification preflight/unreadable")
def objects_refer_to_each_other_without_end():
    return made("0 0 9 9 re f", "/ExtGState 5 0 R", ["6 0 R", "5 0 R"])


@hostile("preflight/unreadable pdfx/identification")
def objects_lie_in_a_bomb():
    return made("", objects=[
        stream("/Type /ObjStm /N 1 /First 10 /Filter /FlateDecode", flate(5 << 29))],
        catalog="/Metadata 5 0 R")


@hostile("pdfx/identification")
def numbers_are_larger_than_any_page():
    return made("1e99 0 0 99999999999999999999 0 0 cm 999999999999999 w 0 0 m 9 9 l S "
                "BT /F 999999999999999 Tf ET -2147483649 Tr")


@hostile("pdfx/identification preflight/unreadable")
def its_size_is_larger_than_the_file():
    return made("").replace(b"/Size 5", b"/Size 2147483647")


@hostile("pdfx/identification")
def a_font_lists_widths_without_end():
    font = ("<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts "
            "[<< /Type /Font /Subtype /CIDFontType2 /W [" + "0 65535 9 " * 50000 + "] >>] >>")
    return made("BT /F 9 Tf <0001> Tj ET", "/Font << /F 5 0 R >>", [font])


@hostile("preflight/unreadable")
def it_is_cut_off():
    return made("0 0 9 9 re f")[:40]


@hostile("preflight/unreadable")
def it_is_empty():
    return b""


def judged(program, path):
    """What was found, and the seconds that took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = path.with_suffix(".json")
    code = subprocess.run([program, "preflight", "--quiet", "--report", report, path],
                          capture_output=True, check=False).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if code != 1:
        return {f"exit code {code}"}, taken
    findings = json.loads(report.read_text("utf-8"))["files"][0]["findings"]
    return {finding["id"] for finding in findings}, taken


def main():
    folder = pathlib.Path(sys.argv[2])
    for ids, function in FILES:
        path = folder / f"{function.__name__}.pdf"
        path.write_bytes(function())
        found, taken = judged(sys.argv[1], path)
        if not found & ids:
            print(f"{function.__name__}: {sorted(found)}, none of {sorted(ids)}")
        if taken > SECONDS:
            print(f"{function.__name__}: {taken:.0f} s")
        path.unlink()


if __name__ == "__main__":
    main()
