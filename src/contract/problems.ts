import { z } from 'zod';
import { problemWords } from '#domain/problem.ts';

/** What a refused call answers: the code for the tab, the words for the person. */
export const problemSchema = z.strictObject({
  code: z.enum(Object.keys(problemWords)),
  words: z.string(),
  facts: z.record(z.string(), z.unknown()).optional(),
});
