/** How does a shell ask us what may stand at the end of a line? A few lines for each, which know nothing of our commands. */

import type { Shell } from './command.ts';

// bash 3.2, which macOS still has, knows neither mapfile nor compopt.
const BASH = String.raw`# bash completion for realmdiff
_realmdiff() {
  local line paths='' current="\${COMP_WORDS[COMP_CWORD]}"
  [ "$current" = '=' ] && current=''
  COMPREPLY=()
  while IFS= read -r line; do
    if [ -z "$paths" ]; then paths="$line"; else COMPREPLY+=("$line"); fi
  done < <(command realmdiff completion complete bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  local folders=''
  [ "$paths" = folders ] && folders=-d
  case "$paths" in
    files | folders)
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen \${folders:--f} -- "$current")
      type compopt >/dev/null 2>&1 && compopt -o filenames 2>/dev/null ;;
  esac
  if [ \${#COMPREPLY[@]} -eq 1 ] && [ "\${COMPREPLY[0]%/}" != "\${COMPREPLY[0]}" ]; then
    type compopt >/dev/null 2>&1 && compopt -o nospace 2>/dev/null
  fi
  return 0
}
complete -F _realmdiff realmdiff
`;

const ZSH = String.raw`#compdef realmdiff
_realmdiff() {
  local line value about paths=''
  local -a whole open
  while IFS= read -r line; do
    if [[ -z $paths ]]; then paths=$line; continue; fi
    value=\${line%%$'\t'*}
    about=\${line#$value}
    about=\${about#$'\t'}
    value=\${value//:/\\:}
    if [[ $value == */ ]]; then open+=("$value:$about"); else whole+=("$value\${about:+:$about}"); fi
  done < <(command realmdiff completion complete zsh -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( $#whole )) && _describe -t words realmdiff whole
  (( $#open )) && _describe -t places realmdiff open -S ''
  case $paths in
    files) _files ;;
    folders) _files -/ ;;
  esac
}
if [[ $funcstack[1] == _realmdiff ]]; then _realmdiff "$@"; else compdef _realmdiff realmdiff; fi
`;

const FISH = String.raw`# fish completion for realmdiff
function __realmdiff_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  set -l lines (command realmdiff completion complete fish -- $words[2..-1] "$current" 2>/dev/null)
  if test (count $lines) -gt 1
    printf '%s\n' $lines[2..-1]
  end
  switch "$lines[1]"
    case files
      __fish_complete_path "$current"
    case folders
      __fish_complete_directories "$current" ''
  end
end
complete -c realmdiff -f -a '(__realmdiff_complete)'
`;

/** String.raw keeps the backslash that keeps the braces from being ours. */
const shellText = (text: string): string => text.replaceAll('\\${', '${');

export const SCRIPTS: { readonly [shell in Shell]: string } = {
  bash: shellText(BASH),
  zsh: shellText(ZSH),
  fish: FISH,
};
