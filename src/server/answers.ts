import type { z } from 'zod';
import { calls } from '#contract/calls.ts';
import type { Body, Params, Reply } from '#contract/calls.ts';
import type { CallName } from '#domain/access/table.ts';
import type { Problem } from '#domain/problem.ts';
import type { Result } from '#domain/result.ts';
import type { Asking } from '#workflow/asking.ts';
import { bookingPlan } from '#workflow/booking/bookingPlan.ts';
import { bookMeeting } from '#workflow/booking/bookMeeting.ts';
import { cancelMeeting } from '#workflow/booking/cancelMeeting.ts';
import { meetingBoard } from '#workflow/booking/meetingBoard.ts';
import { moveMeeting } from '#workflow/booking/moveMeeting.ts';
import { myReviews } from '#workflow/booking/myReviews.ts';
import { recordCall } from '#workflow/booking/recordCall.ts';
import { reply } from '#workflow/booking/reply.ts';
import { retryEffect } from '#workflow/booking/retryEffect.ts';
import { auditTrail } from '#workflow/caseload/auditTrail.ts';
import { childTimeline } from '#workflow/caseload/childTimeline.ts';
import { dueList } from '#workflow/caseload/dueList.ts';
import { importCaseload } from '#workflow/caseload/importCaseload.ts';
import { me } from '#workflow/people/me.ts';
import { rolesAbout } from '#workflow/people/rolesAbout.ts';
import { confirmRole, roleProposals } from '#workflow/people/roleProposals.ts';
import { deliveries } from '#workflow/pep/deliveries.ts';
import { openForReading, returnToSchool, submitPep, takeBackPep } from '#workflow/pep/moveStage.ts';
import { pepQueue } from '#workflow/pep/pepQueue.ts';
import { previewEdition } from '#workflow/pep/previewEdition.ts';
import { readPep } from '#workflow/pep/readPep.ts';
import { signOffPep } from '#workflow/pep/signOffPep.ts';
import type { Ports } from '#workflow/ports.ts';
import { announceWriting } from '#workflow/room/announceWriting.ts';
import { room } from '#workflow/room/room.ts';
import {
  endMeeting,
  markPupilPresent,
  meetingOfChat,
  raiseAction,
  setStep,
  startMeeting,
} from '#workflow/room/runRoom.ts';
import { saveField } from '#workflow/room/saveField.ts';
import type { ServerSettings } from './settings.ts';

type Answered = Exclude<CallName, 'roomStream'>;
type Answers = {
  readonly [N in Answered]: (
    asking: Asking,
    params: Params<N>,
    body: Body<N>,
  ) => Promise<Result<Reply<N>, Problem>>;
};
export type Answer = (asking: Asking, params: unknown, body: unknown) => Promise<Result<unknown, Problem>>;

/** Which workflow answers which call. A call without its line does not compile. */
export function answersTo(ports: Ports, config: ServerSettings): Readonly<Record<string, Answer>> {
  const answers: Answers = {
    me: (asking) => me(ports, asking, config.authorities),
    myReviews: (asking) => myReviews(ports, asking),
    dueList: (asking) => dueList(ports, asking),
    childTimeline: (asking, params) => childTimeline(ports, asking, params),
    auditTrail: (asking, params) => auditTrail(ports, asking, params),
    importCaseload: (asking, _params, { files }) =>
      importCaseload(
        ports,
        asking,
        files.map(({ name, base64 }) => ({ name, bytes: new Uint8Array(Buffer.from(base64, 'base64')) })),
      ),
    roleProposals: (asking) => roleProposals(ports, asking),
    confirmRole: (asking, _params, body) => confirmRole(ports, asking, body),
    bookingPlan: (asking, params, body) => bookingPlan(ports, asking, params, body),
    bookMeeting: (asking, params, body) => bookMeeting(ports, asking, params, body),
    moveMeeting: (asking, params, body) => moveMeeting(ports, asking, params, body),
    cancelMeeting: (asking, params, body) => cancelMeeting(ports, asking, params, body),
    meetingBoard: (asking, params) => meetingBoard(ports, asking, params),
    retryEffect: (asking, params, body) => retryEffect(ports, asking, params, body),
    recordCall: (asking, params, body) => recordCall(ports, asking, params, body),
    reply: (asking, params, body) => reply(ports, asking, params, { reply: body.reply, through: 'page' }),
    meetingOfChat: async (asking, _params, body) => {
      const found = await meetingOfChat(ports, asking, body);
      if (!found.ok) return found;
      // A chat's id is no key: the meeting is named to its child's circle only.
      const roles = await rolesAbout(ports, asking.actor, found.value);
      return roles.ok ? found : roles;
    },
    room: (asking, params) => room(ports, asking, params),
    announceWriting: (asking, params, body) => announceWriting(ports, asking, params, body),
    startMeeting: (asking, params) => startMeeting(ports, asking, params),
    setStep: (asking, params, body) => setStep(ports, asking, params, body),
    markPupilPresent: (asking, params, body) => markPupilPresent(ports, asking, params, body),
    raiseAction: (asking, params, body) => raiseAction(ports, asking, params, body),
    endMeeting: (asking, params) => endMeeting(ports, asking, params),
    saveField: (asking, params, body) => saveField(ports, asking, params, body),
    pep: (asking, params) => readPep(ports, asking, params),
    submitPep: (asking, params) => submitPep(ports, asking, params),
    takeBackPep: (asking, params) => takeBackPep(ports, asking, params),
    pepQueue: (asking) => pepQueue(ports, asking),
    openForReading: (asking, params) => openForReading(ports, asking, params),
    returnPep: (asking, params, body) => returnToSchool(ports, asking, params, body),
    signOffPep: (asking, params) => signOffPep(ports, asking, params),
    previewEdition: (asking, params, body) => previewEdition(ports, asking, params, body),
    deliveries: (asking, params) => deliveries(ports, asking, params),
  };
  return Object.fromEntries(answered.map((name) => [name, parsing(answers, name)]));
}

const answered = Object.keys(calls).filter(
  (name): name is Answered => name in calls && name !== 'roomStream',
);

/** Params and body have been checked by their schemas already; parsing them here gives them the schemas' types. */
function parsing<N extends Answered>(answers: Answers, name: N): Answer {
  const step: Answers[N] = answers[name];
  const params: z.ZodType = calls[name].params;
  const body: z.ZodType = calls[name].body;
  /* eslint-disable @typescript-eslint/consistent-type-assertions -- a call's schema is the source of its type */
  return (asking, sent, written) =>
    step(asking, params.parse(sent) as Params<N>, body.parse(written) as Body<N>);
  /* eslint-enable @typescript-eslint/consistent-type-assertions */
}
