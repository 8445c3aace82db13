import { describe, expect, it } from 'vitest';
import { leicestershire } from '#authorities/profiles/leicestershire.ts';
import { attendeesOf, quorumOf } from '#domain/meeting/quorum.ts';
import type { Role } from '#domain/people/role.ts';
import { written } from '../pep/builders.ts';

const rule = leicestershire.quorum.is;

function of(...came: readonly (readonly [Role, 'yes' | 'apologies' | 'no' | ''])[]) {
  return quorumOf(
    rule,
    came.map(([role, mark], index) => ({ person: `p${index}`, role, came: mark })),
  );
}

describe('LE-11', () => {
  it.each([
    ['the social worker alone', [['socialWorker', 'yes']], true],
    ['an officer alone', [['officer', 'yes']], true],
    [
      'the officer, while the social worker sent apologies',
      [
        ['socialWorker', 'apologies'],
        ['officer', 'yes'],
      ],
      true,
    ],
    [
      'school and carer only',
      [
        ['designatedTeacher', 'yes'],
        ['carer', 'yes'],
        ['pupil', 'yes'],
      ],
      false,
    ],
    [
      'a coordinator, who is no officer',
      [
        ['coordinator', 'yes'],
        ['designatedTeacher', 'yes'],
      ],
      false,
    ],
    [
      'a social worker not marked yet',
      [
        ['socialWorker', ''],
        ['designatedTeacher', 'yes'],
      ],
      false,
    ],
    ['a social worker who did not come', [['socialWorker', 'no']], false],
    ['nobody', [], false],
  ] satisfies readonly (readonly [
    string,
    readonly (readonly [Role, 'yes' | 'apologies' | 'no' | ''])[],
    boolean,
  ])[])('%s', (_who, came, isMet) => {
    const quorum = of(...came);
    expect(quorum.isMet).toBe(isMet);
    expect(quorum.kind).toBe(isMet ? 'pep' : 'progressReview');
  });

  it('says in words what is missing and what follows', () => {
    expect(of().words).toBe(
      'Mark who is here. For a full plan it takes a social worker or Virtual School officer.',
    );
    expect(of(['designatedTeacher', 'yes']).words).toBe(
      'No social worker or Virtual School officer is here: this counts as a progress review, and the meeting must be booked again.',
    );
    expect(of(['officer', 'yes']).words).toBe('Enough people are here: Virtual School officer.');
  });

  it('counts part of the meeting as coming, and nobody who was not invited', () => {
    const fields = written({
      'attendance/w/came': 'yes',
      'attendance/w/part': 'part',
      'attendance/stranger/came': 'yes',
    });
    const attendees = attendeesOf(fields, [
      { person: 'w', role: 'socialWorker' },
      { person: 't', role: 'designatedTeacher' },
    ]);
    expect(attendees).toEqual([
      { person: 'w', role: 'socialWorker', came: 'yes' },
      { person: 't', role: 'designatedTeacher', came: '' },
    ]);
    expect(quorumOf(rule, attendees).isMet).toBe(true);
  });
});
