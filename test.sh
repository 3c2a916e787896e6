#!/usr/bin/env bash
# Installs what the tests need and runs them all.
set -euo pipefail
cd "$(dirname "$0")"
dotnet test NetSensor.sln -c Release --nologo
