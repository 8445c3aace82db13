import { z } from 'zod';
import { roomSchema, fieldStateSchema } from '#contract/views.ts';
import type { TestSandbox } from '#test/support/aSandbox.ts';
import { until } from './steps.ts';

const messageSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('room'), room: roomSchema }),
  z.strictObject({ is: z.literal('field'), field: fieldStateSchema }),
  z.strictObject({ is: z.literal('alive') }),
  z.strictObject({ is: z.literal('end') }),
]);
export type Message = z.infer<typeof messageSchema>;

export type Listening = {
  readonly status: number;
  readonly messages: readonly Message[];
  /** What came over the wire, to the letter. */
  readonly heard: () => string;
  readonly next: <T>(pick: (message: Message) => T | undefined, what: string) => Promise<T>;
  /** Forgets what came so far, so that `next` looks at what comes now. */
  readonly forget: () => void;
  readonly close: () => void;
};

/** One open room, read as the tab reads it: by fetch, with the header. */
export async function listen(
  sandbox: TestSandbox,
  meeting: string,
  headers: Readonly<Record<string, string>>,
): Promise<Listening> {
  const leaving = new AbortController();
  const reply = await fetch(`${sandbox.address}/api/meetings/${meeting}/stream`, {
    headers,
    signal: leaving.signal,
  });
  const messages: Message[] = [];
  let heard = '';
  let seen = 0;
  const reading = async (): Promise<void> => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of reply.body ?? []) {
      const text = decoder.decode(chunk, { stream: true });
      heard += text;
      const parts = (rest + text).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts)
        if (part.startsWith('data: ')) messages.push(messageSchema.parse(JSON.parse(part.slice(6))));
    }
  };
  let broken: unknown = null;
  reading().catch((cause: unknown) => {
    // Walking away ends the reading; anything else is shown by whoever waits next.
    if (!leaving.signal.aborted) broken = cause;
  });
  return {
    status: reply.status,
    messages,
    heard: () => heard,
    next: (pick, what) =>
      until(() => {
        if (broken !== null) throw new Error(`The stream broke while waiting for ${what}`, { cause: broken });
        for (const message of messages.slice(seen)) {
          const picked = pick(message);
          if (picked !== undefined) return picked;
        }
        return undefined;
      }, what),
    forget: () => {
      seen = messages.length;
    },
    close: () => leaving.abort(),
  };
}

export async function listenAs(
  sandbox: TestSandbox,
  person: string,
  meeting: string,
  expiresInSeconds?: number,
): Promise<Listening> {
  const token =
    expiresInSeconds === undefined
      ? await sandbox.token(person)
      : await sandbox.services.signIn.userToken(person, expiresInSeconds);
  return await listen(sandbox, meeting, { authorization: `Bearer ${token ?? ''}` });
}
