#!/bin/bash
# Packages the program by itself, twice and under other circumstances, and holds what it made against the contract with
# tools that share nothing with it: jq, sha256sum, and Python's jsonschema. Then breaks the smoke run in five ways.
#
#   scripts/doctor-cli-packaging-e2e.sh [PROGRAM]     PROGRAM: dist/bin/package-contracts, or any build of it
set -euo pipefail
export LC_ALL=C
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
step=''
trap 'echo "doctor-cli-packaging-e2e: failed: $step" >&2' ERR
say() { step=$1; echo "  $1"; }
fail() { echo "doctor-cli-packaging-e2e: $step: $1" >&2; exit 1; }

program=${1:-$root/dist/bin/package-contracts}
test -x "$program" || { echo "doctor-cli-packaging-e2e: build the program first: $program" >&2; exit 2; }
program=$(realpath "$program")
schemas=$root/contracts/doctor-cli-package/v1/schemas

# validate SCHEMA FILE: by Python's jsonschema
validate() {
  /usr/bin/python3 - "$schemas/$1.schema.json" "$2" <<'PYTHON'
import json, sys
import jsonschema
schema, instance = (json.load(open(path, encoding='utf-8')) for path in sys.argv[1:])
problems = list(jsonschema.Draft202012Validator(schema).iter_errors(instance))
for problem in problems: print(f'{sys.argv[2]}: {problem.json_path}: {problem.message}', file=sys.stderr)
sys.exit(bool(problems))
PYTHON
}

package() { # package FOLDER [FLAG...]: the program packages itself, its payload beside the folder
  local folder=$1; shift
  env ${elsewhere:-} "$program" --format json --color never doctor package-cli --out-dir "$folder" --binary-name doctor_contracts \
    --default-profile ci "$@" > "$folder.payload.json"
}

say 'package twice, in another folder, zone, locale, umask and environment'
mkdir "$work/one" "$work/two"
package "$work/one/package" --smoke
elsewhere='TZ=Asia/Kathmandu LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 HOME=/nonexistent'
(cd "$work/two" && umask 077 && package package --smoke)
elsewhere=''
cmp "$work/one/package.payload.json" "$work/two/package.payload.json"
diff -r "$work/one/package" "$work/two/package"
modes() { (cd "$1" && find . -printf '%m %p\n' | sort); }
diff <(modes "$work/one/package") <(modes "$work/two/package")

say 'the documents keep their schemas'
payload=$work/one/package.payload.json
manifest=$work/one/package/release-manifest.json
validate package-payload "$payload"
validate release-manifest "$manifest"
for profile in ci local; do validate config-template "$work/one/package/config/doctor_contracts.$profile.json"; done

say 'sizes and digests are those of the files'
jq -r '(.packaged_binary, .config_templates[]) | "\(.sha256)  \(.path)"' "$manifest" > "$work/list.sha256"
(cd "$work/one/package" && sha256sum --check --strict --quiet "$work/list.sha256")
jq -r '(.packaged_binary, .config_templates[]) | "\(.size_bytes) \(.path)"' "$manifest" | while read -r size path; do
  test "$(stat -c %s "$work/one/package/$path")" = "$size"
done
test "$(jq -r .packaged_binary_sha256 "$payload")" = "$(sha256sum < "$program" | cut -d ' ' -f 1)"

say 'command_preview is what the template makes, and runs'
jq -r '.config_templates[] | "\(.path)\t\(.command_preview)"' "$payload" | while IFS=$'\t' read -r path preview; do
  made=$(jq -r '"bin/\(.binary_name) --format \(.output_format) --color \(.color) doctor \(.doctor_command)"' \
    "$work/one/package/$path")
  test "$made" = "$preview"
  (cd "$work/one/package" && $preview > /dev/null)
done

say 'the report of the smoke run has the digest of the payload'
"$work/one/package/bin/doctor_contracts" --format json --color never doctor report-contract > "$work/report.json"
validate core-report "$work/report.json"
test "$(sha256sum < "$work/report.json" | cut -d ' ' -f 1)" = "$(jq -r .install_smoke.command_output_sha256 "$payload")"

say 'the logs tell each step in order, with remediation on the smoke run'
test "$(jq -c '[.structured_logs[] | [.sequence, .event]]' "$payload")" = \
  '[[1,"package-started"],[2,"template-materialized"],[3,"template-materialized"],[4,"install-smoke-passed"],[5,"manifest-written"],[6,"package-completed"]]'
jq -e '.structured_logs[3].remediation | length > 0' "$payload" > /dev/null
! grep -qF "$work" "$payload" "$manifest" || fail 'a document names the folder that it was made in'

say 'the validator accepts the package, and the newer one may be promoted'
"$program" validate "$work/one/package" > /dev/null
"$program" --format json doctor compare "$work/one/package" "$work/two/package" > "$work/comparison.json"
jq -e '.promotable and (.reasons | length == 0) and (.differences | length == 0)' "$work/comparison.json" > /dev/null

say 'the rerun commands run in the package and give the same program'
mkdir "$work/path" && ln -s "$program" "$work/path/package-contracts"
jq -r '.rerun_commands[]' "$payload" | while read -r command; do
  (cd "$work/one/package" && PATH="$work/path:$PATH" $command) > "$work/rerun.json"
  jq -e --slurpfile first "$payload" '.packaged_binary_sha256 == $first[0].packaged_binary_sha256' "$work/rerun.json" > /dev/null
done

say 'a package without a smoke run may not be promoted'
package "$work/two/unproved"
code=0
"$program" --format json doctor compare "$work/one/package" "$work/two/unproved" > "$work/comparison.json" || code=$?
test "$code" = 1
test "$(jq -c '[.reasons[].rule]' "$work/comparison.json")" = '["doctor-cli-package/compare-smoke-missing"]'

# broken RULE COMMANDS: packages a shell program over the first package and looks at how that fails
broken() {
  say "a program that breaks $1 is refused with remediation, and changes nothing"
  printf '#!/bin/sh\nversion="echo demo 1.0.0"; report="echo {\\"schema_version\\":\\"doctor-core-report-v1\\"}"\n%s\nif [ "$1" = --version ]; then $version; else $report; fi\n' "$2" > "$work/broken"
  test "$1" != smoke-not-started || printf '#!/nowhere/interpreter\n' > "$work/broken"
  chmod 755 "$work/broken"
  local before code=0
  before=$(cd "$work/one" && find . -type f -exec sha256sum {} + | sort; ls -A "$work/one")
  "$program" --format json doctor package-cli --source-binary "$work/broken" --out-dir "$work/one/package" \
    --binary-name doctor_contracts --default-profile ci --package-version 1.0.0 --smoke \
    > "$work/stdout" 2> "$work/error.json" || code=$?
  test "$code" = 1 || fail "exit code $code"
  test ! -s "$work/stdout" || fail 'something on standard output'
  validate error "$work/error.json"
  test "$(jq -r .rule "$work/error.json")" = "doctor-cli-package/$1" || fail "$(cat "$work/error.json")"
  jq -e '.remediation | length > 10' "$work/error.json" > /dev/null
  test "$before" = "$(cd "$work/one" && find . -type f -exec sha256sum {} + | sort; ls -A "$work/one")" || fail 'something changed'
}
broken smoke-not-started ''
broken smoke-failed 'version="exit 3"'
broken smoke-other-output 'report="echo all is well"'
broken smoke-other-version 'version="echo demo 2.0.0"'
broken smoke-other-contract 'report="echo {\"schema_version\":\"doctor-core-report-v2\"}"'
# The time limit is the contract's own: this one takes half a minute.
broken smoke-timeout 'report="sleep 600"'

say 'wrong arguments are usage, with remediation'
refused() { # refused CODE_OF_DOCUMENT ARGUMENT...
  local expected=$1 code=0; shift
  "$program" --format json doctor "$@" > "$work/stdout" 2> "$work/error.json" || code=$?
  test "$code" = 2 || fail "exit code $code of $*"
  validate error "$work/error.json"
  test "$(jq -r .code "$work/error.json")" = "$expected" || fail "$(cat "$work/error.json")"
}
refused usage package-cli --out-dir "$work/new"
refused usage package-cli --out-dir "$work/new" --binary-name doctor --default-profile staging
refused usage package-cli --out-dir "$work/new" --binary-name Doctor --default-profile ci
refused usage package-cli --out-dir "$work" --binary-name doctor --default-profile ci
refused usage package-cli --out-dir "$work/new" --binary-name doctor --default-profile ci --source-binary "$work/absent"
refused usage compare "$work/one/package" "$work/absent"
test ! -e "$work/new"

echo 'doctor-cli-packaging-e2e: everything holds'
