import { z } from 'zod';

/** Seen across their whole authority. */
export const authorityRoles = ['coordinator', 'officer', 'head', 'businessSupport'] as const;
/** Held towards one child, through that child's circle. */
export const circleRoles = [
  'socialWorker',
  'designatedTeacher',
  'schoolStaff',
  'carer',
  'parent',
  'pupil',
  'iro',
  'invited',
] as const;
export const roles = [...authorityRoles, 'teamManager', ...circleRoles] as const;

export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;
export type CircleRole = (typeof circleRoles)[number];

const names = {
  coordinator: 'PEP coordinator',
  officer: 'Virtual School officer',
  head: 'Virtual School head',
  businessSupport: 'Business support',
  teamManager: 'Social work team manager',
  socialWorker: 'Social worker',
  designatedTeacher: 'Designated teacher',
  schoolStaff: 'School staff',
  carer: 'Carer',
  parent: 'Parent',
  pupil: 'Pupil',
  iro: 'Independent reviewing officer',
  invited: 'Invited professional',
} as const satisfies Record<Role, string>;

export function roleName(role: Role): string {
  return names[role];
}

export function isCircleRole(role: Role): role is CircleRole {
  return circleRoles.some((known) => known === role);
}
