#!/usr/bin/env bash
# Installs, runs, upgrades, removes and purges the Debian package as root, in a system of its own that is thrown away: an overlay over this one, or, with
# --base FILE, the root file system in a tar (mmdebstrap --variant=minbase --include=… bookworm FILE). Says what it did, and fails where anything is not so.
#   packaging/test-deb.sh PACKAGE.deb [--base FILE.tar]
set -euo pipefail
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"

if [ "${1:-}" = --inside ]; then shift; else
    package="$(readlink -f "${1:?name the package}")"
    base=""
    [ "${2:-}" = --base ] && base="$(readlink -f "$3")"
    [ "$(id -u)" = 0 ] || { echo "test-deb.sh: NOT RUN: needs root, to mount a system of its own"; exit 77; }
    exec unshare --mount --pid --fork --net --uts --ipc "$0" --inside "$package" "$base"
fi

package="$1" base="$2"
step() { printf 'test-deb.sh: %s\n' "$*"; }
fail() { printf 'test-deb.sh: FAILED: %s\n' "$*"; exit 1; }

# ---- a system of its own -------------------------------------------------------------------------------------------------------------------
mount --make-rprivate /
work="$(mktemp -d)"
trap 'cd /; umount --recursive --lazy "$work" 2>/dev/null; rmdir "$work"' EXIT
mount -t tmpfs -o mode=0755 tmpfs "$work"
mkdir "$work/upper" "$work/work" "$work/system"
system="$work/system"
if [ -n "$base" ]; then
    tar -xf "$base" -C "$system"
    step "a clean system from $(basename "$base")"
else
    mount -t overlay overlay -o "lowerdir=/,upperdir=$work/upper,workdir=$work/work" "$system" || { step "NOT RUN: this system mounts no overlays"; exit 77; }
    step "an overlay over this system"
fi
mount -t proc proc "$system/proc"
mkdir -p "$system/dev" "$system/sys" "$system/run" "$system/tmp"
mount --rbind /dev "$system/dev"
mount -t sysfs sysfs "$system/sys" 2>/dev/null || true
mount -t tmpfs tmpfs "$system/run"
mount -t tmpfs -o mode=1777 tmpfs "$system/tmp"
enter=(chroot "$system" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive LC_ALL=C)
[ -z "${DOTNET_ROOT:-}" ] || enter+=(DOTNET_ROOT="$DOTNET_ROOT")
in_system() { "${enter[@]}" "$@"; }

# a package of the same content with a higher version, for the upgrade
cp "$package" "$system/tmp/first.deb"
mkdir "$work/next"
dpkg-deb -R "$package" "$work/next"
sed -i 's/^Version: .*/&+next1/' "$work/next/DEBIAN/control"
dpkg-deb --build --root-owner-group -Znone "$work/next" "$system/tmp/second.deb" >/dev/null
rm -rf "$work/next"

# ---- install -------------------------------------------------------------------------------------------------------------------------------
in_system dpkg -i /tmp/first.deb >"$work/log" 2>&1 || { cat "$work/log"; fail "it does not install"; }
step "installed $(in_system dpkg-query -W -f '${Package} ${Version} ${Status}' netsensor)"
is() { [ "$(in_system stat -c '%U:%G %a' "$1")" = "$2" ] || fail "$1 is $(in_system stat -c '%U:%G %a' "$1"), not $2"; }
is /var/log/netsensor "netsensor:netsensor 750"
is /var/lib/netsensor "netsensor:netsensor 750"
is /etc/netsensor/netsensor.yaml "root:netsensor 640"
is /usr/lib/netsensor/netsensor "root:root 755"
[ "$(in_system getent passwd netsensor | cut -d: -f7)" = /usr/sbin/nologin ] || fail "netsensor may log in"
in_system netsensor version
in_system netsensor check-config /etc/netsensor/netsensor.yaml
step "folders, account and settings are as they should be"

# ---- run, as the service does: its user, one capability --------------------------------------------------------------------------------------
ip link add sender0 type veth peer name eth1
ip link set sender0 up
ip link set eth1 up
ip link set lo up
command -v setpriv >/dev/null && [ -x "$system/usr/bin/setpriv" ] || fail "setpriv is missing (util-linux)"
mkdir -p "$system/run/netsensor"
in_system chown netsensor:netsensor /run/netsensor
user="$(in_system id -u netsensor)" group="$(in_system id -g netsensor)"
start() {
    : >"$work/stderr"                        # what the run before said is not what this one says
    "${enter[@]}" setpriv --reuid="$user" --regid="$group" --clear-groups --inh-caps=-all,+net_raw --ambient-caps=-all,+net_raw --bounding-set=-all,+net_raw --no-new-privs \
        netsensor run --config /etc/netsensor/netsensor.yaml --quiet 2>"$work/stderr" &
    sensor=$!
    for _ in $(seq 300); do grep -q 'listening on' "$work/stderr" && return 0; kill -0 "$sensor" 2>/dev/null || break; sleep 0.1; done
    cat "$work/stderr"
    fail "it does not start"
}
stop() { kill -TERM "$sensor"; wait "$sensor" || { cat "$work/stderr"; fail "it does not end well"; }; }
start
if command -v tcpreplay >/dev/null; then tcpreplay -q -i sender0 --pps=20000 "$root/pcaps/intrusion.pcap" >/dev/null 2>&1; else fail "tcpreplay is missing"; fi
sleep 1
stop
grep -q 'created a service on' "$system/var/log/netsensor/detections.jsonl" || fail "no finding about the service that the intruder made"
is /var/log/netsensor/conn.log "netsensor:netsensor 640"
[ -s "$system/var/lib/netsensor/state.sqlite" ] || fail "no state was kept"
step "ran as netsensor with CAP_NET_RAW alone: $(wc -l < "$system/var/log/netsensor/conn.log") flows, $(wc -l < "$system/var/log/netsensor/detections.jsonl") tellings of findings"

# ---- upgrade: settings and state stay --------------------------------------------------------------------------------------------------------
echo '# changed by the operator' >> "$system/etc/netsensor/netsensor.yaml"
before="$(md5sum < "$system/var/lib/netsensor/state.sqlite")"
in_system dpkg -i /tmp/second.deb >"$work/log" 2>&1 || { cat "$work/log"; fail "it does not upgrade"; }
grep -q 'changed by the operator' "$system/etc/netsensor/netsensor.yaml" || fail "the upgrade lost the settings"
[ "$before" = "$(md5sum < "$system/var/lib/netsensor/state.sqlite")" ] || fail "the upgrade touched the state"
is /etc/netsensor/netsensor.yaml "root:netsensor 640"
start
stop
step "upgraded to $(in_system dpkg-query -W -f '${Version}' netsensor): settings and state kept, and it runs"

# ---- remove, purge ---------------------------------------------------------------------------------------------------------------------------
in_system dpkg -r netsensor >"$work/log" 2>&1 || { cat "$work/log"; fail "it does not remove"; }
[ ! -e "$system/usr/lib/netsensor" ] && [ ! -e "$system/usr/bin/netsensor" ] || fail "the program is still there"
[ -e "$system/etc/netsensor/netsensor.yaml" ] && [ -e "$system/var/lib/netsensor/state.sqlite" ] || fail "a removal must keep settings and state"
in_system dpkg -P netsensor >"$work/log" 2>&1 || { cat "$work/log"; fail "it does not purge"; }
for left in /etc/netsensor /var/lib/netsensor /var/log/netsensor /etc/logrotate.d/netsensor /usr/share/doc/netsensor; do
    [ ! -e "$system$left" ] || fail "$left is still there"
done
if in_system getent passwd netsensor >/dev/null && [ -x "$system/usr/sbin/deluser" ]; then fail "the account is still there"; fi
step "removed (settings and state kept), purged (nothing left)"
step "passed"
