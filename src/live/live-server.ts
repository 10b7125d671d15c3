/** What is known of a server before anybody spoke to it, and what may go wrong when somebody does? */

/** How to log in, and in which realm. Secrets are their own texts here: these values are never shown. */
export type Credentials =
  | { readonly kind: 'client'; readonly realm: string; readonly clientId: string; readonly secret: string }
  | { readonly kind: 'password'; readonly realm: string; readonly username: string; readonly password: string }
  | { readonly kind: 'token'; readonly realm: string; readonly token: string };

export interface LiveServer {
  /** Where `/realms` and `/admin` begin, or what stands before `/auth`. */
  readonly url: string;
  readonly credentials: Credentials;
  /** Certificates (PEM) that are trusted beside those of Node. */
  readonly ca?: string;
  /** Milliseconds that one answer may take. */
  readonly timeout: number;
}

/** What a server did not do, in one line. Holds no token and no secret. */
export class LiveError extends Error {
  /** The HTTP status; 0 where there was no answer. */
  readonly status: number;
  constructor(message: string, status = 0) {
    super(message);
    this.status = status;
  }
}

/** True for an answer that says who asked may not know this. */
export function isForbidden(error: unknown): boolean {
  return error instanceof LiveError && error.status === 403;
}
