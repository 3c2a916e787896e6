#!/bin/bash
# Records ftp.pcap: curl against vsftpd, passive and active, as ada, as a guest, and as somebody who is refused. Needs root, iproute2, tcpdump, curl, vsftpd and
# libpam-modules. Addresses are those set aside for documentation (RFC 5737, RFC 3849).
set -euo pipefail
cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts ftp 10 21

mkdir -p "$work/guests/pub" "$work/ada" "$work/empty"
chmod 755 "$work" "$work/guests"
printf 'a text that anybody may fetch\n' > "$work/guests/pub/readme.txt"
printf 'MZ\220 no program' > "$work/guests/pub/setup.exe"
chmod 777 "$work/ada"
chmod a-w "$work/guests"
echo eve > "$work/refused"
for kind in auth account session; do echo "$kind required pam_permit.so"; done > /etc/pam.d/netsensor-ftp    # any password will do
trap 'rm -f /etc/pam.d/netsensor-ftp; tear_down' EXIT
cat > "$work/vsftpd.conf" <<CONF
listen=NO
listen_ipv6=YES
background=NO
anonymous_enable=YES
anon_root=$work/guests
local_enable=YES
guest_enable=YES
guest_username=daemon
virtual_use_local_privs=YES
local_root=$work/ada
allow_writeable_chroot=YES
chroot_local_user=YES
write_enable=YES
pam_service_name=netsensor-ftp
secure_chroot_dir=$work/empty
ftp_username=daemon
userlist_enable=YES
userlist_file=$work/refused
seccomp_sandbox=NO
isolate=NO
isolate_network=NO
CONF
background in_server vsftpd "$work/vsftpd.conf"
background in_client tcpdump -i eth0 -U --immediate-mode -s 0 -w "$work/ftp.pcap" tcp
for _ in $(seq 50); do in_server ss -ltn | grep -q ':21 ' && [ -s "$work/ftp.pcap" ] && break; sleep 0.1; done

to() { in_client curl -s -o /dev/null --max-time 8 "$@" || true; }
printf 'what ada has to say\n' > "$work/note.txt"
to ftp://192.0.2.21/pub/readme.txt                                              # a guest, extended passive
to --disable-epsv ftp://192.0.2.21/pub/setup.exe                                # passive
to -u ada:lovelace -T "$work/note.txt" ftp://192.0.2.21/                        # a login, an upload
to -u ada:lovelace --ftp-port - --disable-eprt ftp://192.0.2.21/note.txt        # active
to -u ada:lovelace --ftp-port - 'ftp://[2001:db8::21]/note.txt'                 # extended active, over IPv6
to -u eve:lovelace ftp://192.0.2.21/note.txt                                       # refused
to -u ada:lovelace -Q 'DELE note.txt' ftp://192.0.2.21/
sleep 1
stop_all
cp "$work/ftp.pcap" ftp.pcap
chmod 644 ftp.pcap
echo "ftp.pcap: $(tcpdump -r ftp.pcap 2>/dev/null | wc -l) packets, $(stat -c %s ftp.pcap) bytes"
