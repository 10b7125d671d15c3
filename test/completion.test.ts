/** What do shells complete? The answers, and each shell itself where it is installed. */

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN, cleanEnvironment, type Folder, folderWith, runCli } from './run-cli.ts';

const CONFIG = 'environments:\n  prod: { file: realms/prod.json }\n';

/** The words that are offered for the end of a line, and what else may stand there. */
function offered(...words: readonly string[]): { readonly paths: string; readonly words: readonly string[] } {
  const { run } = folderWith({ '.realmdiff.yaml': CONFIG });
  const [paths = '', ...lines] = run('completion', 'complete', 'zsh', '--', ...words)
    .stdout.trimEnd()
    .split('\n');
  return { paths, words: lines.map((line) => line.split('\t')[0] ?? '') };
}

describe('answers', () => {
  it.each<readonly [line: string, paths: string, words: readonly string[]]>([
    ['no', 'none', ['normalize']],
    ['di', 'none', ['diff']],
    ['diff --form', 'none', ['--format']],
    ['diff --format m', 'none', ['markdown']],
    ['diff --format=js', 'none', ['--format=json', '--format=jsonpatch']],
    ['diff --format =js', 'none', []],
    ['diff --only cl', 'none', ['clients/', 'clientScopes/', 'clientPolicies/', 'clientProfiles/']],
    ['diff --out ', 'files', []],
    ['diff --rules ', 'folders', []],
    ['diff ', 'files', ['realms/prod.json']],
    ['diff -- -', 'files', []],
    ['rules ', 'none', ['list', 'show', 'test']],
    [
      'rules show client-redirect-uri-w',
      'none',
      ['client-redirect-uri-wildcard-added', 'client-redirect-uri-wildcard-fixed'],
    ],
    ['rules --section real', 'none', ['realm']],
    ['git in', 'none', ['install']],
    ['git install --mode textconv,m', 'none', ['textconv,merge']],
    ['lint --to-version 26.7.', 'none', ['26.7.0', '26.7.3', '26.7.4']],
    ['log a.json roles.r', 'none', ['roles.realm/']],
    ['split a.json ', 'folders', ['realms/prod.json']],
    ['schema r', 'none', ['report', 'rule']],
    ['completion ', 'none', ['bash', 'zsh', 'fish']],
    ['nothing ', 'none', []],
  ])('realmdiff %s', (line, paths, words) => {
    const found = offered(...line.split(' '));
    expect(found.paths).toBe(paths);
    if (line.startsWith('rules show')) expect(found.words.length).toBeGreaterThan(0);
    else expect(found.words).toEqual(words);
  });
  it('bash cuts at =, and gets the value alone', () => {
    const { stdout } = runCli(['completion', 'complete', 'bash', '--', 'diff', '--format', '=', 'mark']);
    expect(stdout).toBe('none\nmarkdown\n');
  });
  it.each([[['completion']], [['completion', 'ksh']], [['completion', 'bash', 'x']]])('%j', (args) => {
    expect(runCli(args)).toMatchObject({ exit: 2, stderr: expect.stringContaining('bash, zsh or fish') });
  });
});

/** A folder in which `realmdiff` is a program, and the environment that finds it. */
function withProgram(): Folder & { readonly env: NodeJS.ProcessEnv } {
  const folder = folderWith({
    'bin/realmdiff': `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`,
    'some realm.json': '{}',
    'plain/x': '',
  });
  chmodSync(join(folder.path, 'bin/realmdiff'), 0o755);
  for (const shell of ['bash', 'zsh', 'fish']) folder.write(`script.${shell}`, runCli(['completion', shell]).stdout);
  const PATH = `${join(folder.path, 'bin')}:${process.env.PATH}`;
  return { ...folder, env: cleanEnvironment({ PATH, HOME: folder.path, TERM: 'xterm', LC_ALL: 'C.UTF-8' }) };
}

const isThere = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

describe.skipIf(!isThere('bash'))('bash', () => {
  it('completes what Tab asks for', () => {
    const { path, env } = withProgram();
    const ask = (...words: readonly string[]) => {
      const script = `source script.bash; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _realmdiff; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return execFileSync('bash', ['--norc', '-c', script], { cwd: path, env, encoding: 'utf8' }).trim().split('\n');
    };
    expect(ask('realmdiff', 'norm')).toEqual(['normalize']);
    expect(ask('realmdiff', 'diff', '--format', '=', 'js')).toEqual(['json', 'jsonpatch']);
    expect(ask('realmdiff', 'diff', 'some')).toEqual(['some realm.json']);
    expect(ask('realmdiff', 'diff', '--rules', 'pl')).toEqual(['plain']);
  });
});

describe.skipIf(!isThere('bash') || !isThere('script'))('bash at a terminal', () => {
  it('completes a line that somebody types', () => {
    const { path, env } = withProgram();
    const typed = 'source script.bash\nrealmdiff sche\trep\t > out.txt\nexit\n';
    spawnSync('script', ['-qec', 'bash --norc --noprofile -i', '/dev/null'], {
      cwd: path,
      env,
      input: typed,
      timeout: 20_000,
    });
    expect(execFileSync('head', ['-c', '30', 'out.txt'], { cwd: path, encoding: 'utf8' })).toContain('{');
  });
});

describe.skipIf(!isThere('zsh'))('zsh', () => {
  it('completes a line that somebody types', () => {
    const { path, env, write } = withProgram();
    write(
      'ask.zsh',
      [
        'zmodload zsh/zpty',
        "zpty shell 'zsh -f -i'",
        "zpty -w shell 'PS1=; unsetopt zle_bracketed_paste; autoload -U compinit; compinit -u -D; source script.zsh'",
        'sleep 2',
        "zpty -w -n shell $'realmdiff sche\\trep\\t > out.txt\\n'",
        'for i in {1..50}; do sleep 0.2; [[ -s out.txt ]] && break; done',
        'zpty -d shell',
      ].join('\n'),
    );
    execFileSync('zsh', ['-f', 'ask.zsh'], { cwd: path, env, timeout: 30_000 });
    expect(execFileSync('head', ['-c', '30', 'out.txt'], { cwd: path, encoding: 'utf8' })).toContain('{');
  });
});

describe.skipIf(!isThere('fish'))('fish', () => {
  it('completes what Tab asks for', () => {
    const { path, env } = withProgram();
    const ask = (line: string) =>
      execFileSync('fish', ['-N', '-c', `source script.fish; complete -C '${line}'`], {
        cwd: path,
        env,
        encoding: 'utf8',
      })
        .trim()
        .split('\n')
        .map((each) => each.split('\t')[0]);
    expect(ask('realmdiff norm')).toEqual(['normalize']);
    expect(ask('realmdiff diff --format=js')).toEqual(['--format=json', '--format=jsonpatch']);
    expect(ask('realmdiff diff some')).toEqual(['some realm.json']);
    expect(ask('realmdiff git install --mo')).toEqual(['--mode']);
  });
});
