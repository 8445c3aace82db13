import type { AuthoritySettings } from '#workflow/ports.ts';

/** What the server is told of the world; the composition root's config holds more. */
export type ServerSettings = {
  readonly door: 'live' | 'sandbox';
  readonly publicUrl: string;
  readonly clientId: string;
  readonly tenants: readonly { readonly tid: string; readonly issuer: string; readonly jwksUrl: string }[];
  readonly authorities: readonly AuthoritySettings[];
  readonly tabDir: string;
};
