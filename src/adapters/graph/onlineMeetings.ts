import { z } from 'zod';
import { ok, refuse } from '#domain/result.ts';
import type { OnlineMeetingPort } from '#workflow/ports.ts';
import { ask, encoded, quoted, segment, tell } from './ask.ts';
import { type Asking, problem } from './problem.ts';
import { directoryIds, type Tenants } from './tenants.ts';

/** The permission alone is not enough: Teams also wants its application access policy for the organiser. */
const asking: Asking = {
  service: 'onlineMeeting',
  permission: 'OnlineMeetings.ReadWrite.All, CsApplicationAccessPolicy',
};

/** No recording, no transcript, and whoever is not of the organisation (its guests are) waits to be let in. */
const options = {
  recordAutomatically: false,
  allowRecording: false,
  allowTranscription: false,
  allowedPresenters: 'organization',
  lobbyBypassSettings: { scope: 'organization', isDialInBypassEnabled: false },
} as const;

const held = z.object({
  recordAutomatically: z.literal(options.recordAutomatically),
  allowRecording: z.literal(options.allowRecording),
  allowTranscription: z.literal(options.allowTranscription),
  allowedPresenters: z.literal(options.allowedPresenters),
  lobbyBypassSettings: z.object({
    scope: z.literal(options.lobbyBypassSettings.scope),
    isDialInBypassEnabled: z.literal(options.lobbyBypassSettings.isDialInBypassEnabled),
  }),
});
const found = z.object({
  value: z.array(
    z.object({ id: z.string(), chatInfo: z.object({ threadId: z.string().nullish() }).nullish() }),
  ),
});

export function onlineMeetingsOn(tenants: Tenants): OnlineMeetingPort {
  const directoryId = directoryIds(tenants);
  const path = (oid: string) => `/users/${segment(oid)}/onlineMeetings`;

  return {
    find: async (organiser, joinUrl) => {
      const oid = await directoryId(asking, organiser);
      if (!oid.ok) return oid;
      const all = await ask(asking, found, () =>
        tenants
          .ofMailbox(organiser)
          .api(path(oid.value))
          .filter(encoded(`JoinWebUrl eq ${quoted(joinUrl)}`))
          .get(),
      );
      if (!all.ok) return all;
      const meeting = all.value.value[0];
      const chatId = meeting?.chatInfo?.threadId ?? '';
      // Teams makes meeting and chat a moment after Outlook made the event.
      if (meeting === undefined || chatId === '')
        return refuse(
          problem('onlineMeeting', 'not-found', { isWorthRetrying: true, facts: { missing: 'chat' } }),
        );
      return ok({ onlineMeetingId: meeting.id, chatId });
    },

    secure: async (organiser, onlineMeetingId) => {
      const oid = await directoryId(asking, organiser);
      if (!oid.ok) return oid;
      const at = () => tenants.ofMailbox(organiser).api(`${path(oid.value)}/${segment(onlineMeetingId)}`);
      const set = await tell(asking, () => at().patch(options));
      if (!set.ok) return set;
      const now = await ask(asking, z.unknown(), () => at().get());
      if (!now.ok) return now;
      const kept = held.safeParse(now.value);
      if (kept.success) return ok(undefined);
      const option = kept.error.issues[0]?.path.join('.') ?? 'unknown';
      return refuse(problem('onlineMeeting', 'refused', { facts: { option } }));
    },
  };
}
