import type { FieldState } from '#domain/pep/field.ts';
import type { AskProblem } from '../shared/ask.ts';
import { isFieldValue } from './unsent.ts';
import type { SaveAnswer } from './writer.ts';

/** What may pass by itself is tried again; what will not is said. */
export function answerOf(problem: AskProblem): SaveAnswer {
  const newer = problem.code === 'stale-words' ? problem.facts?.['newer'] : undefined;
  if (isFieldState(newer)) return { is: 'stale', newer };
  const mayPass =
    problem.status === 0 || problem.status === 401 || problem.status === 429 || problem.status >= 500;
  return mayPass ? { is: 'noAnswer' } : { is: 'refused', words: problem.words };
}

function isFieldState(value: unknown): value is FieldState {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    typeof value.path === 'string' &&
    'version' in value &&
    typeof value.version === 'number' &&
    'by' in value &&
    typeof value.by === 'string' &&
    'at' in value &&
    typeof value.at === 'string' &&
    'value' in value &&
    isFieldValue(value.value)
  );
}
