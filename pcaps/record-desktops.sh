#!/bin/bash
# Records desktops.pcap: what administrators reach machines with. FreeRDP against xrdp (RDP's own encryption, then TLS), TigerVNC's viewer against its server
# (right and wrong password), telnet against a login that asks for name and password. Needs root, iproute2, tcpdump, xvfb, freerdp2-x11, xrdp,
# tigervnc-standalone-server, tigervnc-viewer, inetutils-telnet, inetutils-telnetd and python3. Addresses are those set aside for documentation (RFC 5737).
set -euo pipefail
cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts desk 10 90

for layer in rdp tls; do
    port=$([ $layer = rdp ] && echo 3389 || echo 3390)
    cat > "$work/$layer.ini" <<CONF
[Globals]
port=tcp://192.0.2.90:$port
security_layer=$layer
crypt_level=high
certificate=$work/certificate
key_file=$work/key
ssl_protocols=TLSv1.2
pidfile=$work/$layer.pid
[Logging]
LogFile=$work/$layer.log
[lab]
name=lab
lib=libvnc.so
ip=127.0.0.1
port=5900
username=ask
password=ask
CONF
done
openssl req -x509 -newkey rsa:2048 -nodes -days 9 -subj /CN=desk.test -keyout "$work/key" -out "$work/certificate" 2>/dev/null
# what vncpasswd writes: the password under a key that everybody has
obscure() { printf %s "$1" | openssl enc -des-ecb -K e84ad660c4721ae0 -nopad -provider legacy -provider default; }
obscure lovelace > "$work/password"
obscure babbage9 > "$work/wrong"
cat > "$work/login" <<'LOGIN'
#!/bin/bash
for _ in 1 2; do
    printf 'login: '; read -r user
    printf 'Password: '; read -rs password; printf '\r\n'
    if [ "$user" = ada ] && [ "$password" = lovelace ]; then printf 'Last login: yesterday\r\n$ '; read -r command; exit; fi
    printf 'Login incorrect\r\n'
done
LOGIN
chmod 755 "$work/login"
cat > "$work/telnetd.py" <<'SERVER'
import os, socket, sys
listener = socket.create_server(("192.0.2.90", 23))
while True:
    connection, _ = listener.accept()
    if os.fork() == 0:
        for number in range(3): os.dup2(connection.fileno(), number)
        os.execv("/usr/sbin/telnetd", ["telnetd", "-E", sys.argv[1]])
    connection.close()
SERVER
background in_server xrdp --nodaemon -c "$work/rdp.ini"
background in_server xrdp --nodaemon -c "$work/tls.ini"
background in_server Xtigervnc :77 -geometry 320x240 -depth 16 -rfbport 5900 -PasswordFile "$work/password" -desktop 'ada at desk' -localhost 0 -SecurityTypes VncAuth
background in_server python3 "$work/telnetd.py" "$work/login"
background in_client Xvfb :78 -screen 0 640x480x16
background in_client tcpdump -i eth0 -U --immediate-mode -s 0 -w "$work/desktops.pcap" 'ip and tcp'
sleep 3

on_screen() { in_client env DISPLAY=:78 HOME="$work" timeout 4 "$@" > /dev/null 2>&1 || true; }
on_screen xfreerdp /v:192.0.2.90:3389 /u:ada /p:lovelace /sec:rdp /cert:ignore /w:320 /h:240 /bpp:16 /client-hostname:WS-7
on_screen xfreerdp /v:192.0.2.90:3390 /u:ada /p:lovelace /sec:tls /cert:ignore /w:320 /h:240 /bpp:16 /client-hostname:WS-7
on_screen vncviewer -Shared -passwd "$work/password" 192.0.2.90::5900
on_screen vncviewer -passwd "$work/wrong" 192.0.2.90::5900
(sleep 1; printf 'ada\r'; sleep 0.5; printf 'wrong\r'; sleep 0.5; printf 'ada\r'; sleep 0.5; printf 'lovelace\r'; sleep 0.5; printf 'exit\r'; sleep 0.5) | on_screen telnet 192.0.2.90
sleep 1
stop_all
cp "$work/desktops.pcap" desktops.pcap
chmod 644 desktops.pcap
echo "desktops.pcap: $(tcpdump -r desktops.pcap 2>/dev/null | wc -l) packets, $(stat -c %s desktops.pcap) bytes"
