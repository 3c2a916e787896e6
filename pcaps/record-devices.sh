#!/bin/bash
# Records devices.pcap: what devices and those who look after them speak, between real programs: SNMP (net-snmp), NTP (chrony), MQTT (mosquitto),
# Modbus (pymodbus), CoAP (libcoap), RADIUS (freeradius), syslog (logger), SIP (sipsak, answered by a few lines of python). Needs root, iproute2,
# tcpdump, snmpd, snmp, chrony, mosquitto, mosquitto-clients, python3-pymodbus (with python3-serial-asyncio), libcoap3-bin, freeradius, freeradius-utils, bsdutils and sipsak.
set -euo pipefail

cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts devices 10 5
export SNMP_PERSISTENT_DIR=$work
device=192.0.2.5

cat > "$work/snmpd.conf" <<CONF
sysdescr Example Switch 24, firmware 7.1
sysname sw1.example
syslocation rack 7
syscontact ops@example.test
rocommunity public 192.0.2.10
rwcommunity private 192.0.2.10
createUser monitor SHA examplepass AES examplepass
rouser monitor priv
CONF
cat > "$work/chrony.conf" <<CONF
local stratum 3
allow 192.0.2.0/24
bindcmdaddress /
pidfile $work/chronyd.pid
driftfile $work/drift
CONF
cat > "$work/mosquitto.conf" <<CONF
listener 1883 $device
allow_anonymous true
user root
CONF
cat > "$work/modbus-server.py" <<'PY'
from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.device import ModbusDeviceIdentification
from pymodbus.server import StartTcpServer
identity = ModbusDeviceIdentification(info_name={"VendorName": "Example Controls", "ProductCode": "PX-7", "MajorMinorRevision": "2.4",
                                                  "ProductName": "Pump controller", "ModelName": "PX-7/12"})
store = ModbusSlaveContext(di=ModbusSequentialDataBlock(0, [1] * 20), co=ModbusSequentialDataBlock(0, [1] * 20),
                           hr=ModbusSequentialDataBlock(0, [17] * 20), ir=ModbusSequentialDataBlock(0, [17] * 20))
StartTcpServer(context=ModbusServerContext(slaves=store, single=True), identity=identity, address=("192.0.2.5", 502))
PY
cat > "$work/modbus-client.py" <<'PY'
from pymodbus.client import ModbusTcpClient
from pymodbus.mei_message import ReadDeviceInformationRequest
client = ModbusTcpClient("192.0.2.5", port=502)
client.connect()
client.read_coils(0, 8, slave=1)
client.read_holding_registers(0, 4, slave=1)
client.write_register(3, 99, slave=1)
client.write_coils(0, [True, False, True], slave=1)
client.read_holding_registers(500, 4, slave=1)          # beyond what there is
client.execute(ReadDeviceInformationRequest(read_code=2, object_id=0, unit=1))
client.close()
PY
cat > "$work/sip-server.py" <<'PY'
import socket
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("192.0.2.5", 5060))
while True:
    request, client = server.recvfrom(4096)
    head = request.split(b"\r\n\r\n")[0].split(b"\r\n")
    kept = [line for line in head[1:] if line.split(b":")[0].strip().lower() in (b"via", b"v", b"from", b"f", b"to", b"t", b"call-id", b"i", b"cseq")]
    if not head[0].startswith(b"ACK"):
        server.sendto(b"\r\n".join([b"SIP/2.0 200 OK"] + kept + [b"Server: Example PBX 9", b"Content-Length: 0", b"", b""]), client)
PY
mkdir "$work/raddb"
cat > "$work/raddb/radiusd.conf" <<CONF
pidfile = $work/radiusd.pid
logdir = $work
client lab {
    ipaddr = 192.0.2.10
    secret = example
}
modules {
    files {
        filename = $work/raddb/users
    }
    pap {
    }
    always ok {
        rcode = ok
    }
}
server default {
    listen {
        type = auth
        ipaddr = $device
        port = 1812
    }
    listen {
        type = acct
        ipaddr = $device
        port = 1813
    }
    authorize {
        files
        pap
    }
    authenticate {
        pap
    }
    accounting {
        ok
    }
}
CONF
printf 'bob Cleartext-Password := "secret"\n Framed-IP-Address = 192.0.2.77\n' > "$work/raddb/users"

background in_client tcpdump -i eth0 -U --immediate-mode -s 0 -w "$work/devices.pcap" 'ip and not igmp'
background in_server snmpd -f -C -c "$work/snmpd.conf" -Lf /dev/null "udp:$device:161"
background in_server chronyd -d -x -f "$work/chrony.conf"
background in_server mosquitto -c "$work/mosquitto.conf"
background in_server /usr/bin/python3 "$work/modbus-server.py"
background in_server /usr/bin/python3 "$work/sip-server.py"
background in_server coap-server-notls -A "$device"
background in_server freeradius -X -d "$work/raddb"
background in_server /usr/bin/python3 -c "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(('$device', 514)); [s.recv(4096) for _ in range(9)]"
sleep 4

in_client snmpwalk -v2c -c public "$device" 1.3.6.1.2.1.1 > /dev/null
in_client snmpget -v1 -c public "$device" 1.3.6.1.2.1.1.1.0 1.3.6.1.2.1.1.5.0 > /dev/null
in_client snmpbulkget -v2c -c public "$device" 1.3.6.1.2.1.2 > /dev/null
in_client snmpset -v2c -c private "$device" 1.3.6.1.2.1.11.30.0 i 2 > /dev/null || true
in_client snmpget -v3 -u monitor -l authPriv -a SHA -A examplepass -x AES -X examplepass "$device" 1.3.6.1.2.1.1.5.0 > /dev/null || true
in_client chronyd -Q -x -t 12 "server $device iburst" > /dev/null 2>&1 || true
background in_client mosquitto_sub -h "$device" -i display -t 'house/#' -q 2 -C 3
sleep 1
in_client mosquitto_pub -h "$device" -i meter-7 -u bob -P secret -t house/power -m 230 -q 0 -r --will-topic house/lost --will-payload gone
in_client mosquitto_pub -h "$device" -i meter-7 -V mqttv5 -t house/water -m 7 -q 1
in_client mosquitto_pub -h "$device" -i meter-7 -V mqttv31 -t house/gas -m 9 -q 2
in_client timeout 10 /usr/bin/python3 "$work/modbus-client.py" > /dev/null 2>&1
in_client coap-client-notls -m get "coap://$device/.well-known/core" > /dev/null 2>&1
in_client coap-client-notls -m get "coap://$device/time?ticks" > /dev/null 2>&1
in_client coap-client-notls -m put -e hello "coap://$device/nowhere/else" > /dev/null 2>&1
in_client logger -n "$device" -P 514 -d --rfc3164 -p local4.warning -t pump 'pressure low'
in_client logger -n "$device" -P 514 -d --rfc5424 -p auth.crit -t su 'su root failed'
for password in secret wrong; do
    printf 'User-Name=bob\nUser-Password=%s\nCalling-Station-Id=02-00-5E-00-00-01\nNAS-Identifier=ap1\n' "$password" | in_client radclient -r 1 -t 2 "$device:1812" auth example > /dev/null 2>&1 || true
done
printf 'User-Name=bob\nAcct-Status-Type=Start\nAcct-Session-Id=1\nFramed-IP-Address=192.0.2.77\nCalling-Station-Id=02-00-5E-00-00-01\n' | in_client radclient -r 1 -t 2 "$device:1813" acct example > /dev/null 2>&1 || true
in_client timeout 5 sipsak -s "sip:bob@$device" > /dev/null 2>&1 || true
in_client timeout 5 sipsak -U -s "sip:bob@$device" > /dev/null 2>&1 || true
sleep 1
stop_all
mv "$work/devices.pcap" devices.pcap
chmod 644 devices.pcap
echo "devices.pcap: $(tcpdump -r devices.pcap 2>/dev/null | wc -l) packets"
