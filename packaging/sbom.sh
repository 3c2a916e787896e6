#!/usr/bin/env bash
# Writes packaging/sbom.spdx.json: what the program is made of and under what licences, from what the build resolved. A test holds it up to date.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
NETSENSOR_ACCEPT=1 dotnet test tests/Tests -c Release --nologo -v q --filter FullyQualifiedName~SbomTests.It_is_up_to_date "$@"
