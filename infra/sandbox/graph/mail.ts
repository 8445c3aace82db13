import type { SandboxMail } from '../state.ts';
import { randomId, type World } from '../world.ts';
import {
  givenParts,
  mailToSend,
  messageChange,
  newAttachment,
  newMessage,
  type NewMessage,
} from './bodies.ts';
import {
  accepted,
  created,
  noContent,
  notFound,
  page,
  refuse,
  route,
  routeWithBody,
  type GraphCall,
  type Route,
} from './call.ts';
import { directoryUser, noSuchUser } from './directory.ts';
import { mailboxAt } from './events.ts';
import {
  answerMany,
  answerOne,
  badFilter,
  expandedProperties,
  extendedFilterOf,
  sameProperty,
} from './odata.ts';

const reading = ['Mail.ReadWrite', 'Mail.Read'];
const writing = ['Mail.ReadWrite'];
const sending = ['Mail.Send'];
const settingNames = [
  'importance',
  'categories',
  'replyTo',
  'internetMessageHeaders',
  'isDeliveryReceiptRequested',
  'isReadReceiptRequested',
];

/** Drafts and letters of a mailbox; a letter sent is what its readers hold. */
export function mailRoutes(world: World): Route[] {
  const ownMail = (call: GraphCall): SandboxMail[] | undefined => {
    const mailbox = mailboxAt(world, call.tid, call.params.user ?? '');
    if (mailbox === undefined) return undefined;
    return world.state.mail.filter(
      (m) => m.tid === call.tid && m.mailbox === mailbox && m.kind === 'message',
    );
  };
  const letterOf = (call: GraphCall) => ownMail(call)?.find((m) => m.id === call.params.message);
  const draftOf = (call: GraphCall) => {
    const letter = letterOf(call);
    return letter?.isDraft ? letter : undefined;
  };
  return [
    routeWithBody('POST /users/:user/messages', {
      permissions: writing,
      body: newMessage,
      run: (call, wish) => {
        const draft = newLetter(world, call, wish);
        return draft ? created(view(draft, call)) : noSuchUser(call);
      },
    }),
    route('GET /users/:user/messages', {
      permissions: reading,
      query: ['$filter', '$select', '$expand', '$top', '$orderby'],
      run: (call) => {
        const letters = ownMail(call);
        if (!letters) return noSuchUser(call);
        const filter = call.query.get('$filter');
        const wanted = filter === null ? undefined : extendedFilterOf(filter);
        if (filter !== null && !wanted) return badFilter(filter);
        const kept = letters.filter(
          (m) => !wanted || m.extended.some((p) => sameProperty(p.id, wanted.id) && p.value === wanted.value),
        );
        return answerMany(
          call.query,
          kept.map((m) => view(m, call)),
        );
      },
    }),
    route('GET /users/:user/messages/:message', {
      permissions: reading,
      query: ['$select', '$expand'],
      run: (call) => {
        const letter = letterOf(call);
        return letter ? answerOne(call.query, view(letter, call)) : notFound();
      },
    }),
    routeWithBody('PATCH /users/:user/messages/:message', {
      permissions: writing,
      body: messageChange,
      run: (call, change) => {
        const draft = draftOf(call);
        if (!draft) return notFound();
        rewrite(draft, change);
        world.changed();
        return answerOne(call.query, view(draft, call));
      },
    }),
    route('DELETE /users/:user/messages/:message', {
      permissions: writing,
      run: (call) => {
        const letter = letterOf(call);
        if (!letter) return notFound();
        world.state.mail.splice(world.state.mail.indexOf(letter), 1);
        world.changed();
        return noContent;
      },
    }),
    routeWithBody('POST /users/:user/messages/:message/attachments', {
      permissions: writing,
      body: newAttachment,
      run: (call, wish) => {
        const draft = draftOf(call);
        if (!draft) return notFound();
        const attached = attachmentOf(wish);
        draft.attachments.push(attached);
        world.changed();
        return created(attachmentView(attached));
      },
    }),
    route('GET /users/:user/messages/:message/attachments', {
      permissions: reading,
      run: (call) => {
        const letter = letterOf(call);
        return letter ? page(letter.attachments.map(attachmentView)) : notFound();
      },
    }),
    route('POST /users/:user/messages/:message/send', {
      permissions: sending,
      run: (call) => {
        const draft = draftOf(call);
        if (!draft) return notFound();
        return send(world, draft);
      },
    }),
    routeWithBody('POST /users/:user/sendMail', {
      permissions: sending,
      body: mailToSend,
      run: (call, { message }) => {
        const letter = newLetter(world, call, message);
        return letter ? send(world, letter) : noSuchUser(call);
      },
    }),
  ];
}

function newLetter(world: World, call: GraphCall, wish: NewMessage): SandboxMail | undefined {
  const mailbox = mailboxAt(world, call.tid, call.params.user ?? '');
  const sender = directoryUser(world, call.tid, call.params.user ?? '');
  if (mailbox === undefined || !sender) return undefined;
  const letter: SandboxMail = {
    id: randomId('AAMkMail', 27),
    tid: call.tid,
    mailbox,
    kind: 'message',
    from: { address: mailbox, name: sender.name },
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    content: '',
    contentType: 'text',
    settings: {},
    extended: wish.singleValueExtendedProperties ?? [],
    attachments: (wish.attachments ?? []).map(attachmentOf),
    isDraft: true,
    createdAt: world.now().toISOString(),
    sentAt: null,
    eventId: null,
  };
  rewrite(letter, wish);
  world.state.mail.push(letter);
  world.changed();
  return letter;
}

function rewrite(letter: SandboxMail, wish: NewMessage): void {
  const addressees = (list: NewMessage['toRecipients']) =>
    list?.map(({ emailAddress: e }) => ({ address: e.address, name: e.name ?? e.address }));
  letter.to = addressees(wish.toRecipients) ?? letter.to;
  letter.cc = addressees(wish.ccRecipients) ?? letter.cc;
  letter.bcc = addressees(wish.bccRecipients) ?? letter.bcc;
  letter.subject = wish.subject ?? letter.subject;
  letter.content = wish.body?.content ?? letter.content;
  letter.contentType = wish.body?.contentType ?? letter.contentType;
  Object.assign(letter.settings, givenParts(wish, settingNames));
}

function send(world: World, letter: SandboxMail) {
  if (letter.to.length + letter.cc.length + letter.bcc.length === 0)
    return refuse(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.');
  letter.isDraft = false;
  letter.sentAt = world.now().toISOString();
  world.changed();
  return accepted;
}

function attachmentOf(wish: {
  name: string;
  contentType?: string | null | undefined;
  contentBytes: string;
  isInline?: boolean | null | undefined;
}) {
  return {
    id: randomId('AAMkAtt'),
    name: wish.name,
    contentType: wish.contentType ?? 'application/octet-stream',
    contentBytes: wish.contentBytes,
    isInline: wish.isInline ?? false,
  };
}

function attachmentView(a: SandboxMail['attachments'][number]): Record<string, unknown> {
  return {
    '@odata.type': '#microsoft.graph.fileAttachment',
    ...a,
    size: Buffer.from(a.contentBytes, 'base64').length,
  };
}

function view(letter: SandboxMail, call: GraphCall): Record<string, unknown> {
  const people = (list: SandboxMail['to']) => list.map((emailAddress) => ({ emailAddress }));
  const expanded = expandedProperties(call.query);
  const found = letter.extended.filter((p) => expanded?.some((id) => sameProperty(id, p.id)));
  return {
    '@odata.etag': `W/"${letter.id.slice(-12)}"`,
    id: letter.id,
    createdDateTime: letter.createdAt,
    sentDateTime: letter.sentAt ?? letter.createdAt,
    subject: letter.subject,
    bodyPreview: letter.content
      .replaceAll(/<[^>]*>/g, ' ')
      .trim()
      .slice(0, 255),
    body: { contentType: letter.contentType, content: letter.content },
    importance: 'normal',
    isDraft: letter.isDraft,
    isRead: true,
    hasAttachments: letter.attachments.length > 0,
    from: { emailAddress: letter.from },
    sender: { emailAddress: letter.from },
    toRecipients: people(letter.to),
    ccRecipients: people(letter.cc),
    bccRecipients: people(letter.bcc),
    internetMessageId: `<${letter.id}@sandbox.test>`,
    conversationId: letter.id,
    ...letter.settings,
    ...(found.length > 0 ? { singleValueExtendedProperties: found } : {}),
  };
}
