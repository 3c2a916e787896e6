#!/usr/bin/env bash
# Kills a replay that delivers at random moments, many times over, and checks that every finding that was told is delivered: tests/kill-delivery.sh [KILLS] [CAPTURE]
set -euo pipefail
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"
kills="${1:-50}"
capture="${2:-$root/pcaps/intrusion.pcap}"               # an hour, with findings all along
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
program="${NETSENSOR_PROGRAM:-}"
if [ -z "$program" ]; then
    "$root/netsensor" version >/dev/null                  # builds it when it must: no kill is meant for the compiler
    program="$root/.build/netsensor"
fi
# The one receiver takes everything at once, the other one is down until the end.
cat > "$work/settings.yaml" <<EOF
exporters:
- {name: up, type: file, file: $work/up.jsonl, logs: [conn]}
- {name: down, type: file, file: $work/gate/down.jsonl}
EOF
: > "$work/gate"                                          # a file where a folder should be
: > "$work/told"
ids() { grep -o '"metadata":{[^}]*"uid":"[^"]*"' "$1" | grep -o '[^"]*"$' | tr -d '"'; }
for kill in $(seq "$kills"); do
    "$program" replay "$capture" --speed 1200 --deliver --config "$work/settings.yaml" --out "$work/logs" --quiet 2>/dev/null &
    sensor=$!
    sleep "$(awk -v seed="$kill" 'BEGIN { srand(seed); print 0.4 + 3 * rand() }')"
    kill -9 "$sensor" 2>/dev/null || true
    wait "$sensor" 2>/dev/null || true
    [ ! -s "$work/logs/detections.jsonl" ] || ids "$work/logs/detections.jsonl" >> "$work/told"
done
rm "$work/gate"
"$program" replay "$capture" --filter 'host 203.0.113.254 and port 1' --deliver --config "$work/settings.yaml" --out "$work/logs" --quiet
sort -u "$work/told" > "$work/all"
for receiver in "$work/up.jsonl" "$work/gate/down.jsonl"; do
    grep '"class_uid":2004' "$receiver" > "$work/findings" || true
    ids "$work/findings" | sort -u > "$work/received"
    missing="$(comm -23 "$work/all" "$work/received" | wc -l)"
    [ "$missing" = 0 ] || { echo "$receiver: $missing findings that were told did not arrive"; exit 1; }
done
[ -s "$work/all" ] || { echo "nothing was told before any kill: it proves nothing"; exit 1; }
echo "$kills kills: all $(wc -l < "$work/all") findings that were told ($(wc -l < "$work/told") times) arrived at both receivers"
