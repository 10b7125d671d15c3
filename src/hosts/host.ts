/** What does a host of pull or merge requests do for us? Types only; each host is a file of its own. */

/** One comment on a pull or merge request. */
export interface HostComment {
  readonly id: number;
  readonly body: string;
  /** Written by a program, or by somebody who may write to the repository: nobody else's marker is ours. */
  readonly isTrusted: boolean;
  /** Where people see it. */
  readonly url: string;
}

export interface Host {
  /** Asks for page after page, oldest first; stops when nobody wants more. */
  readonly comments: () => AsyncIterable<HostComment>;
  readonly create: (body: string) => Promise<HostComment>;
  readonly update: (id: number, body: string) => Promise<HostComment>;
  readonly remove: (id: number) => Promise<void>;
  /** Folds it away; undefined where the host cannot. */
  readonly hide: ((id: number) => Promise<void>) | undefined;
}

/** A pull or merge request. */
export interface Place {
  /** Where its API is: `https://api.github.com`, `https://gitlab.com`. */
  readonly api: string;
  /** `owner/name`; for GitLab also a number. */
  readonly repository: string;
  readonly number: number;
}

/** What a host refused, in one sentence that says what to do. Holds no token. */
export class HostError extends Error {
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined) {
    super(message);
    this.name = 'HostError';
    this.status = status;
  }
}

/** By its name: a host is a file of its own in the package, with a class of its own. */
export function isHostError(error: unknown): error is HostError {
  return error instanceof Error && error.name === 'HostError';
}

/** How long to wait before a request is tried again, in milliseconds: 1, 4, 9 times this, where the host says nothing. */
export const RETRY_AFTER = 1000;
