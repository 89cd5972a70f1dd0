#!/bin/sh
# Programs that only the tests drive: installed as root where apt-get can, else the line to copy.
# Never an error: the tests that need one skip and say so.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

missing=$(grep -v '^#' packaging/test-programs.txt | while read -r program package; do
    [ -x "$program" ] || printf '%s ' "$package"
done)
[ -n "$missing" ] || exit 0
[ "$(uname)" = Linux ] && command -v apt-get >/dev/null || exit 0
if [ "$(id -u)" -ne 0 ]; then
    say "Some tests will skip. To run them too:"
    say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $missing"
    exit 0
fi
say "Installing for the tests: $missing"
# shellcheck disable=SC2086
if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends $missing >/dev/null; }; then
    say "They could not be installed; some tests will skip."
fi
