#!/usr/bin/env bash
# Renew the two hashed locks from pyproject.toml. Neither names an address, a host or a path.
#
#   requirements.lock       what `make run` needs: the library's dependencies and the build backend
#   requirements-dev.lock   all: extras, test and lint tools
#
# 3.11.2 is the Python of Debian 12, the oldest we install on; `fewest` keeps one pin a package for every Python.
#
# Usage: scripts/lock.sh [--upgrade]     (without it, pins stay where they still fit)
set -euo pipefail
cd "$(dirname "$0")/.."

uv=.venv/bin/uv
[ -x "$uv" ] || uv=$(command -v uv) || { echo "lock.sh: uv is not installed; run 'make check' once, it brings uv into .venv" >&2; exit 1; }

compile() {
  "$uv" pip compile --quiet --universal --python-version 3.11.2 --fork-strategy fewest --generate-hashes --no-header \
    --no-emit-index-url --no-emit-find-links "$@" pyproject.toml
}

compile "${@}" --group build --output-file requirements.lock
compile "${@}" --all-extras --group dev --constraints requirements.lock --output-file requirements-dev.lock

if grep -nE '://|^--|^-[a-z] ' requirements.lock requirements-dev.lock; then
  echo "lock.sh: a lock names an address (see above)" >&2
  exit 1
fi
