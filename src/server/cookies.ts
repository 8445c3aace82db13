import type { ServerSettings } from './settings.ts';

type Place = Pick<ServerSettings, 'publicUrl'>;

export function cookiesOf(header: string | undefined): Readonly<Record<string, string>> {
  const pairs = (header ?? '').split(';').flatMap((part) => {
    const pair = part.trim();
    const at = pair.indexOf('=');
    return at < 1 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const];
  });
  return Object.fromEntries(pairs);
}

/** `__Host-` binds a cookie to this host and to https; plain http on loopback allows neither that name nor Secure. */
function named(name: string, config: Place): string {
  return isSecure(config) ? `__Host-${name}` : name;
}
function isSecure(config: Place): boolean {
  return config.publicUrl.startsWith('https:');
}

export function sessionCookie(config: Place): string {
  return named('review-session', config);
}
/** Ties a code to the browser that asked for it. */
export function browserCookie(config: Place): string {
  return named('review-browser', config);
}

export function setCookie(config: Place, name: string, value: string, seconds: number): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${isSecure(config) ? '; Secure' : ''}`;
}
