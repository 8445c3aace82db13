import type { ColumnType, Generated } from 'kysely';
import type { Child, ChildConfidential, Milestone, School } from '#domain/caseload/child.ts';
import type { AuditEntry } from '#domain/audit/entry.ts';
import type { Invitee, Meeting } from '#domain/meeting/meeting.ts';
import type { FieldState } from '#domain/pep/field.ts';
import type { Pep } from '#domain/pep/pep.ts';
import type { CircleMember, Person } from '#domain/people/person.ts';
import type {
  Account,
  BotConversation,
  ChildFolder,
  Delivery,
  DoorCode,
  DoorLink,
  DoorSession,
  EffectState,
  RoleGrant,
  SentNotice,
} from '#workflow/ports.ts';

/** Written as JSON text, read as whatever the column holds: parsed in `rows.ts` before anything uses it. */
type Json = ColumnType<unknown, string, string>;
/** Moments of the database's own clock: leases and histories, never the domain's time. */
type RealTime = ColumnType<unknown, never, never>;

type Owned<T> = T & { readonly authority: string };
type With<T, Columns> = Omit<T, keyof Columns> & Columns;

/** Columns carry the names of the domain's facts (the store writes them in snake_case). */
export type Tables = {
  authority: { readonly authority: string; readonly settings: Json; readonly isCurrent: boolean };
  person: Person;
  account: Owned<Account & { readonly person: string }>;
  roleGrant: Owned<RoleGrant>;
  school: Owned<School>;
  term: Owned<{
    readonly calendar: string;
    readonly firstDay: string;
    readonly lastDay: string;
    readonly name: string;
    readonly halfTerm: ColumnType<unknown, string | null, string | null>;
    readonly inset: Json;
  }>;
  child: Owned<Child>;
  childConfidential: Owned<ChildConfidential & { readonly child: string }>;
  milestone: Owned<Milestone & { readonly child: string }>;
  circleMember: Owned<CircleMember & { readonly joinedAt: RealTime; readonly leftAt: RealTime }>;
  meeting: With<Meeting, { readonly overrides: Json }> & {
    readonly bookingKey: ColumnType<string, string, never>;
    readonly currentStep: ColumnType<string | null, never, string | null>;
  };
  invitee: Owned<Invitee>;
  pep: Pep;
  field: Owned<
    With<FieldState, { readonly value: Json }> & {
      readonly pep: string;
      readonly firstWritten: Generated<number>;
    }
  >;
  fieldRevision: Owned<
    With<FieldState, { readonly value: Json }> & {
      readonly pep: string;
      readonly seq: Generated<number>;
      readonly wasRefused: boolean;
    }
  >;
  pepVersion: Owned<{
    readonly pep: string;
    readonly version: number;
    readonly record: Json;
    readonly reason: string | null;
  }>;
  roomWriting: Owned<{
    readonly meeting: string;
    readonly path: string;
    readonly person: string;
    readonly name: string;
    readonly until: RealTime;
  }>;
  roomPresence: Owned<{
    readonly meeting: string;
    readonly person: string;
    readonly name: string;
    readonly until: RealTime;
  }>;
  effect: Owned<{
    readonly id: string;
    readonly key: string;
    readonly meeting: string | null;
    readonly pep: string | null;
    readonly effect: Json;
    readonly state: EffectState['is'];
    readonly attempts: number;
    readonly problem: string | null;
    readonly service: string | null;
    readonly at: string;
    readonly queuedAt: RealTime;
  }>;
  sentNotice: Owned<SentNotice>;
  childFolder: Owned<ChildFolder>;
  delivery: Owned<With<Delivery, { readonly accessFor: Json }>>;
  doorLink: DoorLink;
  doorCode: Owned<DoorCode>;
  doorSession: With<DoorSession, { readonly admittedTo: Json }>;
  audit: Owned<
    With<AuditEntry, { readonly facts: Json }> & {
      readonly seq: number;
      readonly previousHash: string;
      readonly hash: string;
    }
  >;
  botConversation: BotConversation;
  welcome: Account;
};

/** The row without the authority, which its reader knows already. */
export function own<Row extends { readonly authority: string }>(row: Row): Omit<Row, 'authority'> {
  const { authority, ...facts } = row;
  return facts;
}
