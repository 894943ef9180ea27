#!/bin/sh
# A program that keeps the contract of a packaged command: its version, and its report.
case "$*" in
--version)
  echo "demo 1.4.0"
  ;;
"--format json --color never doctor report-contract")
  printf '{"schema_version":"doctor-core-report-v1","program":"demo","program_version":"1.4.0"}\n'
  ;;
*)
  echo "demo: unknown arguments" >&2
  exit 64
  ;;
esac
