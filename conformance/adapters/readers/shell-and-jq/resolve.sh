# Resolves as the published consumer of distribution@1 does, with a shell, jq and a few lines of Python, and checks no
# more and no less than that one: one index or else the other, equality and prefixes, exactly one line, one digest.
# Usage: resolve.sh ROOT VERSION TARGET PROFILE TOOLCHAIN GIT_REV DIST_REVISION. 0: resolved; 1: refused.
cd "$1" || exit 70

index=dist/index.json
if ! [ -f "$index" ]; then
  index=dist/1.0.0/index.json
  echo "warning: this index goes away by 2026-07-01: $index"
fi

found=$(jq -r --arg version "$2" --arg target "$3" --arg profile "$4" --arg toolchain "$5" --arg rev "$6" --arg revision "$7" '
  .releases[] | select(.version == $version)
  | .targets[] | select(.target == $target)
  | .profiles[] | select(.profile == $profile)
  | .artifacts[]
  | select((.toolchain | startswith($toolchain)) and (.git_rev | startswith($rev)) and .dist_revision == $revision)
  | .artifact_file' "$index")
if [ "$(printf '%s\n' "$found" | grep -c '[^[:space:]]')" -ne 1 ]; then
  echo "not exactly one artifact has this identity" >&2
  exit 1
fi
echo "resolved artifact: $found"

/usr/bin/python3 - "$found" "${found%/*}/package/checksums.json" <<'END'
import hashlib
import json
import sys

with open(sys.argv[1], "rb") as artifact, open(sys.argv[2], encoding="utf-8") as checksums:
    stated = json.load(checksums)["artifact_sha256"]
    if hashlib.sha256(artifact.read()).hexdigest() != stated:
        sys.exit("the artifact has another digest than checksums.json states")
END
