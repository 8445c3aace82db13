import type { StatusLook } from '../shared/Status.tsx';
import type { PepView } from './views.ts';

export const stageLooks = {
  open: 'open',
  submitted: 'waiting',
  returned: 'warning',
  signedOff: 'done',
} as const satisfies Record<PepView['stage'], StatusLook>;
