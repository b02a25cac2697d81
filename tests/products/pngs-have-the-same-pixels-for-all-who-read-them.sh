#!/usr/bin/env bash
# libpng, libspng, pngcheck, ImageMagick and a browser read them without a word, and see
# the same.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$tests/.."

read -ra libraries <<<"$(pkg-config --cflags --libs libpng spng)"
cc -O2 -o "$work/pixels" "$tests/products/pixels.c" "${libraries[@]}"

# NAME OPTION…: a poster as NAME.png.
make() {
    expect 0 '' '' "$program" render --to png --quiet --out "$work/out" "${@:2}"
    find "$work/out" -name '*.png' -exec mv -- {} "$work/$1.png" ';'
}

make large platz --size a2 --lang de --ppi 300
make large-and-small platz --size a3 --lang ar --ppi 100 --png small
make photo tests/cases/photos-are-mixed-with-what-lies-behind/motif.yaml \
    --size square --lang de --ppi 100 --bleed
make few-colours tests/cases/lengths-have-units/motif.yaml --size portrait --lang de
pictures=(large large-and-small photo few-colours)
# More than ImageMagick may read as Debian sets it up.
if [[ ${PLAKAT_FULL:-} == 1 ]]; then
    make huge platz --size a0 --lang de --ppi 300
    pictures+=(huge)
fi

same_text 'kinds of PNG among them' '24-bit RGB
8-bit palette' "$(pngcheck "$work"/*.png | grep -o -E '[0-9]+-bit [A-Za-z]+' | sort -u)"

# The browser reads all in one go.
write_page() {
    cat <<'END'
<!DOCTYPE html><title>Pixels</title>
<script>
// Rows read at once: a large picture need not be there twice.
const ROWS = 512;

function checksum(image) {
    const canvas = document.createElement("canvas");
    const width = (canvas.width = image.naturalWidth), height = image.naturalHeight;
    const context = canvas.getContext("2d", {willReadFrequently: true});
    let sum = 2166136261;

    canvas.height = ROWS;
    for (let y = 0; y < height; y += ROWS) {
        context.drawImage(image, 0, -y);
        const data = context.getImageData(0, 0, width, Math.min(ROWS, height - y)).data;
        for (let i = 0; i < data.length; i += 4)
            for (let c = 0; c < 3; c++) sum = Math.imul(sum ^ data[i + c], 16777619);
    }
    return `${width} ${height} ${(sum >>> 0).toString(16).padStart(8, "0")}`;
}

addEventListener("load", () => {
    for (const image of document.images)
        document.body.append(`\nseen ${image.alt} ${checksum(image)}\n`);
});
</script>
END
    for name in "${pictures[@]}"; do printf '<img src="%s.png" alt="%s">\n' "$name" "$name"; done
}

write_page >"$work/page.html"
HOME=$work timeout 300 chromium --headless --no-sandbox --disable-gpu \
    --disable-dev-shm-usage --allow-file-access-from-files --force-color-profile=srgb \
    --user-data-dir="$work/browser" --dump-dom "file://${work// /%20}/page.html" \
    >"$work/page" 2>"$work/browser.log" || fail "the browser fails: $(<"$work/browser.log")"

# NAME READER COMMAND…: it sees what is expected.
sees() {
    local seen

    seen=$("${@:3}" 2>"$work/said") || fail "$2 cannot read $1.png"
    same_text "what $2 says about $1.png" '' "$(<"$work/said")"
    same_text "what $2 sees in $1.png" "$expected" "$seen"
}

# NAME WIDTH HEIGHT
by_imagemagick() {
    convert "$work/$1.png" -depth 8 rgb:- | "$work/pixels" raw "$2" "$3"
}

for name in "${pictures[@]}"; do
    expect 0 '' '' pngcheck -q "$work/$name.png"
    expected=$("$work/pixels" libpng "$work/$name.png") || fail "libpng cannot read $name.png"
    read -r width height _ <<<"$expected"
    sees "$name" libspng "$work/pixels" libspng "$work/$name.png"
    if [[ $name != huge ]]; then
        sees "$name" ImageMagick by_imagemagick "$name" "$width" "$height"
    fi
    sees "$name" 'the browser' sed -n "s/^seen $name //p" "$work/page"
done
