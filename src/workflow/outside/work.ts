import type { AuthorityId } from '#domain/people/person.ts';
import type { Result } from '#domain/result.ts';
import type { EffectRow } from '../effects.ts';
import type { OutsideProblem, Ports } from '../ports.ts';

export type Work = { readonly ports: Ports; readonly authority: AuthorityId; readonly row: EffectRow };
/**
 * `later`: not this effect's turn yet. `uncertain`: sent, but nobody confirmed it. `overtaken`: another server took
 * it up meanwhile, and its row is that one's to write.
 */
export type Outcome = 'done' | 'uncertain' | 'overtaken' | { readonly later: number };
export type Did = Promise<Result<Outcome, OutsideProblem | ProtectedHit>>;
export type ProtectedHit = {
  readonly service: 'words';
  readonly code: 'protected-words';
  readonly isWorthRetrying: false;
  readonly retryAfterSeconds: null;
};
