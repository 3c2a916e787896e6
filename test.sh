#!/usr/bin/env bash
# Installs what the tests need where it may, builds once, and runs all tests. The last line counts them: "N passed, N failed".
# Arguments go to 'dotnet test', such as --filter FullyQualifiedName~Dns
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"

# Not grep -q: it closes the pipe at the first match, and what ldconfig makes of that would count as a failure.
has_library() { ldconfig -p | grep "$1" >/dev/null; }

# Programs and the packages that bring them. What is missing is installed with root's rights; else those tests say that they do not run.
install_missing() {
    local missing=()
    command -v tshark >/dev/null || missing+=(tshark)
    command -v tcpreplay >/dev/null || missing+=(tcpreplay)
    command -v ip >/dev/null || missing+=(iproute2)
    command -v unshare >/dev/null || missing+=(util-linux)
    has_library libpcap.so || missing+=(libpcap0.8)
    has_library libmaxminddb.so.0 || missing+=(libmaxminddb0)
    command -v nginx >/dev/null || missing+=(nginx-light)                                                  # receivers of deliveries
    command -v dnsmasq >/dev/null || missing+=(dnsmasq-base)                                               # a name server to be asked
    command -v strace >/dev/null || missing+=(strace)
    command -v python3 >/dev/null || missing+=(python3)
    command -v openssl >/dev/null || missing+=(openssl)
    command -v curl >/dev/null || missing+=(curl)
    [ -e /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
    { command -v rsyslogd && [ -e "/usr/lib/$(uname -m)-linux-gnu/rsyslog/lmnsd_gtls.so" ]; } >/dev/null || missing+=(rsyslog rsyslog-gnutls)
    [ ${#missing[@]} -eq 0 ] && return
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "test.sh: missing ${missing[*]}; install with: sudo apt-get install ${missing[*]}" >&2
        return
    fi
    echo "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1                                                       # packages are not to start their services
    apt-get install -y -qq "${missing[@]}" >/dev/null 2>&1 \
        || { apt-get update -qq && apt-get install -y -qq "${missing[@]}"; } >/dev/null 2>&1 \
        || echo "test.sh: could not install ${missing[*]}" >&2
}

# Prometheus without its service: the programs are taken out of Debian's package and laid aside, which needs no rights of root's.
fetch_prometheus() {
    command -v prometheus >/dev/null && command -v promtool >/dev/null && return
    local kept="${XDG_CACHE_HOME:-$HOME/.cache}/netsensor/prometheus" fetched
    if [ ! -x "$kept/usr/bin/promtool" ]; then
        command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 0
        echo "fetching prometheus"
        fetched="$(mktemp -d)"
        (cd "$fetched" && { apt-get download -qq prometheus || { apt-get update -qq && apt-get download -qq prometheus; }; } >/dev/null 2>&1 \
            && mkdir -p "$kept" && dpkg-deb -x prometheus_*.deb "$kept") || echo "test.sh: could not fetch prometheus" >&2
        rm -rf "$fetched"
    fi
    export PATH="$PATH:$kept/usr/bin"
}

# Adds up the counters of all result files and prints them alone on a line.
count_results() {
    cat "$1"/*.trx 2>/dev/null | tr '>' '\n' | awk '
        /<Counters / {
            for (i = 1; i <= NF; i++) if (split($i, pair, "=") == 2) { gsub(/[^0-9]/, "", pair[2]); sum[pair[1]] += pair[2] }
        }
        END {
            skipped = sum["total"] - sum["executed"]
            printf "%d passed, %d failed%s\n", sum["passed"], sum["executed"] - sum["passed"], skipped ? ", " skipped " skipped" : ""
        }'
}

if ! command -v dotnet >/dev/null; then
    echo "test.sh: the .NET 10 SDK is missing; install dotnet-sdk-10.0, or see https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 1
fi
install_missing
fetch_prometheus
results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT

dotnet build NetSensor.sln -c Release --nologo -v q
status=0
dotnet test NetSensor.sln -c Release --no-build --nologo --logger trx --results-directory "$results" "$@" || status=$?
line="$(count_results "$results")"
echo "$line"
case "$line" in
    "0 passed, 0 failed"*) exit 1 ;;          # nothing ran: that is no success
    *" 0 failed"*) exit "$status" ;;
    *) exit 1 ;;
esac
