#!/usr/bin/env bash
# --shard K/N and merge: the parts are the whole, no more and no less, byte for byte; what is
# missing is named, and what does not belong together is refused.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
make_motif motifs abend
render=("$program" render --quiet --to 'png,pdf')

# Each poster belongs to one shard.
expect 0 '' '' "${render[@]}" --out whole
for number in 1 2 3; do
    expect 0 '' '' "${render[@]}" --out "$number" --shard "$number/3"
done
same_text 'all files' "$(checksums whole)" "$(cat <(checksums 1) <(checksums 2) <(checksums 3) |
    LC_ALL=C sort -k 2)"
counts=$(for number in 1 2 3; do names_in "$number" | wc -l; done)
same_text 'shards without a file' '' "$(grep -x 0 <<<"$counts" || true)"
same_text 'what a report says of its shard' 'number 2, of 3, failed []' "$(python3 -c '
import json
print("number {number}, of {of}, failed {failed}".format(**json.load(open("2/report.json"))["shard"]))')"

# The report of a folder, but for the order of what it lists.
report() {
    sed 's/,$//' "$1/report.json" | LC_ALL=C sort
}

# Joined, they are what one run would have made, pages and report too; and nothing has to be
# made there any more.
expect 0 '' "shards: 3 of 3, files: $(names_in whole | wc -l), posters failed: 0, errors: 0, warnings: 0" \
    "$program" merge --out joined 3 1 2
same_text 'joined' '' "$(diff -r --exclude .store --exclude report.json whole joined)"
same_text 'the report' "$(report whole)" "$(report joined)"
expect 0 '' '' "${render[@]}" --out joined
same_text 'up to date' '' "$(diff -r --exclude .store whole joined)"
same_text 'a file is there once' "$(stat -c %i 1/*/*.png | sort)" \
    "$(cd 1 && for file in */*.png; do stat -c %i "../joined/$file"; done | sort)"
same_text 'what was left over' '' "$(find joined -name '.plakat-*')"

# When the plan grows, no poster moves.
make_motif motifs neu
for number in 1 2 3; do
    expect 0 '' '' "${render[@]}" --out "grown/$number" --shard "$number/3"
    same_text "shard $number has grown" "$(names_in "$number")" \
        "$(names_in "grown/$number" | grep -v '^neu/')"
done

# What is missing.
expect 1 '' 'plakat: shard 1/3 is missing
plakat: shard 3/3 is missing' "$program" merge --quiet --out part 2
same_text 'a part' "$(checksums 2)" "$(checksums part)"
gone=$(names_in 2 | head -n 1)
cp -r 2 two
rm -f "two/$gone"
changed=$(names_in two | head -n 1)
rm -f "two/$changed"
echo x >"two/$changed"
expect 1 '' "plakat: 'two/$gone' is missing
plakat: 'two/$changed' is not the file that its report names" \
    "$program" merge --quiet --out damaged 1 two 3
make_motif motifs schlecht
sed -i 's/de: {text: Guten Morgen/de: {text: "Guten {nix}"/' motifs/schlecht.yaml
for number in 1 2; do
    run "${render[@]}" schlecht --size portrait --lang de --out "bad/$number" --shard "$number/2"
done
failing=$(grep -l '"failed": \["' bad/*/report.json | cut -d / -f 2)
expect 1 '' "plakat: poster \"schlecht portrait de\" could not be made (shard $failing/2)
shards: 2 of 2, files: 0, posters failed: 1, errors: 1, warnings: 0" \
    "$program" merge --out failed bad/1 bad/2

# What does not belong together.
expect 1 '' "plakat: '1/report.json' and '1/report.json' are both of shard 1/3" \
    "$program" merge --out none 1 1 2
expect 1 '' "plakat: 'grown/2/report.json' is of another plan than '1/report.json': other motifs, options, fonts or another build of the program" \
    "$program" merge --out none 1 grown/2
expect 1 '' "plakat: 'bad/2/report.json' is one of 2 shards, '1/report.json' one of 3" \
    "$program" merge --out none 1 bad/2
mkdir old
sed 's/"program": "plakat [^"]*"/"program": "plakat 0.0.1"/' 2/report.json >old/report.json
version=$("$program" --version)
expect 1 '' "plakat: 'old/report.json' is by \"plakat 0.0.1\", '1/report.json' by \"$version\"; render both with the same" \
    "$program" merge --out none 1 old
expect 1 '' "plakat: 'whole/report.json' is no report of \"plakat render --shard\"" \
    "$program" merge --out none whole
sed -i '0,/"path": "/s//"path": "..\//' old/report.json
expect 1 '' "plakat: 'old/report.json' is no report of \"plakat render --shard\"" \
    "$program" merge --out none old
echo '{"program": ' >old/report.json
expect 1 '' "plakat: 'old/report.json' is no JSON: see line 2" "$program" merge --out none old
expect 3 '' "plakat: cannot read 'nix/report.json': No such file or directory" \
    "$program" merge --out none nix
expect 1 '' "plakat: '1' is where the merged files go; name another folder with --out" \
    "$program" merge --out 1 1
same_text 'nothing written' false "$([[ -e none ]] && echo true || echo false)"

# Wrong usage.
expect 2 '' 'plakat: merge the files of which shards? see "plakat help merge"' "$program" merge
for wrong in 0/3 4/3 1 1/0 1/2/3 a/b; do
    expect 2 '' 'plakat: --shard takes K/N, such as 2/4: the second of four parts' \
        "$program" render --shard "$wrong"
done
