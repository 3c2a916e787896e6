#!/usr/bin/env bash
# Kills a replay that keeps state at random moments, many times over, and checks after each what it left: tests/kill-state.sh [KILLS] [CAPTURE]
# - the state is whole;
# - what the state knows to be told is in the log: no finding is lost;
# - what was told and is in the state is not told again as if it were new;
# - what was told in the moment before a kill, and is not in the state, is told again under the same id.
# NETSENSOR_PROGRAM names the program; it is built when nobody does.
set -euo pipefail
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"
kills="${1:-50}"
capture="${2:-$root/pcaps/intrusion.pcap}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
if [ -z "${NETSENSOR_PROGRAM:-}" ]; then
    "$root/netsensor" version >/dev/null                  # builds it when it must: no kill is meant for the compiler
    NETSENSOR_PROGRAM="$root/.build/netsensor"
fi
logs="$work/logs" state="$work/state.sqlite"

run() { rm -rf "$logs"; exec "$NETSENSOR_PROGRAM" replay "$capture" --out "$logs" --quiet "$@"; }

for kill in $(seq "$kills"); do
    python3 "$root/tests/kill-state-check.py" before "$work"
    (run --state "$state" --speed 1300) &                 # about three seconds, and the start before it
    sensor=$!
    sleep "$(awk -v seed="$kill" 'BEGIN { srand(seed); print 0.3 + 4 * rand() }')"
    kill -9 "$sensor" 2>/dev/null || true
    wait "$sensor" 2>/dev/null || true
    [ -e "$state" ] || continue
    "$NETSENSOR_PROGRAM" state "$state" > "$work/report" 2>&1 || { echo "kill $kill: the state is damaged: $(cat "$work/report")"; exit 1; }
    python3 "$root/tests/kill-state-check.py" after "$work" "kill $kill"
done
python3 "$root/tests/kill-state-check.py" before "$work"
(run --state "$state")
python3 "$root/tests/kill-state-check.py" after "$work" "the last run"
(run)
python3 "$root/tests/kill-state-check.py" end "$work" "$kills"
