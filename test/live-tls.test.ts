/** Is a server read over TLS with a CA of one's own, behind a proxy, and below `/auth`? Certificates are made here, where there is openssl. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { folderWith } from './run-cli.ts';
import { runProcessAsync } from './run-process-async.ts';

const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;

async function listen(server: http.Server | https.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  const { url = '' } = request;
  const known =
    url === '/auth/realms/acme'
      ? { realm: 'acme' }
      : url.startsWith('/auth/realms/acme/protocol/')
        ? { access_token: 'token' }
        : url.startsWith('/auth/admin/realms/acme/partial-export')
          ? { realm: 'acme', keycloakVersion: '26.7.3', enabled: true, clients: [] }
          : undefined;
  response.statusCode = known === undefined ? 404 : 200;
  response.end(JSON.stringify(known ?? { error: 'not found' }));
}

test.skipIf(!HAS_OPENSSL)('a certificate counts when its CA is named, through a proxy, too', async () => {
  const folder = folderWith({});
  const made = ['-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'ca.pem', '-days', '2'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  expect(spawnSync('openssl', ['req', '-x509', ...made, ...names], { cwd: folder.path }).status).toBe(0);
  const [key, cert] = ['key.pem', 'ca.pem'].map((name) => readFileSync(join(folder.path, name)));
  const port = await listen(https.createServer({ key, cert }, answer));
  const asked: string[] = [];
  const proxy = http.createServer();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const target = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      target.pipe(socket);
      socket.pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  const through = { HTTPS_PROXY: `http://127.0.0.1:${await listen(proxy)}` };
  const at = `url: "https://localhost:${port}", realm: acme, auth: { token: "env:KC_TOKEN" }`;
  folder.write('.realmdiff.yaml', `environments:\n  bare: { ${at} }\n  named: { ${at}, ca: ca.pem }\n`);
  const read = (name: string, more: object = {}) =>
    runProcessAsync(['normalize', `live:${name}`], { cwd: folder.path, env: { KC_TOKEN: 'token', ...more } });

  const bare = await read('bare');
  expect(bare.stderr).toMatch(/^live:bare: error: the certificate of https:\/\/localhost:\d+ is not trusted \(\w+\)/);
  expect(bare.exit).toBe(3);
  expect((await read('named')).exit).toBe(0);
  expect(asked).toEqual([]);
  expect((await read('named', through)).exit).toBe(0);
  expect(asked).toEqual([`localhost:${port}`]);
  expect((await read('named', { ...through, NO_PROXY: 'localhost' })).exit).toBe(0);
  expect(asked).toHaveLength(1);
});
