/** What is one input of a command, and what was learned about a file when it was read? Types only. */

import type { Failure, Problem, Source } from '../model.ts';
import type { NamedEnvironment } from './find-environment.ts';

/** One thing to read. A directory export and a split folder are several files that hold one realm together. */
export interface Input {
  readonly kind: 'stdin' | 'file' | 'directory-export' | 'split-folder' | 'live';
  /** What people call it: the argument, or the path below the folder that was given. */
  readonly name: string;
  /** The files to read, as the file system knows them; empty for standard input and servers. */
  readonly paths: readonly string[];
  /** What is in them, where they are files of a revision. */
  readonly sources?: readonly Source[];
  /** The argument that was a folder, when the input was found by walking it. */
  readonly folder?: string;
  /** The environment whose realms it holds: for `live` the server, for files whose saved export they are. */
  readonly environment?: NamedEnvironment;
}

/** What the file system said of a file when it was read. */
export interface FileStamp {
  readonly path: string;
  readonly device: bigint;
  readonly inode: bigint;
  readonly size: bigint;
  readonly modified: bigint;
}

/** What told the file apart from any other when it was read. */
export interface FileState extends FileStamp {
  readonly content: Uint8Array;
}

/** An input's content. `states` has one element for each file. */
export interface ReadInput {
  readonly sources: readonly Source[];
  readonly states: readonly FileState[];
  /** What a server did not let us know. */
  readonly problems?: readonly Problem[];
  /** Realms of a server that could not be read, while others could. */
  readonly failures?: readonly Failure[];
}
