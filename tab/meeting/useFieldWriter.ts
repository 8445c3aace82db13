import { useEffect, useState } from 'react';
import { routes } from '#contract/routes.ts';
import type { FieldState } from '#domain/pep/field.ts';
import { pathOf } from '../shared/ask.ts';
import { type Session, useSession } from '../shared/session.tsx';
import { shelf } from '../shared/shelf.ts';
import { makePen, type Pen } from './pen.ts';
import { answerOf } from './saveAnswer.ts';
import { openUnsent } from './unsent.ts';
import { makeWriter, type SaveAnswer, type SaveAsk, type Writer } from './writer.ts';

type Asked = {
  readonly pep: string;
  readonly meeting: string; /** The first one given is the one that is called. */
  readonly onKept: (field: FieldState) => void;
};
export type FieldWriter = { readonly writer: Writer; readonly pen: Pen };

/** The writer of one plan in this window. Give the component a `key` of the plan: another plan is another writer. */
export function useFieldWriter(asked: Asked): FieldWriter {
  const session = useSession();
  const [tools] = useState(() => toolsOf(session, asked));
  const { onLeaving } = session;
  useEffect(() => {
    const { writer, pen } = tools;
    writer.open();
    const stopLeaving = onLeaving(writer.leave);
    const isBack = () => writer.sendNow();
    window.addEventListener('online', isBack);
    return () => {
      window.removeEventListener('online', isBack);
      stopLeaving();
      writer.leave();
      writer.close();
      pen.close();
    };
  }, [tools, onLeaving]);
  return tools;
}

function toolsOf({ call, authHeader, me }: Session, { pep, meeting, onKept }: Asked): FieldWriter {
  const writer = makeWriter({
    save: (ask) => save(call, pep, ask),
    // Words that do not get out are on the window's shelf, and go when the page is opened again.
    saveLast: (ask) => void saveLast(authHeader, pep, ask).catch(() => undefined),
    unsent: openUnsent(shelf(), me.person, pep),
    now: () => performance.now(),
    onKept,
  });
  const pen = makePen(me.person, async (path, takeOver) => {
    const answer = await call('announceWriting', { params: { meeting }, body: { path, takeOver } });
    return answer.ok ? answer.value.holder : undefined;
  });
  return { writer, pen };
}

async function save(call: Session['call'], pep: string, ask: SaveAsk): Promise<SaveAnswer> {
  const answer = await call('saveField', {
    params: { pep },
    body: { path: ask.path, value: ask.value, baseVersion: ask.baseVersion },
  });
  return answer.ok ? { is: 'kept', field: answer.value.field } : answerOf(answer.problem);
}

/** `keepalive` lets the request outlive the page. Its answer is not awaited: the words stay kept until one is. */
async function saveLast(authHeader: Session['authHeader'], pep: string, ask: SaveAsk): Promise<void> {
  const headers = await authHeader();
  await fetch(pathOf(routes.saveField.path, { pep }), {
    method: routes.saveField.method,
    keepalive: true,
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(ask),
  });
}
