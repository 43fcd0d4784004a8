#!/usr/bin/env bash
# Pictures of a report, to be looked at: phone and desktop, light and dark, an open panel, paper.
# Not part of CI. Needs Chromium and Devanagari fonts (Debian: chromium, fonts-noto-core) and, for
# the pages of the PDF, poppler-utils.
#
#     examples/dump/tests/report-look.sh report.html pictures/
set -euo pipefail
page=$(realpath "${1:?a report}")
pictures=${2:?a folder for the pictures}
mkdir -p "$pictures"
rm -f "$pictures"/paper*
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT

chromium() {
    timeout 120 chromium --headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars \
        --disable-background-networking --user-data-dir="$profile/user" "$@" 2> "$profile/log" ||
        { cat "$profile/log" >&2; exit 1; }
}

# A window cannot be as narrow as a phone; a frame can.
framed() {
    cat > "$profile/frame.html" << FRAME
<!doctype html><style>body{margin:0;background:#888}iframe{border:0;display:block}</style>
<iframe src="file://$1" width="$2" height="$3"></iframe>
FRAME
}

# name, file, width, height, colours (0 dark, 1 light)
picture() {
    framed "$2" "$3" "$4"
    chromium --blink-settings=preferredColorScheme="$5" --window-size="$3,$4" \
        --screenshot="$pictures/$1.png" "file://$profile/frame.html"
    echo "$pictures/$1.png"
}

# The page with a panel open.
opened=$profile/opened.html
{
    cat "$page"
    echo '<script>document.querySelector("[popover]")?.showPopover()</script>'
} > "$opened"

for colours in 1-light 0-dark; do
    for width in 375 1280; do
        height=$((width < 500 ? 9000 : 6000))
        picture "$width-${colours#*-}" "$page" "$width" "$height" "${colours%-*}"
        picture "$width-${colours#*-}-panel" "$opened" "$width" 800 "${colours%-*}"
    done
done
chromium --no-pdf-header-footer --print-to-pdf="$pictures/paper.pdf" "file://$page"
if command -v pdftoppm > /dev/null; then
    pdftoppm -r 60 -png "$pictures/paper.pdf" "$pictures/paper"
fi
ls "$pictures"/paper*
