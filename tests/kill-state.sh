#!/usr/bin/env bash
# Kills a replay that keeps state at random moments, many times over, and checks the state after each: tests/kill-state.sh [KILLS] [CAPTURE]
set -euo pipefail
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"
kills="${1:-50}"
capture="${2:-$root/pcaps/office.pcap}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
echo "state_save_every: 100ms" > "$work/often.yaml"
program="${NETSENSOR_PROGRAM:-}"
if [ -z "$program" ]; then
    "$root/netsensor" version >/dev/null                  # builds it when it must: no kill is meant for the compiler
    program="$root/.build/netsensor"
fi
for kill in $(seq "$kills"); do
    "$program" replay "$capture" --speed 700 --state "$work/state.sqlite" --config "$work/often.yaml" --out "$work/logs" --quiet &
    sensor=$!
    sleep "$(awk -v seed="$kill" 'BEGIN { srand(seed); print 0.1 + 4 * rand() }')"
    kill -9 "$sensor" 2>/dev/null || true
    wait "$sensor" 2>/dev/null || true
    [ -e "$work/state.sqlite" ] || continue
    "$program" state "$work/state.sqlite" >"$work/report" || { echo "kill $kill: the state is damaged"; exit 1; }
done
"$program" replay "$capture" --state "$work/state.sqlite" --out "$work/logs" --quiet
"$program" state "$work/state.sqlite"
echo "$kills kills: the state was whole after each"
