import type { CallName } from '#domain/access/table.ts';

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  /** The object in the path whose circle decides, or none. */
  readonly about: 'none' | 'child' | 'meeting' | 'pep';
};

/** Every call the tab can make. No names, addresses or searches in a path or query: ids only. */
export const routes = {
  me: { method: 'GET', path: '/api/me', about: 'none' },
  myReviews: { method: 'GET', path: '/api/reviews', about: 'none' },
  dueList: { method: 'GET', path: '/api/children', about: 'none' },
  childTimeline: { method: 'GET', path: '/api/children/:child', about: 'child' },
  auditTrail: { method: 'GET', path: '/api/children/:child/audit', about: 'child' },
  importCaseload: { method: 'POST', path: '/api/import', about: 'none' },
  roleProposals: { method: 'GET', path: '/api/roles/proposals', about: 'none' },
  confirmRole: { method: 'POST', path: '/api/roles/confirm', about: 'none' },
  bookingPlan: { method: 'POST', path: '/api/children/:child/booking-plan', about: 'child' },
  bookMeeting: { method: 'POST', path: '/api/children/:child/meetings', about: 'child' },
  moveMeeting: { method: 'POST', path: '/api/meetings/:meeting/move', about: 'meeting' },
  cancelMeeting: { method: 'POST', path: '/api/meetings/:meeting/cancel', about: 'meeting' },
  meetingBoard: { method: 'GET', path: '/api/meetings/:meeting/board', about: 'meeting' },
  retryEffect: { method: 'POST', path: '/api/meetings/:meeting/retry', about: 'meeting' },
  recordCall: { method: 'POST', path: '/api/meetings/:meeting/calls', about: 'meeting' },
  reply: { method: 'POST', path: '/api/meetings/:meeting/reply', about: 'meeting' },
  meetingOfChat: { method: 'POST', path: '/api/chats/meeting', about: 'none' },
  room: { method: 'GET', path: '/api/meetings/:meeting/room', about: 'meeting' },
  roomStream: { method: 'GET', path: '/api/meetings/:meeting/stream', about: 'meeting' },
  announceWriting: { method: 'POST', path: '/api/meetings/:meeting/writing', about: 'meeting' },
  startMeeting: { method: 'POST', path: '/api/meetings/:meeting/start', about: 'meeting' },
  setStep: { method: 'POST', path: '/api/meetings/:meeting/step', about: 'meeting' },
  markPupilPresent: { method: 'POST', path: '/api/meetings/:meeting/pupil', about: 'meeting' },
  raiseAction: { method: 'POST', path: '/api/meetings/:meeting/actions', about: 'meeting' },
  endMeeting: { method: 'POST', path: '/api/meetings/:meeting/end', about: 'meeting' },
  saveField: { method: 'PUT', path: '/api/peps/:pep/fields', about: 'pep' },
  pep: { method: 'GET', path: '/api/peps/:pep', about: 'pep' },
  submitPep: { method: 'POST', path: '/api/peps/:pep/submit', about: 'pep' },
  takeBackPep: { method: 'POST', path: '/api/peps/:pep/take-back', about: 'pep' },
  pepQueue: { method: 'GET', path: '/api/peps', about: 'none' },
  openForReading: { method: 'POST', path: '/api/peps/:pep/open', about: 'pep' },
  returnPep: { method: 'POST', path: '/api/peps/:pep/return', about: 'pep' },
  signOffPep: { method: 'POST', path: '/api/peps/:pep/sign-off', about: 'pep' },
  previewEdition: { method: 'POST', path: '/api/peps/:pep/preview', about: 'pep' },
  deliveries: { method: 'GET', path: '/api/peps/:pep/deliveries', about: 'pep' },
} as const satisfies Record<CallName, Route>;
