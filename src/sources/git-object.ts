/** Does an argument name a file or folder in a revision of a git repository? Looks at the text alone. */

/** `main:realms/acme.json`; an empty revision is the index, as in `git show :FILE`. */
export interface GitObject {
  readonly revision: string;
  readonly path: string;
}

/** Cuts `REV:path`. Undefined when the text has no colon, or begins like a Windows path. */
export function parseGitObject(text: string): GitObject | undefined {
  const [, revision, path] = /^([^:]*):(.+)$/s.exec(text) ?? [];
  if (revision === undefined || path === undefined || /^[A-Za-z]:[\\/]/.test(text)) return undefined;
  return { revision, path };
}
