#!/usr/bin/env bash
# Folders include each other only in the direction of the map in renderer/README.md.
#   arrows.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

# What each folder may include beside itself.
stages='parse resources layout draw raster pdf prepress preflight report handoff'
declare -A allowed=(
    [base]=''
    [model]='base'
    [parse]='base model'
    [resources]='base model'
    [layout]='base model resources'
    [draw]='base model resources'
    [raster]='base model draw resources'
    [pdf]='base model'
    [prepress]='base model draw raster pdf resources'
    [preflight]='base model draw raster resources pdf/content pdf/tokens'
    [report]='base model resources layout draw'
    [handoff]='base model resources layout draw raster pdf prepress preflight report'
    [batch]="base model $stages"
    [cli]="base model $stages batch"
    [main.c]='base cli'
)
# Libraries that few files know, so that only those change with them.
declare -A alone=(
    [libfyaml.h]='parse/yaml.c'
    [csv.h]='parse/rows.c handoff/table_reader.c'
    [hyphen.h]='resources/hyphens.c'
    [qrencode.h]='layout/emit_qr.c'
    [zbar.h]='preflight/code_reader.c'
    [librsvg/rsvg.h]='resources/svg_render.h'
    [lcms2.h]='resources/profile_tables.h'
    [jpeglib.h]='resources/image_jpeg.c resources/jpeg_rows.c resources/jpeg_writer.c'
    [webp/decode.h]='resources/image_webp.c'
    [tiffio.h]='resources/image_tiff.c resources/tiff_writer.c'
    [libdeflate.h]='pdf/flate.c raster/png_deflate.c'
    [zlib.h]='pdf/flate_reader.c pdf/flate_rows.c preflight/file_filters.c raster/png_deflate.c'
    [qpdf/qpdf-c.h]='preflight/file_pdf.c'
    [archive.h]=handoff/zip_library.h
    [isa-l/igzip_lib.h]='raster/png_deflate.c'
)

cd -- "$tests/../renderer"

# FILE:LINE FOLDER INCLUDED
check_own() {
    local place=$1 folder=$2 included=$3

    if [[ ! -e $included ]]; then
        fail "$place: no \"$included\" in renderer/; write folder/name.h"
    elif [[ -z ${allowed[$folder]+set} ]]; then
        fail "$place: $0 does not say what $folder may include"
    elif [[ ${included%%/*} != "$folder" &&
        " ${allowed[$folder]} " != *" ${included%%/*} "* &&
        " ${allowed[$folder]} " != *" ${included%.h} "* ]]; then
        fail "$place: $folder must not include $included"
    fi
}

# FILE:LINE FILE INCLUDED
check_library() {
    if [[ -n ${alone[$3]+set} && " ${alone[$3]} " != *" $2 "* ]]; then
        fail "$1: only ${alone[$3]} includes $3"
    fi
}

count=0
while IFS=: read -r file line text; do
    if [[ ! $text =~ ^\#include\ ([\"\<])([^\">]+)[\"\>] ]]; then
        fail "$file:$line: not understood: $text"
    elif [[ ${BASH_REMATCH[1]} == '"' ]]; then
        check_own "$file:$line" "${file%%/*}" "${BASH_REMATCH[2]}"
    else
        check_library "$file:$line" "$file" "${BASH_REMATCH[2]}"
    fi
    count=$((count + 1))
done < <(find . -name '*.[ch]' -printf '%P\0' | LC_ALL=C sort -z |
    xargs -0 grep --with-filename --line-number '^#include')
((count > 0)) || fail 'no includes found'
printf '%d includes read\n' "$count"
