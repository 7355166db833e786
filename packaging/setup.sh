#!/bin/sh
# Make this folder ready: `packaging/setup.sh run` or `packaging/setup.sh test`.
#
# Leaves .venv with the locked packages and .venv/bin/boundary. Needs Python 3.11 or newer; what
# else is missing on Debian or Ubuntu is installed with apt where that is allowed, and named
# where it is not. Safe to run again, and quick then.
set -eu

cd "$(dirname "$0")/.."
purpose=${1:-run}
unset VIRTUAL_ENV PYTHONHOME PYTHONPATH

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

case $purpose in
    run) requirements=requirements.txt lists=packaging/apt-run.txt ;;
    test) requirements=requirements-dev.txt lists="packaging/apt-run.txt packaging/apt-test.txt" ;;
    *) fail "say 'run' or 'test', not '$purpose'." ;;
esac

# Print the first Python that is new enough. Each one is tried: a name alone proves nothing, for
# version managers leave names behind that start no interpreter.
find_python() {
    for name in python3 python3.13 python3.12 python3.11 python3.14; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
}

# Print the lines of choices, out of the lists "$@", of which no choice is installed.
lacking() {
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
    sed 's/#.*//; s/|/ /g' "$@" | while read -r choices; do
        found=
        for name in $choices; do
            ! printf '%s\n' "$installed" | grep -qxF "$name" || found=yes
        done
        [ -z "$choices" ] || [ -n "$found" ] || printf '%s\n' "$choices"
    done
}

# Print, for each line of choices on stdin, the first that this release has, else the last.
choose() {
    while read -r choices; do
        for name in $choices; do
            if apt-cache policy "$name" 2>/dev/null | grep -q 'Candidate: [^(]'; then break; fi
        done
        printf '%s ' "$name"
    done
}

# Tell what *we* could not install; for a person it is a warning, for a machine the end.
leave_to_her() {
    say "$1"
    [ "${CI:-}" != true ] || fail "CI=true: stopping, for a part is missing."
}

install_system_packages() {
    case $(uname -s) in
        Darwin)
            # Written, never run: the wheels of Qt bring all that macOS lacks.
            return ;;
    esac
    if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
        leave_to_her "this is not Debian or Ubuntu; what Qt needs is named in: $lists"
        return
    fi
    # shellcheck disable=SC2086 # one word for each list
    wanted=$( { lacking $lists; venv_package; frozen_package; } )
    [ -n "$wanted" ] || return 0
    if [ "$(id -u)" = 0 ]; then
        as_root=env
    elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        as_root="sudo env"
    else
        names=$(printf '%s\n' "$wanted" | choose)
        leave_to_her "system packages are missing and installing them is not allowed here.
setup: Ask an administrator for: apt-get install --no-install-recommends $names"
        return
    fi
    $as_root apt-get update -qq || say "apt-get update failed; trying with what apt knows."
    names=$(printf '%s\n' "$wanted" | choose)
    say "installing with apt: $names"
    # shellcheck disable=SC2086 # one word for each package
    $as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $names \
        >/dev/null </dev/null \
        || leave_to_her "apt could not install all of: $names"
}

# Print the package that lets the chosen Python make environments, if it can't by itself.
venv_package() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null \
        || "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

# Print the package with the shared library that PyInstaller packs, for Debian's own Python,
# which does without.
frozen_package() {
    [ "$purpose" = test ] || return 0
    case $(readlink -f "$python") in
        /usr/bin/python3.*) printf 'lib%s\n' "$(basename "$(readlink -f "$python")")" | lacking - ;;
    esac
}

python=$(find_python)
[ -n "$python" ] || fail "no Python 3.11 or newer here. On Debian 12, Ubuntu 24.04 or newer:
setup: apt-get install python3 python3-venv"

install_system_packages

if ! .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv \
        || fail "Python can't make an environment: apt-get install $(venv_package)"
fi

say "installing $requirements into .venv"
pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input "$@"; }
pip install --quiet --require-hashes --only-binary :all: -r "$requirements"
pip install --quiet --no-deps --no-build-isolation -e .
[ -x .venv/bin/boundary ] || fail ".venv/bin/boundary is not there; please report it."

touch .venv/.ready-run
[ "$purpose" = run ] || touch .venv/.ready-test
say "ready."
