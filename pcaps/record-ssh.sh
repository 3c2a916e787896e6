#!/bin/bash
# Records ssh.pcap: the OpenSSH client against its server, with a right key, on another port, and without a key that is known. Needs root,
# iproute2, openssh-client, openssh-server and tcpdump. Addresses are those set aside for documentation (RFC 5737).
set -euo pipefail
cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts ssh 10 22

ssh-keygen -q -t ed25519 -N '' -f "$work/host_key"
ssh-keygen -q -t ed25519 -N '' -f "$work/user_key"
cp "$work/user_key.pub" "$work/authorized_keys"
mkdir -p /run/sshd
cat > "$work/sshd_config" <<CONF
Port 22
Port 2222
ListenAddress 192.0.2.22
HostKey $work/host_key
AuthorizedKeysFile $work/authorized_keys
PidFile $work/sshd.pid
PermitRootLogin yes
StrictModes no
UsePAM no
MaxAuthTries 2
CONF
background in_server /usr/sbin/sshd -D -f "$work/sshd_config"
background in_client tcpdump -i eth0 -U --immediate-mode -s 0 -w "$work/ssh.pcap" 'ip and tcp'
for _ in $(seq 50); do in_server ss -ltn | grep -q ':22 ' && [ -s "$work/ssh.pcap" ] && break; sleep 0.1; done

options=(-F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o BatchMode=yes -i "$work/user_key")
in_client ssh "${options[@]}" -l root 192.0.2.22 true
in_client ssh "${options[@]}" -p 2222 -l root 192.0.2.22 'seq 1 2000' > /dev/null        # the same on another port: known by its banner
in_client ssh "${options[@]}" -o IdentitiesOnly=yes -i /dev/null -l nobody 192.0.2.22 true 2>/dev/null || true
sleep 1
stop_all
cp "$work/ssh.pcap" ssh.pcap
