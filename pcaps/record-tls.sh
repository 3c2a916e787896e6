#!/bin/bash
# Records pcaps/tls.pcap: real openssl clients and servers in two network namespaces, and pcaps/tls.tsv: what openssl's clients and tshark
# say of each session. Needs root, openssl, tcpdump and tshark. The keys are new each time, so fingerprints of certificates change; the rest
# stays.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
client=nstls-c-$$ server=nstls-s-$$
servers=()
cleanup() {
    for pid in "${servers[@]}"; do kill "$pid" 2>/dev/null || true; done
    ip netns del "$client" 2>/dev/null || true
    ip netns del "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

ip netns add "$client"
ip netns add "$server"
ip link add c0 netns "$client" type veth peer name s0 netns "$server"
ip -n "$client" addr add 192.0.2.10/24 dev c0
ip -n "$server" addr add 192.0.2.20/24 dev s0
ip -n "$client" link set c0 up
ip -n "$server" link set s0 up
ip netns exec "$client" ethtool -K c0 tso off gso off tx off >/dev/null 2>&1 || true
ip netns exec "$server" ethtool -K s0 tso off gso off tx off >/dev/null 2>&1 || true

certificate() { # name, subject, extension
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "$2" -addext "$3" \
        -keyout "$work/$1.key" -out "$work/$1.pem" 2>/dev/null
}
certificate server "/C=DE/O=Lab, Inc./CN=www.lab.example" "subjectAltName=DNS:www.lab.example,DNS:*.api.lab.example,IP:192.0.2.20"
certificate client "/CN=lab client" "subjectAltName=email:client@lab.example"

serve() { # port, options
    local port=$1
    shift
    ip netns exec "$server" openssl s_server -accept "$port" -cert "$work/server.pem" -key "$work/server.key" -quiet "$@" >/dev/null 2>&1 &
    servers+=($!)
}
serve 4431 -tls1_2 -Verify 1 -alpn h2,http/1.1
serve 4432 -tls1_2
serve 4433 -tls1_3 -num_tickets 1
serve 4434 -tls1_3 -groups P-256
serve 4435 -tls1_3
serve 4436 -dtls1_2 -mtu 500 -listen

ip netns exec "$server" tcpdump -i s0 -U -w "$work/tls.pcap" 'port 4431 or port 4432 or port 4433 or port 4434 or port 4435 or port 4436' 2>/dev/null &
recorder=$!
servers+=($recorder)
for _ in $(seq 50); do # until all listen
    [ "$(ip netns exec "$server" ss -Hltun 'sport >= 4431 and sport <= 4436' | wc -l)" -ge 6 ] && [ -s "$work/tls.pcap" ] && break
    sleep 0.1
done

printf 'port\tprotocol\tcipher\tsession\n' >tls.tsv
ask() { # port, options: one session, and what the client says of it
    local port=$1 said
    shift
    said=$( (echo hello; sleep 0.4) | ip netns exec "$client" timeout 5 openssl s_client -connect "192.0.2.20:$port" -servername www.lab.example "$@" 2>&1 || true)
    printf '%s\t%s\t%s\t%s\n' "$port" \
        "$(grep -oE '^(New|Reused), [^,]+' <<<"$said" | head -1 | cut -d' ' -f2-)" \
        "$(grep -oE 'Cipher is .*' <<<"$said" | head -1 | cut -d' ' -f3-)" \
        "$(grep -oE '^(New|Reused)' <<<"$said" | head -1)" >>tls.tsv
}
ask 4431 -tls1_2 -cert "$work/client.pem" -key "$work/client.key" -alpn h2,http/1.1
ask 4432 -tls1_2 -sess_out "$work/session12"
ask 4432 -tls1_2 -sess_in "$work/session12"
ask 4433 -tls1_3 -sess_out "$work/session13"
ask 4433 -tls1_3 -sess_in "$work/session13"
ask 4434 -tls1_3 -groups X25519:P-256
ask 4435 -tls1_2
ask 4436 -dtls1_2 -mtu 500
sleep 0.5
kill "$recorder"
wait "$recorder" 2>/dev/null || true
cp "$work/tls.pcap" tls.pcap

# What tshark reads from the hellos.
printf 'source_port\tdestination_port\tserver_name\tja3\tja3s\n' >tls.tshark.tsv
tshark -r tls.pcap -Y 'tcp and (tls.handshake.ja3 or tls.handshake.ja3s)' -T fields -e tcp.srcport -e tcp.dstport \
    -e tls.handshake.extensions_server_name -e tls.handshake.ja3 -e tls.handshake.ja3s 2>/dev/null >>tls.tshark.tsv
ls -l tls.pcap tls.tsv tls.tshark.tsv
