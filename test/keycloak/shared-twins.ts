/** Where do tests share what a server took minutes to make? A folder for one run, which is gone afterwards. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Called by vitest before the first test; what it gives is called after the last one. */
export default function setup(): () => void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'twins-'));
  process.env.KEYCLOAK_TWINS = folder;
  return () => fs.rmSync(folder, { recursive: true, force: true });
}
