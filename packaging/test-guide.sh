#!/usr/bin/env bash
# Follows the README's guide "On a mirror port, as a service" line by line, as it stands there, in a Debian of its own that boots with systemd and has no network but
# a mirror port. Then what systemd does beside: reload, the watchdog, a restart after a kill, purge. Needs root, systemd-container and mmdebstrap; a few minutes.
#   packaging/test-guide.sh [--package FILE.deb] [--base FILE.tar]
# --package takes a package that was built before; the line that builds one is then left out. --base is the root file system, from an earlier run with --keep-base FILE.tar.
set -euo pipefail
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"
package="" base="" keep=""
while [ $# -gt 0 ]; do
    case "$1" in
        --package) package="$(readlink -f "$2")"; shift 2 ;;
        --base) base="$(readlink -f "$2")"; shift 2 ;;
        --keep-base) keep="$(readlink -f "$2")"; shift 2 ;;
        *) echo "test-guide.sh: unknown argument '$1'" >&2; exit 2 ;;
    esac
done

step() { printf 'test-guide.sh: %s\n' "$*"; }
fail() { printf 'test-guide.sh: FAILED: %s\n' "$*"; exit 1; }
not_run() { printf 'test-guide.sh: NOT RUN: %s\n' "$*"; exit 77; }
[ "$(id -u)" = 0 ] || not_run "needs root, to boot a system of its own"
command -v systemd-nspawn >/dev/null || not_run "systemd-nspawn is missing; install systemd-container"
[ -n "$base" ] || command -v mmdebstrap >/dev/null || not_run "mmdebstrap is missing"

# ---- a clean Debian ------------------------------------------------------------------------------------------------------------------------
work="$(mktemp -d)" machine=""
clean_up() {
    if [ -n "$machine" ]; then kill -TERM "$machine" 2>/dev/null || true; wait "$machine" 2>/dev/null || true; fi
    rm -rf "$work"
}
trap clean_up EXIT
system="$work/system"
mkdir "$system"
if [ -z "$base" ]; then
    base="${keep:-$work/base.tar}"
    step "fetching a minimal Debian 12"
    mmdebstrap --quiet --variant=minbase --include=systemd,systemd-sysv,dbus,sudo,jq,iproute2,tcpreplay,ca-certificates bookworm "$base"
fi
tar -xf "$base" -C "$system"
if [ -z "$package" ]; then
    built="$("$root/packaging/build-deb.sh" --quick --out "$work")"
    package="$(tail -n 1 <<<"$built")"
fi
mkdir -p "$system/root/packaging/out" "$system/root/pcaps"
cp "$package" "$system/root/packaging/out/"
cp "$root/pcaps/intrusion.pcap" "$system/root/pcaps/"
# what apt would fetch, fetched before, since the system that boots has no way out
cp /etc/resolv.conf "$system/etc/resolv.conf"
echo sensor > "$system/etc/hostname"
echo 127.0.1.1 sensor >> "$system/etc/hosts"
chroot "$system" apt-get update -qq
chroot "$system" apt-get install -y -qq --download-only "/root/packaging/out/$(basename "$package")" >/dev/null

# ---- boots ---------------------------------------------------------------------------------------------------------------------------------
systemd-nspawn --quiet --directory="$system" --boot --console=passive --register=no --keep-unit --private-network --machine="guide$$" </dev/null >"$work/boot.log" 2>&1 &
machine=$!
init=""
for _ in $(seq 300); do
    init="$(pgrep -P "$machine" | head -n 1 || true)"
    [ -n "$init" ] && [ -S "$system/run/dbus/system_bus_socket" ] && break
    sleep 0.1
done
[ -n "$init" ] || { cat "$work/boot.log"; fail "the system does not boot"; }
inside() { nsenter --target "$init" --mount --uts --ipc --net --pid --cgroup --root --wdns=/root env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C DEBIAN_FRONTEND=noninteractive "$@"; }
inside systemctl is-system-running --wait >/dev/null || true
step "$(inside sh -c '. /etc/os-release; echo "$PRETTY_NAME"') is up: $(inside systemctl is-system-running || true)"
inside ip link add sender0 type veth peer name ens4
inside ip link set sender0 up
inside ip link set ens4 up

# ---- the guide, word for word ----------------------------------------------------------------------------------------------------------------
mapfile -t lines < <(awk '/^### On a mirror port/ {guide = 1} guide && /^```/ {if (block) exit; block = 1; next} block' "$root/README.md")
[ ${#lines[@]} -ge 8 ] || fail "the README's guide is not where it was"
traffic() {
    inside tcpreplay -q -i sender0 --pps=20000 /root/pcaps/intrusion.pcap >/dev/null 2>&1 || fail "no traffic was sent"
    local sent=$SECONDS
    for _ in $(seq 300); do
        inside sh -c 'test -s /var/log/netsensor/conn.log && grep -q "created a service on" /var/log/netsensor/detections.jsonl' 2>/dev/null && { step "the finding came within $((SECONDS - sent + 1)) s"; return; }
        sleep 0.3
    done
    fail "no finding about the service that the intruder made"
}
for line in "${lines[@]}"; do
    case "$line" in
        packaging/build-deb.sh*) continue ;;                   # built outside: the clean system has no .NET
        *conn.log*) traffic ;;
    esac
    printf '\n$ %s\n' "$line"
    inside bash -c "$line" < <(yes) 2>&1 | tail -n 8           # apt asks whether to go on
    [ "${PIPESTATUS[0]}" = 0 ] || fail "that line"
done
echo
inside systemctl is-active --quiet netsensor || fail "the service is not active"
step "every line of the guide did what it says"

# ---- what systemd does beside ----------------------------------------------------------------------------------------------------------------
main_pid() { inside systemctl show --property MainPID --value netsensor; }
before="$(main_pid)"
inside systemctl reload netsensor || { inside journalctl --unit netsensor --output cat --lines 8; fail "it does not reload"; }
[ "$(main_pid)" = "$before" ] || fail "a reload must not restart it"
step "reloaded: $(inside journalctl --unit netsensor --output cat --lines 1)"
inside sh -c 'cp /etc/netsensor/netsensor.yaml /root/good.yaml; echo "exeptions: []" >> /etc/netsensor/netsensor.yaml'
inside systemctl reload netsensor 2>/dev/null && fail "a reload of settings with a fault succeeds"
inside systemctl is-active --quiet netsensor && [ "$(main_pid)" = "$before" ] || fail "settings with a fault ended the sensor"
for _ in $(seq 50); do named="$(inside journalctl --unit netsensor --output cat | grep -m 1 exeptions)" && break; sleep 0.1; done
[ -n "$named" ] || fail "the journal does not name the fault"
inside sh -c 'sed "s/^control:.*/control: none/" /root/good.yaml >/etc/netsensor/netsensor.yaml'
inside systemctl reload netsensor || fail "it does not reload by a signal where nobody answers"
inside cp /root/good.yaml /etc/netsensor/netsensor.yaml
step "a reload of settings with a fault fails, names it, and the sensor goes on"
inside systemctl kill --signal KILL netsensor
for _ in $(seq 300); do [ "$(main_pid)" != "$before" ] && inside systemctl is-active --quiet netsensor && break; sleep 0.1; done
inside systemctl is-active --quiet netsensor || fail "it is not started again after a kill"
step "killed, and started again by systemd"
before="$(main_pid)"
inside systemctl kill --signal STOP netsensor                  # as good as hung
for _ in $(seq 120); do [ "$(main_pid)" != "$before" ] && inside systemctl is-active --quiet netsensor && break; sleep 1; done
[ "$(main_pid)" != "$before" ] || fail "the watchdog did not end a sensor that hangs"
step "hung, ended by the watchdog, and started again"
inside apt-get purge -y -qq netsensor >/dev/null 2>&1 || fail "it does not purge"
inside systemctl is-active --quiet netsensor && fail "it still runs after the purge"
for left in /etc/netsensor /var/lib/netsensor /var/log/netsensor /run/netsensor /usr/lib/netsensor; do inside test ! -e "$left" || fail "$left is still there"; done
step "purged: nothing left"
step "passed"
