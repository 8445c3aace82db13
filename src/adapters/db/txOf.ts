import type { Transaction } from 'kysely';
import type { Tx } from '#workflow/ports.ts';
import { audit } from './audit.ts';
import { children, circle } from './caseload.ts';
import { deliveries } from './deliveries.ts';
import { door } from './door.ts';
import { type EnqueueIn, effects } from './effects.ts';
import { meetings } from './meetings.ts';
import { notices } from './notices.ts';
import { people } from './people.ts';
import { fields, peps } from './peps.ts';
import { roles } from './roles.ts';
import { room } from './room.ts';
import { settingsSchema } from './rows.ts';
import { schools, terms } from './schools.ts';
import type { Tables } from './tables.ts';

export function txOf(db: Transaction<Tables>, authority: string, enqueueIn: EnqueueIn): Tx {
  return {
    authority,
    settings: async () => {
      const row = await db
        .selectFrom('authority')
        .select('settings')
        .where('authority', '=', authority)
        .executeTakeFirst();
      if (row === undefined) throw new Error(`The settings name no authority ${authority}.`);
      return settingsSchema.parse(row.settings);
    },
    people: people(db, authority),
    roles: roles(db, authority),
    schools: schools(db, authority),
    terms: terms(db, authority),
    children: children(db, authority),
    circle: circle(db, authority),
    meetings: meetings(db, authority),
    peps: peps(db, authority),
    fields: fields(db, authority),
    room: room(db, authority),
    effects: effects(db, authority, enqueueIn),
    notices: notices(db, authority),
    deliveries: deliveries(db, authority),
    door: door(db, authority),
    audit: audit(db, authority),
  };
}
