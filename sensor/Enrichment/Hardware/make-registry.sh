#!/usr/bin/env bash
# Makes registry.tsv.gz again: whose hardware addresses are, a line each, "prefix<TAB>organisation", sorted.
# From the npm package oui-data (BSD-2-Clause, see LICENSE-oui-data), which follows the IEEE's public registries MA-L, MA-M and MA-S.
set -euo pipefail
here="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "oui-data@${1:-latest}" >/dev/null
tar xzf oui-data-*.tgz
node -e '
    const registry = JSON.parse(require("fs").readFileSync("package/index.json"));
    for (const prefix of Object.keys(registry).sort()) console.log(prefix + "\t" + registry[prefix].split("\n")[0].trim());
' | gzip -9n > "$here/registry.tsv.gz"
echo "$(zcat "$here/registry.tsv.gz" | wc -l) prefixes, from oui-data $(node -p 'require("./package/package.json").version')"
