import type { ImportedChild, ImportedPerson, ImportedSchool } from '#domain/caseload/import/rows.ts';
import type { AuditEntry, AuditRow } from '#domain/audit/entry.ts';
import type { Invitee, Meeting } from '#domain/meeting/meeting.ts';
import type { FieldState, FieldValue } from '#domain/pep/field.ts';
import type { WordDocument } from '#domain/pep/block.ts';
import type { Pep, PepRecord } from '#domain/pep/pep.ts';
import type {
  AuthorityId,
  ChildId,
  CircleMember,
  MeetingId,
  PepId,
  Person,
  PersonId,
} from '#domain/people/person.ts';
import type { Role } from '#domain/people/role.ts';
import type { Notice } from '#domain/reminder/notice.ts';
import type { Result } from '#domain/result.ts';
import type { LocalDate } from '#domain/time/localDate.ts';
import type { Term } from '#domain/time/schoolCalendar.ts';
import type { Child, ChildConfidential, Milestone, School } from '#domain/caseload/child.ts';
import type { Edition } from '#domain/disclosure/edition.ts';
import type { Effect, EffectRow, EffectState } from './effects.ts';

export type { Effect, EffectRow, EffectState } from './effects.ts';

/** The domain's time. It alone moves in the sandbox; tokens, leases and jobs run on real time. */
export type Clock = { readonly now: () => string; readonly today: () => LocalDate };

/** Random ids (uuid), references ('ER-' and six Crockford letters) and six-digit codes. */
export type Chance = {
  readonly id: () => string;
  readonly reference: () => string;
  readonly code: () => string;
  /** 256 random bits, fit for an address. Only their hash is kept. */
  readonly token: () => string;
  readonly hash: (text: string) => string;
  /** Real time, ISO, so many seconds from now: for links, codes and sessions, which no sandbox clock moves. */
  readonly realTimeIn: (seconds: number) => string;
};

/** What an authority's administrator sets; read from AUTHORITIES at start. */
export type AuthoritySettings = {
  readonly id: AuthorityId;
  readonly name: string;
  readonly profile: string;
  readonly tenantId: string;
  readonly organiserMailbox: string;
  readonly mailFrom: string;
  readonly driveId: string;
  /** Library folder under which each child's folder is made. */
  readonly rootFolderId: string;
  /** Yearly Pupil Premium Plus a child, in pence; null where the authority has not entered it (3.4: never guessed). */
  readonly pppYearlyPence: number | null;
  /** Directory addresses that hold a role from the start, so that the first import can happen. */
  readonly firstRoles: readonly { readonly email: string; readonly name: string; readonly role: Role }[];
};

export type Store = {
  /** One transaction as the app's own database role, seeing one authority only. Using the store inside it throws. */
  readonly within: <T>(authority: AuthorityId, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Before an authority is known: sign-in, the browser door, the sweep's list. */
  readonly gate: Gate;
  readonly isHealthy: () => Promise<boolean>;
};

export type Account = { readonly tid: string; readonly oid: string };
export type BotConversation = Account & { readonly conversationId: string; readonly serviceUrl: string };

export type Gate = {
  readonly authorities: () => Promise<readonly AuthorityId[]>;
  /** Writes the settings' authorities; called once at start. */
  readonly keepAuthorities: (settings: readonly AuthoritySettings[]) => Promise<void>;
  readonly linksOf: (
    account: Account,
  ) => Promise<readonly { readonly authority: AuthorityId; readonly person: PersonId }[]>;
  readonly authorityOf: (
    object: { readonly child: ChildId } | { readonly meeting: MeetingId } | { readonly pep: PepId },
  ) => Promise<AuthorityId | null>;
  readonly doorLink: (tokenHash: string) => Promise<DoorLink | null>;
  readonly doorSession: (tokenHash: string) => Promise<DoorSession | null>;
  readonly saveConversation: (conversation: BotConversation) => Promise<void>;
  readonly conversationOf: (account: Account) => Promise<BotConversation | null>;
  readonly forgetConversation: (account: Account) => Promise<void>;
  /** True the first time only: one welcome a person (issue: one welcome). */
  readonly claimWelcome: (account: Account) => Promise<boolean>;
};

/** A mailed link. It names a role on a child, and opens nothing by itself. Times are real time, ISO. */
export type DoorLink = {
  readonly authority: AuthorityId;
  readonly tokenHash: string;
  readonly child: ChildId;
  readonly person: PersonId;
  readonly role: Role;
  readonly expiresAt: string;
};
export type DoorCode = {
  readonly linkHash: string;
  /** The browser that asked: its secret's hash. */
  readonly browserHash: string;
  readonly codeHash: string;
  readonly expiresAt: string;
  readonly triesLeft: number;
};
export type DoorSession = {
  readonly authority: AuthorityId;
  readonly tokenHash: string;
  readonly person: PersonId;
  readonly name: string;
  readonly admittedTo: readonly { readonly child: ChildId; readonly role: Role }[];
  readonly expiresAt: string;
};

/** Repositories of one transaction. Every read and write is of the transaction's authority. */
export type Tx = {
  readonly authority: AuthorityId;
  readonly settings: () => Promise<AuthoritySettings>;
  readonly people: {
    readonly byId: (id: PersonId) => Promise<Person | null>;
    readonly byIds: (ids: readonly PersonId[]) => Promise<readonly Person[]>;
    readonly byEmail: (email: string) => Promise<Person | null>;
    readonly all: () => Promise<readonly Person[]>;
    /** Inserts, or updates by id. */
    readonly save: (person: Person) => Promise<void>;
    readonly accountOf: (person: PersonId) => Promise<Account | null>;
    readonly link: (person: PersonId, account: Account) => Promise<void>;
  };
  readonly roles: {
    readonly of: (person: PersonId) => Promise<readonly RoleGrant[]>;
    readonly all: () => Promise<readonly RoleGrant[]>;
    readonly proposals: () => Promise<readonly RoleGrant[]>;
    readonly byId: (id: string) => Promise<RoleGrant | null>;
    readonly save: (grant: RoleGrant) => Promise<void>;
  };
  readonly schools: {
    readonly byUrn: (urn: string) => Promise<School | null>;
    readonly all: () => Promise<readonly School[]>;
    readonly save: (school: School) => Promise<void>;
  };
  readonly terms: {
    readonly all: () => Promise<readonly Term[]>;
    readonly replaceCalendar: (calendar: string, terms: readonly Term[]) => Promise<void>;
  };
  readonly children: {
    readonly byId: (id: ChildId) => Promise<Child | null>;
    readonly byPersonNumber: (number: string) => Promise<Child | null>;
    readonly all: () => Promise<readonly Child[]>;
    readonly save: (child: Child) => Promise<void>;
    readonly confidential: (id: ChildId) => Promise<ChildConfidential | null>;
    readonly saveConfidential: (child: ChildId, facts: ChildConfidential) => Promise<void>;
    readonly saveMilestone: (child: ChildId, milestone: Milestone) => Promise<void>;
    readonly milestones: () => Promise<readonly (Milestone & { readonly child: ChildId })[]>;
  };
  readonly circle: {
    readonly of: (child: ChildId) => Promise<readonly CircleMember[]>;
    readonly ofPerson: (person: PersonId) => Promise<readonly CircleMember[]>;
    /** Members named are in from now, all others of the same roles are out from now (kept, with the day they left). */
    readonly replace: (
      child: ChildId,
      roles: readonly Role[],
      members: readonly CircleMember[],
    ) => Promise<void>;
  };
  readonly meetings: {
    readonly byId: (id: MeetingId) => Promise<Meeting | null>;
    readonly byBookingKey: (key: string) => Promise<Meeting | null>;
    readonly byChat: (chatId: string) => Promise<Meeting | null>;
    readonly ofChild: (child: ChildId) => Promise<readonly Meeting[]>;
    readonly all: () => Promise<readonly Meeting[]>;
    readonly insert: (meeting: Meeting, bookingKey: string) => Promise<void>;
    readonly save: (meeting: Meeting) => Promise<void>;
    /** Locks the row, so that two steps on one meeting follow each other. */
    readonly lock: (id: MeetingId) => Promise<Meeting | null>;
    readonly invitees: (id: MeetingId) => Promise<readonly Invitee[]>;
    readonly saveInvitee: (invitee: Invitee) => Promise<void>;
    readonly ofInvitee: (person: PersonId) => Promise<readonly Meeting[]>;
    readonly currentStep: (id: MeetingId) => Promise<string | null>;
    readonly saveStep: (id: MeetingId, step: string) => Promise<void>;
  };
  readonly peps: {
    readonly byId: (id: PepId) => Promise<Pep | null>;
    readonly lock: (id: PepId) => Promise<Pep | null>;
    readonly byMeeting: (meeting: MeetingId) => Promise<Pep | null>;
    readonly ofChild: (child: ChildId) => Promise<readonly Pep[]>;
    readonly all: () => Promise<readonly Pep[]>;
    readonly insert: (pep: Pep) => Promise<void>;
    readonly save: (pep: Pep) => Promise<void>;
    readonly record: (id: PepId) => Promise<PepRecord | null>;
    /** Frozen at sign-off; never changed after. */
    readonly keepVersion: (
      pep: PepId,
      version: number,
      record: PepRecord,
      reason: string | null,
    ) => Promise<void>;
    readonly versionOf: (pep: PepId, version: number) => Promise<PepRecord | null>;
  };
  readonly fields: {
    readonly of: (pep: PepId) => Promise<readonly FieldState[]>;
    /** Compare and set. Both words of a collision are kept as revisions; the newer ones come back. */
    readonly write: (write: FieldWrite) => Promise<FieldWritten>;
    readonly revisions: (
      pep: PepId,
      path: string,
    ) => Promise<readonly (FieldState & { readonly wasRefused: boolean })[]>;
    readonly authorsOf: (pep: PepId, pathPrefix: string) => Promise<readonly PersonId[]>;
  };
  readonly room: {
    /** Lease on writing one field, real time; answers who holds it. */
    readonly writing: (meeting: MeetingId) => Promise<readonly RoomWriter[]>;
    readonly claimWriting: (claim: {
      readonly meeting: MeetingId;
      readonly path: string;
      readonly person: PersonId;
      readonly name: string;
      readonly takeOver: boolean;
    }) => Promise<RoomWriter>;
    readonly releaseWriting: (meeting: MeetingId, person: PersonId) => Promise<void>;
    readonly present: (
      meeting: MeetingId,
    ) => Promise<readonly { readonly person: PersonId; readonly name: string }[]>;
    readonly arrive: (meeting: MeetingId, person: PersonId, name: string) => Promise<void>;
    readonly leave: (meeting: MeetingId, person: PersonId) => Promise<void>;
    /** NOTIFY with ids only, delivered when the transaction commits. */
    readonly announce: (change: RoomChange) => Promise<void>;
  };
  readonly effects: {
    /** Kept with the state it follows from, in the same transaction; a key already known is not queued again. */
    readonly enqueue: (effect: Effect, key: string) => Promise<void>;
    readonly byId: (id: string) => Promise<EffectRow | null>;
    readonly lock: (id: string) => Promise<EffectRow | null>;
    readonly save: (id: string, state: EffectState) => Promise<void>;
    readonly ofMeeting: (meeting: MeetingId) => Promise<readonly EffectRow[]>;
    readonly ofPep: (pep: PepId) => Promise<readonly EffectRow[]>;
    /** Not done and not given up: re-queued at start after a crash. */
    readonly unfinished: () => Promise<readonly EffectRow[]>;
    readonly requeue: (id: string) => Promise<void>;
  };
  readonly notices: {
    /** Where a sent card or mail lies, so that it can be updated in place. */
    readonly saveSent: (sent: SentNotice) => Promise<void>;
    readonly sentFor: (meeting: MeetingId) => Promise<readonly SentNotice[]>;
  };
  readonly deliveries: {
    readonly ofPep: (pep: PepId) => Promise<readonly Delivery[]>;
    readonly save: (delivery: Delivery) => Promise<void>;
    readonly folderOf: (child: ChildId) => Promise<ChildFolder | null>;
    readonly saveFolder: (folder: ChildFolder) => Promise<void>;
  };
  readonly door: {
    readonly saveLink: (link: DoorLink) => Promise<void>;
    readonly saveCode: (code: DoorCode) => Promise<void>;
    readonly lockCode: (linkHash: string, browserHash: string) => Promise<DoorCode | null>;
    readonly forgetCode: (linkHash: string, browserHash: string) => Promise<void>;
    readonly saveSession: (session: DoorSession) => Promise<void>;
    readonly endSession: (tokenHash: string) => Promise<void>;
  };
  readonly audit: {
    /** Insert only; each row carries the hash of the one before. */
    readonly append: (entry: AuditEntry) => Promise<void>;
    readonly ofObject: (object: string) => Promise<readonly AuditRow[]>;
    readonly all: () => Promise<readonly AuditRow[]>;
  };
};

export type RoleGrant = {
  readonly id: string;
  readonly person: PersonId;
  readonly role: Role;
  /** Team (team manager) this grant is for, else null. */
  readonly team: string | null;
  readonly proposedBy: PersonId | 'settings';
  readonly proposedAt: string;
  /** Null while it waits for a second person. */
  readonly confirmedBy: PersonId | 'settings' | null;
  readonly endedAt: string | null;
};

export type FieldWrite = {
  readonly pep: PepId;
  readonly path: string;
  readonly value: FieldValue;
  readonly baseVersion: number;
  readonly by: PersonId;
  readonly at: string;
};
export type FieldWritten =
  { readonly is: 'saved'; readonly field: FieldState } | { readonly is: 'stale'; readonly newer: FieldState };
export type RoomWriter = { readonly path: string; readonly person: PersonId; readonly name: string };
export type RoomChange = {
  readonly authority: AuthorityId;
  readonly meeting: MeetingId;
  readonly what: 'field' | 'room' | 'presence';
  readonly path: string | null;
};
export type SentNotice = {
  readonly effect: string;
  readonly person: PersonId;
  readonly meeting: MeetingId | null;
  readonly pep: PepId | null;
  readonly is: Notice['is'];
  readonly channel: 'bot' | 'mail';
  readonly conversationId: string | null;
  readonly activityId: string | null;
  readonly sentAt: string;
};
export type ChildFolder = {
  readonly child: ChildId;
  readonly name: string;
  readonly folderId: string;
  readonly webUrl: string;
};
export type Delivery = {
  readonly pep: PepId;
  readonly version: number;
  readonly edition: Edition;
  readonly fileName: string;
  readonly itemId: string | null;
  readonly webUrl: string | null;
  readonly etag: string | null;
  readonly uploadedAt: string | null;
  readonly accessFor: readonly PersonId[];
  /** Set when a protected value was found: the upload waits for the social worker. */
  readonly heldBecause: string | null;
};

/* ---- outside services: each answers a Result; what is not foreseen is thrown and retried by the worker ---- */

/** `code` is what a person is told; `isWorthRetrying` what the worker obeys. */
export type OutsideProblem = {
  readonly service: 'calendar' | 'onlineMeeting' | 'chat' | 'directory' | 'documents' | 'mail' | 'bot';
  readonly code:
    | 'throttled'
    | 'unavailable'
    | 'timed-out'
    | 'permission-missing'
    | 'not-found'
    | 'changed-meanwhile'
    | 'blocked-by-person'
    | 'not-installed'
    | 'unexpected-readers'
    | 'refused';
  readonly isWorthRetrying: boolean;
  readonly retryAfterSeconds: number | null;
  /** Codes and ids only; never words about a person. */
  readonly facts: Readonly<Record<string, string | number>>;
};
export type Outside<T> = Promise<Result<T, OutsideProblem>>;

export type CalendarEvent = {
  readonly organiser: string;
  readonly meeting: MeetingId;
  readonly subject: string;
  readonly html: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly venue: string;
  readonly attendees: readonly {
    readonly email: string;
    readonly name: string;
    readonly isRequired: boolean;
  }[];
};
export type CalendarPort = {
  /** Safe to repeat: transactionId, and a search for our extended property before a second try. */
  readonly create: (event: CalendarEvent) => Outside<{ readonly eventId: string; readonly joinUrl: string }>;
  /** Keeps the meeting part of the body; never sends isOnlineMeeting. */
  readonly update: (eventId: string, event: CalendarEvent) => Outside<void>;
  /** Gone already counts as done. */
  readonly cancel: (event: {
    readonly organiser: string;
    readonly eventId: string;
    readonly comment: string;
  }) => Outside<void>;
  readonly replies: (event: { readonly organiser: string; readonly eventId: string }) => Outside<
    readonly {
      readonly email: string;
      readonly reply: 'none' | 'accepted' | 'tentative' | 'declined';
      readonly at: string | null;
    }[]
  >;
};
export type OnlineMeetingPort = {
  readonly find: (
    organiser: string,
    joinUrl: string,
  ) => Outside<{ readonly onlineMeetingId: string; readonly chatId: string }>;
  /** Recording and transcription off, lobby for outsiders: set, then read back; an option that did not hold is `refused`. */
  readonly secure: (organiser: string, onlineMeetingId: string) => Outside<void>;
};
export type ChatPort = {
  /** This app in the meeting's chat; there already counts as done. */
  readonly installIn: (chatId: string) => Outside<void>;
  /** This app for one person, so that the bot can speak to them. */
  readonly installFor: (oid: string) => Outside<void>;
};
export type DirectoryPort = {
  readonly byMail: (tenantId: string, mail: string) => Outside<Account | null>;
  readonly mailOf: (account: Account) => Outside<string | null>;
};
export type DocumentPort = {
  /** One folder a child, by the app's reference; made without inherited readers. */
  readonly ensureFolder: (place: {
    readonly driveId: string;
    readonly rootFolderId: string;
    readonly name: string;
  }) => Outside<{ readonly folderId: string; readonly webUrl: string }>;
  /** Who can read, in addresses or ids as Graph names them; owners of the site left out. */
  readonly readers: (driveId: string, itemId: string) => Outside<readonly string[]>;
  /** `etag` null: must not exist yet; else must still be that. */
  readonly upload: (file: {
    readonly driveId: string;
    readonly folderId: string;
    readonly name: string;
    readonly bytes: Uint8Array;
    readonly etag: string | null;
  }) => Outside<{ readonly itemId: string; readonly etag: string; readonly webUrl: string }>;
  /** SharePoint rewrites the file when columns are set: the new etag comes back. */
  readonly setFields: (
    driveId: string,
    itemId: string,
    fields: Readonly<Record<string, string>>,
  ) => Outside<{ readonly etag: string }>;
  readonly grantRead: (driveId: string, itemId: string, email: string, expiresOn: LocalDate) => Outside<void>;
};
export type MailMessage = {
  readonly from: string;
  /** Unique to this mail: a draft carrying it is found again instead of written twice. */
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly attachments: readonly {
    readonly name: string;
    readonly contentType: string;
    readonly bytes: Uint8Array;
  }[];
};
export type MailPort = { readonly send: (mail: MailMessage) => Outside<void> };
export type BotPort = {
  /** A card into the person's own chat with the bot. */
  readonly send: (
    to: Account,
    notice: Notice,
  ) => Outside<{ readonly conversationId: string; readonly activityId: string }>;
  readonly sendToChat: (
    chatId: string,
    tenantId: string,
    notice: Notice,
  ) => Outside<{ readonly activityId: string }>;
  readonly update: (to: Account, activityId: string, notice: Notice) => Outside<void>;
};
export type WordPort = { readonly render: (document: WordDocument) => Promise<Uint8Array> };
export type CsvPort = {
  readonly read: (
    files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
    today: LocalDate,
  ) => CaseloadRead;
};
export type CaseloadRead = {
  readonly children: readonly ImportedChild[];
  readonly schools: readonly ImportedSchool[];
  readonly people: readonly ImportedPerson[];
  readonly terms: readonly Term[];
  readonly faults: readonly ImportFault[];
  readonly refusedChildren: number;
};
export type ImportFault = {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly what: string;
  readonly whatToDo: string;
};

/** Everything a workflow may use. Made once, in compose.ts. */
export type Ports = {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly calendar: CalendarPort;
  readonly onlineMeetings: OnlineMeetingPort;
  readonly chats: ChatPort;
  readonly directory: DirectoryPort;
  readonly documents: DocumentPort;
  readonly mail: MailPort;
  readonly bot: BotPort;
  readonly word: WordPort;
  readonly csv: CsvPort;
  /** The log: a code, ids, and a cause for the engineer; never words a person wrote. */
  readonly report: (code: string, facts: Readonly<Record<string, string | number>>, cause?: unknown) => void;
  /** Where people open the app: `page('door', link)` and so on never carry a name or address. */
  readonly links: {
    readonly review: (meeting: MeetingId) => string;
    readonly pep: (pep: PepId) => string;
    readonly home: () => string;
    readonly door: (token: string) => string;
  };
};
