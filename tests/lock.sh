#!/bin/sh
# Writes the lock files anew: every package with the hashes of its files, no addresses.
# What the site is built with lacks the packages that others name and nothing of it imports: hooks/packages.yml says why each.
set -eu
uv=$(command -v uv) || { echo "cần uv (pip install uv)"; exit 1; }
lock() { "$uv" pip compile --quiet --python-version 3.11.2 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links "$@"; }
left_out=$(mktemp)
trap 'rm -f "$left_out"' EXIT
sed -n '/^left_out:/,$ s/^  \([a-z0-9-]*\):.*/\1/p' hooks/packages.yml > "$left_out"
lock --excludes "$left_out" --output-file requirements.txt pyproject.toml
lock --extra test --constraint requirements.txt --output-file requirements-test.txt pyproject.toml
lock --group audit --output-file requirements-audit.txt
lock --group successors --output-file requirements-successors.txt
