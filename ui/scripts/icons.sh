#!/bin/sh
# Draws every size of the application's icon from icons/icon.svg. Needs rsvg-convert, ImageMagick and png2icns.
set -eu
cd "$(dirname "$0")/../../icons"
draw() { rsvg-convert -w "$1" -h "$1" icon.svg -o "$2"; }
draw 32 32x32.png
draw 64 64x64.png
draw 128 128x128.png
draw 256 128x128@2x.png
draw 512 icon.png
for size in 30 44 71 89 107 142 150 284 310; do draw "$size" "Square${size}x${size}Logo.png"; done
draw 50 StoreLogo.png
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for size in 16 24 32 48 64 128 256 512; do draw "$size" "$work/$size.png"; done
# The first picture of the .ico is what the window shows while developing.
convert "$work/32.png" "$work/16.png" "$work/24.png" "$work/48.png" "$work/64.png" "$work/256.png" icon.ico
png2icns icon.icns "$work/16.png" "$work/32.png" "$work/48.png" "$work/128.png" "$work/256.png" "$work/512.png" >/dev/null
