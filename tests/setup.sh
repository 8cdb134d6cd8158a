#!/bin/sh
# What the tests need beside Python packages: a Chromium, and a few packages from npm.
# Takes what the machine has; else asks its package manager; else Playwright's own download.
set -eu
python=$1
here=$(dirname "$0")

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
apt() { command -v apt-get >/dev/null && as_root apt-get update -qq >/dev/null && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }

have_browser() { for name in chromium chromium-browser google-chrome; do command -v $name >/dev/null && return 0; done; [ -n "${CHROMIUM:-}" ]; }
have_browser || apt chromium || "$python" -m playwright install chromium
command -v npm >/dev/null || apt nodejs npm
npm ci --prefix "$here" --loglevel=error --no-audit --no-fund --ignore-scripts
