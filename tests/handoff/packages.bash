# shellcheck shell=bash
# shellcheck disable=SC2154 # tests, program
# Packages of the project nachbarn; for scripts that have sourced lib.sh.

# PROJECT FOLDER: packages that are good, and others (packages.py).
make_packages() {
    mkdir -p -- "$1" "$2"
    cp -r -- "$tests/handoff/nachbarn" "$1/motifs"
    expect_code 0 "$program" handoff -C "$1" --quiet KV-X4-01
    expect_code 0 "$program" handoff -C "$1" --quiet KV-18-03
    expect 0 '' '' python3 "$tests/handoff/packages.py" "$2" "$1"/out/KV-{X4-01,18-03}.zip
}
