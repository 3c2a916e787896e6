#!/bin/bash
# Records smb.pcap: smbclient, rpcclient and impacket against Samba in two network namespaces of their own, joined by a veth pair. What is
# expected is what tshark reads. Needs root, iproute2, samba, smbclient, python3-impacket and tcpdump. Addresses are those set aside for
# documentation (RFC 5737); the password is "lovelace".
set -euo pipefail
cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts smb 10 45

mkdir -p "$work/samba/"{private,state,cache,lock,pid,ncalrpc} "$work/share/deep" "$work/secret" "$work/closed"
chmod 777 "$work" "$work/share" "$work/share/deep" "$work/secret" "$work/samba" # files are owned by nobody there
chmod 700 "$work/closed"
head -c 3000 /dev/zero | tr '\0' 'r' > "$work/share/report.txt"
chmod 666 "$work/share/report.txt"
cat > "$work/smb.conf" <<CONF
[global]
    server string = shop
    netbios name = SHOP
    workgroup = ENGINES
    server role = standalone server
    server min protocol = NT1
    client min protocol = NT1
    lanman auth = no
    ntlm auth = yes
    passdb backend = tdbsam
    username map = $work/users
    private dir = $work/samba/private
    state directory = $work/samba/state
    cache directory = $work/samba/cache
    lock directory = $work/samba/lock
    pid directory = $work/samba/pid
    ncalrpc dir = $work/samba/ncalrpc
    log file = $work/samba/log
    disable spoolss = yes
    load printers = no
    bind interfaces only = yes
    interfaces = eth0
[share]
    path = $work/share
    read only = no
    force user = nobody
[secret]
    path = $work/secret
    read only = no
    force user = nobody
    smb encrypt = required
[closed]
    path = $work/closed
    valid users = root
CONF
echo 'nobody = ada' > "$work/users"
printf 'lovelace\nlovelace\n' | smbpasswd -c "$work/smb.conf" -s -a nobody >/dev/null
background in_server setsid smbd --foreground --no-process-group --configfile="$work/smb.conf"
background in_client tcpdump -i eth0 -U -s 0 -w "$work/smb.pcap" --immediate-mode 'tcp port 445 or tcp port 139'
sleep 3

head -c 3000 /dev/zero | tr '\0' 'e' > "$work/engine.exe"
cd "$work"
to() { in_client timeout 30 smbclient -s "$work/smb.conf" -U ada%lovelace "$@" >/dev/null 2>&1 || true; }
with() { local dialect=$1; shift; to //192.0.2.45/share -m "$dialect" "$@"; }
with NT1 -c 'put engine.exe old.exe; rename old.exe older.exe; get report.txt copy.txt; del older.exe'
to //SHOP/share -I 192.0.2.45 -p 139 -m NT1 -c 'ls'                                         # over a NetBIOS session
with SMB2_10 -c 'cd deep; put engine.exe engine.exe; rename engine.exe motor.exe; get ../report.txt copy.txt; del motor.exe'
with SMB3_11 --client-protection=sign -c 'put engine.exe deep/engine.exe; ls; get missing.txt'
to -L 192.0.2.45 -m SMB3_11                                                                 # the list of shares, by way of IPC$
to //192.0.2.45/closed -c ls                                                                # refused
to //192.0.2.45/secret -c 'put engine.exe hidden.exe'                                       # the share is encrypted
with SMB3_11 --client-protection=encrypt -c 'put engine.exe unseen.exe'                     # the session is encrypted
to //192.0.2.45/share -U ada%byron -c ls                                                    # wrong password
in_client timeout 30 rpcclient -s "$work/smb.conf" -U ada%lovelace 192.0.2.45 -c 'srvinfo; enumdomusers' >/dev/null 2>&1 || true
in_client timeout 60 /usr/bin/python3 - <<'PYTHON' || true
from impacket.smbconnection import SMBConnection, SMB_DIALECT
from impacket.smb3structs import SMB2_DIALECT_21
from io import BytesIO
for dialect, size in ((SMB_DIALECT, 3000), (SMB2_DIALECT_21, 20000)):                         # NT LM 0.12, 2.1
    c = SMBConnection("192.0.2.45", "192.0.2.45", preferredDialect=dialect)
    c.login("ada", "lovelace")
    c.putFile("share", "\\deep\\tool.exe", BytesIO(b"MZ" + bytes(size - 2)).read)
    c.rename("share", "\\deep\\tool.exe", "\\deep\\svc.exe")
    c.deleteFile("share", "\\deep\\svc.exe")
    t = c.connectTree("IPC$")
    try: c.openFile(t, "\\svcctl")
    except Exception: pass
    c.logoff()
PYTHON
sleep 1
cd - >/dev/null
stop_all

mv "$work/smb.pcap" smb.pcap
chmod 644 smb.pcap
echo "smb.pcap: $(tcpdump -r smb.pcap 2>/dev/null | wc -l) packets, $(stat -c %s smb.pcap) bytes"
