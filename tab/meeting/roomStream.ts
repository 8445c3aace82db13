import type { AskProblem } from '../shared/ask.ts';
import { type Frame, frameReader } from './frames.ts';

export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: AskProblem };
export type StreamPorts = {
  readonly open: (signal: AbortSignal) => Promise<Answer<ReadableStream<Uint8Array>>>;
  /** Reads the whole room. `closed`: this person may not be in it. */
  readonly read: () => Promise<'read' | 'noAnswer' | 'closed'>;
  readonly hear: (frame: Frame) => void;
};

/** A stream that is silent for so long is as good as none. */
export const silence = 10_000;
const headStart = 1500;
const firstWait = 1000;
const lastWait = 15_000;

/** Stays with the room until `signal` says to leave: opens the stream, re-reads the room, listens, and begins again. */
export async function followRoom(ports: StreamPorts, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const ended = await listenOnce(ports, signal);
    if (ended === 'closed') return;
    failures = ended === 'broken' ? failures + 1 : 0;
    // The end of a token's time is no fault: its stream is opened again at once.
    if (ended !== 'ended')
      await pause(Math.min(firstWait * 2 ** Math.max(0, failures - 1), lastWait), signal);
  }
}

async function listenOnce(
  ports: StreamPorts,
  signal: AbortSignal,
): Promise<'ended' | 'heard' | 'broken' | 'closed'> {
  const attempt = new AbortController();
  const stop = () => attempt.abort();
  signal.addEventListener('abort', stop);
  try {
    const opening = ports.open(attempt.signal);
    // The room is read once the stream is open, so that nothing falls between the two; a slow stream does not hold it up.
    const wasOpen = await Promise.race([
      opening.then(() => true),
      pause(headStart, signal).then(() => false),
    ]);
    const first = await ports.read();
    if (first === 'closed') return 'closed';
    const opened = await Promise.race([opening, pause(silence, signal).then(() => null)]);
    if (opened === null || !opened.ok) return 'broken';
    if (!wasOpen || first === 'noAnswer') await ports.read();
    return await listen(opened.value, ports, attempt);
  } finally {
    signal.removeEventListener('abort', stop);
    attempt.abort();
  }
}

async function listen(
  stream: ReadableStream<Uint8Array>,
  ports: StreamPorts,
  attempt: AbortController,
): Promise<'ended' | 'heard' | 'broken'> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const framesOf = frameReader();
  let hasHeard = false;
  try {
    for (;;) {
      const chunk = await withinSilence(reader.read(), attempt);
      if (chunk.done) return hasHeard ? 'heard' : 'broken';
      for (const frame of framesOf(decoder.decode(chunk.value, { stream: true }))) {
        hasHeard = true;
        if (frame.is === 'end') return 'ended';
        ports.hear(frame);
      }
    }
  } catch {
    // A broken or silent stream is begun again by the caller; the page says so meanwhile.
    return hasHeard ? 'heard' : 'broken';
  }
}

async function withinSilence<T>(reading: Promise<T>, attempt: AbortController): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silent = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      attempt.abort();
      reject(new Error('The stream of the room is silent.'));
    }, silence);
  });
  try {
    return await Promise.race([reading, silent]);
  } finally {
    clearTimeout(timer);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
