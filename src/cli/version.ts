/** Which version is this? The one of package.json, filled in by the build; the sources themselves have none. */

declare const REALMDIFF_VERSION: string | undefined;

export const VERSION = typeof REALMDIFF_VERSION === 'string' ? REALMDIFF_VERSION : '0.0.0-source';
