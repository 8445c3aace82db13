import { z } from 'zod';
import { profileOf } from '#authorities/profiles.ts';
import { roleSchema } from '#domain/people/role.ts';

const authoritySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  name: z.string().min(2).max(120),
  profile: z.string().refine((id) => profileOf(id) !== undefined, { error: 'no such profile' }),
  tenantId: z.string().min(1),
  organiserMailbox: z.email(),
  mailFrom: z.email(),
  driveId: z.string().min(1),
  rootFolderId: z.string().min(1),
  pppYearlyPence: z.int().min(0).nullable(),
  firstRoles: z.array(z.strictObject({ email: z.email(), name: z.string().min(1), role: roleSchema })).min(1),
});

const tenantSchema = z.strictObject({
  tid: z.string(),
  issuer: z.url(),
  jwksUrl: z.url(),
  tokenUrl: z.url().nullable(),
});

/** All that the app is told from outside. Both doors make one; `compose` takes no other input. */
export const configSchema = z.strictObject({
  door: z.enum(['live', 'sandbox']),
  port: z.int().min(0).max(65_535),
  host: z.string(),
  publicUrl: z.url(),
  store: z.union([
    z.strictObject({ dataDir: z.string().min(1) }),
    z.strictObject({ databaseUrl: z.string().min(1) }),
  ]),
  tenants: z.array(tenantSchema).min(1),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  graphUrl: z.url().nullable(),
  bot: z.strictObject({
    id: z.string().min(1),
    secret: z.string().min(1),
    channel: z
      .strictObject({ openIdMetadataUrl: z.url(), tokenUrl: z.url(), serviceUrl: z.url() })
      .nullable(),
  }),
  teamsAppId: z.string().min(1),
  authorities: z.array(authoritySchema).min(1),
  /** The built tab. */
  tabDir: z.string(),
});
export type Config = z.infer<typeof configSchema>;

/** Where people and Microsoft reach the server: a host of its own, since cookies, links and the manifest are of the whole of it. */
function isPlace(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, pathname, search, username } = new URL(url);
  const isHere = hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
  return !isHere && pathname === '/' && search === '' && username === '';
}

function tenantsIn(list: string): readonly string[] {
  const tids = list.split(',').map((tid) => tid.trim());
  return [...new Set(tids.filter((tid) => tid !== ''))];
}

const required = z.string().min(1);
const liveSchema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3978),
  PUBLIC_URL: z.url({ protocol: /^https$/, error: 'must be an https address' }).refine(isPlace, {
    error: 'must be the address that people open, without a path, and never this machine',
  }),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }),
  TENANT_ID: z.guid({ error: 'must be the council’s tenant id (a GUID)' }),
  GUEST_TENANT_IDS: z
    .string()
    .default('')
    .refine((list) => tenantsIn(list).every((tid) => z.guid().safeParse(tid).success), {
      error: 'must be tenant ids (GUIDs), separated by commas',
    }),
  CLIENT_ID: z.guid({ error: 'must be a GUID' }),
  CLIENT_SECRET: required,
  BOT_ID: z.guid({ error: 'must be a GUID' }),
  BOT_SECRET: required,
  TEAMS_APP_ID: z.guid({ error: 'must be a GUID' }),
  AUTHORITIES: z.string().min(2),
});

/** Names of everything `npm run serve` reads; infra/ sets them, and a test holds the two lists together. */
export const liveSettings: readonly string[] = Object.keys(liveSchema.shape);

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the live door's settings. Throws one error that names every setting that is missing or wrong, and what to do. */
export function liveConfig(environment: Environment, tabDir: string): Config {
  const sandboxOnly = ['DATA_DIR', 'SANDBOX'].filter((name) => environment[name] !== undefined);
  if (sandboxOnly.length > 0)
    throw settingsProblem(sandboxOnly.map((name) => `${name}: belongs to the sandbox; take it out`));
  const read = liveSchema.safeParse(environment);
  if (!read.success)
    throw settingsProblem(
      read.error.issues.map(
        (issue) =>
          `${issue.path.join('.')}: ${environment[String(issue.path[0])] === undefined ? 'missing' : issue.message}`,
      ),
    );
  const settings = read.data;
  const authorities = authoritiesOf(settings.AUTHORITIES);
  const guests = tenantsIn(settings.GUEST_TENANT_IDS).filter((tid) => tid !== settings.TENANT_ID);
  const foreign = authorities.filter(
    (authority) => authority.tenantId !== settings.TENANT_ID && !guests.includes(authority.tenantId),
  );
  if (foreign.length > 0)
    throw settingsProblem(
      foreign.map(
        (authority) =>
          `AUTHORITIES: ${authority.id} lies in a tenant that neither TENANT_ID nor GUEST_TENANT_IDS names`,
      ),
    );
  return configSchema.parse({
    door: 'live',
    port: settings.PORT,
    host: '0.0.0.0',
    publicUrl: settings.PUBLIC_URL.replace(/\/$/, ''),
    store: { databaseUrl: settings.DATABASE_URL },
    tenants: [settings.TENANT_ID, ...guests].map((tid) => ({
      tid,
      issuer: `https://login.microsoftonline.com/${tid}/v2.0`,
      jwksUrl: `https://login.microsoftonline.com/${tid}/discovery/v2.0/keys`,
      tokenUrl: null,
    })),
    clientId: settings.CLIENT_ID,
    clientSecret: settings.CLIENT_SECRET,
    graphUrl: null,
    bot: { id: settings.BOT_ID, secret: settings.BOT_SECRET, channel: null },
    teamsAppId: settings.TEAMS_APP_ID,
    authorities,
    tabDir,
  });
}

function authoritiesOf(text: string): Config['authorities'] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw settingsProblem(['AUTHORITIES: is not JSON; docs/install.md shows its form'], cause);
  }
  const read = z
    .array(authoritySchema)
    .min(1)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, { error: 'names one id twice' })
    .safeParse(json);
  if (!read.success)
    throw settingsProblem(
      read.error.issues.map((issue) => `AUTHORITIES.${issue.path.join('.')}: ${issue.message}`),
    );
  return read.data;
}

function settingsProblem(lines: readonly string[], cause?: unknown): Error {
  const problem = new Error(
    `The server cannot start: settings are missing or wrong.\n${lines.map((line) => `  - ${line}`).join('\n')}\nSee docs/install.md for what each one is.`,
    { cause },
  );
  problem.name = 'SettingsProblem';
  return problem;
}

export function environmentOfProcess(): Environment {
  return process.env;
}
