#!/bin/bash
# Records ldap.pcap: OpenLDAP's tools against its server: simple binds with right and wrong passwords, searches, changes, SASL (SCRAM, and GSSAPI that
# seals), StartTLS, and an abandoned search. Needs root, iproute2, slapd, ldap-utils, libsasl2-modules, libsasl2-modules-gssapi-mit, krb5-kdc, krb5-user,
# openssl and tcpdump. Addresses are those set aside for documentation (RFC 5737).
set -euo pipefail
cd "$(dirname "$0")"
. ./two-hosts.sh
two_hosts ldap 10 39

# ---- a KDC beside the directory, for GSSAPI
export KRB5_CONFIG=$work/krb5.conf KRB5_KDC_PROFILE=$work/kdc.conf KRB5CCNAME=FILE:$work/ccache KRB5_KTNAME=FILE:$work/keytab
printf '[libdefaults]\n default_realm = EXAMPLE.ORG\n dns_lookup_kdc = false\n dns_canonicalize_hostname = false\n rdns = false\n[realms]\n EXAMPLE.ORG = {\n  kdc = 192.0.2.39\n }\n' > "$KRB5_CONFIG"
printf '[realms]\n EXAMPLE.ORG = {\n  database_name = %s\n  key_stash_file = %s\n  acl_file = %s\n }\n' "$work/principal" "$work/stash" "$work/acl" > "$KRB5_KDC_PROFILE"
kdb5_util create -s -r EXAMPLE.ORG -P master >/dev/null 2>&1
kadmin.local -q 'addprinc -pw right alice' >/dev/null
kadmin.local -q 'addprinc -randkey ldap/192.0.2.39' >/dev/null
kadmin.local -q "ktadd -k $work/keytab ldap/192.0.2.39" >/dev/null
background in_server krb5kdc -n -P "$work/kdc.pid"

# ---- the directory
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj /CN=directory.example.org -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
mkdir "$work/database"
cat > "$work/slapd.conf" <<CONF
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile $work/slapd.pid
TLSCertificateFile $work/cert.pem
TLSCertificateKeyFile $work/key.pem
sasl-host 192.0.2.39
sasl-realm EXAMPLE.ORG
database mdb
suffix "dc=example,dc=org"
rootdn "cn=admin,dc=example,dc=org"
rootpw secret
directory $work/database
CONF
cat > "$work/people.ldif" <<LDIF
dn: dc=example,dc=org
objectClass: domain
dc: example

dn: uid=bob,dc=example,dc=org
objectClass: inetOrgPerson
uid: bob
cn: Bob Example
sn: Example
userPassword: right
LDIF
slapadd -f "$work/slapd.conf" -l "$work/people.ldif"
background in_server slapd -d 0 -f "$work/slapd.conf" -h 'ldap://192.0.2.39'
background in_client tcpdump -i eth0 -U --immediate-mode -s 0 -w "$work/ldap.pcap" 'port 389'
for _ in $(seq 50); do in_server ss -ltn | grep -q ':389 ' && [ -s "$work/ldap.pcap" ] && break; sleep 0.1; done

at=(-H ldap://192.0.2.39) admin=(-x -D cn=admin,dc=example,dc=org -w secret) base=(-b dc=example,dc=org)
export LDAPTLS_REQCERT=never
quietly() { in_client "$@" >/dev/null 2>&1 || true; }
quietly ldapsearch "${at[@]}" -x -b '' -s base '(objectClass=*)' supportedSASLMechanisms
quietly ldapsearch "${at[@]}" -x -D uid=bob,dc=example,dc=org -w right "${base[@]}" '(&(objectClass=person)(|(uid=b*b)(cn=*Example*))(!(sn=Other)))' cn mail
quietly ldapsearch "${at[@]}" -x -D uid=bob,dc=example,dc=org -w wrong "${base[@]}"
quietly ldapsearch "${at[@]}" "${admin[@]}" -b ou=nowhere,dc=example,dc=org
printf 'dn: uid=eve,dc=example,dc=org\nobjectClass: inetOrgPerson\nuid: eve\ncn: Eve\nsn: E\n' | quietly ldapadd "${at[@]}" "${admin[@]}"
printf 'dn: uid=eve,dc=example,dc=org\nchangetype: modify\nreplace: mail\nmail: eve@example.org\n-\nadd: title\ntitle: Dr\n' | quietly ldapmodify "${at[@]}" "${admin[@]}"
quietly ldapmodrdn "${at[@]}" "${admin[@]}" uid=eve,dc=example,dc=org uid=mallory
quietly ldapcompare "${at[@]}" "${admin[@]}" uid=bob,dc=example,dc=org sn:Example
quietly ldapdelete "${at[@]}" "${admin[@]}" uid=mallory,dc=example,dc=org
quietly ldapwhoami "${at[@]}" "${admin[@]}"
quietly ldapsearch "${at[@]}" -ZZ "${admin[@]}" "${base[@]}" '(uid=bob)'
quietly ldapsearch "${at[@]}" -Q -Y SCRAM-SHA-256 -U bob -w right "${base[@]}"
echo right | quietly kinit alice
quietly ldapsearch "${at[@]}" -N -Q -Y GSSAPI "${base[@]}" '(uid=bob)'
quietly ldapsearch "${at[@]}" -N -Q -Y GSSAPI -O maxssf=1 "${base[@]}" '(uid=bob)' cn                     # signed, not sealed
sleep 1
stop_all
cp "$work/ldap.pcap" ldap.pcap
