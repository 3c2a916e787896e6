#!/bin/bash
# Records mail.pcap: swaks hands mails to a server of SMTP (with an attachment, with a login, behind STARTTLS), curl fetches by IMAP and POP3, with
# right and wrong passwords. Needs root, iproute2, tcpdump, swaks, curl, openssl and python3. Addresses are those set
# aside for documentation (RFC 5737); names end in .test (RFC 6761).
set -euo pipefail
cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts mail 10 25

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 9 -subj /CN=mail.test -keyout "$work/key" -out "$work/certificate" 2>/dev/null
cat > "$work/mail.py" <<'SERVER'
import base64, socketserver, ssl, sys, threading        # servers that know of SMTP, POP3 and IMAP what the clients here ask of them
tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
tls.load_cert_chain(sys.argv[1] + "/certificate", sys.argv[1] + "/key")
def right(user, password): return user == b"ada" and password == b"lovelace"
class Lines(socketserver.StreamRequestHandler):
    def say(self, *lines): self.wfile.write(b"".join(l.encode() + b"\r\n" for l in lines))
    def hear(self): return self.rfile.readline().rstrip(b"\r\n")
    def ask(self, prompt): self.say(prompt); return base64.b64decode(self.hear())
class Smtp(Lines):
    def handle(self):
        self.say("220 mail.test ESMTP")
        while line := self.hear():
            word, _, rest = line.partition(b" ")
            if word == b"EHLO": self.say("250-mail.test", "250-AUTH PLAIN LOGIN", "250-STARTTLS", "250 SIZE 1000000")
            elif word == b"AUTH" and rest[:5] == b"PLAIN": self.say("235 2.7.0 welcome" if right(*base64.b64decode(rest[6:]).split(b"\0")[1:]) else "535 5.7.8 no")
            elif word == b"AUTH": self.say("235 2.7.0 welcome" if right(self.ask("334 VXNlcm5hbWU6"), self.ask("334 UGFzc3dvcmQ6")) else "535 5.7.8 no")
            elif word == b"STARTTLS":
                self.say("220 go ahead")
                self.connection = tls.wrap_socket(self.connection, server_side=True)
                self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
            elif word == b"DATA":
                self.say("354 end with a dot")
                while self.hear() != b".": pass
                self.say("250 2.0.0 Ok: queued as 4711")
            elif word == b"QUIT": return self.say("221 bye")
            else: self.say("250 ok")
class Pop3(Lines):
    def handle(self):
        self.say("+OK mail.test")
        while line := self.hear():
            word, _, rest = line.partition(b" ")
            if word == b"CAPA": self.say("+OK", "USER", "SASL PLAIN LOGIN", ".")
            elif word == b"USER": self.user = rest; self.say("+OK")
            elif word == b"PASS": self.say("+OK in" if right(self.user, rest) else "-ERR no")
            elif word == b"AUTH": self.say("+OK in" if right(*self.ask("+ ").split(b"\0")[1:]) else "-ERR no")
            elif word == b"LIST": self.say("+OK", ".")
            elif word == b"QUIT": return self.say("+OK bye")
            else: self.say("-ERR what")
class Imap(Lines):
    def handle(self):
        self.say("* OK IMAP4rev1 mail.test")
        while line := self.hear():
            tag, word, *rest = line.split(b" ")
            t = tag.decode()
            if word == b"CAPABILITY": self.say("* CAPABILITY IMAP4rev1 AUTH=PLAIN", t + " OK done")
            elif word == b"LOGIN": self.say(t + (" OK in" if right(*(w.strip(b'"') for w in rest)) else " NO who"))
            elif word == b"AUTHENTICATE": self.say(t + (" OK in" if right(*self.ask("+ ").split(b"\0")[1:]) else " NO who"))
            elif word == b"LOGOUT": return self.say("* BYE", t + " OK bye")
            else: self.say(t + " OK done")
socketserver.ThreadingTCPServer.allow_reuse_address = True
for port, handler in (25, Smtp), (110, Pop3), (143, Imap):
    threading.Thread(target=socketserver.ThreadingTCPServer(("192.0.2.25", port), handler).serve_forever).start()
SERVER
background in_server python3 "$work/mail.py" "$work"
background in_client tcpdump -i eth0 -U --immediate-mode -s 0 -w "$work/mail.pcap" 'ip and tcp'
for _ in $(seq 100); do in_server ss -ltn | grep -q ':143 ' && in_server ss -ltn | grep -q ':25 ' && [ -s "$work/mail.pcap" ] && break; sleep 0.1; done

send() { in_client swaks --server 192.0.2.25 --ehlo client.test --from ada@client.test --header-X-Mailer 'swaks' --silent 3 "$@" || true; }
printf 'not a real archive' > "$work/plans.zip"
send --to bob@mail.test,eve@mail.test --header 'Subject: the plans' --attach-name plans.zip --attach-type application/zip --attach "@$work/plans.zip"
send --to bob@mail.test --auth PLAIN --auth-user ada --auth-password lovelace --header 'Subject: with a login'
send --to bob@mail.test --auth LOGIN --auth-user ada --auth-password wrong --header 'Subject: never sent'
fetch() { in_client curl -s -o /dev/null --max-time 5 "$@" || true; }
fetch -k --ssl-reqd --mail-from ada@client.test --mail-rcpt bob@mail.test -T "$work/plans.zip" smtp://192.0.2.25/client.test
fetch -u ada:lovelace imap://192.0.2.25/ -X 'LIST "" *'
fetch -u ada:wrong --login-options AUTH=+LOGIN imap://192.0.2.25/
fetch -u ada:lovelace pop3://192.0.2.25/
fetch -u ada:lovelace --login-options AUTH=PLAIN pop3://192.0.2.25/
fetch -u ada:wrong --login-options AUTH=+LOGIN pop3://192.0.2.25/
sleep 1
stop_all
cp "$work/mail.pcap" mail.pcap
chmod 644 mail.pcap
echo "mail.pcap: $(tcpdump -r mail.pcap 2>/dev/null | wc -l) packets, $(stat -c %s mail.pcap) bytes"
