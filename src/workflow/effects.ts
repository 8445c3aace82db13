import type { MeetingId, PepId, PersonId } from '#domain/people/person.ts';
import type { Edition } from '#domain/disclosure/edition.ts';
import type { NoticeKind } from '#domain/reminder/notice.ts';

/**
 * What is to be done outside, kept in the same transaction as the reason for it. An effect holds ids only
 * and reads what it needs when it is done, so that a moved meeting never sends yesterday's time.
 */
export type Effect =
  | { readonly is: 'createEvent'; readonly meeting: MeetingId }
  | { readonly is: 'openOnlineMeeting'; readonly meeting: MeetingId }
  | { readonly is: 'installInChat'; readonly meeting: MeetingId }
  | { readonly is: 'updateEvent'; readonly meeting: MeetingId; readonly revision: number }
  | { readonly is: 'cancelEvent'; readonly meeting: MeetingId }
  | {
      readonly is: 'notify';
      readonly notice: NoticeKind;
      readonly person: PersonId;
      readonly meeting: MeetingId | null;
      readonly pep: PepId | null;
      readonly revision: number;
    }
  | { readonly is: 'postInChat'; readonly meeting: MeetingId }
  | { readonly is: 'deliver'; readonly pep: PepId; readonly version: number; readonly edition: Edition };

/**
 * `sending`: claimed, not yet confirmed. `uncertain`: a card whose sending could not be confirmed; it is never
 * repeated by itself. `failed`: given up until a person presses 'Try again'.
 */
export type EffectState =
  | {
      readonly is: 'waiting';
      readonly attempts: number;
      readonly problem: string | null;
      readonly service: string | null;
      readonly at: string;
    }
  | { readonly is: 'sending'; readonly attempts: number; readonly at: string }
  | { readonly is: 'done'; readonly attempts: number; readonly at: string }
  | { readonly is: 'uncertain'; readonly attempts: number; readonly at: string }
  | {
      readonly is: 'failed';
      readonly attempts: number;
      readonly problem: string;
      readonly service: string;
      readonly at: string;
    };

export type EffectRow = {
  readonly id: string;
  readonly key: string;
  readonly effect: Effect;
  readonly state: EffectState;
};
