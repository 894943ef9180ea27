#!/bin/sh
# Verifies a certificate offline with openssl (3.0 or newer), jq (1.6 or newer) and the coreutils: no code of the
# reference implementation. Decides as `package-contracts certificate verify` does, with the same codes; see
# docs/certification.md.
#
# verify-certificate.sh CERTIFICATE --key PUBLIC [--key PUBLIC]... [--artifact FILE] [--revocations FILE]
#                       [--minimum-counter N] [--require-witness] [--vectors FOLDER] [--now 2026-07-01T00:00:00Z]
#
# Exit codes: 0 it holds, 2 usage, 3 a program is missing, 4 refused.
set -u
export LC_ALL=C

fail() { printf '%s\n' "$2" >&2; exit "$1"; }
refuse() { printf 'refused: %s: %s\n' "$1" "$2"; exit 4; }
synopsis='usage: verify-certificate.sh CERTIFICATE --key PUBLIC [--key PUBLIC]... [--artifact FILE] [--revocations FILE] [--minimum-counter N] [--require-witness] [--vectors FOLDER] [--now DATE]'
usage() { fail 2 "$1; $synopsis"; }
case ${1-} in -h | --help) printf '%s\n' "$synopsis"; exit 0 ;; esac

for program in openssl sha256sum jq; do
  command -v "$program" >/dev/null || fail 3 "$program is missing"
done
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
trap 'exit 3' HUP INT TERM

certificate='' artifact='' revocations='' minimum=0 witness='' vectors='' now='' keys=0
while [ $# -gt 0 ]; do
  case $1 in
    --key | --artifact | --revocations | --minimum-counter | --vectors | --now)
      [ $# -gt 1 ] || usage "$1 takes a value"
      case $1 in
        --key) keys=$((keys + 1)) && cat -- "$2" >"$work/key.$keys" || fail 2 "$2 cannot be read" ;;
        --artifact) artifact=$2 ;;
        --revocations) revocations=$2 ;;
        --minimum-counter) minimum=$2 ;;
        --vectors) vectors=$2 ;;
        --now) now=$2 ;;
      esac
      shift ;;
    --require-witness) witness=yes ;;
    -*) usage "unknown flag $1" ;;
    *) [ -z "$certificate" ] || usage 'one certificate'; certificate=$1 ;;
  esac
  shift
done
[ -n "$certificate" ] && [ "$keys" -gt 0 ] || usage 'a certificate and a key are needed'
case $minimum in '' | *[!0-9]*) usage '--minimum-counter takes a number' ;; esac
[ -n "$now" ] || now=$(jq -rn 'now | floor | todate')
case $now in [1-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z) ;; *) usage '--now takes a date as 2026-07-01T00:00:00Z' ;; esac
for file in "$certificate" "$artifact" "$revocations"; do
  [ -z "$file" ] || [ -r "$file" ] || fail 2 "$file cannot be read"
done

digest() { sha256sum <"$1" | { read -r hex _ && printf '%s' "$hex"; }; }
size() { wc -c <"$1" | { read -r bytes _ && printf '%s' "$bytes"; }; }

# A key's id is the SHA-256 of its SPKI in DER.
index=0
while [ "$index" -lt "$keys" ]; do
  index=$((index + 1))
  key=$work/key.$index
  { read -r first || :; } <"$key"
  case $first in '-----BEGIN PUBLIC KEY-----'*) ;; *) refuse wrong-algorithm 'a key that is given is no public key of ed25519 in PEM' ;; esac
  openssl pkey -pubin -in "$key" -outform DER -out "$key.der" 2>/dev/null &&
    case $(openssl pkey -pubin -in "$key" -noout -text 2>/dev/null) in 'ED25519 Public-Key:'*) : ;; *) false ;; esac ||
    refuse wrong-algorithm 'a key that is given is no public key of ed25519 in PEM'
  digest "$key.der" >"$key.id"
done

definitions='
  def closed($required; $optional): type == "object" and ($required - keys == []) and (keys - $required - $optional == []);
  def lacks($pattern): test($pattern) | not;
  def hex64: type == "string" and length == 64 and lacks("[^0-9a-f]");
  def text($most): type == "string" and length >= 1 and length <= $most and (explode | all(. >= 32 and . != 127));
  def text: text(200);
  def whole($least): type == "number" and . == floor and . >= $least and (tostring | startswith("-") | not);
  def date: type == "string" and length == 20 and test("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
  def exists: test("^[1-9]") and (. as $date | try (fromdate | todate == $date) catch false);
  def list($least; $most): type == "array" and length >= $least and length <= $most;
  def rising: . == (sort | unique);
  def base64: type == "string" and lacks("[^0-9A-Za-z+/=]");
  def one_of($allowed): . as $value | $allowed | any(. == $value);
'

# Whether a file holds one JSON value in the form of RFC 8785, followed by $2. Of what the schemas allow, that form is
# the one of `jq -cS`.
is_canonical() {
  jq -cSjs 'if length == 1 then .[0] | walk(if type == "number" then . + 0 else . end) else error("") end' "$1" >"$work/form" 2>/dev/null || return 1
  printf "$2" >>"$work/form"
  [ "$(digest "$work/form")" = "$(digest "$1")" ]
}

# Opens an envelope: file, payload type, name of the payload's file, keys (numbers). Sets `refusal` and `reason`.
open_envelope() {
  refusal=malformed reason='the envelope is larger than 16 MiB'
  [ "$(size "$1")" -le 16777216 ] || return 1
  refusal=not-canonical reason='the envelope is no JSON in the form of RFC 8785'
  is_canonical "$1" '\n' || return 1
  refusal=$(jq -r "$definitions"'
    if closed(["payload", "payloadType", "signatures"]; [])
      and (.payload | base64 and length >= 4 and length <= 16777216)
      and (.payloadType | one_of(["application/vnd.in-toto+json", "application/vnd.package-contracts.revocations+json"]))
      and (.signatures | list(1; 16) and all(closed(["keyid", "sig"]; []) and (.keyid | hex64) and (.sig | base64 and length == 88 and test("^[0-9A-Za-z+/]{86}=="))))
    then "" elif (.payloadType? | type == "string" and (one_of(["application/vnd.in-toto+json", "application/vnd.package-contracts.revocations+json"]) | not))
    then "payload-type" else "malformed" end' "$1" 2>/dev/null) || refusal=malformed
  reason='the envelope is none by its schema'
  [ -z "$refusal" ] || return 1
  refusal=payload-type reason='the envelope holds something else'
  [ "$(jq -r .payloadType "$1")" = "$2" ] || return 1
  refusal=malformed reason='the payload is no base64'
  decode .payload "$1" "$3" || return 1
  { printf 'DSSEv1 %s %s %s ' "${#2}" "$2" "$(size "$3")" && cat "$3"; } >"$3.signed"
  count=$(jq '.signatures | length' "$1")
  position=0 signers=''
  while [ "$position" -lt "$count" ]; do
    keyid=$(jq -r ".signatures[$position].keyid" "$1")
    refusal=doubled-signature reason="key $keyid signed twice"
    case " $signers " in *" $keyid "*) return 1 ;; esac
    refusal=unknown-key reason="no key that is given is $keyid"
    found=''
    for index in $4; do
      [ "$(cat "$work/key.$index.id")" = "$keyid" ] && found=$index
    done
    [ -n "$found" ] || return 1
    refusal=malformed reason='a signature is no base64'
    decode ".signatures[$position].sig" "$1" "$work/signature" || return 1
    refusal=bad-signature reason="the signature of key $keyid does not hold"
    openssl pkeyutl -verify -pubin -inkey "$work/key.$found" -rawin -in "$3.signed" -sigfile "$work/signature" >/dev/null 2>&1 || return 1
    signers="$signers $keyid" used="$used $found"
    position=$((position + 1))
  done
  refusal=not-canonical reason='the payload is no JSON in the form of RFC 8785'
  is_canonical "$3" ''
}

# Decodes base64 with padding; there is one such text of any bytes.
decode() {
  jq -j "$1" "$2" >"$3.base64"
  openssl base64 -d -A -in "$3.base64" -out "$3" 2>/dev/null || return 1
  openssl base64 -e -A -in "$3" >"$3.again"
  [ "$(digest "$3.again")" = "$(digest "$3.base64")" ]
}

all='' index=0
while [ "$index" -lt "$keys" ]; do index=$((index + 1)); all="$all $index"; done
statement=$work/statement used=''
open_envelope "$certificate" application/vnd.in-toto+json "$statement" "$all" || refuse "$refusal" "$reason"
signed_by=$used signer=${signers# } standing=self
[ "$count" -gt 1 ] && standing=witnessed

jq -e "$definitions"'
  def contract: type == "string" and test("^[a-z][a-z0-9-]*@[1-9]") and lacks("[^a-z0-9@-]|@[0-9]*[^0-9]");
  def row: type == "string" and length >= 8 and length <= 250 and test("^[0-9A-Za-z]") and lacks("[^0-9A-Za-z._/@ -]");
  def target: closed(["contract", "level", "profile", "rows"]; ["provisional"]) and (.contract | contract)
    and (.profile | one_of(["consumer", "consumer-core", "producer", "resolver"])) and (.level | one_of(["verdict", "rule", "location"]))
    and ((has("provisional") | not) or (.provisional | text(2000))) and (.rows | list(1; 100000) and all(row));
  def isolation: closed(["measures", "timeoutMs"]; ["memoryBytes"]) and (.timeoutMs | whole(1))
    and ((has("memoryBytes") | not) or (.memoryBytes | whole(1)))
    and (.measures | list(0; 20) and all(one_of(["cleared-environment", "memory-limit", "memory-sampled", "neutral-names", "network-none",
      "process-group", "repeated", "scratch-folder", "sentinel-files", "shuffled", "time-limit"])));
  def challenge: closed(["nonce", "vectors", "vectorsDigest"]; []) and (.nonce | text) and (.vectors | whole(0)) and (.vectorsDigest | hex64);
  def kill_rate: closed(["killed", "ladderDigest", "mutants"]; []) and (.killed | whole(0)) and (.mutants | whole(1)) and (.ladderDigest | hex64);
  closed(["_type", "predicate", "predicateType", "subject"]; [])
  and ._type == "https://in-toto.io/Statement/v1" and .predicateType == "https://package-contracts.dev/certificate/v1"
  and (.subject | list(1; 1) and (.[0] | closed(["digest", "name"]; []) and (.name | text)
    and (.digest | closed(["sha256"]; []) and (.sha256 | hex64))))
  and (.predicate
    | closed(["expires", "implementation", "isolation", "issued", "issuer", "resultDigest", "seed", "suite", "targets"]; ["challenge", "killRate"])
    and (.suite | closed(["name", "vectorsDigest", "version"]; []) and (.name | text) and (.version | text(100)) and (.vectorsDigest | hex64))
    and (.implementation | closed(["name", "version"]; []) and (.name | text) and (.version | text))
    and (.issuer | closed(["keyid", "name"]; []) and (.name | text) and (.keyid | hex64))
    and (.seed | text) and (.issued | date) and (.expires | date) and (.resultDigest | hex64) and (.isolation | isolation)
    and ((has("challenge") | not) or (.challenge | challenge)) and ((has("killRate") | not) or (.killRate | kill_rate))
    and (.targets | list(1; 100) and all(target)))' "$statement" >/dev/null 2>&1 || refuse malformed 'the payload is no certificate by its schema'

verdict=$(jq -r --arg signer "${signer%% *}" "$definitions"'.predicate |
  if .issuer.keyid != $signer then "issuer: the first signature is not that of the issuer"
  elif (.issued | exists | not) or (.expires | exists | not) then "dates: a date does not exist"
  elif .expires <= .issued then "dates: it expires before it is issued"
  elif (.targets | map(.contract + " " + .profile) | rising | not) then "rows: the targets are not sorted, each once"
  elif any(.targets[].rows[]; lacks("^[0-9A-Za-z][0-9A-Za-z._/-]*@[1-9][0-9]* [a-z-]+$")) then "rows: a row is not `id@rev outcome`"
  elif ([.targets[].rows[] | split("@")[0]] | length != (unique | length)) then "rows: a vector has more than one row"
  elif any(.targets[]; .rows | rising | not) then "rows: the rows are not sorted"
  else "" end' "$statement") || refuse malformed 'the payload is no certificate by its schema'
[ -z "$verdict" ] || refuse "${verdict%%: *}" "${verdict#*: }"

# The verdict is computed from the rows; no certificate states one.
jq -r '.predicate.targets[].rows[]' "$statement" | sort >"$work/rows"
[ "$(digest "$work/rows")" = "$(jq -r .predicate.resultDigest "$statement")" ] || refuse result-digest 'resultDigest is not that of the rows'
total=$(wc -l <"$work/rows") failed=$(jq '[.predicate.targets[].rows[] | select(endswith(" pass") | not)] | length' "$statement")
[ "$failed" -eq 0 ] || refuse not-certified "$failed of $((total)) vectors did not pass"

issued=$(jq -r .predicate.issued "$statement") expires=$(jq -r .predicate.expires "$statement")
jq -en --arg now "$now" --arg issued "$issued" '$now >= $issued' >/dev/null || refuse not-yet-valid "it holds from $issued on"
jq -en --arg now "$now" --arg expires "$expires" '$now < $expires' >/dev/null || refuse expired "it expired at $expires"
[ -z "$witness" ] || [ "$standing" = witnessed ] || refuse no-witness 'nobody witnessed it'
if [ -n "$artifact" ]; then
  [ "$(digest "$artifact")" = "$(jq -r '.subject[0].digest.sha256' "$statement")" ] || refuse artifact 'it is about another file'
fi

revocation='no list of revocations was given'
if [ -n "$revocations" ]; then
  list=$work/list
  open_envelope "$revocations" application/vnd.package-contracts.revocations+json "$list" "$signed_by" || refuse revocations "the list of revocations: $reason"
  jq -e --arg signers "${signers# }" "$definitions"'
    closed(["counter", "format", "issued", "issuer", "revoked"]; []) and .format == "package-contracts-revocations/1"
    and (.issuer | closed(["keyid", "name"]; []) and (.name | text) and .keyid == $signers)
    and (.counter | whole(1) and . <= 9007199254740991) and (.issued | date and exists)
    and (.revoked | list(0; 100000)
      and all(closed(["at", "certificate", "reason"]; []) and (.certificate | hex64) and (.reason | text(1000)) and (.at | date and exists))
      and (map(.certificate) | rising))' "$list" >/dev/null 2>&1 || refuse revocations 'the list of revocations is none by its schema'
  counter=$(jq .counter "$list")
  jq -en --argjson counter "$counter" --arg minimum "$minimum" '$counter >= ($minimum | tonumber)' >/dev/null || refuse revocations-stale "the list has the counter $counter, and $minimum was seen before"
  at=$(jq -r --arg certificate "$(digest "$statement")" '.revoked[] | select(.certificate == $certificate) | .at' "$list")
  [ -z "$at" ] || refuse revoked "it was revoked at $at"
  revocation="not revoked, by a list with the counter $counter"
fi

if [ -n "$vectors" ]; then
  manifest=$vectors/MANIFEST.sha256
  [ -r "$manifest" ] || fail 2 "there are no vectors in $vectors"
  [ "$(digest "$manifest")" = "$(jq -r .predicate.suite.vectorsDigest "$statement")" ] || refuse vectors 'it is about other vectors than those here'
  (cd "$vectors" && sha256sum -c --quiet MANIFEST.sha256) >/dev/null 2>&1 || fail 2 "the vectors in $vectors are not what their manifest says"
  jq -Rr 'split("  ")[1] | select(endswith("/vector.json"))' "$manifest" >"$work/names"
  set --
  while read -r name; do set -- "$@" "$vectors/$name"; done <"$work/names"
  jq -c '{id, rev, contract, role, profile}' "$@" >"$work/index"
  verdict=$(jq -r --slurpfile vectors "$work/index" '.predicate |
    [.targets[] | . as $target | {name: "\(.contract) \(.profile)", rows, expected: [$vectors[] | select(.contract == $target.contract
      and (if $target.profile == "consumer-core" then .role == "consumer" and .profile == "core" else .role == $target.profile end))
      | "\(.id)@\(.rev) pass"]} | {name, missing: (.expected - .rows | length), more: (.rows - .expected | length)}]
    | (map(select(.missing > 0)) | first) as $short | (map(.more) | add) as $more
    | if $short then "\($short.missing) vectors of \($short.name) have no row" else "\($more)" end' "$statement") || exit 3
  minted=$(jq '.predicate.challenge.vectors // 0' "$statement")
  [ "$verdict" = "$minted" ] || case $verdict in
    *row) refuse vectors "$verdict" ;;
    *) refuse vectors "$verdict rows are of no vector, and the challenge minted $minted" ;;
  esac
fi

jq -r --arg standing "$standing" --arg revocation "$revocation" --arg vectors "$vectors" --arg artifact "$artifact" '
  "holds: \(.predicate.implementation.name) \(.predicate.implementation.version), \($standing), until \(.predicate.expires)",
  (.predicate.targets[] | "  \(.contract) \(.profile), to the \(.level): \(.rows | length) vectors pass\(if .provisional then " (provisional: \(.provisional))" else "" end)"),
  "  \($revocation)",
  (if $artifact == "" then "  the file was not at hand" else empty end),
  (if $vectors == "" then "  the rows were not held against the vectors" else empty end)' "$statement"
