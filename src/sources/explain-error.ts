/** What does an error of the file system mean to the person who gave the path? One half of a line, never a stack trace. */

const EXPLANATIONS: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file or folder; check the path',
  ENOTDIR: 'a part of the path is a file, not a folder; check the path',
  EACCES: 'permission denied; check who may access it',
  EPERM: 'the operation is not permitted; check its owner and flags',
  EISDIR: 'this is a folder, a file was expected',
  EROFS: 'the file system is read-only; write to another place',
  ENOSPC: 'no space is left on the device',
  EMFILE: 'too many files are open; give fewer at once',
  ELOOP: 'too many symbolic links; give the file itself',
  ENAMETOOLONG: 'the name is too long for the file system',
  ERR_INVALID_ARG_VALUE: 'no path holds this character; check the path',
  ERR_FS_FILE_TOO_LARGE: 'the file is larger than 2 GiB',
};

/** The explanation of what the file system threw; bugs are thrown again. */
export function explainError(error: unknown): string {
  const code = codeOf(error);
  if (code === undefined) throw error;
  return EXPLANATIONS[code] ?? `the system says ${code}`;
}

/** The code of a system error (`ENOENT`), or undefined for anything else. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
