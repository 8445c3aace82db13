import { expect, it } from 'vitest';
import { book, childNamed } from '#test/journey/steps.ts';
import { aSandbox } from '#test/support/aSandbox.ts';

it(
  'a server that closes lets every reader out of the room first, and says that the stream ends',
  { timeout: 60_000 },
  async () => {
    const sandbox = await aSandbox({ patienceMs: 60_000 });
    const { child } = await childNamed(sandbox, 'Leila Marsh');
    const meeting = await book(sandbox, child.id);
    const token = await sandbox.token('officer');
    // Past the sandbox's front, which would cut the line itself.
    const reply = await fetch(`${sandbox.app.address()}/api/meetings/${meeting}/stream`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const said = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await said?.read();
    expect(first?.value).toContain('retry');
    const present = () => sandbox.app.ports.store.within('fenmarch', (tx) => tx.room.present(meeting));
    await expect.poll(async () => (await present()).length).toBe(1);
    const left: number[] = [];
    const within = sandbox.app.ports.store.within;
    // Closing runs to its end without a word to a store that is gone: vitest fails on a rejection nobody caught.
    const closing = sandbox.app.close();
    let words = '';
    for (;;) {
      const next = await said?.read().catch(() => ({ done: true, value: undefined }));
      if (next === undefined || next.done) break;
      words += next.value ?? '';
    }
    await closing;
    await sandbox.services.close();
    expect(words).toContain('{"is":"end"}');
    await expect(within('fenmarch', async () => left.push(1))).rejects.toThrow('The store is closed.');
  },
);
