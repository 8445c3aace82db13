import { z } from 'zod';
import type { ThemeName } from './place.ts';
import type { Person } from './tenancy.ts';

/** What a frame of the app finds itself in. */
export type HostSetting = {
  readonly person: Person;
  readonly theme: ThemeName;
  readonly frame: 'content' | 'sidePanel';
  readonly chatId?: string | undefined;
  readonly meetingId?: string | undefined;
};

export const hostMessage = z.object({
  id: z.number().optional(),
  uuidAsString: z.string().optional(),
  func: z.string(),
  args: z.array(z.unknown()).nullish(),
});
export type HostMessage = z.infer<typeof hostMessage>;

export type HostAnswer =
  | { readonly does: 'reply'; readonly args: readonly unknown[] }
  | { readonly does: 'mintToken' }
  | { readonly does: 'openLink'; readonly url: string }
  | { readonly does: 'remember'; readonly event: string }
  | { readonly does: 'letGo' }
  | { readonly does: 'nothing' };

/** What teams-js reads as 'this Teams can do that'. */
const runtime = JSON.stringify({
  apiVersion: 4,
  isLegacyTeams: false,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  supports: {
    app: { notifySuccessResponse: {} },
    chat: {},
    pages: { appButton: {}, backStack: {}, currentApp: {}, tabs: {} },
    teamsCore: {},
  },
});

/** Teams' side of teams-js, message by message. An unknown call gets silence, as from a Teams that is too old for it. */
export function answerTo({ func, args }: HostMessage, host: HostSetting): HostAnswer {
  switch (func) {
    case 'initialize':
      return reply(host.frame, 'web', runtime, '2.0.1');
    case 'getContext':
      return reply(contextOf(host));
    case 'appInitialization.success':
      return reply(undefined);
    case 'authentication.getAuthToken':
      return { does: 'mintToken' };
    case 'registerHandler': {
      const event = args?.[0];
      return typeof event === 'string' ? { does: 'remember', event } : { does: 'nothing' };
    }
    case 'executeDeepLink': {
      const url = args?.[0];
      return typeof url === 'string' ? { does: 'openLink', url } : { does: 'nothing' };
    }
    case 'readyToUnload':
      return { does: 'letGo' };
    default:
      return { does: 'nothing' };
  }
}

function reply(...args: readonly unknown[]): HostAnswer {
  return { does: 'reply', args };
}

function contextOf({ person, theme, frame, chatId, meetingId }: HostSetting): Record<string, unknown> {
  return {
    appSessionId: 'sandbox',
    sessionId: 'sandbox',
    locale: 'en-gb',
    theme,
    tid: person.tid,
    userObjectId: person.oid,
    userPrincipalName: person.email,
    loginHint: person.email,
    userDisplayName: person.name,
    entityId: chatId === undefined ? 'personal' : 'meeting',
    frameContext: frame,
    hostName: 'Teams',
    hostClientType: 'web',
    userLicenseType: 'Unknown',
    ...(chatId === undefined ? {} : { chatId }),
    ...(meetingId === undefined ? {} : { meetingId }),
  };
}
