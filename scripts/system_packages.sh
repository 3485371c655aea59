#!/usr/bin/env bash
# Install the programs that some tests drive and pip cannot bring: Chromium (pages), poppler-utils (PDF), tmux (terminal).
# Only as root on a machine with apt-get, and only what is missing. What cannot be had is no failure: the tests that need it are
# skipped, and the last lines of the test run name them.
set -u

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
command -v tmux >/dev/null || missing+=(tmux)
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "Not on this machine: ${missing[*]}. Tests that need them will be skipped and named."
  exit 0
fi

echo "Installing Debian packages for the tests: ${missing[*]}"
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 5 "$log" >&2
  echo "They could not be installed. Tests that need them will be skipped and named." >&2
fi
rm -f "$log"
