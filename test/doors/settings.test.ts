import { describe, expect, it } from 'vitest';
import { liveConfig, liveSettings, type Environment } from '#src/config.ts';
import { sandboxSettings } from '#sandbox/door.ts';

const tenant = '7f0c1f60-9d36-4f0a-8b43-0d2f7e0a1b11';
const school = '7f0c1f60-9d36-4f0a-8b43-0d2f7e0a1b12';
const authority = {
  id: 'riverford',
  name: 'Riverford Virtual School',
  profile: 'leicestershire',
  tenantId: tenant,
  organiserMailbox: 'reviews@riverford.test',
  mailFrom: 'reviews@riverford.test',
  driveId: 'b!drive',
  rootFolderId: 'root',
  pppYearlyPence: null,
  firstRoles: [{ email: 'head@riverford.test', name: 'Virtual School head', role: 'head' }],
};
const live: Environment = {
  PUBLIC_URL: 'https://reviews.riverford.test/',
  DATABASE_URL: 'postgres://reviews@store.riverford.test:5432/reviews?sslmode=verify-full',
  TENANT_ID: tenant,
  GUEST_TENANT_IDS: ` ${school} ,`,
  CLIENT_ID: '7f0c1f60-9d36-4f0a-8b43-0d2f7e0a1b13',
  CLIENT_SECRET: 'kept in the vault',
  BOT_ID: '7f0c1f60-9d36-4f0a-8b43-0d2f7e0a1b14',
  BOT_SECRET: 'kept in the vault too',
  TEAMS_APP_ID: '7f0c1f60-9d36-4f0a-8b43-0d2f7e0a1b15',
  AUTHORITIES: JSON.stringify([authority]),
};

function refusal(open: () => unknown): string {
  try {
    open();
  } catch (problem) {
    if (problem instanceof Error && problem.name === 'SettingsProblem') return problem.message;
    throw problem;
  }
  throw new Error('It was not refused.');
}
const liveRefusal = (change: Environment) => refusal(() => liveConfig({ ...live, ...change }, 'dist/tab'));

describe('the live door', () => {
  it('opens with every setting made, on Microsoft’s own addresses', () => {
    const config = liveConfig(live, 'dist/tab');
    expect(config).toMatchObject({
      door: 'live',
      port: 3978,
      publicUrl: 'https://reviews.riverford.test',
      graphUrl: null,
    });
    expect(config.tenants.map((one) => one.issuer)).toEqual([
      `https://login.microsoftonline.com/${tenant}/v2.0`,
      `https://login.microsoftonline.com/${school}/v2.0`,
    ]);
    expect(config.tenants.map((one) => one.tokenUrl)).toEqual([null, null]);
    expect(config.bot.channel).toBeNull();
  });

  const needed = liveSettings.filter((name) => name !== 'PORT' && name !== 'GUEST_TENANT_IDS');
  it.each(needed)('names %s when it is missing, and when it is empty', (name) => {
    expect(liveRefusal({ [name]: undefined })).toContain(`- ${name}: missing`);
    expect(liveRefusal({ [name]: '' })).toContain(`- ${name}: `);
  });

  it('names all that is missing at once', () => {
    const said = refusal(() => liveConfig({}, 'dist/tab'));
    for (const name of needed) expect(said).toContain(`- ${name}: missing`);
  });

  it.each([
    ['PUBLIC_URL', 'http://reviews.riverford.test'],
    ['PUBLIC_URL', 'http://127.0.0.1:3978'],
    ['PUBLIC_URL', 'https://127.0.0.1:3978'],
    ['PUBLIC_URL', 'https://localhost'],
    ['PUBLIC_URL', 'https://[::1]'],
    ['PUBLIC_URL', 'https://reviews.riverford.test/somewhere'],
    ['PUBLIC_URL', 'reviews.riverford.test'],
    ['DATABASE_URL', 'file:.data/store'],
    ['TENANT_ID', 'common'],
    ['GUEST_TENANT_IDS', 'organizations'],
    ['CLIENT_ID', 'the app'],
    ['BOT_ID', 'the bot'],
    ['TEAMS_APP_ID', 'education-review'],
    ['PORT', '0'],
    ['PORT', 'http'],
    ['AUTHORITIES', 'riverford'],
    ['AUTHORITIES', '[]'],
    ['AUTHORITIES', JSON.stringify([{ ...authority, profile: 'nowhere' }])],
    ['AUTHORITIES', JSON.stringify([{ ...authority, tenantId: '7f0c1f60-9d36-4f0a-8b43-0d2f7e0a1b99' }])],
    ['AUTHORITIES', JSON.stringify([{ ...authority, firstRoles: [] }])],
    ['AUTHORITIES', JSON.stringify([{ ...authority, surprise: true }])],
    ['AUTHORITIES', JSON.stringify([authority, authority])],
    ['DATA_DIR', '.data'],
    ['SANDBOX', '1'],
  ])('refuses %s=%s by name', (name, value) => {
    const said = liveRefusal({ [name]: value });
    expect(said).toContain(`- ${name}`);
    expect(said).toContain('docs/install.md');
  });

  it('never says a secret back', () => {
    expect(liveRefusal({ PORT: 'http', CLIENT_SECRET: 'hush-hush' })).not.toContain('hush-hush');
  });
});

describe('the sandbox door', () => {
  it('opens on its own port and folder when nothing is set', () => {
    expect(sandboxSettings({})).toEqual({ port: 3978, dataDir: '.data', store: { dataDir: '.data/store' } });
    expect(sandboxSettings({ PORT: '4100', DATA_DIR: '/tmp/x' })).toEqual({
      port: 4100,
      dataDir: '/tmp/x',
      store: { dataDir: '/tmp/x/store' },
    });
  });

  const tenantAndAzure = [
    ...liveSettings.filter((name) => name !== 'PORT' && name !== 'DATABASE_URL'),
    'AZURE_CLIENT_ID',
    'AZURE_CLIENT_SECRET',
    'AZURE_TENANT_ID',
    'AZURE_SUBSCRIPTION_ID',
    'WEBSITE_SITE_NAME',
    'WEBSITE_INSTANCE_ID',
    'CONTAINER_APP_NAME',
    'IDENTITY_ENDPOINT',
    'MSI_ENDPOINT',
    'APPLICATIONINSIGHTS_CONNECTION_STRING',
    'M365_CLIENT_ID',
    'M365_TENANT_ID',
    'M365_CLIENT_SECRET',
  ];
  it.each(tenantAndAzure)('refuses to run beside %s', (name) => {
    expect(refusal(() => sandboxSettings({ [name]: 'anything' }))).toContain(`- ${name} is set`);
  });

  it('refuses everything at once, in plain words', () => {
    const said = refusal(() =>
      sandboxSettings({
        TENANT_ID: tenant,
        NODE_ENV: 'production',
        PORT: 'x',
        DATABASE_URL: 'postgres://store.test/x',
      }),
    );
    for (const name of ['TENANT_ID', 'NODE_ENV', 'PORT', 'DATABASE_URL']) expect(said).toContain(`- ${name}`);
  });

  it.each([
    'postgres://store.riverford.test/reviews',
    'postgres://10.0.0.5/reviews',
    'postgres://127.0.0.1.riverford.test/reviews',
    'postgres://localhost@store.riverford.test/reviews',
    'postgres://127.0.0.1/reviews?host=store.riverford.test',
    'postgres://127.0.0.1/reviews?hostaddr=10.0.0.5',
    'postgres:///reviews?host=/var/run/postgresql',
    'not an address',
  ])('refuses the store %s', (url) => {
    expect(refusal(() => sandboxSettings({ DATABASE_URL: url }))).toContain('- DATABASE_URL');
  });

  it.each(['postgres://127.0.0.1/x', 'postgres://u:p@localhost:5432/x', 'postgresql://[::1]/x'])(
    'takes the store %s',
    (url) => {
      expect(sandboxSettings({ DATABASE_URL: url }).store).toEqual({ databaseUrl: url });
    },
  );
});
