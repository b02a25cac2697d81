#!/usr/bin/env bash
# An editor with a YAML language server takes every good file, marks the lines with
# mistakes that a schema can see, offers keys and words, and shows their help.
#   an-editor-agrees-with-the-program.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

if ! cmp --silent -- "$tests"/editor/{package-lock.json,node_modules/installed.json}; then
    fail 'not the language server of package-lock.json; renderer/setup --tests installs it'
    exit
fi
mkdir -- "$work/out"
for kind in campaign sizes printing layout motif order; do
    "$program" schema "$kind" >"$work/out/$kind.schema.json" ||
        fail "plakat schema $kind: ends with $?"
done
node "$tests/editor/check.js" "$program" "$tests" "$work" || fail "check.js: ends with $?"
