#!/bin/bash
# Records ntlm.pcap: curl logs on with NTLM and with Basic against a small web server that lets one account in, and sends a request of WS-Management.
# Needs root, iproute2, curl with NTLM, python3 and tcpdump. Addresses are those set aside for documentation (RFC 5737).
set -euo pipefail
cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts ntlm 10 80

cat > "$work/server.py" <<'PYTHON'
import base64, http.server, struct

def text(s): return s.encode("utf-16-le")
def pair(number, s): return struct.pack("<HH", number, len(text(s))) + text(s)
def challenge():  # [MS-NLMP] 2.2.1.2
    target = text("EXAMPLE")
    info = pair(2, "EXAMPLE") + pair(1, "WEB") + pair(4, "example.org") + pair(3, "web.example.org") + pair(5, "example.org") + bytes(4)
    flags = 0x00800000 | 0x00080000 | 0x02000000 | 0x00008200 | 0x5
    head = b"NTLMSSP\0" + struct.pack("<IHHI", 2, len(target), len(target), 56) + struct.pack("<I", flags) + b"\1\2\3\4\5\6\7\10" + bytes(8)
    return head + struct.pack("<HHI", len(info), len(info), 56 + len(target)) + bytes([10, 0, 0x61, 0x4a, 0, 0, 0, 15]) + target + info

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        token = base64.b64decode(token)
        if scheme == "NTLM" and token[8] == 1: return self.say(401, "NTLM " + base64.b64encode(challenge()).decode())
        if (scheme == "NTLM" and text("ada") in token) or token == b"ada:lovelace": return self.say(200)
        self.send_response(401)
        self.send_header("WWW-Authenticate", "NTLM")
        self.send_header("WWW-Authenticate", 'Basic realm="example"')
        self.finish_headers()
    def say(self, status, ask=None):
        self.send_response(status)
        if ask: self.send_header("WWW-Authenticate", ask)
        self.finish_headers()
    def finish_headers(self):
        self.send_header("Content-Length", "0")
        self.end_headers()
    do_GET = do_POST = answer
    def log_message(self, *_): pass

for port in (80, 5985):
    import threading
    server = http.server.ThreadingHTTPServer(("192.0.2.80", port), Handler)
    threading.Thread(target=server.serve_forever).start()
PYTHON
background in_server python3 "$work/server.py"
background in_client tcpdump -i eth0 -U --immediate-mode -s 0 -w "$work/ntlm.pcap" 'ip and tcp'
for _ in $(seq 50); do in_server ss -ltn | grep -q ':5985 ' && [ -s "$work/ntlm.pcap" ] && break; sleep 0.1; done

ask() { in_client timeout 10 curl -s -o /dev/null "$@" || true; }
ask --ntlm -u 'EXAMPLE\ada:lovelace' http://192.0.2.80/
ask --ntlm -u 'EXAMPLE\eve:guess' http://192.0.2.80/
ask -u ada:lovelace http://192.0.2.80/
ask -u eve:guess http://192.0.2.80/
ask -u ada:lovelace -H 'Content-Type: application/soap+xml;charset=UTF-8' -d '<s:Envelope><s:Header><w:ResourceURI>http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd</w:ResourceURI><a:Action>http://schemas.xmlsoap.org/ws/2004/09/transfer/Create</a:Action></s:Header></s:Envelope>' http://192.0.2.80:5985/wsman
sleep 1
stop_all
cp "$work/ntlm.pcap" ntlm.pcap
