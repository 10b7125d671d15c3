/** Are values that differ between environments one text in normal forms, and come back as they were? */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandParameters, nameParameters } from '../src/config/parameters.ts';
import type { JsonObject } from '../src/model.ts';
import { folderWith } from './run-cli.ts';

const PARAMETERS = { host: 'sso.example', suffix: 'stage' };

describe('a value', () => {
  test.each([
    ['https://sso.example/cb', 'https://$(param:host)/cb'],
    ['client-stage', 'client-$(param:suffix)'],
    ['upstaged', 'upstaged'],
    ['sso-example', 'sso-example'],
    ['$(param:host)', '$$(param:host)'],
    ['$$(param:x sso.example', '$$$(param:x $(param:host)'],
  ])('%s is written %s', (raw, named) => {
    expect(nameParameters({ a: raw }, PARAMETERS).a).toBe(named);
    expect(expandParameters({ a: named }, PARAMETERS).data.a).toBe(raw);
  });

  test('that holds another is written as the longer one', () => {
    const parameters = { host: 'a.example', deep: 'b.a.example' };
    expect(nameParameters({ a: 'b.a.example a.example' }, parameters).a).toBe('$(param:deep) $(param:host)');
  });

  test('the realm its name, and names of properties, stay', () => {
    const data = { realm: 'stage', stage: ['stage'] };
    expect(nameParameters(data, PARAMETERS)).toEqual({ realm: 'stage', stage: ['$(param:suffix)'] });
  });
});

test('any text comes back as it was', () => {
  const piece = fc.constantFrom(
    'sso.example',
    'stage',
    '$',
    '(param:',
    'host',
    ')',
    'x',
    '-',
    '.',
    '$(param:host)',
    '$$(param:',
  );
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), fc.oneof(text, fc.array(text))), (value) => {
      const data = JSON.parse(JSON.stringify(value)) as JsonObject;
      const back = expandParameters(nameParameters(data, PARAMETERS), PARAMETERS);
      expect(JSON.stringify(back)).toBe(JSON.stringify({ data, unknown: [] }));
    }),
  );
});

const realm = (host: string) =>
  JSON.stringify({
    realm: 'acme',
    clients: [{ clientId: 'web', enabled: true, redirectUris: [`https://${host}/cb`] }],
  });

describe('two environments', () => {
  const files = {
    '.realmdiff.yaml': [
      'environments: { prod: { file: prod.json }, stage: { file: stage.json } }',
      'parameters: { prod: { host: sso.example }, stage: { host: sso.stage.example } }',
    ].join('\n'),
    'prod.json': realm('sso.example'),
    'stage.json': realm('sso.stage.example'),
  };

  test('do not differ in what is declared', () => {
    const { run } = folderWith(files);
    expect(run('diff', 'live:stage', 'live:prod', '--exit-code').exit).toBe(0);
    expect(run('diff', 'stage.json', 'prod.json', '--exit-code').exit).toBe(1);
  });

  test('are restored from one text', () => {
    const { run } = folderWith({ ...files, 'form.json': realm('$(param:host)') });
    const restored = run('restore', 'form.json', '--env', 'stage');
    expect(JSON.parse(restored.stdout).clients[0].redirectUris).toEqual(['https://sso.stage.example/cb']);
    const missing = folderWith({ ...files, 'form.json': realm('$(param:port)') }).run(
      'restore',
      'form.json',
      '--env',
      'stage',
    );
    expect(missing.stderr).toContain('expected parameters.stage.port in .realmdiff.yaml');
    expect(missing.exit).toBe(2);
  });

  test('are one normal form, by name of the environment or of the file, once and again', () => {
    const { run, write } = folderWith(files);
    const form = run('normalize', 'live:prod').stdout;
    expect(form).toContain('https://$(param:host)/cb');
    expect(run('normalize', 'live:stage').stdout).toBe(form);
    expect(run('normalize', 'stage.json', '--env', 'stage').stdout).toBe(form);
    write('form.json', form);
    expect(run('normalize', 'form.json', '--env', 'stage').stdout).toBe(form);
    expect(run('normalize', 'stage.json', '--env', 'nowhere').stderr).toContain('declares no parameters for nowhere');
  });

  test('hold the realms that they name, and no others of their file', () => {
    const both = `[${realm('sso.example')}, ${realm('sso.example').replace('acme', 'other')}]`;
    const { run } = folderWith({
      '.realmdiff.yaml': 'environments: { prod: { file: both.json, realm: other } }',
      'both.json': both,
    });
    expect(JSON.parse(run('normalize', 'live:prod').stdout).realm).toBe('other');
    expect(run('lint', 'live:prod', '--format', 'json').stdout).not.toContain('"realm": "acme"');
  });
});
