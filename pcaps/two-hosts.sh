# Sourced by the scripts that record: two network namespaces joined by a veth pair, and what ends with them. Sets $client, $server and $work; defines
# in_client, in_server, background, stop_all; everything is gone when the script ends. Needs root and iproute2.
# Use: two_hosts NAME CLIENT-NUMBER SERVER-NUMBER gives 192.0.2.N and 2001:db8::N (RFC 5737, RFC 3849) to each side's eth0.
in_client() { ip netns exec "$client" "$@"; }
in_server() { ip netns exec "$server" "$@"; }
background() { "$@" >/dev/null 2>&1 & }

# Ends whatever runs in the two namespaces: a background function is a shell around its program, so the shell's number alone would not do.
stop_all() {
    for host in "$client" "$server"; do ip netns pids "$host" 2>/dev/null | xargs -r kill 2>/dev/null || true; done
    wait
}

tear_down() {
    stop_all
    ip netns del "$client" 2>/dev/null || true
    ip netns del "$server" 2>/dev/null || true
    rm -rf "$work"
}

two_hosts() {
    client=netsensor-$1-client server=netsensor-$1-server work=$(mktemp -d)
    trap tear_down EXIT
    ip netns add "$client"
    ip netns add "$server"
    ip link add eth0 netns "$client" type veth peer name eth0 netns "$server"
    for side in "$client:$2" "$server:$3"; do
        ip -n "${side%:*}" link set lo up
        ip -n "${side%:*}" link set eth0 up
        ip -n "${side%:*}" address add "192.0.2.${side#*:}/24" dev eth0
        ip -n "${side%:*}" address add "2001:db8::${side#*:}/64" dev eth0 nodad
    done
}
