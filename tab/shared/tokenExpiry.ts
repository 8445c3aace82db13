/** When a token ends, in milliseconds since 1970; 0 when it does not say, so that it is asked for anew each time. */
export function expiryOf(token: string): number {
  const middle = token.split('.')[1] ?? '';
  try {
    const claims: unknown = JSON.parse(atob(middle.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof claims !== 'object' || claims === null || !('exp' in claims)) return 0;
    return typeof claims.exp === 'number' ? claims.exp * 1000 : 0;
  } catch (error) {
    // Only the server judges a token; one we cannot read is simply not kept.
    if (error instanceof SyntaxError || error instanceof DOMException) return 0;
    throw error;
  }
}
