#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
root=$(realpath -- "$tests/..")
cd -- "$root"
what=(--size 'a3,1080x1350' --lang 'de,tr,ar' --to pdf,png,jpg,thumb --ppi 30 --quiet)

same_text 'the locale of the test' 'tr_TR.utf8' "$(locale -a | grep -x 'tr_TR.utf8' || true)"

"$program" render platz "${what[@]}" --out "$work/first"
first=$(checksums "$work/first")
same_text 'files' 33 "$(wc -l <<<"$first")"

# HOW ENVIRONMENT-AND-COMMAND…: makes the same once more; --out comes last.
again() {
    rm -rf -- "$work/again"
    expect_code 0 "${@:2}" --out "$work/again"
    same_text "$1" "$first" "$(checksums "$work/again")"
}

render=("$program" render "${what[@]}")
again 'a second time' "${render[@]}" platz
for jobs in 1 2 3; do again "$jobs jobs" "${render[@]}" platz --jobs "$jobs"; done
again 'Turkish locale' env LC_ALL=tr_TR.UTF-8 "${render[@]}" platz
again 'German numbers, C letters' env -u LC_ALL LC_NUMERIC=de_DE.UTF-8 LC_CTYPE=C "${render[@]}" platz
again 'languages' env LANGUAGE=ar:ja FC_LANG=ja PANGO_LANGUAGE=ja:ko "${render[@]}" platz
again 'time zone' env TZ=Asia/Tokyo "${render[@]}" platz
again 'nearly no environment' env --ignore-environment PATH="$PATH" "${render[@]}" platz

# Font settings of a person, that would show if anybody read them.
mkdir -p -- "$work/config/fontconfig"
cat >"$work/config/fontconfig/fonts.conf" <<'END'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <match target="pattern"><edit name="family" mode="assign"><string>DejaVu Serif</string></edit></match>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>false</bool></edit>
    <edit name="matrix" mode="assign"><times><name>matrix</name><matrix><double>2</double><double>0</double><double>0</double><double>1</double></matrix></times></edit>
  </match>
</fontconfig>
END
again 'no home' env HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent \
    XDG_CACHE_HOME=/nonexistent XDG_DATA_HOME=/nonexistent "${render[@]}" platz
again 'own font settings' env XDG_CONFIG_HOME="$work/config" \
    FONTCONFIG_FILE="$work/config/fontconfig/fonts.conf" "${render[@]}" platz

(umask 077 && again 'umask' "${render[@]}" platz)

# From another folder, and from another place.
cd /
again 'from /' "${render[@]}" "$root/motifs/platz.yaml"
cp -r -- "$root/motifs" "$work/moved motifs"
cd -- "$work/moved motifs"
again 'moved' "${render[@]}" platz.yaml
