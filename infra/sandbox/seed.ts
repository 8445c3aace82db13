import { z } from 'zod';
import type { App } from '#src/compose.ts';
import { demoCaseload } from './demoCaseload.ts';
import { demoAuthorities } from './demoWorld.ts';
import type { SandboxServices } from './services.ts';

/** Fills an empty store through the product's own doors: the import as the coordinator, the roles confirmed by the head. */
export async function seed(app: App, services: SandboxServices): Promise<void> {
  for (const authority of demoAuthorities) {
    const isEmpty = (await app.ports.store.within(authority, (tx) => tx.children.all())).length === 0;
    if (!isEmpty) continue;
    const prefix = authority === 'fenmarch' ? '' : `${authority}-`;
    const call = await callerOf(app, services);
    const files = demoCaseload().find((demo) => demo.id === authority)?.files ?? [];
    await call(`${prefix}coordinator`, authority, '/api/import', {
      files: files.map(({ name, text }) => ({ name, base64: Buffer.from(text).toString('base64') })),
    });
    const { proposals } = await call(`${prefix}head`, authority, '/api/roles/proposals', null);
    for (const { id } of proposals ?? [])
      await call(`${prefix}head`, authority, '/api/roles/confirm', { proposal: id });
  }
}

const answeredSchema = z.object({ proposals: z.array(z.object({ id: z.string() })).optional() });
type Answered = z.infer<typeof answeredSchema>;

async function callerOf(app: App, services: SandboxServices) {
  return async (person: string, authority: string, path: string, body: unknown): Promise<Answered> => {
    const token = await services.signIn.userToken(person);
    const reply = await fetch(`${app.address()}${path}`, {
      method: body === null ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'x-authority': authority,
        ...(body === null ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
    if (!reply.ok)
      throw new Error(
        `The sandbox could not be filled: ${path} answered ${reply.status} ${await reply.text()}`,
      );
    return answeredSchema.parse(await reply.json());
  };
}
