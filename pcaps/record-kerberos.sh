#!/bin/bash
# Records kerberos.pcap: MIT's client against its KDC over UDP and TCP: with a right and a wrong password, an unknown user and service, without
# pre-authentication (what AS-REP roasting looks for), and tickets for services with AES and RC4 (what Kerberoasting asks for). Needs root, iproute2,
# krb5-kdc, krb5-user and tcpdump. Addresses are those set aside for documentation (RFC 5737).
set -euo pipefail
cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts kerberos 10 88

export KRB5_CONFIG=$work/krb5.conf KRB5_KDC_PROFILE=$work/kdc.conf KRB5CCNAME=FILE:$work/ccache
cat > "$KRB5_CONFIG" <<CONF
[libdefaults]
    default_realm = EXAMPLE.ORG
    dns_lookup_kdc = false
    dns_lookup_realm = false
    dns_canonicalize_hostname = false
    rdns = false
    allow_weak_crypto = true
    udp_preference_limit = 1500
[realms]
    EXAMPLE.ORG = {
        kdc = 192.0.2.88:88
    }
CONF
cat > "$KRB5_KDC_PROFILE" <<CONF
[realms]
    EXAMPLE.ORG = {
        database_name = $work/principal
        key_stash_file = $work/stash
        acl_file = $work/acl
        supported_enctypes = aes256-cts:normal aes128-cts:normal arcfour-hmac:normal
        default_principal_flags = +preauth
        max_life = 10h
        max_renewable_life = 7d
    }
[kdcdefaults]
    kdc_listen = 88
    kdc_tcp_listen = 88
CONF
kdb5_util create -s -r EXAMPLE.ORG -P master >/dev/null 2>&1
kadmin.local -q 'addprinc -pw right alice' >/dev/null
kadmin.local -q 'addprinc -pw right -requires_preauth carol' >/dev/null
kadmin.local -q 'addprinc -pw host HTTP/www.example.org' >/dev/null
kadmin.local -q 'addprinc -e arcfour-hmac:normal -pw host MSSQLSvc/db.example.org' >/dev/null
background in_server krb5kdc -n -P "$work/kdc.pid"
background in_client tcpdump -i eth0 -U --immediate-mode -s 0 -w "$work/kerberos.pcap" 'port 88'
for _ in $(seq 50); do in_server ss -lun | grep -q ':88 ' && [ -s "$work/kerberos.pcap" ] && break; sleep 0.1; done

log_on() { echo "$2" | in_client kinit "${@:3}" "$1" >/dev/null 2>&1 || true; }
log_on alice wrong
log_on nobody right
log_on carol right
log_on alice right -r 7d -f
in_client kvno HTTP/www.example.org >/dev/null
in_client kvno MSSQLSvc/db.example.org >/dev/null
in_client kvno HTTP/unknown.example.org >/dev/null 2>&1 || true
sed -i 's/udp_preference_limit = .*/udp_preference_limit = 1/' "$KRB5_CONFIG"                  # the same over TCP
log_on alice right
in_client kvno -e arcfour-hmac HTTP/www.example.org >/dev/null 2>&1 || true           # refused: the KDC allows no weak session keys
in_client kvno -S HTTP www.example.org >/dev/null
sleep 1
stop_all
cp "$work/kerberos.pcap" kerberos.pcap
