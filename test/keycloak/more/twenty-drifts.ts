/** Twenty edits of the rich realm, as somebody would click them: settings, clients, roles, a group, a client scope, a text. */

import type { Answer, Server } from '../server.ts';

type Rest = Server['rest'];

/** `rest` asks below the realm. Gives what takes everything back. */
export async function makeTwentyDrifts(rest: Rest): Promise<() => Promise<void>> {
  const before = {
    realm: await rest('GET', ''),
    clients: await rest('GET', '/clients?max=500'),
  };
  const { id: webShop } = await clientCalled(rest, 'web-shop');
  const { id: backend } = await clientCalled(rest, 'backend');
  const settings = {
    ...{ sslRequired: 'none', verifyEmail: !before.realm.verifyEmail, accessTokenLifespan: 4321 },
    ...{
      accessCodeLifespan: 777,
      resetPasswordAllowed: !before.realm.resetPasswordAllowed,
      bruteForceProtected: !before.realm.bruteForceProtected,
    },
    ...{
      editUsernameAllowed: !before.realm.editUsernameAllowed,
      loginTheme: 'base',
      rememberMe: !before.realm.rememberMe,
    },
  };
  await edit(rest, '', (realm) => ({ ...realm, ...settings }));
  await edit(rest, `/clients/${webShop}`, (client) => ({
    ...client,
    name: 'Renamed',
    consentRequired: !client.consentRequired,
  }));
  await edit(rest, `/clients/${backend}`, (client) => ({
    ...client,
    alwaysDisplayInConsole: !client.alwaysDisplayInConsole,
    fullScopeAllowed: !client.fullScopeAllowed,
  }));
  for (let index = 0; index < 4; index++) await rest('POST', '/roles', { name: `drift-${index}` });
  await rest('POST', '/groups', { name: 'drifted' });
  await rest('POST', '/client-scopes', { name: 'drifted', protocol: 'openid-connect' });
  await rest('POST', '/localization/de', { drifted: 'ja' });
  return async () => {
    await rest('PUT', '', before.realm);
    for (const client of before.clients)
      if (client.id === webShop || client.id === backend) await rest('PUT', `/clients/${client.id}`, client);
    for (let index = 0; index < 4; index++) await rest('DELETE', `/roles/drift-${index}`);
    for (const { id, name } of await rest('GET', '/groups'))
      if (name === 'drifted') await rest('DELETE', `/groups/${id}`);
    for (const { id, name } of await rest('GET', '/client-scopes'))
      if (name === 'drifted') await rest('DELETE', `/client-scopes/${id}`);
    await rest('DELETE', '/localization/de/drifted');
  };
}

async function clientCalled(rest: Rest, clientId: string): Promise<Answer> {
  const [client] = await rest('GET', `/clients?clientId=${clientId}`);
  return client;
}

async function edit(rest: Rest, where: string, change: (value: Answer) => Answer): Promise<void> {
  await rest('PUT', where, change(await rest('GET', where)));
}
