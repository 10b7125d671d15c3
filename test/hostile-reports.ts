/** Which reports hold the worst that a realm, a file name or somebody's rules can say? Random ones, hostile in every string. */

import fc from 'fast-check';
import { emptyObject } from '../src/json/object.ts';
import type { Change, Finding, Json, JsonObject, JudgedChange, Report, ReportSide } from '../src/model.ts';
import type { ReportOptions } from '../src/report/reporter.ts';
import { PLAIN_THEME } from '../src/report/theme.ts';

/** Found in the page when somebody's text became more than text. */
export const MARK = 'forged';

const PIECES: readonly string[] = [
  ...[
    '\u0000',
    '\u0007',
    '\b',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\u000b',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u009b31m',
    '\ufffe',
    '\uffff',
  ],
  ...[
    '\u001b[31m',
    '\u001b[2J\u001b[H',
    '\u001b]0;title\u0007',
    '\u001b]8;;https://forged.example\u001b\\x\u001b]8;;\u001b\\',
  ],
  ...[
    '\u202e',
    '\u2066',
    '\u2069',
    '\u200f',
    '\u200b',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\u00ad',
    '\u{e0041}',
    '\ud800',
    '\udfff',
  ],
  ...[
    '# forged',
    '## forged\n',
    '- forged',
    '> forged',
    '1. forged',
    '| a | b |',
    '```',
    '````',
    '~~~',
    '`',
    '***',
    '---',
    '***forged***',
    '===',
    '    forged',
  ],
  ...[
    '[forged](https://forged.example)',
    '![forged](//forged.example)',
    '[forged]: https://forged.example',
    '<https://forged.example>',
    'https://forged.example',
    'www.forged.example',
    'mailto:a@forged.example',
  ],
  ...[
    '@forged',
    '@org/forged',
    '#123',
    'org/forged#123',
    'GH-1',
    '!12',
    '~label',
    '$12',
    '&12',
    '%name',
    ':smile:',
    '[ ] forged',
    '$`x`$',
    '^[x]',
  ],
  ...[
    '<script>forged()</script>',
    '</script><script>forged()',
    '</style>',
    '</title>',
    '<img src=x onerror=forged()>',
    '<b id=forged>',
    '<forged-element>',
    '<!-- forged',
    '-->',
    '--!>',
    '<![CDATA[',
    ']]>',
    '</details>',
    '</summary>',
    '</code>',
    '<svg/onload=forged()>',
    '</textarea>',
    '<base href=//forged.example>',
  ],
  ...[
    '" onclick="forged()',
    "' onclick='forged()",
    '`onclick=`',
    '&lt;forged&gt;',
    '&#60;forged&#62;',
    '&amp;',
    '&',
    '<',
    '>',
    '"',
    "'",
    '\\',
    '\\"',
    '\\u003c',
    '&colon;',
    '&NewLine;',
  ],
  ...[
    '::error::forged',
    '::error file=forged::x',
    '\n::warning::forged',
    '##[error]forged',
    '##vso[task.setvariable]forged',
    "##teamcity[testFailed name='forged']",
    '%0A',
    '%0D%0A::error::forged',
    '%25',
    '::add-mask::x',
    '::stop-commands::x',
    ',title=forged',
    ':',
  ],
  ...['{0}', '{{1}}', '[forged](1)', '$ref', '$schema', '"$secret"', '%s', '${env.X}', '`forged`'],
  ...[
    '<?xml version="1.0"?>',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///forged">]>',
    '&e;',
    '<testcase name="forged"/>',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'length',
    '/',
    '~',
    '~1',
    '..',
    '-',
    '0',
    '',
    ' ',
    '  ',
    'Summary: 0 to add',
    'Realm x',
    ' -> ',
    ' : ',
    'web-shop',
    '名前',
    '\u{1f511}',
    'e\u0301\u0301',
    'שלום',
  ],
];

/** A hostile string: one piece, several, or anything at all. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { minLength: 2, maxLength: 6 }).map((all) => all.join('')),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { minLength: 2, maxLength: 6 }).map((all) => all.join('\n')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  // Code units of their own, halves of characters among them.
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
      .map((all) => String.fromCharCode(...all)),
  },
);

/** Now and then very long. */
const hostileValueText: fc.Arbitrary<string> = fc.oneof(
  { weight: 30, arbitrary: hostileText },
  { weight: 1, arbitrary: hostileText.map((text) => `${text}x`.repeat(Math.ceil(100_000 / (text.length + 1)))) },
);

function toObject(entries: readonly (readonly [string, Json])[]): JsonObject {
  const object = emptyObject();
  for (const [key, value] of entries) object[key] = value;
  return object;
}

export const hostileJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: hostileValueText as fc.Arbitrary<Json> },
    { weight: 1, arbitrary: fc.constantFrom<Json>(null, true, false, 0, -1.5, 12345678901234567890n, 'REQUIRED') },
    { weight: 1, arbitrary: fc.array(tie('json'), { maxLength: 3 }) },
    { weight: 2, arbitrary: fc.array(fc.tuple(hostileText, tie('json')), { maxLength: 4 }).map(toObject) },
  ),
})).json;

const finding: fc.Arbitrary<Finding> = fc.record({
  rule: fc.constantFrom('client-added', 'client-removed', 'a', 'realm-role-renamed'),
  severity: fc.constantFrom('high', 'medium', 'low', 'info'),
  direction: fc.constantFrom('breaks', 'weakens', 'tightens', 'cosmetic'),
  message: hostileValueText,
  fingerprint: fc.constantFrom('a3f8c21b9d04', '0f31aa90c2d1', '000000000000'),
});

const KNOWN_SECTIONS = [
  'realm',
  'clients',
  'authenticationFlows',
  'components',
  'userProfile',
  'defaultGroups',
  'roles.client',
  'groups',
];
const section = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...KNOWN_SECTIONS) },
  { weight: 1, arbitrary: hostileText },
);

const place = fc.array(fc.oneof(hostileText, fc.nat(5)), { minLength: 1, maxLength: 4 });
const position = fc.record({
  line: fc.integer({ min: 1, max: 9999 }),
  column: fc.integer({ min: 1, max: 200 }),
  file: hostileText,
});

/** What the change tells of values, as its kind allows. */
const told = fc.oneof(
  fc.record({ kind: fc.constant('added' as const), after: hostileJson }),
  fc.record({ kind: fc.constant('removed' as const), before: hostileJson }),
  fc.record({ kind: fc.constant('changed' as const), before: hostileJson, after: hostileJson }),
  fc.record({
    kind: fc.constant('renamed' as const),
    before: hostileText,
    after: hostileText,
    likeness: fc.double({ min: 0, max: 1, noNaN: true }),
    namedBy: fc.array(fc.array(hostileText, { minLength: 2, maxLength: 4 }), { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('moved' as const),
    before: fc.integer({ min: 1, max: 9 }),
    after: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({
    kind: fc.constantFrom('added' as const, 'changed' as const, 'removed' as const),
    secret: fc.constant(true as const),
  }),
);

const change: fc.Arbitrary<JudgedChange> = fc
  .tuple(
    told,
    fc.record({
      section,
      entity: hostileText,
      path: fc.oneof(
        fc.constant<string[]>([]),
        fc.array(hostileText, { minLength: 1, maxLength: 4 }),
        fc.tuple(fc.constantFrom('protocolMappers', 'redirectUris', 'config'), hostileText),
      ),
      cause: fc.constantFrom('edit' as const, 'edit' as const, 'upgrade' as const, 'version-default' as const),
      upgrade: fc.option(
        fc.tuple(hostileText, hostileText).map((parts) => parts.join('/')),
        { nil: undefined },
      ),
      places: fc.record({ before: place, after: place }),
      findings: fc.array(finding, { maxLength: 3 }),
      position: fc.record({ before: position, after: position }, { requiredKeys: [] }),
    }),
  )
  .map(([values, { upgrade, cause, ...rest }]) => {
    const judged = { ...rest, ...values, cause, ...(cause === 'upgrade' && upgrade !== undefined && { upgrade }) };
    return judged satisfies Change & { readonly findings: readonly Finding[] };
  });

const side: fc.Arbitrary<ReportSide> = fc.record(
  {
    source: hostileText,
    label: hostileText,
    realm: hostileText,
    keycloakVersion: hostileText,
    baseline: hostileText,
    export: fc.constantFrom('full', 'partial'),
  },
  { requiredKeys: ['source', 'realm', 'export'] },
);

const number = fc.constantFrom(0, 1, 1102);

export const hostileReport: fc.Arbitrary<Report> = fc
  .record({
    before: side,
    after: side,
    changes: fc.array(change, { maxLength: 7 }),
    compared: fc.array(fc.tuple(section, number), { maxLength: 3 }).map(toObject),
    leftOut: fc.record({ ids: number, defaults: number, implied: number, reordered: number, ignored: number }),
    problems: fc.array(
      fc
        .tuple(
          fc.record({
            code: hostileText,
            where: fc.constantFrom('before' as const, 'after' as const),
            path: fc.array(hostileText, { maxLength: 3 }),
            message: hostileValueText,
          }),
          fc.option(position, { nil: undefined }),
        )
        .map(([problem, at]) =>
          at === undefined ? problem : { ...problem, file: at.file, position: { line: at.line, column: at.column } },
        ),
      { maxLength: 3 },
    ),
    notCompared: fc.array(
      fc.record(
        { section, entity: hostileText, path: fc.array(hostileText, { maxLength: 3 }), why: hostileText },
        { requiredKeys: ['section', 'why'] },
      ),
      { maxLength: 3 },
    ),
    configuration: hostileText,
  })
  .map(({ changes, compared, leftOut, ...rest }) => {
    const findings = changes.flatMap((each) => each.findings);
    const counted = (severity: Finding['severity']): number =>
      findings.filter((each) => each.severity === severity).length;
    const caused = (cause: Change['cause']): number => changes.filter((each) => each.cause === cause).length;
    return {
      ...rest,
      changes,
      unchanged: changes.map((each) => ({ section: each.section, entity: each.entity, path: each.path, count: 3 })),
      summary: {
        changes: { edit: caused('edit'), upgrade: caused('upgrade'), 'version-default': caused('version-default') },
        entities: { added: 1, changed: 2, removed: 0, renamed: 0 },
        findings: { high: counted('high'), medium: counted('medium'), low: counted('low'), info: counted('info') },
        compared: compared as Report['summary']['compared'],
        leftOut,
      },
    };
  });

/** What the rules of a user say, and what stands on the command line, is as hostile. */
export const hostileOptions: fc.Arbitrary<ReportOptions> = fc.record({
  width: fc.constantFrom(40, 80, 160),
  theme: fc.constant(PLAIN_THEME),
  showUnchanged: fc.boolean(),
  showFolded: fc.boolean(),
  version: fc.constant('0.1.0'),
  target: hostileText,
  hint: fc.constant('realmdiff why POINTER FILE'),
  isFailure: fc.boolean().map((isFailure) => () => isFailure),
  rules: fc
    .record({ title: hostileText, why: hostileText, fix: hostileText })
    .map((help) => ({ 'client-added': help, a: help })),
});
