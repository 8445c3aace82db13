import type { NoticeKind } from '#domain/reminder/notice.ts';
import type { Tx } from '../ports.ts';

type ToInvitees = { readonly notice: NoticeKind; readonly meeting: string; readonly revision: number };

/** One notice to every invitee who can be written to. People with a telephone only are on the call list. */
export async function enqueueNotices(tx: Tx, { notice, meeting, revision }: ToInvitees): Promise<void> {
  for (const invitee of await tx.meetings.invitees(meeting)) {
    if (invitee.email === null) continue;
    await tx.effects.enqueue(
      { is: 'notify', notice, person: invitee.person, meeting, pep: null, revision },
      noticeKey({ notice, person: invitee.person, about: meeting, revision }),
    );
  }
}

/** The same notice of the same revision to the same person is one notice, however often it is asked for. */
export function noticeKey(of: {
  readonly notice: NoticeKind;
  readonly person: string;
  readonly about: string;
  readonly revision: number;
}): string {
  return `notify:${of.notice}:${of.about}:${of.person}:${of.revision}`;
}
