import type { Role } from '../people/role.ts';

const neutral = {
  coordinator: 'Review coordinator',
  officer: 'Education officer',
  head: 'Head of service',
  businessSupport: 'Business support',
  teamManager: 'Team manager',
  socialWorker: 'Social worker',
  designatedTeacher: 'Designated teacher',
  schoolStaff: 'School staff',
  carer: 'Carer',
  parent: 'Parent',
  pupil: 'Pupil',
  iro: 'Reviewing officer',
  invited: 'Invited professional',
} as const satisfies Record<Role, string>;

/** A role as cards and mail name it: without the plan's name or the team that only children in care have. */
export function neutralRole(role: Role): string {
  return neutral[role];
}
