#!/bin/bash
# Records dns.pcap: dig and dnsmasq in two network namespaces of their own, joined by a veth pair. Needs root, iproute2, dnsmasq, dig, tcpdump
# and python3. Addresses are those set aside for documentation (RFC 5737, RFC 3849); names end in .test (RFC 6761).
set -euo pipefail
cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts dns 10 53
ip -n "$server" address add 192.0.2.80/24 dev eth0      # www.shop.test
ip -n "$client" route add 224.0.0.0/4 dev eth0
server_mac=$(ip -n "$server" -br link show eth0 | awk '{ print $3 }')
ip -n "$client" neighbour add 192.0.2.99 lladdr "$server_mac" dev eth0   # so that a query to nobody leaves

long_text=$(printf 'v%.0s' {1..200})
# HTTPS (type 65): priority 1, target ".", alpn h3,h2 (key 1), port 8443 (3), ipv4hint 192.0.2.80 (4)
https_record=000100000100060268330268320003000220fb00040004c0000250
cat > "$work/dnsmasq.conf" <<CONF
no-resolv
no-hosts
no-daemon
local=/test/
local=/2.0.192.in-addr.arpa/
address=/www.shop.test/192.0.2.80
host-record=shop.test,192.0.2.80,2001:db8::53
cname=alias.shop.test,shop.test
mx-host=shop.test,mail.shop.test,10
srv-host=_ldap._tcp.shop.test,dc.shop.test,389,0,100
txt-record=shop.test,"v=spf1 -all","and a second string"
txt-record=big.shop.test,$long_text
txt-record=big.shop.test,a$long_text
txt-record=big.shop.test,b$long_text
txt-record=big.shop.test,c$long_text
naptr-record=shop.test,100,10,U,E2U+sip,!^.*\$!sip:info@shop.test!
caa-record=shop.test,0,issue,ca.test
dns-rr=www.shop.test,65,$https_record
dns-rr=keys.shop.test,44,0402deadbeef
ptr-record=80.2.0.192.in-addr.arpa,www.shop.test
local-ttl=300
CONF
background in_server dnsmasq --conf-file="$work/dnsmasq.conf" --pid-file="$work/one.pid"
background in_server dnsmasq --conf-file="$work/dnsmasq.conf" --pid-file="$work/two.pid" --port=5300
background in_server python3 -c '
import socket
s = socket.create_server(("192.0.2.80", 7777))
while True:
    c, _ = s.accept(); c.sendall(c.recv(100)); c.close()'
background in_client tcpdump -i eth0 -U -w "$work/dns.pcap" --immediate-mode "udp or tcp"
sleep 2

ask() { in_client dig +tries=1 +timeout=1 "$@" >/dev/null || true; }
ask @192.0.2.53 www.shop.test A
in_client python3 -c '
import socket
s = socket.create_connection(("192.0.2.80", 7777)); s.sendall(b"no name of its own\n"); s.recv(100); s.close()'
ask @192.0.2.53 shop.test AAAA +noedns
ask @2001:db8::53 alias.shop.test A
ask @192.0.2.53 shop.test TXT
ask @192.0.2.53 shop.test MX
ask @192.0.2.53 _ldap._tcp.shop.test SRV
ask @192.0.2.53 www.shop.test HTTPS
ask @192.0.2.53 keys.shop.test SSHFP
ask @192.0.2.53 shop.test NAPTR
ask @192.0.2.53 shop.test CAA
ask @192.0.2.53 -x 192.0.2.80
ask @192.0.2.53 nowhere.test A                                   # NXDOMAIN
ask @192.0.2.53 www.elsewhere.example A                          # REFUSED
ask @192.0.2.53 big.shop.test TXT +noedns                        # truncated, asked again over TCP
ask @192.0.2.53 www.shop.test A +tcp
ask @192.0.2.53 www.shop.test A +dnssec +subnet=198.51.100.0/24
ask @192.0.2.53 version.bind CH TXT
ask @192.0.2.53 -p 5300 shop.test A                              # DNS where nobody expects it
ask @192.0.2.99 shop.test A                                      # nobody is there
ask @224.0.0.251 -p 5353 printer.local A                         # multicast, unanswered
sleep 1
stop_all
mv "$work/dns.pcap" dns.pcap
chmod 644 dns.pcap
echo "dns.pcap: $(tcpdump -r dns.pcap 2>/dev/null | wc -l) packets"
