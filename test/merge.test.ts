/** Do two changes of a realm merge as people mean them, and never into something broken? Raw files and normal forms alike. */

import { describe, expect, it } from 'vitest';
import { loadTables, normalize } from '../src/index.ts';
import { type MergedText, mergeTexts } from '../src/merge/merge-texts.ts';

const tables = loadTables();

// biome-ignore lint/suspicious/noExplicitAny: edits of a test reach into JSON as they please
type Realm = { [key: string]: any };

/** A full export of a small realm, with ids as a server makes them. */
function realm(): Realm {
  const role = (name: string, id: number) => ({
    id: `00000000-0000-4000-8000-0000000001${id}`,
    name,
    composite: false,
  });
  const client = (clientId: string, id: number) => ({
    ...{ id: `00000000-0000-4000-8000-0000000002${id}`, clientId, enabled: true, publicClient: true },
    ...{ redirectUris: [`https://${clientId}.example/cb`], webOrigins: [], attributes: { a: '1', b: '2' } },
    ...{ defaultClientScopes: ['basic'], optionalClientScopes: ['address'] },
  });
  return {
    id: '00000000-0000-4000-8000-000000000001',
    realm: 'acme',
    keycloakVersion: '26.7.3',
    enabled: true,
    displayName: 'Acme',
    accessTokenLifespan: 300,
    ssoSessionIdleTimeout: 1800,
    passwordPolicy: 'length(8) and notUsername(undefined)',
    roles: { realm: [role('viewer', 10), role('auditor', 11), role('editor', 12)] },
    groups: [{ id: '00000000-0000-4000-8000-000000000301', name: 'staff', path: '/staff', realmRoles: ['viewer'] }],
    clients: [client('shop', 10), client('docs', 11), client('api', 12)],
    clientScopes: ['basic', 'address', 'extra'].map((name) => ({ name, protocol: 'openid-connect' })),
    users: [{ username: 'anna', enabled: true, groups: ['/staff'] }],
  };
}

type Edit = (realm: Realm) => void;

const named = (list: Realm[], key: string, name: string): Realm => {
  const found = list.find((each) => each[key] === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};
const client = (of: Realm, id: string) => named(of.clients, 'clientId', id);
const role = (of: Realm, name: string) => named(of.roles.realm, 'name', name);

function edited(edit: Edit): string {
  const made = realm();
  edit(made);
  return `${JSON.stringify(made, null, 2)}\n`;
}

const BASE = edited(() => {});

async function merge(left: string, right: string, base = BASE): Promise<MergedText> {
  const source = (name: string, content: string) => ({ name, content });
  const texts = { base: source('base', base), ours: source('ours', left), theirs: source('theirs', right) };
  return mergeTexts(texts, { size: 9, ours: 'ours', theirs: 'theirs' }, tables);
}

/** Whose branch it is makes no difference. */
function bothWays(one: Edit, other: Edit): readonly (readonly [ours: Edit, theirs: Edit])[] {
  return [
    [one, other],
    [other, one],
  ];
}

const FORMS = {
  raw: async (text: string) => text,
  'normal form': async (text: string) => (text === '' ? '' : (await normalize(text)).text),
};

/** Both edits, one after the other: what the merge must be. `after` where that is something else. */
const CLEAN: readonly { readonly name: string; readonly left: Edit; readonly right: Edit; readonly after?: Edit }[] = [
  {
    name: 'two different new clients',
    left: (of) => of.clients.push({ clientId: 'left', enabled: true }),
    right: (of) => of.clients.push({ clientId: 'right', enabled: true }),
  },
  {
    name: 'two redirect URIs of one client',
    left: (of) => client(of, 'shop').redirectUris.push('https://one.example/cb'),
    right: (of) => client(of, 'shop').redirectUris.push('https://two.example/cb'),
  },
  {
    name: 'one redirect URI goes, another comes',
    left: (of) => client(of, 'shop').redirectUris.splice(0, 1),
    right: (of) => client(of, 'shop').redirectUris.push('https://two.example/cb'),
  },
  {
    name: 'a new client, and an edit of its neighbour',
    left: (of) => of.clients.splice(1, 0, { clientId: 'left', enabled: true }),
    right: (of) => Object.assign(client(of, 'docs'), { description: 'changed' }),
  },
  {
    name: 'two properties of one client',
    left: (of) => Object.assign(client(of, 'shop'), { description: 'changed' }),
    right: (of) => Object.assign(client(of, 'shop'), { directAccessGrantsEnabled: true }),
  },
  {
    name: 'two keys of one map',
    left: (of) => Object.assign(client(of, 'shop').attributes, { a: '3' }),
    right: (of) => delete client(of, 'shop').attributes.b,
  },
  {
    name: 'the same change on both sides',
    left: (of) => Object.assign(of, { accessTokenLifespan: 60 }),
    right: (of) => Object.assign(of, { accessTokenLifespan: 60 }),
  },
  {
    name: 'two password policies',
    left: (of) => Object.assign(of, { passwordPolicy: 'length(12) and notUsername(undefined)' }),
    right: (of) => Object.assign(of, { passwordPolicy: 'length(8) and notUsername(undefined) and digits(1)' }),
    after: (of) => Object.assign(of, { passwordPolicy: 'length(12) and notUsername(undefined) and digits(1)' }),
  },
  {
    name: 'a reordered export, and an edit',
    left: (of) => {
      of.clients.reverse();
      of.roles.realm.reverse();
    },
    right: (of) => Object.assign(client(of, 'docs'), { description: 'changed' }),
  },
  {
    name: 'both reordered, each edits another client',
    left: (of) => {
      of.clients.reverse();
      Object.assign(client(of, 'shop'), { description: 'left' });
    },
    right: (of) => {
      of.roles.realm.reverse();
      Object.assign(client(of, 'docs'), { description: 'right' });
    },
  },
  {
    name: 'a client goes that nobody else touched',
    left: (of) => of.clients.splice(0, 1),
    right: (of) => Object.assign(client(of, 'docs'), { description: 'changed' }),
  },
];

describe.each(Object.entries(FORMS))('%s: merges clean', (_, form) => {
  it.each(CLEAN)('$name', async ({ left, right, after }) => {
    const both = edited((of) => {
      if (after !== undefined) return after(of);
      left(of);
      right(of);
    });
    const expected = (await normalize(both)).text;
    for (const [ours, theirs] of bothWays(left, right)) {
      const merged = await merge(await form(edited(ours)), await form(edited(theirs)), await form(BASE));
      if (merged.kind === 'refused') throw new Error(merged.reason);
      expect([merged.kind, merged.told]).toEqual(['clean', []]);
      expect((await normalize(merged.text)).text).toBe(expected);
    }
  });
});

/** What must not be merged, and the one place that is told. */
const CONFLICTS: readonly {
  readonly name: string;
  readonly left: Edit;
  readonly right: Edit;
  readonly told: RegExp;
}[] = [
  {
    name: 'one property, two values',
    left: (of) => Object.assign(of, { accessTokenLifespan: 60 }),
    right: (of) => Object.assign(of, { accessTokenLifespan: 90 }),
    told: /^conflict: \/accessTokenLifespan: both sides set it$/,
  },
  {
    name: 'the same new client, different settings, at different places',
    left: (of) => of.clients.unshift({ clientId: 'new', enabled: true, publicClient: true }),
    right: (of) => of.clients.push({ clientId: 'new', enabled: true, publicClient: false }),
    told: /^conflict: \/clients\/new\/publicClient: both sides set it$/,
  },
  {
    name: 'the same new client, another set of addresses',
    left: (of) => of.clients.push({ clientId: 'new', enabled: true, redirectUris: ['https://a.example/'] }),
    right: (of) => of.clients.push({ clientId: 'new', enabled: true, redirectUris: ['https://b.example/'] }),
    told: /^conflict: \/clients\/new\/redirectUris: both sides set it$/,
  },
  {
    name: 'the same new key',
    left: (of) => Object.assign(of, { loginTheme: 'a' }),
    right: (of) => Object.assign(of, { loginTheme: 'b' }),
    told: /^conflict: \/loginTheme: both sides set it$/,
  },
  {
    name: 'a role goes, and is granted',
    left: (of) => of.roles.realm.splice(1, 1),
    right: (of) => of.groups[0].realmRoles.push('auditor'),
    told: /^conflict: \/groups\/staff\/realmRoles\/0: both sides together break it: /,
  },
  {
    name: 'a group goes, and gets a member',
    left: (of) => of.groups.splice(0, 1),
    right: (of) => of.users.push({ username: 'bob', enabled: true, groups: ['/staff'] }),
    told: /^conflict: \/users\/bob\/groups\/0: both sides together break it: It names something that is not there any more/,
  },
  {
    name: 'a scope becomes default here, and optional there',
    left: (of) => client(of, 'shop').defaultClientScopes.push('extra'),
    right: (of) => client(of, 'shop').optionalClientScopes.push('extra'),
    told: /^conflict: \/clients\/shop: both sides together break it: /,
  },
  {
    name: 'a client goes, and is changed',
    left: (of) => of.clients.splice(0, 1),
    right: (of) => Object.assign(client(of, 'shop'), { description: 'changed' }),
    told: /^conflict: \/clients\/shop: one side removed it, the other changed it$/,
  },
];

describe.each(Object.entries(FORMS))('%s: conflicts', (_, form) => {
  it.each(CONFLICTS)('$name', async ({ left, right, told }) => {
    for (const [ours, theirs] of bothWays(left, right)) {
      const merged = await merge(await form(edited(ours)), await form(edited(theirs)), await form(BASE));
      if (merged.kind === 'refused') throw new Error(merged.reason);
      expect(merged.kind).toBe('conflict');
      expect(merged.told).toHaveLength(1);
      expect(merged.told[0]).toMatch(told);
      const marks = merged.text.split('\n').filter((line) => /^([<=>])\1{8}( |$)/.test(line));
      expect(marks).toEqual(['<<<<<<<<< ours', '=========', '>>>>>>>>> theirs']);
      // Either side alone is a realm again, and nothing else is between the marks than what differs.
      for (const side of ['ours', 'theirs'] as const) {
        expect(() => JSON.parse(resolved(merged.text, side))).not.toThrow();
      }
    }
  });
});

function resolved(text: string, side: 'ours' | 'theirs'): string {
  return text.replace(/<{9} ours\n([\s\S]*?)={9}\n([\s\S]*?)>{9} theirs\n/g, side === 'ours' ? '$1' : '$2');
}

describe('names', () => {
  const rename: Edit = (of) => Object.assign(role(of, 'auditor'), { name: 'inspector' });
  const grant: Edit = (of) => of.groups[0].realmRoles.push('auditor');

  it('a renamed role is granted under its new name, by its id', async () => {
    for (const [ours, theirs] of bothWays(rename, grant)) {
      const merged = await merge(edited(ours), edited(theirs));
      expect(merged).toMatchObject({
        kind: 'clean',
        told: ['renamed: roles.realm auditor is now inspector, also where the other side named it'],
      });
      const made = JSON.parse('text' in merged ? merged.text : '');
      expect(made.groups[0].realmRoles).toEqual(['viewer', 'inspector']);
      expect(made.roles.realm.map(({ name }: Realm) => name)).toEqual(['viewer', 'inspector', 'editor']);
    }
  });
  it('what was wrong under the old name is not broken by a merge', async () => {
    const circle: Edit = (of) => {
      Object.assign(role(of, 'auditor'), { composite: true, composites: { realm: ['editor'] } });
      Object.assign(role(of, 'editor'), { composite: true, composites: { realm: ['auditor'] } });
    };
    expect((await merge(edited(rename), edited(circle))).kind).toBe('clean');
  });
  it('without ids a bare role is no other role of a new name', async () => {
    const form = FORMS['normal form'];
    const merged = await merge(await form(edited(rename)), await form(edited(grant)), await form(BASE));
    expect(merged.kind).toBe('conflict');
  });
  it.each(Object.entries(FORMS))('%s: two new names of one role', async (_, form) => {
    const other: Edit = (of) => Object.assign(role(of, 'auditor'), { name: 'controller' });
    const merged = await merge(await form(edited(rename)), await form(edited(other)), await form(BASE));
    expect(merged).toMatchObject({ kind: 'conflict', told: [expect.stringMatching(/auditor: both sides set it$/)] });
    const text = 'text' in merged ? merged.text : '';
    expect([
      resolved(text, 'ours').match(/inspector|controller/g),
      resolved(text, 'theirs').match(/inspector|controller/g),
    ]).toEqual([['inspector'], ['controller']]);
  });
  it('renamed here, gone there', async () => {
    const gone: Edit = (of) => of.roles.realm.splice(1, 1);
    expect((await merge(edited(rename), edited(gone))).kind).toBe('conflict');
  });
});

describe('files', () => {
  it('a text of several values that one side changed stands as that side wrote it', async () => {
    const uris =
      (text: string): Edit =>
      (of) =>
        (client(of, 'shop').attributes['post.logout.redirect.uris'] = text);
    const base = edited(uris('https://z.example##https://a.example'));
    const written = uris('https://z.example##https://b.example##https://a.example');
    const renamed: Edit = (of) => (of.displayName = 'Acme Ltd');
    const added = edited(written);
    const other = edited((of) => [uris('https://z.example##https://a.example'), renamed].map((edit) => edit(of)));
    const both = edited((of) => [written, renamed].map((edit) => edit(of)));
    expect(await merge(added, other, base)).toEqual({ kind: 'clean', text: both, told: [] });
    expect(await merge(other, added, base)).toEqual({ kind: 'clean', text: both, told: [] });
  });

  it('a raw file keeps its bytes but for what was changed', async () => {
    const compact = JSON.stringify({ ...realm(), zzz: '\u00e9 \\/' }).replace('\\\\/', '\\/');
    const theirs = compact.replace('"displayName":"Acme"', '"displayName":"Acme Inc"');
    const ours = compact.replace('"accessTokenLifespan":300', '"accessTokenLifespan":  301');
    const merged = await merge(ours, theirs, compact);
    expect(merged).toEqual({
      kind: 'clean',
      text: ours.replace('"displayName":"Acme"', '"displayName":"Acme Inc"'),
      told: [],
    });
  });
  it('added on both sides: by entity, over nothing', async () => {
    const left = edited((of) => of.clients.push({ clientId: 'left', enabled: true }));
    const right = edited((of) => of.clients.push({ clientId: 'right', enabled: true }));
    const merged = await merge(left, right, '');
    expect(merged.kind).toBe('clean');
    const made = JSON.parse('text' in merged ? merged.text : '');
    expect(made.clients.map(({ clientId }: Realm) => clientId)).toEqual(['shop', 'docs', 'api', 'left', 'right']);
  });
  it.each([
    ['not JSON', '{ "realm": '],
    ['no realm', '{ "a": 1 }'],
    ['two realms', '[{ "realm": "a", "enabled": true }, { "realm": "b", "enabled": true }]'],
    ['YAML', 'realm: acme\nenabled: true\n'],
    ['conflict markers', `<<<<<<< ours\n${BASE}=======\n${BASE}>>>>>>> theirs\n`],
  ])('%s is left to git', async (_, text) => {
    expect((await merge(text, BASE)).kind).toBe('refused');
    expect((await merge(BASE, text)).kind).toBe('refused');
  });
});
