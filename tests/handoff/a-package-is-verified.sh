#!/usr/bin/env bash
# What plakat verify says, to people and to programs.
#   SCRIPT PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

cp -r -- "$tests/handoff/nachbarn" "$work/motifs"
cd -- "$work"
# ORDER POSTERS COPIES FILES
good() {
    expect_code 0 "$program" handoff --quiet "$1"
    expect 0 "$1.zip: posters: $2, copies: $3, files: $4, errors: 0, warnings: 0" '' \
        "$program" verify "out/$1.zip"
    expect 0 '' '' "$program" verify --quiet "out/$1.zip"
}
good KV-X4-01 3 290 19
good KV-X1A-02 2 80 15
good KV-18-03 1 12 11

# It may have any name, and lie anywhere; elsewhere nobody knows the shop's rules.
mkdir elsewhere
cp out/KV-18-03.zip elsewhere/paket.zip
expect 0 'paket.zip: posters: 1, copies: 12, files: 11, errors: 0, warnings: 0' \
    'note: the rules of the shop "gross" are not at hand: its files are judged by what they say they are [package/rules]' \
    "$program" verify -C elsewhere paket.zip
expect 0 '' '' "$program" verify --quiet -C elsewhere paket.zip
same_text 'what lies beside it' paket.zip "$(ls elsewhere)"

# In the language of whoever asks.
expect 0 'paket.zip: Plakate: 1, Auflage: 12, Dateien: 11, Fehler: 0, Warnungen: 0' \
    'Anmerkung: die Regeln der Druckerei "gross" sind nicht zur Hand: ihre Dateien werden danach beurteilt, was sie zu sein behaupten [package/rules]' \
    env LC_ALL=de_DE.UTF-8 "$program" verify -C elsewhere paket.zip

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
    "$program" verify --quiet --schema schema out/KV-18-03.zip
sed -i 's/fixed="9"/fixed="2.1"/' schema/xjdf.xsd
expect 0 '' '' "$program" verify --quiet --schema schema out/KV-18-03.zip
expect 3 '' "plakat: no xjdf.xsd in 'nowhere'" "$program" verify --schema nowhere out/KV-18-03.zip
echo '<schema/>' >schema/xjdf.xsd
expect 1 '' "error: 'schema/xjdf.xsd' is no schema that can be read [package/ticket-schema]" \
    "$program" verify --quiet --schema schema out/KV-18-03.zip

# Usage, and what is not there.
expect 2 '' 'plakat: verify which package? see "plakat help verify"' "$program" verify
expect 2 '' 'plakat: verify which package? see "plakat help verify"' \
    "$program" verify out/KV-18-03.zip out/KV-X4-01.zip
expect 3 '' "plakat: cannot read 'nothing.zip': No such file or directory" \
    "$program" verify nothing.zip
expect 1 'schema: posters: 0, copies: 0, files: 0, errors: 1, warnings: 0' \
    'error: this is no file [package/unreadable]' "$program" verify schema
mkfifo pipe.zip
expect 1 '' 'error: this is no file [package/unreadable]' "$program" verify --quiet pipe.zip
