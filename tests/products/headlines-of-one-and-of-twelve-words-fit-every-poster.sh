#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cp -r -- "$tests/../motifs" "$work/motifs"
cd -- "$work"

# That words are as large as their box allows is tested in corpus/; here the boxes of the
# campaign's layout are large enough for what people write.
cat >motifs/one.yaml <<'END'
motif: one
title: One word
layout: bank
art: {figures: art/platz.svg}
words:
  headline: {de: Willkommen., en: Welcome., tr: Hoşgeldiniz., ar: مرحبا}
END
cat >motifs/twelve.yaml <<'END'
motif: twelve
title: Twelve words
layout: bank
art: {figures: art/platz.svg}
words:
  headline:
    de: Hier ist noch Platz für dich und mich und alle anderen Leute.
    en: There is still a place for you and me and all others.
    tr: Burada senin için benim için ve bütün öteki insanlar için yer var.
    ar: هنا ما زال مكان لك ولي ولكل الناس الآخرين في هذه المدينة
END
expect_code 0 "$program" check --size all --lang de,en,tr,ar --quiet one twelve
