/** Who lives in the fictional tenant, and how the app is registered there. Given by whoever starts the sandbox. */
export type PersonKind = 'member' | 'guest' | 'mailOnly' | 'telephoneOnly';

export type SandboxPerson = {
  readonly id: string;
  readonly name: string;
  /** The role in words, for the page where one picks who to be. */
  readonly role: string;
  readonly kind: PersonKind;
  /** The authority's slug. */
  readonly authority: string;
  /** The council's tenant, guests included. */
  readonly tid: string;
  /** A directory object; people with mail or a telephone only have none. */
  readonly oid?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly scheduleVisible: boolean;
};

export type SandboxTenant = {
  readonly tid: string;
  readonly name: string;
  readonly authority: string;
  /** The shared mailbox that owns the meetings. */
  readonly organiser: { readonly oid: string; readonly email: string; readonly name: string };
  readonly site: {
    readonly id: string;
    readonly webUrl: string;
    readonly driveId: string;
    readonly listId: string;
  };
};

export type SandboxApp = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** One registration may serve both: then these equal the client's. */
  readonly botId: string;
  readonly botSecret: string;
  readonly botName: string;
  /** The manifest's id, and the id the tenant's catalogue gave it. */
  readonly manifestId: string;
  readonly catalogId: string;
};

/** A time that someone's calendar already holds. Wall clock in Europe/London. */
export type BusyTime = {
  readonly personId: string;
  readonly start: string;
  readonly end: string;
  readonly status: 'tentative' | 'busy' | 'oof' | 'workingElsewhere';
};

export type WorldSetup = {
  readonly people: readonly SandboxPerson[];
  readonly tenants: readonly SandboxTenant[];
  readonly app: SandboxApp;
  readonly busy?: readonly BusyTime[];
  /** Graph application permissions an administrator consented to. Take one away to see what then fails. */
  readonly permissions?: readonly string[];
  /** What Sites.Selected was given on each tenant's site. */
  readonly siteGrant?: 'none' | 'read' | 'write';
  /** Whether the Teams application access policy was granted (online meetings by an app alone). */
  readonly accessPolicy?: boolean;
  /** Where the state file lives; without it the world is kept in memory only. */
  readonly dataDir?: string;
};

export const usualPermissions = [
  'User.Read.All',
  'Calendars.ReadWrite',
  'OnlineMeetings.ReadWrite.All',
  'OnlineMeetingArtifact.Read.All',
  'AppCatalog.Read.All',
  'TeamsAppInstallation.ReadWriteSelfForChat.All',
  'TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All',
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
  'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All',
  'Chat.ReadBasic.All',
  'ChatMember.Read.All',
  'Mail.ReadWrite',
  'Mail.Send',
  'Sites.Selected',
] as const;

/** What a signed-in person consented to, for on-behalf-of tokens. */
export const delegatedPermissions = ['User.Read', 'Calendars.Read', 'Calendars.ReadBasic'] as const;
