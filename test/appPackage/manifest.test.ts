import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { demonstration, fillManifest, manifestFaults } from '../../infra/packageApp.ts';

const template = await readFile('appPackage/manifest.json', 'utf8');
const { text } = fillManifest(template, demonstration);

const tab = z.object({ entityId: z.string(), contentUrl: z.string(), scopes: z.array(z.string()), context: z.array(z.string()).optional() }); // prettier-ignore
const command = z.object({ title: z.string(), description: z.string() });
const shape = z.object({
  manifestVersion: z.literal('1.30'),
  name: z.object({ short: z.string(), full: z.string() }),
  description: z.object({ short: z.string(), full: z.string() }),
  staticTabs: z.array(tab),
  bots: z.array(z.object({ botId: z.string(), scopes: z.array(z.string()), commandLists: z.array(z.object({ scopes: z.array(z.string()), commands: z.array(command) })) })), // prettier-ignore
  validDomains: z.array(z.string()),
  webApplicationInfo: z.object({ id: z.string(), resource: z.string() }),
  authorization: z.object({ permissions: z.object({ resourceSpecific: z.array(z.object({ name: z.string(), type: z.string() })) }) }), // prettier-ignore
});
const manifest = shape.parse(JSON.parse(text));

describe('the Teams manifest', () => {
  it('is accepted as version 1.30', async () => {
    expect(await manifestFaults(text)).toEqual([]);
  });

  it.each([
    ['a scope in the wrong case', '"groupChat"', '"groupchat"'],
    ['a context that Teams does not know', '"meetingSidePanel"', '"meetingPanel"'],
    ['a short name over 30 characters', '"Education Review"', `"${'Education Review'.repeat(2)}"`],
  ])('and %s would be refused', async (_, from, to) => {
    expect(text).toContain(from);
    expect(await manifestFaults(text.replaceAll(from, to))).not.toEqual([]);
  });

  it('says nothing of a child or a PEP anywhere people read', () => {
    const words = [
      ...Object.values(manifest.name),
      ...Object.values(manifest.description),
      ...manifest.bots.flatMap((bot) => bot.commandLists.flatMap((list) => list.commands)).flatMap((it) => [it.title, it.description]), // prettier-ignore
    ];
    expect(words.filter((word) => /\bpep\b|child|looked after|pupil|social/i.test(word))).toEqual([]);
  });

  it('puts the review in the meeting chat, its details and its side panel, and nowhere else in a chat', () => {
    expect(manifest.staticTabs.map((it) => [it.entityId, it.scopes, it.context])).toEqual([
      ['reviews', ['personal'], undefined],
      ['review-meeting', ['groupChat'], ['meetingChatTab', 'meetingDetailsTab', 'meetingSidePanel']],
    ]);
  });

  it('offers the same three commands to a person and in a meeting chat', () => {
    const lists = manifest.bots.flatMap((bot) => bot.commandLists);
    expect(lists.map((list) => [list.scopes, list.commands.map((it) => it.title)])).toEqual([
      [['personal'], ['help', 'my reviews', "what's next"]],
      [['groupChat'], ['help', 'my reviews', "what's next"]],
    ]);
  });

  it('keeps every address on the one host, and the sign-in resource tied to host and bot', () => {
    const addresses = [...text.matchAll(/https:\/\/([^/"]+)/g)].map(([, host]) => host);
    expect(new Set(addresses)).toEqual(new Set(['developer.microsoft.com', demonstration.TAB_HOST]));
    expect(manifest.validDomains).toEqual([demonstration.TAB_HOST]);
    expect(manifest.webApplicationInfo).toEqual({
      id: demonstration.CLIENT_ID,
      resource: `api://${demonstration.TAB_HOST}/botid-${demonstration.BOT_ID}`,
    });
  });

  it('asks for the one meeting permission it uses', () => {
    expect(manifest.authorization.permissions.resourceSpecific).toEqual([
      { name: 'OnlineMeeting.ReadBasic.Chat', type: 'Application' },
    ]);
  });

  it.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('%s is a square of %i pixels', async (name, size) => {
    const bytes = await readFile(`appPackage/${name}`);
    expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([size, size]);
  });
});
