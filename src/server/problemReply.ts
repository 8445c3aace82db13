import type { Problem, ProblemCode } from '#domain/problem.ts';
import { problemWords } from '#domain/problem.ts';

/** What a refused call answers: the code for the tab, the words for the person, facts without names. */
export function problemReply(problem: Problem) {
  return {
    code: problem.code,
    words: problemWords[problem.code],
    ...(problem.facts === undefined ? {} : { facts: { ...problem.facts } }),
  };
}

const statuses: Readonly<Partial<Record<ProblemCode, number>>> = {
  'sign-in-needed': 401,
  'sign-in-unknown': 401,
  'code-wrong': 401,
  'not-found': 404,
  'not-for-your-role': 403,
  'not-through-this-door': 403,
  'field-not-yours': 403,
  'only-chair': 403,
  'second-person-needed': 403,
  'too-many-tries': 429,
  'not-understood': 400,
  'field-unknown': 400,
  'file-not-read': 400,
  'file-too-large': 413,
  'went-wrong': 500,
  'try-again-later': 503,
};

/** 409 for what the state of things does not allow now. */
export function statusOf(code: ProblemCode): number {
  return statuses[code] ?? 409;
}
