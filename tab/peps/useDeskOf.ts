import { useEffect, useMemo } from 'react';
import type { FieldWriter } from '../meeting/useFieldWriter.ts';
import type { Desk, DeskPerson } from './desk.tsx';
import type { PepView, Writing } from './views.ts';

type Asked = {
  readonly plan: PepView | null;
  readonly tools: FieldWriter | null;
  readonly people: readonly DeskPerson[];
  readonly writing: readonly Writing[] | null;
  readonly me: string;
};

/** Lays out the desk when both the plan and its writer are there, and lets the writer hear what changed. */
export function useDeskOf({ plan, tools, people, writing, me }: Asked): Desk | null {
  useEffect(() => {
    if (plan !== null) tools?.writer.hear(plan.fields);
  }, [plan, tools]);
  return useMemo(() => {
    if (plan === null || tools === null) return null;
    const fields = new Map(plan.fields.map((field) => [field.path, field]));
    return { plan, fields, people, writer: tools.writer, pen: tools.pen, writing, me };
  }, [plan, tools, people, writing, me]);
}
