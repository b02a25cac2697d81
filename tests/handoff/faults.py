"""What can be wrong with a package and mean something, one thing at a time.

`FAULTS` are (name, order, ids, extra, function): of which order's package; the ids of all that is
found when every checksum was made right again, and what is found beside these when none
was. The page in the package sees the same, but for preflight and the rules of tickets."""

import re

from package import TICKET, page_content, sha256, stream, update

FAULTS = []

# What else is found where checksums are those of the good package, by what was changed.
STALE = {
    "table": {"package/checksum", "package/sheet-differs"},
    "pdf": {"package/checksum", "package/file-checksum", "package/ticket-file"},
    "entry": {"package/checksum"},
    "removed": {"package/missing"},
    "added": {"package/sums"},
    "sums of the ticket": {"package/ticket-file"},
}

# Nobody sees these without plakat.
UNSEEN = re.compile(r"^(pdfx|gwg|preflight)/|^package/(ticket-rule|ticket-schema|page|rules)$")


def fault(changed, ids, order="KV-X4-01"):
    """Of an order: a few small posters; a hoarding at 1:10 is KV-18-03."""

    def keep(function):
        FAULTS.append((function.__name__.replace("_", "-"), order, set(ids.split()),
                       set().union(*(STALE[kind] for kind in changed.split(", "))), function))
        return function

    return keep


def swap(text, before, after):
    assert before in text, before
    return text.replace(before, after, 1)


def in_pdf(made, index, before, after):
    """As long as it was, so that the file's table of objects stays right."""
    name = made.names()[index]
    before, after = before.encode(), after.encode()
    assert len(before) == len(after), (before, after)
    made.files[name] = swap(made.files[name], before, after)


def in_ticket(made, before, after):
    made.ticket = swap(made.ticket, before, after)


def in_box(made, index, name, place, change):
    """A side of a box, in points."""
    pdf = made.files[made.names()[index]].decode("latin-1")
    sides = re.search(rf"/{name}\[([^]]*)\]", pdf)[1].split()
    changed = f"{float(sides[place]) + change:.4f}"[: len(sides[place])].ljust(len(sides[place]), "0")
    others = [*sides[:place], changed, *sides[place + 1:]]
    in_pdf(made, index, f"/{name}[{' '.join(sides)}]", f"/{name}[{' '.join(others)}]")


# --- amounts ---


@fault("table", "package/amount package/ticket-delivery")
def one_delivery_has_a_nought_more(made):
    made.column(1, "Liefermenge", "1000")


@fault("table", "package/ticket-amount package/ticket-delivery")
def amounts_of_the_table_are_larger(made):
    made.all_rows("Auflage", "1020", made.names()[0])
    made.column(1, "Liefermenge", "1000")


@fault("table", "package/line-differs")
def one_line_has_another_amount(made):
    made.column(2, "Auflage", "121")


@fault("table", "package/value package/ticket-amount")
def an_amount_is_no_number(made):
    made.all_rows("Auflage", "120 Stück", made.names()[0])


@fault("entry", "package/ticket-amount package/ticket-rule")
def the_ticket_has_another_amount(made):
    in_ticket(made, 'Amount="120"', 'Amount="1200"')


@fault("entry", "package/ticket-delivery package/ticket-rule")
def the_ticket_delivers_another_amount(made):
    in_ticket(made, '<DropItem Amount="20"', '<DropItem Amount="10"')


@fault("entry", "package/sheet-differs")
def the_sheet_has_another_amount(made):
    made.xmp["OrderTable"] = swap(made.table(), ";120;", ";1200;")


# --- addresses ---


@fault("table", "package/ticket-delivery")
def a_delivery_goes_elsewhere(made):
    for row in range(1, len(made.rows)):
        if made.column(row, "Lieferung") == "lager":
            made.column(row, "Lieferadresse", "Stadt Köln, Lager West, 50829 Köln")


@fault("table", "package/address package/ticket-delivery")
def one_line_delivers_elsewhere(made):
    made.column(4, "Lieferadresse", "Stadt Köln, Lager West, 50829 Köln")


@fault("entry", "package/ticket-delivery")
def the_ticket_delivers_elsewhere(made):
    in_ticket(made, "Beispielweg 12", "Beispielweg 21")


@fault("entry", "package/ticket-delivery package/ticket-rule")
def the_ticket_forgets_a_delivery(made):
    in_ticket(made, '<DropItem Amount="20" ItemRef="P1"/>', "")


# --- files ---


@fault("pdf", "package/file-poster package/file-content")
def two_files_have_changed_places(made):
    first, second = made.names()[:2]
    made.files[first], made.files[second] = made.files[second], made.files[first]


@fault("pdf", "package/file-poster package/file-content")
def another_poster_has_the_name(made):
    made.files[made.names()[1]] = made.files[made.names()[0]]


@fault("removed", "package/missing")
def a_print_file_is_missing(made):
    del made.files[made.names()[1]]


@fault("removed", "package/missing")
def a_preview_is_missing(made):
    del made.files[made.names()[1].replace(".pdf", "_vorschau.png")]


@fault("added", "package/extra")
def there_is_a_file_that_nobody_ordered(made):
    made.files["boot_clp_de_bogen_neu.pdf"] = made.files[made.names()[0]]


@fault("table", "package/file-poster")
def the_table_orders_another_language(made):
    made.all_rows("Sprache", "ar", made.names()[0])


@fault("table", "package/file-poster")
def the_table_orders_another_row(made):
    made.all_rows("Zeile", "017", made.names()[0])


@fault("pdf", "package/file-content")
def a_file_shows_another_content(made):
    content = made.column(1, "Inhalt")
    in_pdf(made, 0, f"ContentID>{content}", "ContentID>" + content[::-1])


@fault("table", "package/file-content package/ticket-differs")
def another_content_was_approved(made):
    made.all_rows("Inhalt", "0123456789ab", made.names()[0])


@fault("table, added", "package/same-poster package/missing package/ticket-file")
def a_poster_is_ordered_twice(made):
    name = "boot_clp_de_bogen_2.pdf"
    made.files[name] = made.files[made.names()[0]]
    for row in (1, 2):
        made.rows.append(list(made.rows[row]))
        made.column(len(made.rows) - 1, "Datei", name)


# --- boxes, scale ---


@fault("pdf", "package/file-boxes")
def a_file_is_too_narrow(made):
    in_box(made, 0, "TrimBox", 2, -3)


@fault("pdf", "package/file-boxes")
def a_file_has_less_bleed(made):
    in_box(made, 1, "BleedBox", 0, 3)


@fault("table", "package/file-boxes package/ticket-size")
def the_table_orders_another_size(made):
    made.all_rows("Endformat_mm", "148x210", made.names()[2])


@fault("table", "package/file-boxes package/file-scale package/ticket-scale")
def the_table_orders_another_scale(made):
    made.all_rows("Massstab", "1:10", made.names()[0])


@fault("entry", "package/ticket-size")
def the_ticket_has_another_size(made):
    made.ticket = re.sub(r'FinishedDimensions="[\d.]+ ', 'FinishedDimensions="3330 ',
                         made.ticket, count=1)


@fault("entry", "package/ticket-scale")
def the_ticket_has_another_scale(made):
    in_ticket(made, "Daten 1:1,", "Daten 1:10,")


# --- the press ---


@fault("pdf", "pdfx/rgb")
def a_stray_area_is_rgb(made):
    name = made.names()[0]
    pdf = made.files[name]
    content = stream(b"/Poster Do\nq 1 0 0 rg 100 100 20 20 re f Q\n")
    made.files[name] = update(pdf, {page_content(pdf): content})


@fault("table", "package/file-standard")
def the_table_orders_another_standard(made):
    made.all_rows("Standard", "PDF/X-1a", made.names()[0])


@fault("table", "package/file-condition package/ticket-differs")
def the_table_orders_another_condition(made):
    made.all_rows("Bedingung", "FOGRA52")


@fault("table", "package/ticket-differs")
def the_table_orders_another_paper(made):
    made.all_rows("Papier", "Bilderdruck, 135 g/m²")


@fault("table", "package/ticket-differs")
def the_table_is_due_later(made):
    made.all_rows("Termin", "2026-12-24")


# --- the order ---


@fault("table", "package/ticket-job package/file-order")
def the_table_is_of_another_order(made):
    made.all_rows("Auftrag", "KV-X4-02")


@fault("entry", "package/ticket-job")
def the_ticket_is_of_another_order(made):
    in_ticket(made, 'JobID="KV-X4-01"', 'JobID="KV-X4-02"')


@fault("entry, sums of the ticket",
       "package/ticket-amount package/ticket-delivery package/ticket-differs package/ticket-size")
def the_ticket_has_changed_two_files(made):
    first, second = made.names()[0], made.names()[2]
    in_ticket(made, f'URL="{first}"', 'URL=""')
    in_ticket(made, f'URL="{second}"', f'URL="{first}"')
    in_ticket(made, 'URL=""', f'URL="{second}"')


@fault("entry", "package/ticket-rule")
def the_ticket_has_a_paper_of_its_own(made):
    in_ticket(made, 'MediaType="Paper"', 'MediaType="Posterpapier"')


@fault("entry", "package/ticket")
def the_ticket_is_no_xml(made):
    in_ticket(made, "</ProductList>", "</Products>")


@fault("entry", "package/ticket-rule")
def the_ticket_says_that_it_is_written_otherwise(made):
    in_ticket(made, 'encoding="UTF-8"', 'encoding="UTF-7"')


@fault("removed", "package/missing")
def there_is_no_ticket(made):
    made.after.append(lambda made: made.files.pop(TICKET))


@fault("table", "package/table")
def a_column_has_another_name(made):
    made.column(0, "Auflage", "Menge")


def other_pages(pdf):
    """People read something else."""
    return update(pdf, {page_content(pdf): stream(b"0 0 1 rg 72 72 400 400 re f\n")})


@fault("entry", "package/sheet-changed")
def the_sheet_says_something_else_to_people(made):
    made.xmp["PagesSHA256"] = sha256(made.pages)
    made.pages = other_pages(made.pages)


@fault("entry", "package/sheet-changed")
def the_sheet_was_written_over(made):
    def write_over(made):
        made.files["Druckauftrag.pdf"] = other_pages(made.files["Druckauftrag.pdf"])

    made.after.append(write_over)


@fault("entry", "package/page")
def the_page_is_another_one(made):
    made.files["PRUEFEN.html"] = made.files["PRUEFEN.html"].replace(b"</title>", b"!</title>", 1)


@fault("pdf", "package/file-order")
def a_file_was_made_for_another_order(made):
    in_pdf(made, 0, "plakat:Order>KV-X4-01<", "plakat:Order>KV-X4-02<")


@fault("pdf", "package/file-order")
def a_file_was_made_for_no_order(made):
    in_pdf(made, 0, "<plakat:Order>KV-X4-01</plakat:Order>", "<plakat:Other>KV-X4-01</plakat:Other>")


# --- a hoarding at 1:10 ---


@fault("pdf", "package/file-scale", "KV-18-03")
def a_file_says_another_scale(made):
    in_pdf(made, 0, "pdfx:Scale>1:10<", "pdfx:Scale>1:20<")


@fault("table", "package/file-boxes package/file-scale package/ticket-scale", "KV-18-03")
def the_table_orders_it_in_full_size(made):
    made.all_rows("Massstab", "1:1")


@fault("pdf", "package/file-boxes", "KV-18-03")
def a_tenth_is_a_millimetre_short(made):
    in_box(made, 0, "TrimBox", 2, -72 / 25.4)


# --- packages ---


def fresh(good, function):
    """Everything that can be made right again is."""
    made = good.copy()
    function(made)
    made.seal()
    return made


def stale(good, function):
    """Checksums, and what Druckauftrag.pdf says, are those of the good package, but for
    what the fault is about."""
    made = good.copy()
    function(made)
    if made.xmp or made.pages != good.pages:
        sheet = good.copy()
        sheet.xmp, sheet.pages = made.xmp, made.pages
        sheet.seal_sheet()
        made.files["Druckauftrag.pdf"] = sheet.files["Druckauftrag.pdf"]
    made.write_texts()
    made.finish()
    return made


def all_packages(packages):
    """(name, package, ids); `packages` are good ones by order."""
    for name, order, ids, extra, function in FAULTS:
        yield f"fresh-{name}", fresh(packages[order], function), ids
        yield f"stale-{name}", stale(packages[order], function), ids | extra
