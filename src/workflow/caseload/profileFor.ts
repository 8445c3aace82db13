import { profileOf } from '#authorities/profiles.ts';
import type { Profile } from '#domain/profile/profile.ts';
import type { AuthoritySettings } from '../ports.ts';

/** The authority's profile. Settings are checked at start, so a missing one is a bug, not a refusal. */
export function profileFor(settings: Pick<AuthoritySettings, 'id' | 'profile'>): Profile {
  const profile = profileOf(settings.profile);
  if (profile === undefined)
    throw new Error(`Authority ${settings.id} names an unknown profile ${settings.profile}`);
  return profile;
}
