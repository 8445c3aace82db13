/** Every problem code the server can answer, with the words a person reads: what happened, and what to do next. */
export const problemWords = {
  'sign-in-needed':
    'You are not signed in. Close this page and open it again from Teams, or use the link in your email.',
  'sign-in-unknown':
    'You are signed in, but nobody of your address is known here yet. Ask the Virtual School to add you.',
  'not-found': 'There is nothing here for you. It may have moved, or you may no longer be part of it.',
  'not-for-your-role': 'Your role cannot do this. Ask the Virtual School if you think it should.',
  'not-through-this-door': 'This can only be done in Teams, signed in to the council.',
  'not-understood': 'Something in the request was not filled in as expected. Check the fields marked below.',
  'too-many-tries': 'Too many tries. Wait a few minutes and try again.',
  'code-wrong': 'That code is not right. Check the newest email, or ask for a new code.',
  'link-ended': 'This link has ended. Ask the Virtual School for a new one.',
  'stale-words':
    'Somebody else changed these words while you were writing. Both are kept: choose which to use.',
  'field-unknown': 'This part of the form is not known. Reload the page.',
  'field-not-yours': 'You can read this part but not write in it.',
  'pep-not-open':
    'This plan is with the Virtual School now and cannot be changed. The designated teacher can take it back until it is opened.',
  'pep-not-submitted': 'This plan has not been completed by the school yet.',
  'pep-already-opened':
    'The Virtual School has opened this plan. Ask them to return it if it needs a change.',
  'pep-incomplete': 'Some parts still need words before the plan can be completed.',
  'progress-review':
    'This meeting was a progress review, not a PEP meeting, because neither the social worker nor a Virtual School officer attended (LE-11). Book a new meeting.',
  'cannot-sign-off-own-pep':
    'You completed this plan or wrote targets in it, so somebody else must sign it off.',
  'reason-needed': 'Please give a reason, in a sentence.',
  'meeting-over': 'This meeting has ended or was cancelled.',
  'meeting-not-started': 'The meeting has not been started yet.',
  'rule-needs-reason': 'A rule is not met. Give a reason to go ahead, or change the booking.',
  'time-not-possible': 'The meeting must start in the future, and end after it starts.',
  'already-booked': 'There is already a meeting booked for this child. Move that one instead.',
  'next-date-needed': 'Set the next date and venue, or choose why not, who will set it and by when.',
  'only-chair': 'Only the chair or the Virtual School can do this.',
  'protected-words': 'The social worker will check this wording before it is sent.',
  'people-needed': 'Choose at least one person to invite besides yourself.',
  'person-unknown': 'Somebody chosen is not in this child’s circle any more. Reload and choose again.',
  'second-person-needed': 'You proposed this role yourself. A second person must confirm it.',
  'file-too-large': 'That file is larger than 5 MB. Split it, or ask for an export with fewer columns.',
  'file-not-read': 'That file could not be read as CSV. Export it again as CSV and try once more.',
  'try-again-later': 'Something outside did not answer. Nothing is lost; it will be tried again.',
  'went-wrong':
    'Something went wrong on our side. Nothing you wrote is lost. Try again; if it happens again, give the number below to your Virtual School.',
} as const;

export type ProblemCode = keyof typeof problemWords;

/** A refusal with what the person's screen needs to explain it. Facts hold no names. */
export type Problem = { readonly code: ProblemCode; readonly facts?: Readonly<Record<string, unknown>> };

export function problem(code: ProblemCode, facts?: Readonly<Record<string, unknown>>): Problem {
  return facts ? { code, facts } : { code };
}
