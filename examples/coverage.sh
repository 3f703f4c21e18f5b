#!/usr/bin/env bash
# Coverage by car of the sample region, and the first three gaps. Needs curl; jq if it is there.
# The service: CARESHED_URL, default http://127.0.0.1:3000
set -eu
url="${CARESHED_URL:-http://127.0.0.1:3000}"
answer="$(curl -sf "$url/api/processes/coverage/execution" \
  -H 'content-type: application/json' -H 'accept-language: en' \
  -d '{"inputs": {"region": "qinghe", "cutoffMinutes": [30, 60], "travel": {"mode": "car"}}}')"
if command -v jq >/dev/null; then
  echo "$answer" | jq -r '.cutoffs[] | "\(.cutoffMinutes) min: \(.percent * 10 | round / 10) %"'
  echo "$answer" | jq -r '.gaps[:3][] | "\(.people | round) people near \(.lon),\(.lat)"'
else
  echo "$answer" | head -c 2000
fi
