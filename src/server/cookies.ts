import type { ServerSettings } from './settings.ts';

export function cookiesOf(header: string | undefined): Readonly<Record<string, string>> {
  const pairs = (header ?? '').split(';').flatMap((part) => {
    const at = part.indexOf('=');
    return at < 1 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const];
  });
  return Object.fromEntries(pairs);
}

/** `__Host-` binds a cookie to this host and to https; plain http on loopback allows neither that name nor Secure. */
function named(name: string, config: ServerSettings): string {
  return isSecure(config) ? `__Host-${name}` : name;
}
function isSecure(config: ServerSettings): boolean {
  return config.publicUrl.startsWith('https:');
}

export function sessionCookie(config: ServerSettings): string {
  return named('review-session', config);
}
/** Ties a code to the browser that asked for it. */
export function browserCookie(config: ServerSettings): string {
  return named('review-browser', config);
}

export function setCookie(config: ServerSettings, name: string, value: string, seconds: number): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${isSecure(config) ? '; Secure' : ''}`;
}
