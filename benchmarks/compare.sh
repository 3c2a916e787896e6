#!/usr/bin/env bash
# Times a whole replay against other programs on the same capture, one after the other in every round, so that whatever disturbs the
# machine disturbs all of them alike.
#
#   benchmarks/compare.sh CAPTURE [rounds]     default 5 rounds
#
# Written are medians of wall-clock and processor time, packets per second by wall clock, peak memory, and how many times as long each took
# as our replay with one worker of the same round (again the median). Slow programs run in the first round only. Where the machine is
# busy, trust the ratio of processor times: it leaves out the time that other programs had. Absent programs are named and left out.
set -euo pipefail
export LC_ALL=C

capture="$(readlink -f "${1:?compare.sh CAPTURE [rounds]}")"
rounds="${2:-5}"
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"
[ -r "$capture" ] || { echo "compare.sh: $capture cannot be read" >&2; exit 2; }
[ -x /usr/bin/time ] || { echo "compare.sh: /usr/bin/time is missing; install it with: sudo apt-get install time" >&2; exit 1; }

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
ln -s "$capture" "$work/capture"                                  # a name without blanks

"$root/netsensor" version >"$work/version"                       # builds when something changed
dotnet build "$root/benchmarks" -c Release --nologo -v q >"$work/build" || { cat "$work/build" >&2; exit 1; }
bench="$root/benchmarks/bin/Release/net10.0/NetSensor.Benchmarks.dll"

{ echo "detectors:"; "$root/.build/netsensor" detectors | sed -n 's/^[a-z][a-z-]*$/  &: { enabled: false }/p'; } >"$work/no-detectors.yaml"

declare -A command=(
    [netsensor]="$root/.build/netsensor replay $work/capture --workers 1 --quiet --out $work/logs"
    [no-detectors]="$root/.build/netsensor replay $work/capture --workers 1 --quiet --config $work/no-detectors.yaml --out $work/logs"  # 1 less its ratio is what detection costs
    [netsensor-2-workers]="$root/.build/netsensor replay $work/capture --workers 2 --quiet --out $work/logs"
    [ndpiReader]="ndpiReader -q -i $work/capture"
    [softflowd]="softflowd -d -r $work/capture -m 1000000 -c none -p $work/pid -n 127.0.0.1:9"  # to the discard port, where nobody needs to listen
    [tshark]="tshark -q -z conv,tcp -r $work/capture"
)
order=(netsensor ndpiReader no-detectors netsensor-2-workers softflowd tshark)
slow=" tshark "

for tool in ndpiReader softflowd tshark; do
    command -v "$tool" >/dev/null || { echo "$tool is not here: left out"; unset "command[$tool]"; }
done

# One run: appends "round tool wall processor peak-KiB" to the results.
measure() {
    local round=$1 tool=$2
    rm -rf "$work/logs"
    if /usr/bin/time -o "$work/time" -f '%e %U %S %M' ${command[$tool]} >/dev/null 2>"$work/said"; then
        awk -v round="$round" -v tool="$tool" '{ print round, tool, $1, $2 + $3, $4 }' "$work/time" >>"$work/results"
    else
        echo "round $round: $tool failed: $(tail -n 1 "$work/said")" >&2
    fi
}

# The bare walk of our reader tells its own time: starting a program would be most of it.
measure_walk() {
    dotnet "$bench" walk "$capture" 1 | awk -v round="$1" '
        $1 == "headers" && $2 != "and" { match($0, /[0-9]+ packets/); packets = substr($0, RSTART) + 0
            match($0, /processor time [0-9.]+/); print round, "bare-walk", $2 * packets / 1e9, substr($0, RSTART + 15) * packets / 1e9, 0, packets }' >>"$work/results"
}

cat "$capture" >/dev/null                                         # into the page cache
load_before="$(cut -d' ' -f1-3 /proc/loadavg)"
for round in $(seq "$rounds"); do
    for tool in "${order[@]}"; do
        [ -n "${command[$tool]:-}" ] || continue
        [[ "$slow" == *" $tool "* && $round -gt 1 ]] && continue
        measure "$round" "$tool"
    done
    measure_walk "$round"
done

echo "date      $(date -u '+%Y-%m-%d %H:%M UTC'), load before $load_before, after $(cut -d' ' -f1-3 /proc/loadavg)"
echo "machine   $(nproc) x $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), Linux $(uname -r), .NET $(dotnet --version)"
echo "program   $(cat "$work/version")"
echo "capture   $(basename "$capture"), $(stat -c %s "$capture") bytes, $(awk '$2 == "bare-walk" { print $6; exit }' "$work/results") packets; $rounds rounds"
for tool in "${order[@]}"; do [ -n "${command[$tool]:-}" ] && shown="${command[$tool]//"$root/.build/"/}" && echo "          ${shown//"$work/"/}"; done
echo
awk -v order="${order[*]} bare-walk" '
function median(list, count,   i, j, value) {
    for (i = 2; i <= count; i++) { value = list[i]; for (j = i - 1; j > 0 && list[j] > value; j--) list[j + 1] = list[j]; list[j + 1] = value }
    return count % 2 ? list[(count + 1) / 2] : (list[count / 2] + list[count / 2 + 1]) / 2
}
function over_rounds(tool, what, base,   round, list, count) {
    count = 0
    for (round = 1; round <= rounds; round++)
        if ((round, tool, what) in seen && (!base || ((round, "netsensor", what) in seen && seen[round, "netsensor", what] > 0)))
            list[++count] = seen[round, tool, what] / (base ? seen[round, "netsensor", what] : 1)
    return count ? median(list, count) : 0
}
{
    seen[$1, $2, "wall"] = $3; seen[$1, $2, "processor"] = $4; seen[$1, $2, "peak"] = $5 / 1024
    ran[$2]++
    if ($1 > rounds) rounds = $1
    if ($2 == "bare-walk") packets = $6
}
END {
    printf "%-20s %5s %9s %9s %9s %9s %12s %12s\n", "program", "runs", "wall s", "cpu s", "Mpps", "peak MB", "x our wall", "x our cpu"
    many = split(order, tools, " ")
    for (i = 1; i <= many; i++) {
        tool = tools[i]
        if (!ran[tool]) continue
        wall = over_rounds(tool, "wall"); peak = over_rounds(tool, "peak")
        printf "%-20s %5d %9.2f %9.2f %9.3f %9s %12.2f %12.2f\n", tool, ran[tool], wall, over_rounds(tool, "processor"),
            (wall > 0 ? packets / wall / 1e6 : 0), (peak > 0 ? sprintf("%.0f", peak) : "-"), over_rounds(tool, "wall", 1), over_rounds(tool, "processor", 1)
    }
}' "$work/results"
