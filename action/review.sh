#!/usr/bin/env bash
# What the GitHub Action does: installs realmdiff, compares each file with the base, writes summary, comment, reports and outputs.
# Everything that others may write comes in as an environment variable and is quoted: no name runs a command.
set -euo pipefail

work="${RUNNER_TEMP:-/tmp}/realmdiff"
reports="$work/reports"
mkdir -p "$reports"
npm install --prefix "$work" --no-audit --no-fund --no-save --loglevel=error "$REALMDIFF_PACKAGE" >/dev/null
realmdiff() { node "$work/node_modules/realmdiff/bin/realmdiff.js" "$@"; }

base="$REALMDIFF_BASE"
if [ -z "$base" ] || [ -z "${base//0/}" ]; then base='HEAD~1'; fi
if ! git rev-parse --quiet --verify --end-of-options "$base^{commit}" >/dev/null; then
  echo "Fetching $base: this clone is shallow." >&2
  git fetch --quiet --depth=1 origin -- "$base" || { echo "error: origin has no commit $base" >&2; exit 2; }
  case "$base" in *[!0-9a-f]*) base=FETCH_HEAD ;; esac
fi

# By a format, the ending of its file.
ending="$REALMDIFF_FORMAT"
case "$ending" in markdown) ending=md ;; oneline | terminal) ending=txt ;; junit) ending=xml ;; esac

high=0 medium=0 low=0 info=0 exit=0 count=0
files=()
while IFS= read -r line; do
  if [ -n "$line" ]; then files+=("$line"); fi
done < <(printf '%s\n' "$REALMDIFF_FILES" | sed 's/^[[:space:]]*//; s/[[:space:]]*$//')
if [ "${#files[@]}" -eq 0 ]; then echo 'error: say which files are realms: input "files"' >&2; exit 2; fi

for file in "${files[@]}"; do
  from="$base:$file"
  if [ ! -e "$file" ]; then
    echo "$file is not there any more: nothing to compare" >&2
    continue
  fi
  if ! git cat-file -e "$base:$file" 2>/dev/null; then
    # A new file is compared with a new realm of its version.
    if ! realmdiff normalize --format json --stdout -- "$file" >"$work/new.json"; then exit=2; continue; fi
    version=$(sed -n 's/^ *"keycloakVersion": "\(.*\)",\{0,1\}$/\1/p' "$work/new.json" | head -n 1)
    if [ -z "$version" ]; then echo "$file is new, and says no Keycloak version to compare it with" >&2; continue; fi
    from="fresh:$version"
  fi
  target="${REALMDIFF_TARGET:-$file}"
  if [ -n "$REALMDIFF_TARGET" ] && [ "${#files[@]}" -gt 1 ]; then target="$REALMDIFF_TARGET $file"; fi
  count=$((count + 1))
  report="$reports/$(printf '%s' "$file" | tr -c 'A-Za-z0-9._-' '_')-$count"
  if ! realmdiff diff --format json --out "$report.counts.json" -- "$from" "$file"; then exit=2; continue; fi
  read -r h m l i < <(node -e '
    const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const sum = (severity) => report.comparisons.reduce((all, { summary }) => all + summary.findings[severity], 0);
    console.log(["high", "medium", "low", "info"].map(sum).join(" "));' "$report.counts.json")
  rm "$report.counts.json"
  high=$((high + h)) medium=$((medium + m)) low=$((low + l)) info=$((info + i))
  realmdiff diff --format "$REALMDIFF_FORMAT" --target "$target" --out "$report.$ending" -- "$from" "$file"
  writing=(--read-only-ok)
  if [ "$REALMDIFF_COMMENT" != true ] || [ -z "${GITHUB_TOKEN:-}" ]; then writing=(--dry-run); fi
  status=0
  realmdiff comment --provider github "${writing[@]}" --target "$target" --fail-on "$REALMDIFF_FAIL_ON" -- "$from" "$file" >"$work/comment.md" || status=$?
  if [ "${writing[0]}" = --dry-run ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$work/comment.md" >>"$GITHUB_STEP_SUMMARY"; fi
  if [ "$status" -gt "$exit" ]; then exit=$status; fi
done

{
  echo "high=$high"
  echo "medium=$medium"
  echo "low=$low"
  echo "info=$info"
  echo "report=$reports"
} >>"${GITHUB_OUTPUT:-/dev/stdout}"
exit "$exit"
