import type { Invitee, Meeting, Reply } from '#domain/meeting/meeting.ts';
import { roleName } from '#domain/people/role.ts';
import type { Role } from '#domain/people/role.ts';
import { longDate } from '#domain/time/localDate.ts';
import { dateOf, fromInstant } from '#domain/time/wallClock.ts';
import { ok } from '#domain/result.ts';
import type { Asking } from '../asking.ts';
import { refused } from '../asking.ts';
import { childCard } from '../caseload/childCard.ts';
import type { Effect, EffectRow } from '../effects.ts';
import type { Ports } from '../ports.ts';

/** How everything about one booking stands: event, link, chat, and for each person how they were reached or why not. */
export async function meetingBoard(ports: Ports, asking: Asking, params: { readonly meeting: string }) {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const meeting = await tx.meetings.byId(params.meeting);
    if (meeting === null) return refused('not-found');
    const child = await tx.children.byId(meeting.child);
    if (child === null) return refused('not-found');
    const effects = await tx.effects.ofMeeting(meeting.id);
    const pep = await tx.peps.byMeeting(meeting.id);
    const invitees = await tx.meetings.invitees(meeting.id);
    // What was sent about the plan is on the same board: nothing fails where nobody looks.
    const ofPlan = pep === null ? [] : (await tx.effects.ofPep(pep.id)).filter(isNotice);
    const isInvited = (row: EffectRow) => invitees.some((invitee) => isTo(row, invitee.person));
    const {
      id,
      reference,
      startsAt,
      endsAt,
      venue,
      state,
      revision,
      chair,
      joinUrl,
      overrides,
      cancelledBecause,
    } = meeting;
    return ok({
      meeting: {
        id,
        reference,
        startsAt,
        endsAt,
        venue,
        state,
        revision,
        chair,
        joinUrl,
        cancelledBecause,
        overrides: overrides.map(({ rule, reason }) => ({ rule, reason })),
      },
      child: childCard(child, await tx.schools.all()),
      pep: pep?.id ?? null,
      steps: [
        ...effects.filter((row) => row.effect.is !== 'notify' && row.effect.is !== 'deliver'),
        ...ofPlan.filter((row) => !isInvited(row)),
      ].map(stepOf),
      people: invitees.map((invitee) => ({
        ...personOf(invitee, meeting, asking.roles, effects),
        steps: [...effects, ...ofPlan].filter((row) => isTo(row, invitee.person)).map(stepOf),
      })),
    });
  });
}

function isNotice({ effect }: EffectRow): boolean {
  return effect.is === 'notify';
}

function isTo({ effect }: EffectRow, person: string): boolean {
  return effect.is === 'notify' && effect.person === person;
}

function personOf(invitee: Invitee, meeting: Meeting, roles: readonly Role[], effects: readonly EffectRow[]) {
  const isHidden = invitee.isConfidential && !roles.includes('socialWorker');
  const states = effects.filter((row) => isTo(row, invitee.person)).map((row) => row.state.is);
  // The number is for those who ring: the coordinator, business support and the social worker.
  const rings = roles.some(
    (role) => role === 'coordinator' || role === 'businessSupport' || role === 'socialWorker',
  );
  return {
    person: invitee.person,
    name: isHidden ? roleName(invitee.role) : invitee.name,
    role: invitee.role,
    roleName: roleName(invitee.role),
    reply: invitee.reply,
    replyWords: replyWords(invitee),
    reach: invitee.reach,
    reachWords: reachedWords(invitee, states, meeting),
    phone: invitee.reach === 'callList' && rings ? invitee.phone : null,
    calledAt: invitee.calledAt,
  };
}

const replies = {
  none: 'No answer yet',
  accepted: 'Coming',
  tentative: 'Maybe',
  declined: 'Cannot come',
} as const satisfies Record<Reply, string>;

function replyWords(invitee: Invitee): string {
  const when =
    invitee.repliedAt === null ? '' : `, said on ${longDate(dateOf(fromInstant(invitee.repliedAt)))}`;
  return `${replies[invitee.reply]}${when}`;
}

function reachedWords(
  invitee: Invitee,
  states: readonly EffectRow['state']['is'][],
  meeting: Meeting,
): string {
  if (invitee.reach === 'callList') return invitee.calledAt === null ? 'Telephone only: please ring' : 'Rung';
  if (invitee.reach === 'unreachable') return 'No address or number held: ask the social worker';
  if (states.includes('failed')) return 'Not reached: see why below';
  if (states.includes('uncertain')) return 'Sent, but not confirmed: please check with them';
  if (states.length === 0 || states.some((state) => state === 'waiting' || state === 'sending'))
    return meeting.eventId === null ? 'Waiting for the Outlook event' : 'Being sent';
  return invitee.reach === 'bot' ? 'Card in Teams' : 'Email';
}

const effectNames = {
  createEvent: 'Outlook event with Teams link',
  openOnlineMeeting: 'Recording and transcription off, lobby on',
  installInChat: 'App in the meeting’s chat',
  postInChat: 'Card in the meeting’s chat',
  updateEvent: 'Outlook event moved',
  cancelEvent: 'Outlook event cancelled',
  deliver: 'Document saved to SharePoint',
} as const satisfies Record<Exclude<Effect['is'], 'notify'>, string>;
const noticeNames: Readonly<Record<string, string>> = {
  invitation: 'Invitation',
  moved: 'New time',
  cancelled: 'Cancellation',
  tomorrow: 'Reminder the day before',
  submitted: 'Plan completed',
  returned: 'Plan returned',
  documentReady: 'Document ready',
};
const stateWords = {
  waiting: 'Waiting',
  sending: 'Being sent',
  done: 'Done',
  uncertain: 'Sent, not confirmed',
  failed: 'Not done',
} as const satisfies Record<EffectRow['state']['is'], string>;
const problemsInWords: Readonly<Record<string, string>> = {
  throttled: 'Microsoft 365 asked us to wait; it will be tried again.',
  unavailable: 'Microsoft 365 is not answering; it will be tried again.',
  'timed-out': 'No answer came in time; it will be tried again.',
  'permission-missing':
    'A permission is missing. Ask your Microsoft 365 administrator; docs/permissions.md says which.',
  'not-found': 'What it needs was not found. Check the settings with your administrator.',
  'changed-meanwhile': 'It was changed by somebody else meanwhile.',
  'blocked-by-person': 'They have blocked the app in Teams.',
  'not-installed': 'The app is not installed for them in Teams.',
  'unexpected-readers':
    'People who should not are able to read this folder. Nothing was put there. Ask your administrator.',
  refused: 'It was refused. Ask your administrator.',
  'protected-words': 'The wording holds something only the social worker may see, so it was not sent.',
};

/** One effect in the words of a person, with its reason when it is not done. */
export function stepOf(row: EffectRow) {
  const { effect, state } = row;
  const problem = state.is === 'failed' ? state.problem : state.is === 'waiting' ? state.problem : null;
  const why = problem === null ? '' : (problemsInWords[problem] ?? 'It did not work.');
  return {
    what: effect.is === 'notify' ? (noticeNames[effect.notice] ?? 'Message') : effectNames[effect.is],
    state: state.is,
    words: why === '' ? stateWords[state.is] : state.is === 'failed' ? `${stateWords.failed}. ${why}` : why,
    at: state.at,
    effect: row.id,
    canRetry: state.is === 'failed' || state.is === 'uncertain',
  };
}
