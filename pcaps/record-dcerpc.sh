#!/bin/bash
# Records dcerpc.pcap: rpcclient and impacket against Samba over named pipes, and impacket against its own server over TCP (endpoint mapper on port 135,
# interfaces on port 49700, with fragments and a fault). Needs root, iproute2, samba, smbclient, python3-impacket and tcpdump. Addresses are those set
# aside for documentation (RFC 5737); the password is "lovelace".
set -euo pipefail
cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts dcerpc 10 46

mkdir -p "$work/samba/"{private,state,cache,lock,pid,ncalrpc} "$work/share"
chmod 777 "$work" "$work/share" "$work/samba"
cat > "$work/smb.conf" <<CONF
[global]
    server string = shop
    netbios name = SHOP
    workgroup = ENGINES
    server role = standalone server
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
CONF
echo 'nobody = ada' > "$work/users"
printf 'lovelace\nlovelace\n' | smbpasswd -c "$work/smb.conf" -s -a nobody >/dev/null

# A server of four interfaces: what is asked for is answered as Windows lays it out, with status 0.
cat > "$work/server.py" <<'PYTHON'
import sys, struct, logging
from impacket.dcerpc.v5 import epm, rpcrt, scmr, tsch
from impacket.uuid import uuidtup_to_bin
logging.disable(logging.CRITICAL)
rpcrt.DCERPCServer.setListenAddress = lambda self, address: setattr(self, '_listenAddress', address)
handle = lambda name: b'\0' * 4 + name.ljust(16, b'.')
ok = b'\0' * 4
class Server(rpcrt.DCERPCServer):
    def __init__(self, port):
        super().__init__()
        self._listenAddress = '192.0.2.46'
        self.setListenPort(port)
        self.daemon = True
def tower(uuid, port):
    floors = [b'\x0d' + uuidtup_to_bin((uuid, '1.0'))[:18], b'\x0d' + uuidtup_to_bin(('8a885d04-1ceb-11c9-9fe8-08002b104860', '2.0'))[:18], b'\x0b', b'\x07', b'\x09']
    data = [b'\0\0', b'\0\0', b'\0\0', struct.pack('>H', port), bytes([192, 0, 2, 46])]
    return struct.pack('<H', 5) + b''.join(struct.pack('<H', len(f)) + f + struct.pack('<H', len(d)) + d for f, d in zip(floors, data))
def ept_map(_):
    t = tower('367abb81-9844-35f1-ad32-98f038001003', 49700)
    body = struct.pack('<LLL', len(t), len(t), 0)[:8] + t
    return handle(b'') + struct.pack('<LLLLL', 1, 4, 0, 1, 3) + body + b'\0' * (-len(body) % 4) + ok
mapper = Server(135)
mapper.addCallbacks(('e1af8308-5d1f-11c9-91a4-08002b14a0fa', '3.0'), '135', {3: ept_map})
mapper.start()
server = Server(49700)
server.addCallbacks(('367abb81-9844-35f1-ad32-98f038001003', '2.0'), '49700',
    {15: lambda _: handle(b'manager') + ok, 12: lambda _: b'\0' * 4 + handle(b'service') + ok, 19: lambda _: ok, 2: lambda _: ok, 0: lambda _: handle(b'') + ok})
server.addCallbacks(('86d35949-83c9-4044-b424-db363231fd0c', '1.0'), '49700', {1: lambda _: b'\0' * 4 + b'\0' * 4 + ok})
server.addCallbacks(('c681d488-d850-11d0-8c52-00c04fd90f7e', '1.0'), '49700', {0: lambda _: handle(b'') + struct.pack('<L', 53)})
server.start()
server.join()
PYTHON
cat > "$work/client.py" <<'PYTHON'
from impacket.dcerpc.v5 import transport, epm, scmr, tsch, rrp, lsad, even
from impacket.dcerpc.v5.ndr import NDRCALL
from impacket.dcerpc.v5.dtypes import WSTR, LONG
from impacket.smb3structs import SMB2_DIALECT_21
from impacket.uuid import uuidtup_to_bin
host = '192.0.2.46'
class EfsRpcOpenFileRaw(NDRCALL):
    opnum = 0
    structure = (('FileName', WSTR), ('Flags', LONG))
class EfsRpcOpenFileRawResponse(NDRCALL):
    structure = (('Handle', '20s=b""'), ('ErrorCode', LONG))
class DCERPCSessionError(Exception): pass
def open_tcp(uuid, fragment=None):
    dce = transport.DCERPCTransportFactory(f'ncacn_ip_tcp:{host}[49700]').get_dce_rpc()
    if fragment: dce.set_max_fragment_size(fragment)
    dce.connect()
    dce.bind(uuid)
    return dce
def tries(call, *args):
    try: return call(*args)
    except Exception as fault: print(fault)
print(tries(epm.hept_map, host, scmr.MSRPC_UUID_SCMR))
dce = open_tcp(scmr.MSRPC_UUID_SCMR)
manager = scmr.hROpenSCManagerW(dce)['lpScHandle']
service = scmr.hRCreateServiceW(dce, manager, 'BTOBTO\0', 'engine room\0', lpBinaryPathName='%COMSPEC% /Q /c echo dir ^> \\\\127.0.0.1\\C$\\__output\0')['lpServiceHandle']
tries(scmr.hRStartServiceW, dce, service)
tries(scmr.hRDeleteService, dce, service)
tries(scmr.hRQueryServiceStatus, dce, service)              # the server has no such operation: a fault
dce.disconnect()
dce = open_tcp(tsch.MSRPC_UUID_TSCHS, fragment=700)
xml = '<?xml version="1.0" encoding="UTF-16"?><Task><Actions><Exec><Command>cmd.exe</Command></Exec></Actions></Task>' + ' ' * 900
tries(tsch.hSchRpcRegisterTask, dce, '\\engine\0', xml + '\0', tsch.TASK_CREATE, '\0', tsch.TASK_LOGON_NONE)
dce.disconnect()
dce = open_tcp(uuidtup_to_bin(('c681d488-d850-11d0-8c52-00c04fd90f7e', '1.0')))
request = EfsRpcOpenFileRaw()
request['FileName'] = '\\\\192.0.2.10\\share\\file.txt\0'
request['Flags'] = 0
tries(dce.request, request)
dce.disconnect()
def open_pipe(name, uuid):
    rpc = transport.SMBTransport(host, filename=name, username='ada', password='lovelace')
    rpc.preferred_dialect(SMB2_DIALECT_21)                  # later ones are encrypted
    dce = rpc.get_dce_rpc()
    dce.connect()
    dce.bind(uuid)
    return dce
dce = open_pipe(r'\svcctl', scmr.MSRPC_UUID_SCMR)
tries(scmr.hROpenSCManagerW, dce)
dce.disconnect()
dce = open_pipe(r'\winreg', rrp.MSRPC_UUID_RRP)
root = tries(rrp.hOpenLocalMachine, dce)
if root:
    key = tries(rrp.hBaseRegOpenKey, dce, root['phKey'], 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion')
    if key: tries(rrp.hBaseRegQueryValue, dce, key['phkResult'], 'SystemRoot')
    tries(rrp.hBaseRegSaveKey, dce, root['phKey'], '..\\Temp\\engine.tmp')
dce.disconnect()
tries(open_pipe, r'\lsarpc', uuidtup_to_bin(('deadbeef-0000-4000-8000-000000000000', '1.0')))   # an interface that nobody has
PYTHON
background in_server setsid smbd --foreground --no-process-group --configfile="$work/smb.conf"
background in_server /usr/bin/python3 "$work/server.py"
background in_client tcpdump -i eth0 -U -s 0 -w "$work/dcerpc.pcap" --immediate-mode 'tcp port 445 or tcp port 135 or tcp port 49700'
for _ in $(seq 100); do [ "$(in_server ss -Hltn 'sport = 445 or sport = 135 or sport = 49700' | wc -l)" -ge 3 ] && [ -s "$work/dcerpc.pcap" ] && break; sleep 0.1; done

in_client timeout 60 rpcclient -s "$work/smb.conf" -U ada%lovelace 192.0.2.46 \
    -c 'srvinfo; netshareenum; netsharegetinfo share; enumdomusers; lookupnames nobody; lsaquery; getusername' >"$work/rpcclient.out" 2>&1 || true
in_client timeout 60 /usr/bin/python3 "$work/client.py" >"$work/client.out" 2>&1 || true
sleep 1
stop_all
cp "$work/dcerpc.pcap" dcerpc.pcap
if [ -n "${SHOW:-}" ]; then cat "$work/rpcclient.out" "$work/client.out"; fi
