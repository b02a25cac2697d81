#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"

# MESSAGE ARGUMENT…: nothing but the message, and nothing made.
wrong() {
    expect 2 '' "plakat: $1" "$program" "${@:2}"
    same_text "made by plakat ${*:2}" '' "$(find . -path ./out/\*)"
    rm -rf out
}

wrong 'no command "rendr"; see "plakat help"' rendr
wrong 'no command "--quiet"; see "plakat help"' --quiet
wrong 'no command "nix"; see "plakat help"' help nix

wrong 'Unknown option --colour; see "plakat help render"' render --colour
wrong 'Unknown option --to; see "plakat help check"' check --to png
wrong 'Missing argument for --size; see "plakat help render"' render --size

names='takes one or more names, with commas between'
wrong 'no size "portrat"; did you mean "portrait"?' render --size portrat
wrong 'no size "a33"' render --size portrait,a33
wrong "--size $names" render --size ''
wrong 'no size "portrat"; did you mean "portrait"?' check --size portrat
wrong 'no size "portrat"; did you mean "portrait"?' items gruss --size portrat

wrong 'no language "xx" in this campaign' render --lang de,xx
wrong "--lang $names" render --lang ''
wrong 'no language "xx" in this campaign' items gruss --lang xx

wrong 'no output "gif"; there are pdf, png, jpg, thumb, back, plates, softproof, tif and preview' render --to png,gif
wrong 'no output "alt"; there are pdf, png, jpg, thumb, back, plates, softproof, tif and preview' render --to alt
wrong "--to $names" render --to ''

for ppi in 0 0.5 -5 nan inf 1e9 2401; do
    wrong '--ppi takes a number from 1 to 2400' render --ppi "$ppi"
done
wrong 'Cannot parse double value “fine” for --ppi; see "plakat help render"' \
    render --ppi fine

for quality in 0 101; do
    wrong '--quality takes a number from 1 to 100' render --quality "$quality"
done
for size in 0 15 2001; do
    wrong '--thumb-size takes a number from 16 to 2000' render --thumb-size "$size"
done
press=$(realpath -- "$tests/../fonts/FOGRA39L_coated.icc")
wrong "'$press' is no ICC profile of an RGB screen or printer" \
    render --to jpg --profile "$press"

for jobs in 0 -1 65; do
    wrong '--jobs takes a number from 1 to 64' render --jobs "$jobs"
done
wrong 'Cannot parse integer value “1.5” for --jobs; see "plakat help render"' \
    render --jobs 1.5

wrong 'no supplier "x"; "plakat list suppliers" shows those there are' \
    render --supplier x

wrong 'list what? see "plakat help list"' list
wrong 'list what? see "plakat help list"' list sizes inks
wrong 'no list "colours"; see "plakat help list"' list colours

wrong 'the items of which motif? see "plakat help items"' items
wrong 'the items of which motif? see "plakat help items"' items gruss gruss

kinds='there are campaign, sizes, printing, layout, motif and order'
wrong "no kind of file \"poster\"; $kinds" keys poster
wrong "no kind of file \"poster\"; $kinds" schema poster
wrong 'the keys of one kind of file, or of all; see "plakat help keys"' keys motif layout
wrong 'the schema of which kind of file? see "plakat help schema"' schema
wrong 'the schema of which kind of file? see "plakat help schema"' schema motif layout

wrong 'a script for which shell? see "plakat help completion"' completion
wrong 'a script for which shell? see "plakat help completion"' completion bash zsh
wrong 'no script for "sh"; there are bash, zsh and fish' completion sh
wrong 'there are "plakat man" and "plakat man motif"' man sizes
wrong 'there are "plakat man" and "plakat man motif"' man motif motif

wrong 'no finding "motif/unknown-kez"; did you mean "motif/unknown-key"?' \
    explain motif/unknown-kez
wrong 'no finding "colours"' explain colours
