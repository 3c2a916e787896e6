#!/bin/bash
# Records tunnels.pcap: ways around a border, between real programs: OpenVPN over UDP and TCP, a SOCKS proxy (dante, asked by curl, with and without
# a login that is refused), STUN and TURN (coturn and its test client). Needs root, iproute2, tcpdump, openvpn, openssl, dante-server, curl, coturn
# and python3.
set -euo pipefail
cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts tunnels 10 5
server_address=192.0.2.5 client_address=192.0.2.10

openvpn --genkey secret "$work/static.key" 2> /dev/null
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -keyout "$work/vpn.key" -out "$work/vpn.crt" -subj /CN=vpn.example 2> /dev/null
cat > "$work/dante.conf" <<CONF
logoutput: /dev/null
internal: $server_address port = 1080
external: eth0
socksmethod: username none
clientmethod: none
user.privileged: root
user.unprivileged: nobody
client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
CONF
cat > "$work/turn.conf" <<CONF
listening-ip=$server_address
relay-ip=$server_address
realm=example.org
user=bob:secret
lt-cred-mech
no-tls
no-dtls
no-cli
log-file=$work/turn.log
userdb=$work/turn.db
pidfile=$work/turn.pid
allow-loopback-peers
CONF
echo 'a page' > "$work/page.html"

background in_client tcpdump -i eth0 -U --immediate-mode -s 0 -w "$work/tunnels.pcap" 'ip and not igmp'
background in_server danted -f "$work/dante.conf"
background in_server turnserver -c "$work/turn.conf"
background in_server /usr/bin/python3 -m http.server 8000 --bind "$server_address" --directory "$work"
vpn_server() { in_server openvpn --dev null --ca "$work/vpn.crt" --cert "$work/vpn.crt" --key "$work/vpn.key" --dh none --tls-server --verb 0 "$@"; }
background vpn_server --proto udp4 --local "$server_address" --port 1194
background vpn_server --proto tcp4-server --local "$server_address" --port 1195 --tls-auth "$work/static.key" 0
sleep 2

run_vpn() { timeout 4 ip netns exec "$client" openvpn --dev null --ca "$work/vpn.crt" --cert "$work/vpn.crt" --key "$work/vpn.key" --tls-client --verb 0 "$@" > /dev/null 2>&1 || true; }
run_vpn --proto udp4 --remote "$server_address" 1194
run_vpn --proto tcp4-client --remote "$server_address" 1195 --tls-auth "$work/static.key" 1
in_client curl -s -m 5 -o /dev/null --socks5-hostname "$server_address:1080" "http://$server_address:8000/page.html" || true
in_client curl -s -m 5 -o /dev/null --socks5 "bob:secret@$server_address:1080" "http://$server_address:8000/page.html" || true
in_client curl -s -m 5 -o /dev/null --socks4a "$server_address:1080" "http://$server_address:8000/page.html" || true
in_client timeout 3 turnutils_stunclient "$server_address" > /dev/null 2>&1 || true
in_client timeout 6 turnutils_uclient -y -u bob -w secret -n 3 -m 1 "$server_address" > /dev/null 2>&1 || true

sleep 1
stop_all
mv "$work/tunnels.pcap" tunnels.pcap
chmod 644 tunnels.pcap
echo "tunnels.pcap: $(tcpdump -r tunnels.pcap 2>/dev/null | wc -l) packets"
