#!/usr/bin/env bash
# Builds the Debian package: the program with its own runtime, the service, settings, manual page. Needs the .NET SDK and dpkg-deb.
#   packaging/build-deb.sh [--program FOLDER] [--version VERSION] [--out FOLDER] [--quick]
# --program takes a program that was published already ('dotnet publish sensor/Host -r linux-x64 --self-contained'). --quick does not compress. Prints the package's path.
set -euo pipefail
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"
program="" version="" out="$root/packaging/out" compression="-Zxz"

while [ $# -gt 0 ]; do
    case "$1" in
        --program) program="$(readlink -f "$2")"; shift 2 ;;
        --version) version="$2"; shift 2 ;;
        --out) out="$2"; shift 2 ;;
        --quick) compression="-Znone"; shift ;;
        *) echo "build-deb.sh: unknown argument '$1'" >&2; exit 2 ;;
    esac
done

say() { printf 'build-deb.sh: %s\n' "$*" >&2; }
command -v dpkg-deb >/dev/null || { say "dpkg-deb is missing; install dpkg"; exit 1; }
[ -n "$version" ] || version="$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")"
arch="$(dpkg --print-architecture)"
case "$arch" in
    amd64) runtime=linux-x64 ;;
    arm64) runtime=linux-arm64 ;;
    *) say "no runtime of .NET for $arch"; exit 1 ;;
esac

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
umask 022                                     # what a package holds is for everybody to read, but for its settings
tree="$work/tree"
lib="$tree/usr/lib/netsensor"
doc="$tree/usr/share/doc/netsensor"
mkdir -p "$lib" "$doc" "$tree/DEBIAN" "$tree/usr/bin" "$tree/usr/share/man/man1" "$tree/usr/lib/systemd/system" "$tree/usr/lib/sysusers.d" \
    "$tree/etc/netsensor" "$tree/etc/logrotate.d" "$tree/usr/share/lintian/overrides"

if [ -z "$program" ]; then
    program="$work/program"
    say "publishing for $runtime"
    dotnet publish "$root/sensor/Host" -c Release -r "$runtime" --self-contained -p:PublishReadyToRun=true -p:AheadOfTimeInstructions=portable -o "$program" --nologo -v q >&2
fi
cp -r "$program/." "$lib/"
rm -rf "$lib/linux-x64" "$lib/linux-arm64"    # a folder of build output may hold that of other builds below it
find "$lib" \( -name libcoreclrtraceptprovider.so -o -name '*.pdb' -o -name '*.xml' -o -name createdump -o -name '.*' ! -path "$lib" \) -prune -exec rm -rf {} +
find "$lib" -type f -exec chmod 0644 {} +
chmod 0755 "$lib/netsensor"
ln -s ../lib/netsensor/netsensor "$tree/usr/bin/netsensor"

# the database of countries, as the launcher fetches it: CC0
if [ -f "$lib/data/country.mmdb" ]; then :
elif [ -f "$root/.build/data/country.mmdb" ]; then install -D -m 0644 "$root/.build/data/country.mmdb" "$lib/data/country.mmdb"
elif command -v npm >/dev/null && [ "${NETSENSOR_FETCH:-yes}" != no ] &&
    (cd "$work" && timeout 120 npm pack --silent @ip-location-db/geo-whois-asn-country-mmdb >/dev/null && tar xzf ./*.tgz package/geo-whois-asn-country.mmdb) >&2; then
    install -D -m 0644 "$work/package/geo-whois-asn-country.mmdb" "$lib/data/country.mmdb"
else say "without the database of countries: neither in .build/data nor to be fetched"; fi

here="$root/packaging"
install -m 0644 "$here/netsensor.service" "$tree/usr/lib/systemd/system/netsensor.service"
install -m 0644 "$here/netsensor.sysusers" "$tree/usr/lib/sysusers.d/netsensor.conf"
install -m 0644 "$here/netsensor.logrotate" "$tree/etc/logrotate.d/netsensor"
install -m 0644 "$here/netsensor.yaml" "$tree/etc/netsensor/netsensor.yaml"
install -m 0644 "$here/debian/lintian-overrides" "$tree/usr/share/lintian/overrides/netsensor"
gzip -9n < "$here/netsensor.1" > "$tree/usr/share/man/man1/netsensor.1.gz"
install -m 0644 "$root/README.md" "$root/SECURITY.md" "$root/docs/netsensor.yaml" "$root/docs/correlation.md" "$here/sbom.spdx.json" "$doc/"
{
    printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: NetSensor\n\nFiles: *\nCopyright: 2026 the NetSensor authors\nLicense: Apache-2.0\n'
    printf ' On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.\n\nFiles: usr/lib/netsensor/*\nCopyright: the authors named in /usr/share/doc/netsensor/sbom.spdx.json\n'
    printf 'License: Expat\n'
    sed 's/^$/./; s/^/ /' "$here/debian/expat"
} > "$doc/copyright"
printf 'netsensor (%s) stable; urgency=medium\n\n  * See the history of the repository.\n\n -- NetSensor maintainers <maintainers@netsensor.example>  %s\n' \
    "$version" "$(date -Ru -d "@${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || date +%s)}")" | gzip -9n > "$doc/changelog.gz"

size="$(du -sk "$tree" | cut -f1)"
sed "s/@VERSION@/$version/; s/@ARCH@/$arch/; s/@SIZE@/$size/" "$here/debian/control.in" > "$tree/DEBIAN/control"
install -m 0644 "$here/debian/conffiles" "$tree/DEBIAN/conffiles"
install -m 0755 "$here/debian/postinst" "$here/debian/prerm" "$here/debian/postrm" "$tree/DEBIAN/"
(cd "$tree" && find usr etc -type f -print0 | sort -z | xargs -0 md5sum) > "$tree/DEBIAN/md5sums"
mkdir -p "$out"
package="$out/netsensor_${version}_${arch}.deb"
dpkg-deb --build --root-owner-group "$compression" "$tree" "$package" >&2
echo "$package"
