#!/usr/bin/env bash
# What plakat verify says, to people and to programs.
#   SCRIPT PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
# shellcheck source=packages.bash
. "$tests/handoff/packages.bash"

make_orders_project "$work/project"
cd -- "$work/project"
mkdir packages
# SHOP NAME…: a package of these print PDFs.
make_package() {
    python3 - "$tests" "$1" "packages/$1.zip" "${@:2}" <<'END'
import pathlib, sys

tests, shop, path, *pdfs = sys.argv[1:]
sys.path.insert(0, tests + "/handoff")
import package

page = pathlib.Path(tests, "../renderer/handoff/pruefen.html").read_bytes()
package.make(pdfs, page, shop).write(path)
END
}
for shop in bogen zehntel alt; do
    expect_code 0 "$program" render --size portrait --lang de,ar --to pdf --supplier "$shop" --quiet
    make_package "$shop" out/*/*"_$shop"*.pdf
    expect_code 0 unzip -qt "packages/$shop.zip"
    expect 0 "$shop.zip: posters: 4, copies: 1080, files: 22, errors: 0, warnings: 0" '' \
        "$program" verify "packages/$shop.zip"
    expect 0 '' '' "$program" verify --quiet "packages/$shop.zip"
done

# Elsewhere nobody knows the shop's rules.
expect 0 'bogen.zip: posters: 4, copies: 1080, files: 22, errors: 0, warnings: 0' \
    'note: the rules of the shop "bogen" are not at hand: its files are judged by what they say they are [package/rules]' \
    "$program" verify -C "$work" project/packages/bogen.zip
expect 0 '' '' "$program" verify --quiet -C "$work" project/packages/bogen.zip

# Nothing is unpacked.
same_text 'files beside the packages' 'alt.zip
bogen.zip
zehntel.zip' "$(ls packages)"

# A schema that somebody has; this one wants every ticket to be of version 9.
mkdir schema
cat >schema/xjdf.xsd <<'END'
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.CIP4.org/JDFSchema_2_0">
  <xs:element name="XJDF"><xs:complexType>
    <xs:sequence><xs:any maxOccurs="unbounded" processContents="skip"/></xs:sequence>
    <xs:attribute name="Version" fixed="9"/><xs:anyAttribute processContents="skip"/>
  </xs:complexType></xs:element>
</xs:schema>
END
expect 1 '' "ticket.xjdf:2: error: Element '{http://www.CIP4.org/JDFSchema_2_0}XJDF', attribute 'Version': The value '2.1' does not match the fixed value constraint '9'. [package/ticket-schema]" \
    "$program" verify --quiet --schema schema packages/bogen.zip
sed -i 's/fixed="9"/fixed="2.1"/' schema/xjdf.xsd
expect 0 '' '' "$program" verify --quiet --schema schema packages/bogen.zip
expect 3 '' "plakat: no xjdf.xsd in 'nowhere'" "$program" verify --schema nowhere packages/bogen.zip
echo '<schema/>' >schema/xjdf.xsd
expect 1 '' "error: 'schema/xjdf.xsd' is no schema that can be read [package/ticket-schema]" \
    "$program" verify --quiet --schema schema packages/bogen.zip

# Usage, and what is not there.
expect 2 '' 'plakat: verify which package? see "plakat help verify"' "$program" verify
expect 2 '' 'plakat: verify which package? see "plakat help verify"' "$program" verify packages/alt.zip packages/alt.zip
expect 3 '' "plakat: cannot read 'nothing.zip': No such file or directory" "$program" verify nothing.zip
expect 1 'schema: posters: 0, copies: 0, files: 0, errors: 1, warnings: 0' \
    'error: this is no file [package/unreadable]' "$program" verify schema
mkfifo pipe.zip
expect 1 '' 'error: this is no file [package/unreadable]' "$program" verify --quiet pipe.zip
