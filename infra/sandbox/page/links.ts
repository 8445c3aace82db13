import type { Place } from './place.ts';
import type { Tenancy } from './tenancy.ts';

export type Destination =
  { readonly to: 'sandbox'; readonly place: Place } | { readonly to: 'browser'; readonly url: string };

/** Where a link in a card, a mail or the app leads. What Teams or SharePoint would open, the sandbox opens itself. */
export function destinationOf(
  url: string,
  from: Place,
  sandbox: {
    readonly tenancy: Pick<Tenancy, 'chats' | 'driveItems'>;
    readonly origin: string;
    readonly canSignIn: boolean;
  },
): Destination {
  const { tenancy, origin, canSignIn } = sandbox;
  const here = { as: from.as, theme: from.theme } as const;
  const meeting = tenancy.chats.find((chat) => chat.meeting?.joinWebUrl === url);
  if (meeting) return { to: 'sandbox', place: { ...here, at: `meeting:${meeting.id}` } };
  const file = tenancy.driveItems.find((item) => item.webUrl === url);
  if (file && canSignIn) return { to: 'sandbox', place: { ...here, at: 'files', open: file.id } };
  const path = pathOnOrigin(url, origin);
  // The page behind a mailed link refuses to be framed, as it must: it opens as a page of its own.
  if (canSignIn && path !== undefined && /^\/(reviews|plans|tab)\//.test(path))
    return { to: 'sandbox', place: { ...here, at: 'app', open: path } };
  return { to: 'browser', url };
}

function pathOnOrigin(url: string, origin: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  return parsed.origin === origin ? parsed.pathname + parsed.search + parsed.hash : undefined;
}

/** The app's own pages alone may be framed, whatever an address asks for. */
export function framePath(open: string | undefined): string {
  return open !== undefined && /^\/(reviews|plans|tab)\/[^\\]*$/.test(open) ? open : '/tab/personal';
}
