import { useEffect, useMemo } from 'react';
import type { FieldWriter } from '../meeting/useFieldWriter.ts';
import type { Desk, DeskPerson } from './desk.tsx';
import type { PepView, Writing } from './views.ts';

type Asked = {
  readonly plan: PepView;
  readonly tools: FieldWriter;
  readonly people: readonly DeskPerson[];
  readonly writing: readonly Writing[] | null;
  readonly me: string;
};

/** Lays out the desk, and lets the writer hear what changed. */
export function useDeskOf({ plan, tools, people, writing, me }: Asked): Desk {
  useEffect(() => {
    tools.writer.hear(plan.fields);
  }, [plan, tools]);
  return useMemo(() => {
    const fields = new Map(plan.fields.map((field) => [field.path, field]));
    return { plan, fields, people, writer: tools.writer, pen: tools.pen, writing, me };
  }, [plan, tools, people, writing, me]);
}
