#!/bin/bash
# Records http.pcap and http.access.tsv: curl against nginx in two network namespaces of their own, joined by a veth pair. What is expected is
# what nginx itself logs. Needs root, iproute2, nginx, curl, tcpdump and python3. Addresses are those set aside for documentation (RFC 5737);
# names end in .test (RFC 6761).
set -euo pipefail
cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts http 10 80

mkdir -p "$work/www" "$work/temp"
printf '<!DOCTYPE html>\n<html><body>%s</body></html>\n' "$(printf 'a shop of words %.0s' {1..200})" > "$work/www/index.html"
printf '{"items": [%s 0]}\n' "$(seq -s, 1 500)," > "$work/www/items.json"
head -c 100000 /dev/zero | tr '\0' 'x' > "$work/www/large.txt"
printf '\x89PNG\r\n\x1a\n%s' "$(printf 'not a picture %.0s' {1..50})" > "$work/www/picture.png"
cat > "$work/nginx.conf" <<CONF
worker_processes 1;
daemon off;
user root;
pid $work/nginx.pid;
error_log $work/error.log;
events {}
http {
    types { text/html html; application/json json; text/plain txt; image/png png; }
    gzip on; gzip_types application/json; gzip_min_length 100;
    log_format facts '\$connection_requests\t\$request_method\t\$host\t\$uri\t\$status\t\$http_user_agent\t\$body_bytes_sent\t\$sent_http_content_encoding';
    access_log $work/access.log facts;
    client_body_temp_path $work/temp; proxy_temp_path $work/temp; fastcgi_temp_path $work/temp; uwsgi_temp_path $work/temp; scgi_temp_path $work/temp;
    server { listen 192.0.2.80:80; listen 192.0.2.80:8123; root $work/www;
        location /old { return 301 /index.html; }
        location /teapot { return 418 "short and stout\n"; }
        location /upload { client_max_body_size 10m; return 204; }
        location /guarded { auth_basic shop; auth_basic_user_file $work/users; } }
}
CONF
echo 'ada:{PLAIN}lovelace' > "$work/users"
background in_server nginx -c "$work/nginx.conf"
cat > "$work/proxy.py" <<'PROXY'
import socket, threading                                        # a proxy that knows CONNECT and no more
def pump(a, b):
    try:
        while data := a.recv(4096): b.sendall(data)
        b.shutdown(socket.SHUT_WR)
    except OSError: pass
def serve(c):
    head = b""
    while b"\r\n\r\n" not in head: head += c.recv(4096)
    host, port = head.split()[1].decode().rsplit(":", 1)
    s = socket.create_connection(("192.0.2.80", int(port)))
    c.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
    threading.Thread(target=pump, args=(s, c)).start(); pump(c, s)
listener = socket.create_server(("192.0.2.80", 3128))
while True: threading.Thread(target=serve, args=(listener.accept()[0],)).start()
PROXY
background in_server python3 "$work/proxy.py"
background in_client tcpdump -i eth0 -U -w "$work/http.pcap" --immediate-mode tcp
sleep 2

to() { in_client curl -s -o /dev/null --http1.1 --resolve shop.test:80:192.0.2.80 --resolve shop.test:8123:192.0.2.80 "$@" || true; }
to http://shop.test/ http://shop.test/picture.png -o /dev/null http://shop.test/missing -o /dev/null       # kept alive
to --compressed http://shop.test/items.json                                                               # gzip, in chunks
to -I http://shop.test/large.txt
to -r 100-299 http://shop.test/large.txt
to -L http://shop.test/old
to -d 'name=ada&word=engine' http://shop.test/upload
to -F 'note=hello' -F "file=@$work/www/picture.png;filename=holiday.png" http://shop.test/upload
to -H 'Transfer-Encoding: chunked' --data-binary "@$work/www/items.json" http://shop.test/upload
to -H 'Expect: 100-continue' --data-binary "@$work/www/large.txt" http://shop.test/upload
to -u ada:lovelace http://shop.test/guarded
to -A 'a word processor/1.0' -e http://shop.test/from 'http://shop.test/with%20space?and=query'
to -0 http://shop.test/teapot                                                                             # HTTP/1.0
to http://shop.test:8123/index.html                                                                       # where nobody expects it
to -p -x 192.0.2.80:3128 http://shop.test/index.html                                                      # through CONNECT
in_client python3 -c '
import socket
s = socket.create_connection(("192.0.2.80", 80))
s.sendall(b"".join(b"GET /%s HTTP/1.1\r\nHost: shop.test\r\nUser-Agent: pipeline\r\n%s\r\n" % (p, e) for p, e in [(b"index.html", b""), (b"teapot", b""), (b"items.json", b"Connection: close\r\n")]))
while s.recv(65536): pass'
sleep 1
stop_all

{ printf 'depth\tmethod\thost\turi\tstatus\tuser_agent\tbody_bytes\tcoding\n'; cat "$work/access.log"; } > http.access.tsv
mv "$work/http.pcap" http.pcap
chmod 644 http.pcap http.access.tsv
echo "http.pcap: $(tcpdump -r http.pcap 2>/dev/null | wc -l) packets, $(($(wc -l < http.access.tsv) - 1)) requests"
