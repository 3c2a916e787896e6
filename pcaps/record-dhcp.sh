#!/bin/bash
# Records dhcp.pcap: ISC's dhclient against dnsmasq, for IPv4 and IPv6, with router advertisements, address checks and a release; ARP and neighbour
# discovery come by themselves. Needs root, iproute2, dnsmasq, isc-dhcp-client,
# python3 and tcpdump. Addresses are those set aside for documentation
# (RFC 5737, RFC 3849), hardware addresses too (RFC 7042 §2.1.1).
set -euo pipefail
cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts dhcp 10 1
ip -n "$client" link set eth0 down
ip -n "$client" address flush dev eth0
ip -n "$server" link set eth0 down
ip -n "$client" link set eth0 address 00:00:5e:00:53:0a
ip -n "$server" link set eth0 address 00:00:5e:00:53:01
ip -n "$server" link set eth0 up
ip -n "$server" address replace 192.0.2.1/24 dev eth0
ip -n "$server" address replace 2001:db8::1/64 dev eth0 nodad

cat > "$work/dnsmasq.conf" <<CONF
port=0
no-daemon
interface=eth0
domain=corp.test
dhcp-authoritative
dhcp-range=192.0.2.70,192.0.2.80,1h
dhcp-range=2001:db8::70,2001:db8::80,64,1h
enable-ra
dhcp-host=00:00:5e:00:53:0a,192.0.2.77
dhcp-option=option:router,192.0.2.1
dhcp-option=option:dns-server,192.0.2.53
dhcp-option=option6:dns-server,[2001:db8::53]
dhcp-leasefile=$work/leases
CONF
cat > "$work/dhclient.conf" <<CONF
send host-name "desk-7";
send fqdn.fqdn "desk-7.corp.test.";
send fqdn.encoded off;
send vendor-class-identifier "MSFT 5.0";
send user-class "guest";
send dhcp-client-identifier = hardware;
send dhcp6.fqdn 1:06:64:65:73:6b:2d:37;
request subnet-mask, routers, domain-name, domain-name-servers, ntp-servers, dhcp6.name-servers;
CONF
cat > "$work/script" <<'SCRIPT'
#!/bin/sh
case $reason in
    BOUND|RENEW|REBIND|REBOOT) ip address replace "$new_ip_address/24" dev eth0 ;;
    BOUND6) ip address replace "$new_ip6_address/64" dev eth0 ;;
    RELEASE|STOP) ip address flush dev eth0 scope global ;;
    PREINIT*) ip link set eth0 up ;;
esac
exit 0
SCRIPT
chmod +x "$work/script"
background in_server dnsmasq --conf-file="$work/dnsmasq.conf" --pid-file="$work/dnsmasq.pid"
background in_server tcpdump -i eth0 -U --immediate-mode -s 0 -w "$work/dhcp.pcap"
sleep 2
lease() { in_client timeout 30 dhclient "$@" -cf "$work/dhclient.conf" -sf "$work/script" -lf "$work/lease$1" -pf "$work/pid$1" eth0 >/dev/null 2>&1 || true; }
speak() { in_client python3 -c 'import socket, sys
[(family, kind, *_, address)] = socket.getaddrinfo(sys.argv[1], 9, type=socket.SOCK_DGRAM)
socket.socket(family, kind).sendto(b"anything", address)' "$1"; }
ip -n "$client" link set eth0 up
sleep 3
lease -4 -1
speak 192.0.2.1
lease -6 -1
sleep 2
speak 2001:db8::1
lease -4 -r
lease -6 -r
sleep 1
stop_all
mv "$work/dhcp.pcap" dhcp.pcap
chmod 644 dhcp.pcap
echo "dhcp.pcap: $(tcpdump -r dhcp.pcap 2>/dev/null | wc -l) packets"
