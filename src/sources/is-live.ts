/** Does an argument name an environment of the configuration? `live:prod`. */

export const LIVE = 'live:';

export function isLive(argument: string): boolean {
  return argument.startsWith(LIVE);
}
