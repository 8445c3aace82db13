import { z } from 'zod';
import { isJsonObject, type Json, type JsonObject } from '../state.ts';

/** The properties and enum values that Graph v1.0's metadata declares, for the bodies the sandbox takes. */
const text = z.string();
const flag = z.boolean();
const optional = <T extends z.ZodType>(schema: T) => schema.nullish();

const zonedTime = z.strictObject({ dateTime: text, timeZone: text });
const emailAddress = z.strictObject({ address: z.email(), name: optional(text) });
const recipient = z.strictObject({ emailAddress });
const recipients = z.array(recipient);
const body = z.strictObject({ contentType: z.enum(['text', 'html']), content: text });
const importance = z.enum(['low', 'normal', 'high']);
const sensitivity = z.enum(['normal', 'personal', 'private', 'confidential']);
const showAs = z.enum(['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown']);

/** `String {guid} Name Something`: Exchange knows no other way to name a property. */
const extendedProperty = z.strictObject({
  id: text.regex(/^(String|Integer|Boolean|SystemTime) \{[0-9a-fA-F-]{36}\} (Name .+|Id 0x[0-9a-fA-F]+)$/),
  value: text,
});

const address = z.strictObject({
  street: optional(text),
  city: optional(text),
  state: optional(text),
  countryOrRegion: optional(text),
  postalCode: optional(text),
});
const location = z.strictObject({
  displayName: optional(text),
  locationUri: optional(text),
  locationEmailAddress: optional(text),
  locationType: optional(
    z.enum([
      'default',
      'conferenceRoom',
      'homeAddress',
      'businessAddress',
      'geoCoordinates',
      'streetAddress',
      'hotel',
      'restaurant',
      'localBusiness',
      'postalAddress',
    ]),
  ),
  address: optional(address),
});

const fileAttachment = z.strictObject({
  '@odata.type': z.literal('#microsoft.graph.fileAttachment'),
  name: text.min(1),
  contentType: optional(text),
  contentBytes: z.base64(),
  isInline: optional(flag),
  contentId: optional(text),
});

/** What an event keeps as it was given, beside its time, people and words. */
const eventSettings = {
  importance: optional(importance),
  sensitivity: optional(sensitivity),
  showAs: optional(showAs),
  allowNewTimeProposals: optional(flag),
  responseRequested: optional(flag),
  reminderMinutesBeforeStart: optional(z.int().min(0)),
  isReminderOn: optional(flag),
  isAllDay: optional(flag),
  categories: optional(z.array(text)),
};
const eventParts = {
  subject: text.max(255),
  body,
  start: zonedTime,
  end: zonedTime,
  location,
  attendees: z.array(
    z.strictObject({ emailAddress, type: optional(z.enum(['required', 'optional', 'resource'])) }),
  ),
  hideAttendees: flag,
  singleValueExtendedProperties: z.array(extendedProperty),
};
export const newEvent = z.strictObject({
  ...eventSettings,
  ...eventParts,
  subject: optional(eventParts.subject),
  body: optional(body),
  location: optional(location),
  attendees: optional(eventParts.attendees),
  hideAttendees: optional(flag),
  singleValueExtendedProperties: optional(eventParts.singleValueExtendedProperties),
  isOnlineMeeting: optional(flag),
  onlineMeetingProvider: optional(
    z.enum(['unknown', 'teamsForBusiness', 'skypeForBusiness', 'skypeForConsumer']),
  ),
  transactionId: optional(text.max(255)),
});
export const eventChange = z.strictObject({ ...eventSettings, ...eventParts }).partial();
export type NewEvent = z.infer<typeof newEvent>;
export type EventChange = z.infer<typeof eventChange>;
export const eventSettingNames = Object.keys(eventSettings);

export const cancellation = z
  .strictObject({ comment: optional(text), Comment: optional(text) })
  .transform((b) => b.comment ?? b.Comment ?? '');

export const scheduleQuestion = z.strictObject({
  schedules: z.array(text).min(1).max(100),
  startTime: zonedTime,
  endTime: zonedTime,
  availabilityViewInterval: optional(z.int().min(5).max(1440)),
});
export type ScheduleQuestion = z.infer<typeof scheduleQuestion>;

export const meetingOptions = z
  .strictObject({
    subject: optional(text),
    allowRecording: flag,
    allowTranscription: flag,
    recordAutomatically: flag,
    lobbyBypassSettings: z.strictObject({
      scope: z.enum([
        'organizer',
        'organization',
        'organizationAndFederated',
        'everyone',
        'invited',
        'organizationExcludingGuests',
      ]),
      isDialInBypassEnabled: optional(flag),
    }),
    allowedLobbyAdmitters: z.enum(['organizerAndCoOrganizersAndPresenters', 'organizerAndCoOrganizers']),
    allowedPresenters: z.enum(['everyone', 'organization', 'roleIsPresenter', 'organizer']),
    allowMeetingChat: z.enum(['enabled', 'disabled', 'limited']),
    shareMeetingChatHistoryDefault: z.enum(['none', 'all']),
    allowAttendeeToEnableCamera: flag,
    allowAttendeeToEnableMic: flag,
    allowBreakoutRooms: flag,
    allowCopyingAndSharingMeetingContent: flag,
    allowParticipantsToChangeName: flag,
    allowPowerPointSharing: flag,
    allowTeamworkReactions: flag,
    allowWhiteboard: flag,
    isEntryExitAnnounced: flag,
  })
  .partial();

export const installation = z.strictObject({
  'teamsApp@odata.bind': z.url(),
  consentedPermissionSet: optional(
    z.strictObject({
      resourceSpecificPermissions: z.array(
        z.strictObject({ permissionValue: text, permissionType: z.enum(['application', 'delegated']) }),
      ),
    }),
  ),
});

const messageParts = {
  subject: optional(text.max(255)),
  body: optional(body),
  toRecipients: optional(recipients),
  ccRecipients: optional(recipients),
  bccRecipients: optional(recipients),
  replyTo: optional(recipients),
  importance: optional(importance),
  categories: optional(z.array(text)),
  isDeliveryReceiptRequested: optional(flag),
  isReadReceiptRequested: optional(flag),
  internetMessageHeaders: optional(
    z.array(z.strictObject({ name: text.regex(/^x-/i, 'must begin with x-'), value: text })).max(5),
  ),
  singleValueExtendedProperties: optional(z.array(extendedProperty)),
};
export const newMessage = z.strictObject({ ...messageParts, attachments: optional(z.array(fileAttachment)) });
export const messageChange = z.strictObject(messageParts);
export type NewMessage = z.infer<typeof newMessage>;
export const newAttachment = fileAttachment;
export const mailToSend = z.strictObject({ message: newMessage, saveToSentItems: optional(flag) });

const onConflict = { '@microsoft.graph.conflictBehavior': optional(z.enum(['fail', 'replace', 'rename'])) };
/** SharePoint refuses these signs, a leading space and a trailing dot. */
export const fileName = text
  .min(1)
  .max(250)
  .regex(/^(?! )[^"*:<>?/\\|]+(?<![ .])$/, 'not a name SharePoint allows');
export const newFolder = z.strictObject({ name: fileName, folder: z.strictObject({}), ...onConflict });
export const itemChange = z.strictObject({
  name: optional(fileName),
  description: optional(text),
  parentReference: optional(z.strictObject({ id: optional(text), driveId: optional(text) })),
});
export const uploadWish = z.strictObject({
  item: optional(
    z.strictObject({
      name: optional(fileName),
      description: optional(text),
      fileSize: optional(z.int()),
      ...onConflict,
    }),
  ),
});
export const invitation = z.strictObject({
  recipients: z
    .array(z.strictObject({ email: optional(z.email()), objectId: optional(text), alias: optional(text) }))
    .min(1),
  roles: z.array(z.enum(['read', 'write'])).min(1),
  requireSignIn: optional(flag),
  sendInvitation: optional(flag),
  message: optional(text.max(2000)),
  retainInheritedPermissions: optional(flag),
  expirationDateTime: optional(text),
});
export type Invitation = z.infer<typeof invitation>;
export const permissionChange = z.strictObject({ roles: z.array(z.enum(['read', 'write'])).min(1) });

/** A list's columns are the authority's own: names are free, values are plain. */
export const listFields = z.record(
  text.regex(/^[A-Za-z_][A-Za-z0-9_]*(@odata\.type)?$/),
  z.union([text, z.number(), flag, z.null(), z.array(z.union([text, z.number()]))]),
);

export const newSubscription = z.strictObject({
  changeType: text.regex(/^(created|updated|deleted)(,(created|updated|deleted))*$/),
  notificationUrl: z.url(),
  lifecycleNotificationUrl: optional(z.url()),
  resource: text.min(1),
  expirationDateTime: z.iso.datetime({ offset: true }),
  clientState: optional(text.max(128)),
  latestSupportedTlsVersion: optional(text),
});
export const subscriptionRenewal = z.strictObject({ expirationDateTime: z.iso.datetime({ offset: true }) });

export const batch = z.strictObject({
  requests: z
    .array(
      z.strictObject({
        id: text,
        method: text,
        url: text,
        headers: optional(z.record(text, text)),
        body: optional(z.unknown()),
        dependsOn: optional(z.array(text)),
      }),
    )
    .min(1)
    .max(20),
});

/** The named parts that were given, as JSON to keep. */
export function givenParts(from: object, names: readonly string[]): JsonObject {
  const entries = Object.entries(from).flatMap(([name, value]): [string, Json][] =>
    names.includes(name) && value !== undefined ? [[name, plain(value)]] : [],
  );
  return Object.fromEntries(entries);
}

export function plain(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (Array.isArray(value)) return value.map(plain);
  if (isJsonObject(value)) return value;
  throw new Error('only JSON can be kept');
}
