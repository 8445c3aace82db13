import { Temporal } from 'temporal-polyfill';
import {
  carerForenames,
  forenames,
  languages,
  legalStatuses,
  notes,
  placementTypes,
  places,
  streets,
  surnames,
} from './demoNames.ts';
import type { DemoPerson } from './demoPeople.ts';
import type { DemoSchool } from './demoSchools.ts';

/** A row of children.csv: heading → cell. */
export type ChildRow = Readonly<Record<string, string>>;

/** The day on which the demonstration stands still: Monday 23 November 2026. */
export const demoToday = '2026-11-23';
export const demoNow = '2026-11-23T09:00';

type Draw = { readonly below: (limit: number) => number; readonly one: <T>(from: readonly T[]) => T };
type Cast = { readonly schools: readonly DemoSchool[]; readonly staff: readonly DemoPerson[] };

const yearsOf = {
  nursery: ['N1', 'N2'],
  primary: ['R', '1', '2', '3', '4', '5', '6'],
  secondary: ['7', '8', '9', '10', '11'],
  special: ['3', '6', '8', '10'],
  post16: ['12', '13'],
} as const satisfies Record<DemoSchool['phase'], readonly string[]>;
const years = ['N1', 'N2', ...yearsOf.primary, ...yearsOf.secondary, ...yearsOf.post16];

/** The same number gives the same children, on every machine and in every run (mulberry32). */
export function drawFrom(seed: number): Draw {
  let state = seed;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    one: (from) => {
      const drawn = from[below(from.length)];
      if (drawn === undefined) throw new Error('Nothing to draw from');
      return drawn;
    },
  };
}

export function childRow(at: number, firstId: number, cast: Cast, draw: Draw): ChildRow {
  const school = cast.schools[at % cast.schools.length] ?? draw.one(cast.schools);
  const year = draw.one<string>(yearsOf[school.phase]);
  const dob = bornFor(year, draw);
  const worker = draw.one(withRole(cast, 'Social worker'));
  const surname = draw.one(surnames);
  const carer = `${draw.one(carerForenames)} ${draw.one(surnames)}`;
  const hasSchool = at % 31 !== 30 || school.phase === 'nursery';
  const sen = draw.one(['', '', '', 'K', 'E']);
  return {
    'Person ID': String(firstId + at),
    UPN: draw.below(12) === 0 ? '' : upn(draw),
    Forename: forenames[(at * 7 + draw.below(3)) % forenames.length] ?? 'Ash',
    Surname: surname,
    DOB: uk(dob),
    Gender: draw.one(['F', 'F', 'F', 'M', 'M', 'M', 'X']),
    'NC Year': year,
    ...careDays(at, dob, draw),
    'Legal status': draw.one(legalStatuses),
    'Placement type': draw.one(placementTypes),
    'Placement address': `${1 + draw.below(180)} ${draw.one(streets)}, ${draw.one(places)}`,
    'School URN': hasSchool ? school.urn : '',
    'School start': hasSchool ? '01/09/2026' : '',
    ...responsible(worker, cast, draw),
    Carer: carer,
    'Carer email':
      draw.below(4) === 0 ? '' : `${carer.toLowerCase().replace(/[^a-z]+/g, '.')}${at}@mail.test`,
    'Carer phone': phone(draw),
    SEN: sen,
    'EHCP review': sen === 'E' ? uk(dayAfter(demoToday, 30 + draw.below(300))) : '',
    'First language': draw.one(languages),
    Notes: draw.one(notes),
  };
}

function responsible(worker: DemoPerson, cast: Cast, draw: Draw): ChildRow {
  const iro = draw.one(withRole(cast, 'IRO'));
  const officer = draw.one(withRole(cast, 'Virtual School officer'));
  return {
    'Social worker': worker.name,
    'SW email': worker.email,
    Team: worker.teamOrSchool,
    IRO: iro.name,
    'IRO email': iro.email,
    'VS officer': officer.name,
    'VSO email': officer.email,
  };
}

/** A list as a coordinator meets it: most due this term, some done, some overdue, some new into care. */
function careDays(at: number, dob: string, draw: Draw): ChildRow {
  const isNew = at % 11 === 5;
  const careStart = isNew
    ? dayAfter('2026-10-05', draw.below(42))
    : later(dayAfter(dob, 200), dayAfter('2021-01-01', draw.below(1500)));
  const last = at % 10 < 5 ? ['2026-04-20', 80] : at % 10 < 8 ? ['2026-09-14', 60] : ['2026-01-12', 70];
  const [from, span] = [String(last[0]), Number(last[1])];
  const review = dayAfter('2026-12-01', draw.below(190));
  return {
    'Care start': uk(careStart),
    Emergency: isNew && draw.below(2) === 0 ? 'Y' : 'N',
    'Last PEP': isNew ? '' : uk(dayAfter(from, draw.below(span))),
    'Next CLA review': uk(review),
  };
}

/** Reception is for those who are 4 on 31 August; the year group's birthdays run from 1 September. */
function bornFor(year: string, draw: Draw): string {
  return dayAfter(`${2026 - 3 - years.indexOf(year)}-09-01`, draw.below(365));
}

function withRole({ staff }: Cast, role: string): readonly DemoPerson[] {
  return staff.filter((person) => person.role === role);
}

function upn(draw: Draw): string {
  const digits = Array.from({ length: 12 }, () => draw.below(10)).join('');
  return `${draw.one(['A', 'C', 'E', 'H', 'K', 'P', 'T', 'W'])}${digits}`;
}

/** From the range that is kept free for drama. */
function phone(draw: Draw): string {
  return `07700 900${String(draw.below(1000)).padStart(3, '0')}`;
}

function dayAfter(from: string, days: number): string {
  return Temporal.PlainDate.from(from).add({ days }).toString();
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

export function uk(date: string): string {
  return date.split('-').reverse().join('/');
}
