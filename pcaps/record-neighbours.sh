#!/bin/bash
# Records neighbours.pcap: how hosts of one link announce themselves: Avahi (multicast DNS), lldpd (LLDP and CDP), wsdd (WS-Discovery), Samba's nmbd
# (NetBIOS names, browser) and a small UPnP device and LLMNR responder in Python. Needs root, iproute2, avahi-daemon, lldpd, wsdd, samba, smbclient's
# nmblookup, python3 and tcpdump. Addresses are those set aside for documentation (RFC 5737), hardware addresses too (RFC 7042 §2.1.1).
set -euo pipefail
cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts neighbours 10 7
for side in "$client:0a" "$server:07"; do
    ip -n "${side%:*}" link set eth0 down
    ip -n "${side%:*}" link set eth0 address "00:00:5e:00:53:${side#*:}"
    ip -n "${side%:*}" link set eth0 up
    ip -n "${side%:*}" route add 224.0.0.0/4 dev eth0
done
ip -n "$client" address replace 192.0.2.10/24 brd + dev eth0
ip -n "$server" address replace 192.0.2.7/24 brd + dev eth0

chmod 755 "$work"                                       # lldpd gives its rights away before it speaks to its own client
mkdir -p "$work/avahi/services" "$work/samba"
cat > "$work/avahi/avahi-daemon.conf" <<CONF
[server]
host-name=desk7
use-ipv6=no
allow-interfaces=eth0
enable-dbus=no
[publish]
publish-hinfo=yes
publish-workstation=yes
CONF
cat > "$work/avahi/services/printer.service" <<CONF
<?xml version="1.0"?>
<service-group>
  <name>Office</name>
  <service><type>_ipp._tcp</type><port>631</port>
    <txt-record>ty=HP LaserJet 5</txt-record><txt-record>usb_MFG=HP</txt-record><txt-record>adminurl=http://desk7.local/</txt-record></service>
</service-group>
CONF
cat > "$work/smb.conf" <<CONF
[global]
netbios name = DESK7
workgroup = CORP
server string = Anna's desk
interfaces = eth0
local master = yes
preferred master = yes
os level = 65
lock directory = $work/samba
state directory = $work/samba
cache directory = $work/samba
private dir = $work/samba
pid directory = $work/samba
ncalrpc dir = $work/samba
log file = $work/samba/log
CONF
cat > "$work/device.py" <<'PYTHON'
import socket, struct
me = "192.0.2.7"
def listen(group, port):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("", port))
    s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(group) + socket.inet_aton(me))
    s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(me))
    return s
upnp, llmnr = listen("239.255.255.250", 1900), listen("224.0.0.252", 5355)
kind = "urn:schemas-upnp-org:device:MediaServer:1"
about = f"CACHE-CONTROL: max-age=1800\r\nLOCATION: http://{me}:8200/root.xml\r\nSERVER: Linux/6.1 UPnP/1.0 Shelf/1.3\r\nUSN: uuid:4d696e69-444c::{kind}\r\n"
upnp.sendto(f"NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nNT: {kind}\r\nNTS: ssdp:alive\r\n{about}\r\n".encode(), ("239.255.255.250", 1900))
import select
while True:
    for s in select.select([upnp, llmnr], [], [])[0]:
        said, who = s.recvfrom(2000)
        if s is upnp and said.startswith(b"M-SEARCH"):
            s.sendto(f"HTTP/1.1 200 OK\r\nST: {kind}\r\nEXT:\r\n{about}\r\n".encode(), who)
        elif s is llmnr and b"\x05desk7" in said.lower():
            s.sendto(said[:2] + b"\x80\0\0\1\0\1\0\0\0\0" + said[12:] + b"\xc0\x0c\0\1\0\1\0\0\0\x1e\0\4" + socket.inet_aton(me), who)
PYTHON
background in_client tcpdump -i eth0 -U --immediate-mode -s 0 -w "$work/neighbours.pcap" 'not igmp and not icmp6'
sleep 1
background in_server unshare --mount sh -c "mount --bind $work/avahi /etc/avahi && exec avahi-daemon --no-drop-root --no-chroot --no-rlimits"
background in_server unshare --uts sh -c "hostname desk7 && exec lldpd -d -l -cc -k -I eth0 -u $work/lldpd.sock -S 'Debian 12' -P 'Shelf 5' -m 192.0.2.7"
background in_server wsdd -i eth0 -4 -t -n DESK7 -w CORP -U 00112233-4455-6677-8899-aabbccddeeff
background in_server nmbd -F --no-process-group -s "$work/smb.conf"
background in_server python3 "$work/device.py"
sleep 5
in_server lldpcli -u "$work/lldpd.sock" resume >/dev/null 2>&1 || true
in_server lldpcli -u "$work/lldpd.sock" update >/dev/null 2>&1 || true
sleep 25
in_client python3 -c '
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(2)
s.sendto(b"M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\nST: ssdp:all\r\nUSER-AGENT: Linux UPnP/1.1 Finder/2\r\n\r\n", ("239.255.255.250", 1900)); s.recv(2000)
q = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); q.settimeout(2)
q.sendto(b"\x12\x34\0\0\0\1\0\0\0\0\0\0\5desk7\0\0\1\0\1", ("224.0.0.252", 5355)); q.recv(2000)'
in_client nmblookup -s "$work/smb.conf" -B 192.0.2.255 DESK7 >/dev/null || true
in_client nmblookup -s "$work/smb.conf" -A 192.0.2.7 >/dev/null || true
in_client wsdd -i eth0 -4 -o -D -t -l "$work/wsdd.sock" >/dev/null 2>&1 & sleep 4
sleep 12
stop_all
mv "$work/neighbours.pcap" neighbours.pcap
chmod 644 neighbours.pcap
echo "neighbours.pcap: $(tcpdump -r neighbours.pcap 2>/dev/null | wc -l) packets"
