/** Records `fixtures/console/VERSION/`: an export after each page of the admin console was opened and saved unchanged, in headless Chromium. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { makePatch } from '../../src/diff/make-patch.ts';
import type { Json } from '../../src/model.ts';
import { loadTables } from '../../src/tables/load.ts';
import { buildRichRealm } from './rich-realm/build.ts';
import { REALM } from './rich-realm/step.ts';
import { scrubber } from './scrub.ts';
import { ADMIN, type Answer, exportPartial, type Server, startKeycloak } from './server.ts';

const [version = '26.7.3'] = process.argv.slice(2);
const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** A page of the console, below the realm. */
interface ConsolePage {
  readonly about: string;
  readonly at: string;
}

async function pagesOf({ rest }: Server): Promise<readonly ConsolePage[]> {
  const list = (where: string): Promise<readonly Answer[]> => rest('GET', `/${REALM}${where}`);
  const [clients, scopes, providers, roles, groups, components] = await Promise.all(
    ['/clients', '/client-scopes', '/identity-provider/instances', '/roles', '/groups', '/components'].map(list),
  );
  const pages: ConsolePage[] = ['general', 'email', 'themes', 'localization', 'sessions', 'tokens'].map((tab) => ({
    about: `realm settings, ${tab}`,
    at: `realm-settings/${tab}`,
  }));
  const own = (clients ?? []).filter(({ clientId }) => !/^(account|admin-|broker|realm-|security-)/.test(clientId));
  for (const client of own.slice(0, 12)) {
    for (const tab of ['settings', 'advanced']) {
      pages.push({ about: `client ${client.clientId}, ${tab}`, at: `clients/${client.id}/${tab}` });
    }
    for (const mapper of (client.protocolMappers ?? []).slice(0, 2)) {
      pages.push({
        about: `client ${client.clientId}, mapper ${mapper.name}`,
        at: `clients/${client.id}/clientScopes/dedicated/mappers/${mapper.id}`,
      });
    }
  }
  for (const { id, name } of (scopes ?? []).slice(0, 6))
    pages.push({ about: `client scope ${name}`, at: `client-scopes/${id}/settings` });
  for (const { alias, providerId } of providers ?? []) {
    pages.push({ about: `identity provider ${alias}`, at: `identity-providers/${providerId}/${alias}/settings` });
  }
  for (const { id, name } of (roles ?? []).slice(0, 4))
    pages.push({ about: `role ${name}`, at: `roles/${id}/details` });
  for (const { id, name } of (groups ?? []).slice(0, 2))
    pages.push({ about: `group ${name}`, at: `groups/${id}/attributes` });
  for (const { id, name, providerId, parentId } of components ?? []) {
    if (providerId === 'ldap') pages.push({ about: `user federation ${name}`, at: `user-federation/ldap/${id}` });
    if (/ldap-mapper$/.test(providerId)) {
      pages.push({ about: `mapper ${name}`, at: `user-federation/ldap/${parentId}/mappers/${id}` });
    }
  }
  return pages;
}

/** Opens the page, presses every Save that can be pressed, and tells how many those were. */
async function save(page: Page, url: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(url);
  await page.waitForLoadState('networkidle', { timeout: 15_000 }).catch(() => undefined);
  await page.waitForTimeout(700);
  const buttons = page.getByRole('button', { name: 'Save', exact: true });
  let pressed = 0;
  for (let index = 0; index < (await buttons.count()); index++) {
    const button = buttons.nth(index);
    if (!(await button.isVisible()) || !(await button.isEnabled())) continue;
    await button.click({ timeout: 5000 });
    await page.waitForLoadState('networkidle', { timeout: 10_000 }).catch(() => undefined);
    await page.waitForTimeout(400);
    pressed++;
  }
  return pressed;
}

async function login(browser: Browser, base: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1400 } });
  await page.goto(`${base}/admin/master/console/`);
  await page.fill('#username', ADMIN.username);
  await page.fill('#password', ADMIN.password);
  await page.click('#kc-login');
  await page.waitForLoadState('networkidle');
  return page;
}

async function record(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'record-console-'));
  const server = await startKeycloak(version, path.join(folder, 'data'));
  const browser = await chromium.launch({
    executablePath: BROWSER,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    await buildRichRealm(server, 'forward');
    const page = await login(browser, server.base);
    const scrub = scrubber();
    const read = async (): Promise<Json> => JSON.parse(scrub(JSON.stringify(await exportPartial(server, REALM))));
    const start = await read();
    let last = start;
    const saves: object[] = [];
    for (const { about, at } of await pagesOf(server)) {
      const pressed = await save(page, `${server.base}/admin/master/console/#/${REALM}/${at}`);
      const now = await read();
      const patch = makePatch(last, now, loadTables().root);
      process.stdout.write(`${about}: ${pressed} saves, ${patch.length} operations\n`);
      if (pressed === 0) continue;
      saves.push({ about, patch });
      last = now;
    }
    const out = path.resolve('fixtures/console', version);
    fs.mkdirSync(out, { recursive: true });
    fs.writeFileSync(path.join(out, 'start.json'), `${JSON.stringify(start, null, 1)}\n`);
    fs.writeFileSync(path.join(out, 'saves.json'), `[\n${saves.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`);
  } finally {
    await browser.close();
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

await record();
