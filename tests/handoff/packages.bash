# shellcheck shell=bash
# Packages of the test campaign's posters; for scripts that have sourced lib.sh.

# FOLDER: a project with two motifs and shops that want different files.
make_orders_project() {
    make_project "$1"
    make_motif "$1/motifs" tag
    sed -i 's/Guten Morgen/Guten Tag/' "$1/motifs/tag.yaml"
    cat >"$1/motifs/printing.yaml" <<'END'
printing: Shops
conditions:
  fogra39:
    title: Offset
    registered: FOGRA39
    profile: FOGRA39L_coated.icc
    ink-limit: 300%
    black-type-under: 12pt
    black-lines-under: 2pt
suppliers:
  bogen: {title: Sheets, condition: fogra39, bleed: 3mm}
  zehntel: {title: A tenth, condition: fogra39, bleed: 10mm, scale: 1:10, outlines: yes, overprint: no}
  alt: {title: As in 2003, condition: fogra39, bleed: 3mm, marks: crop, standard: PDF/X-1a}
END
}

# PROJECT FOLDER: packages of three posters, good and otherwise (packages.py).
make_packages() {
    mkdir -p -- "$2"
    expect_code 0 "$program" render -C "$1" --size portrait --lang de,tr --to pdf --supplier bogen --quiet
    expect 0 '' '' python3 "$tests/handoff/packages.py" "$2" "$1"/out/gruss/gruss_portrait_{de,tr}_bogen.pdf \
        "$1/out/tag/tag_portrait_de_bogen.pdf"
}
