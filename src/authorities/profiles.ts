import type { Profile } from '#domain/profile/profile.ts';
import { leicestershire } from './profiles/leicestershire.ts';

/** One line for each authority's profile. */
export const profiles: readonly Profile[] = [leicestershire];

export function profileOf(id: string): Profile | undefined {
  return profiles.find((profile) => profile.id === id);
}
