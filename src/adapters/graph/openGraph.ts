import type {
  CalendarPort,
  ChatPort,
  DirectoryPort,
  DocumentPort,
  MailPort,
  OnlineMeetingPort,
} from '#workflow/ports.ts';
import { calendarOn } from './calendar.ts';
import { chatsOn } from './chats.ts';
import { directoryOn } from './directory.ts';
import { documentsOn } from './documents.ts';
import { mailOn } from './mail.ts';
import { onlineMeetingsOn } from './onlineMeetings.ts';
import { type GraphSettings, openTenants } from './tenants.ts';

export type GraphPorts = {
  readonly calendar: CalendarPort;
  readonly onlineMeetings: OnlineMeetingPort;
  readonly chats: ChatPort;
  readonly directory: DirectoryPort;
  readonly documents: DocumentPort;
  readonly mail: MailPort;
};

/** Everything Microsoft 365 does for us but the bot, over one client a tenant. */
export function openGraph(settings: GraphSettings): GraphPorts {
  const tenants = openTenants(settings);
  return {
    calendar: calendarOn(tenants),
    onlineMeetings: onlineMeetingsOn(tenants),
    chats: chatsOn(tenants, settings.teamsAppId),
    directory: directoryOn(tenants),
    documents: documentsOn(tenants),
    mail: mailOn(tenants),
  };
}
