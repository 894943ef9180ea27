#!/usr/bin/env bash
# What action.yml runs: validate-contracts with the inputs of the action, which stand in the environment, so that none
# is ever read as a command. PATHS: one a line. Usage: PATHS=… [CONTRACT PROFILE FAIL_ON SARIF JUNIT JSON] bash action.sh
set -euo pipefail
program="$(dirname "${BASH_SOURCE[0]}")/../dist/bin/validate-contracts"

arguments=(--format github --profile "${PROFILE:-hardened}" --fail-on "${FAIL_ON:-error}")
[ -z "${CONTRACT:-}" ] || arguments+=(--contract "$CONTRACT")
[ -z "${SARIF:-}" ] || arguments+=(--output "sarif=$SARIF")
[ -z "${JUNIT:-}" ] || arguments+=(--output "junit=$JUNIT")
[ -z "${JSON:-}" ] || arguments+=(--output "json=$JSON")

paths=()
while IFS= read -r path; do
  [ -z "$path" ] || paths+=("$path")
done <<<"${PATHS:-}"
if [ "${#paths[@]}" -eq 0 ]; then
  echo '::error::the input "paths" names nothing' >&2
  exit 2
fi

exec node "$program" "${arguments[@]}" -- "${paths[@]}"
