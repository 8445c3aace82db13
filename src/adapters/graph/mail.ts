import { z } from 'zod';
import { ok } from '#domain/result.ts';
import type { MailMessage, MailPort, Outside } from '#workflow/ports.ts';
import { ask, carries, segment, tell } from './ask.ts';
import { once } from './client.ts';
import type { Asking } from './problem.ts';
import type { Tenants } from './tenants.ts';

const asking: Asking = { service: 'mail', permission: 'Mail.ReadWrite, Mail.Send' };
const keyProperty = 'String {5d3c7a52-9b1e-4f0a-8c66-2f4e1b7d9a30} Name EducationReviewMail';
/** Without it a message changes its id when it leaves the drafts. */
const steadyIds = 'IdType="ImmutableId"';

const message = z.object({ id: z.string(), isDraft: z.boolean() });
const messages = z.object({ value: z.array(message) });
type Found = 'sent' | 'none' | { readonly draft: string };

export function mailOn(tenants: Tenants): MailPort {
  const api = (from: string, rest = '') =>
    tenants
      .ofMailbox(from)
      .api(`/users/${segment(from)}/messages${rest}`)
      .header('Prefer', steadyIds)
      .middlewareOptions(once());

  async function find({ from, key }: MailMessage): Outside<Found> {
    const all = await ask(asking, messages, () =>
      tenants
        .ofMailbox(from)
        .api(`/users/${segment(from)}/messages`)
        .header('Prefer', steadyIds)
        .filter(carries(keyProperty, key))
        .select('id,isDraft')
        .get(),
    );
    if (!all.ok) return all;
    if (all.value.value.some((it) => !it.isDraft)) return ok('sent');
    const draft = all.value.value[0];
    return ok(draft === undefined ? 'none' : { draft: draft.id });
  }

  async function draftOf(mail: MailMessage, found: Found): Outside<string> {
    if (typeof found === 'object') return ok(found.draft);
    const made = await ask(asking, message, () => api(mail.from).post(draft(mail)));
    return made.ok ? ok(made.value.id) : made;
  }

  return {
    send: async (mail) => {
      const found = await find(mail);
      if (!found.ok) return found;
      if (found.value === 'sent') return ok(undefined);
      const id = await draftOf(mail, found.value);
      if (!id.ok) return id;
      const sent = await tell(asking, () => api(mail.from, `/${segment(id.value)}/send`).post({}));
      if (sent.ok) return sent;
      // The answer may be lost though the mail went; a draft no longer there has gone too.
      const after = await find(mail);
      return after.ok && after.value === 'sent' ? ok(undefined) : sent;
    },
  };
}

function draft({ subject, html, to, key, attachments }: MailMessage): object {
  return {
    subject,
    body: { contentType: 'html', content: html },
    toRecipients: [{ emailAddress: { address: to } }],
    singleValueExtendedProperties: [{ id: keyProperty, value: key }],
    attachments: attachments.map(({ name, contentType, bytes }) => ({
      '@odata.type': '#microsoft.graph.fileAttachment',
      name,
      contentType,
      contentBytes: Buffer.from(bytes).toString('base64'),
    })),
  };
}
