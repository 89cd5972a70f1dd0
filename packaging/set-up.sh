#!/bin/sh
# Everything the program needs, from a bare Debian or Ubuntu on: `packaging/set-up.sh [LOCK [VENV]]`.
#
# As root it installs what is missing; otherwise it says the one line to copy, and stops.
# Python packages come from the lock file, with hashes, into .venv; nothing else is touched.
set -eu
cd "$(dirname "$0")/.."
lock=${1:-requirements.lock}
venv=${2:-.venv}

say() { printf '%s\n' "$*" >&2; }

# Python 3.11 to 3.13: the first of them is the oldest we write for, the last the newest that the
# locked Qt has wheels for.
find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
            2>/dev/null; then
            "$name" -c 'import sys; print(sys.executable)'
            return
        fi
    done
}

has_uv() { [ -x .setup/bin/uv ] || uv --version >/dev/null 2>&1; }

missing_packages() {
    python=$(find_python)
    if [ -z "$python" ]; then
        echo python3 python3-venv
    elif ! has_uv && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        case $python in
        /usr/bin/*) echo "$(basename "$(readlink -f "$python")")-venv" ;;
        *) echo python3-venv ;;
        esac
    fi
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    grep -v '^#' packaging/system-packages.txt | while read -r library package; do
        case $known in *"	$library "*) ;; *) echo "$package" ;; esac
    done
}

install_packages() {
    wanted=$(echo $1)
    say "Missing on this machine: $wanted"
    if ! command -v apt-get >/dev/null; then
        say "Install the packages with these files (Debian's names) with your own system's tool,"
        say "then run the same command again."
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        say "Run this line, then the same command again:"
        say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $wanted"
        exit 1
    fi
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null
}

if [ "$(uname)" = Linux ]; then
    missing=$(missing_packages)
    [ -z "$missing" ] || install_packages "$missing"
fi
python=$(find_python)
if [ -z "$python" ]; then
    say "Python 3.11, 3.12 or 3.13 is needed and was not found."
    say "Install it, or name it: make PYTHON=/path/to/python3.11 ..."
    exit 1
fi

# Officers in China set a PyPI mirror for pip; uv does not read that setting, so it is handed on.
if [ -z "${UV_DEFAULT_INDEX:-}" ]; then
    mirror=$("$python" -m pip config get global.index-url 2>/dev/null || true)
    [ -z "$mirror" ] || export UV_DEFAULT_INDEX="$mirror"
fi
export UV_PYTHON_DOWNLOADS=never UV_LINK_MODE="${UV_LINK_MODE:-copy}"

if [ -x .setup/bin/uv ]; then
    uv=.setup/bin/uv
elif uv --version >/dev/null 2>&1; then
    uv=uv
else
    say "Setting up uv ..."
    "$python" -m venv .setup
    .setup/bin/python -m pip install -q --disable-pip-version-check --require-hashes \
        -r packaging/uv-requirements.lock
    uv=.setup/bin/uv
fi

say "Setting up $venv from $lock ..."
if ! "$venv/bin/python" -c '' 2>/dev/null; then
    rm -rf "$venv"
    "$uv" venv -q --python "$python" "$venv"
fi
export VIRTUAL_ENV="$PWD/$venv"
# Compiled once here and not at the first start, which an officer waits for; twice as fast.
"$uv" pip sync -q --compile-bytecode --require-hashes "$lock"
"$uv" pip install -q --no-deps --no-build-isolation --editable .
"$venv/bin/python" -m compileall -q -j 0 situationroom
touch "$venv/.set-up"
say "Ready."
