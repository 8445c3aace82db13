import { afterAll, beforeAll, describe } from 'vitest';
import { aSandbox, type TestSandbox } from '#test/support/aSandbox.ts';
import { aDatabase, type FreshDatabase, testPostgres } from '#test/support/aStore.ts';
import { bookingChapter } from './chapters/booking.ts';
import { completingChapter } from './chapters/completing.ts';
import { deliveringChapter } from './chapters/delivering.ts';
import { quorumChapter } from './chapters/quorum.ts';
import { replyingChapter } from './chapters/replying.ts';
import { roomChapter } from './chapters/room.ts';
import type { Story } from './story.ts';

/** The product's main job, through the doors that people and Teams use, on a clock that moves. Read it from top to bottom. */
const stores = [
  { store: 'the embedded store', server: null, isOff: false },
  { store: 'PostgreSQL', server: testPostgres, isOff: testPostgres === null },
];

describe.each(stores)(
  'a meeting from due to delivered, on $store',
  { timeout: 60_000 },
  ({ server, isOff }) => {
    describe.skipIf(isOff)('the story', () => {
      let fresh: FreshDatabase | null = null;
      const wish = () => (fresh === null ? {} : { databaseUrl: fresh.databaseUrl });
      const story: Story = {
        get sandbox(): TestSandbox {
          throw new Error('The sandbox is opened before the first chapter.');
        },
        reopen: (dataDir) => aSandbox({ dataDir, ...wish() }),
        children: { leila: '', jonah: '', precious: '' },
        meetings: { leila: '', jonah: '', precious: '' },
        pep: '',
      };
      beforeAll(async () => {
        fresh = server === null ? null : await aDatabase(server);
        const sandbox = await aSandbox(wish());
        Object.defineProperty(story, 'sandbox', { value: sandbox, writable: true });
      }, 120_000);
      afterAll(async () => {
        await story.sandbox.close();
        await fresh?.drop();
      });
      bookingChapter(story);
      replyingChapter(story);
      roomChapter(story);
      quorumChapter(story);
      completingChapter(story);
      deliveringChapter(story);
    });
  },
);
