import { entraTokens } from './entra.ts';
import { formTokens } from './form.ts';
import type { TokenPort } from './tokenPort.ts';

export type TokenSettings = {
  /** Null for Entra; else the whole address of a token endpoint. */
  readonly tokenUrl: string | null;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** One for each tenant, kept for as long as the app runs. */
export function openTokens({ tokenUrl, ...app }: TokenSettings): TokenPort {
  return tokenUrl === null ? entraTokens(app) : formTokens({ ...app, tokenUrl });
}
