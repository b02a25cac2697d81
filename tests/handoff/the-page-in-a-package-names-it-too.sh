#!/usr/bin/env bash
# PRUEFEN.html, opened from the disk, sees what is wrong with a package as far as a browser can.
#   SCRIPT PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
# shellcheck source-path=SCRIPTDIR source=packages.bash
. "$tests/handoff/packages.bash"

make_packages "$work/project" "$work/packages"
cp -- "$tests/../renderer/handoff/pruefen.html" "$work/PRUEFEN.html"
expect 0 '' '' timeout 200 python3 "$tests/handoff/page.py" "$work/packages" "$work/PRUEFEN.html"

# It asks nobody for anything: there is no address in it but names of namespaces.
same_text 'addresses in the page' 'http://ns.adobe.com/pdfx/1.3/
http://www.CIP4.org/JDFSchema_2_0
http://www.npes.org/pdfx/ns/id/
http://www.w3.org/1999/02/22-rdf-syntax-ns#
https://koelnervielfalt.de/ns/plakat/1.0/' \
    "$(grep --only-matching --extended-regexp "[a-z]+://[^'\" ]*" "$work/PRUEFEN.html" | LC_ALL=C sort -u)"
