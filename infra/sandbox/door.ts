import type { Environment } from '#src/config.ts';

/** Whatever smells of a real tenant, a real store or a real server: the sandbox does not start beside it. */
const realSettings = [
  'TENANT_ID',
  'GUEST_TENANT_IDS',
  'CLIENT_ID',
  'CLIENT_SECRET',
  'BOT_ID',
  'BOT_SECRET',
  'TEAMS_APP_ID',
  'AUTHORITIES',
  'PUBLIC_URL',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_TENANT_ID',
  'AZURE_SUBSCRIPTION_ID',
  'WEBSITE_SITE_NAME',
  'WEBSITE_INSTANCE_ID',
  'CONTAINER_APP_NAME',
  'IDENTITY_ENDPOINT',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'MSI_ENDPOINT',
  'M365_CLIENT_ID',
  'M365_CLIENT_SECRET',
  'M365_TENANT_ID',
] as const;

export type SandboxSettings = {
  readonly port: number;
  readonly store: { readonly dataDir: string } | { readonly databaseUrl: string };
  readonly dataDir: string;
};

/** Reads the sandbox's own settings and refuses, all at once and in plain words, whatever could reach something real. */
export function sandboxSettings(environment: Environment): SandboxSettings {
  const faults = realSettings
    .filter((name) => (environment[name] ?? '') !== '')
    .map((name) => `${name} is set: the sandbox never runs beside a real tenant`);
  if (environment['NODE_ENV'] === 'production')
    faults.push('NODE_ENV is production: use npm run serve there');
  const url = environment['DATABASE_URL'] ?? '';
  if (url !== '' && !isLoopback(url))
    faults.push('DATABASE_URL is not on this machine: the sandbox only uses 127.0.0.1, localhost or ::1');
  const port = Number(environment['PORT'] ?? '3978');
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    faults.push('PORT must be a number from 1 to 65535');
  if (faults.length > 0) {
    const problem = new Error(
      `The sandbox does not start:\n${faults.map((fault) => `  - ${fault}`).join('\n')}\nUnset these and run npm start again.`,
    );
    problem.name = 'SettingsProblem';
    throw problem;
  }
  const dataDir = environment['DATA_DIR'] ?? '.data';
  return { port, dataDir, store: url === '' ? { dataDir: `${dataDir}/store` } : { databaseUrl: url } };
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, searchParams } = new URL(url);
  // A host in the query would be used instead of the one in front of everybody's eyes.
  return (
    ['127.0.0.1', 'localhost', '[::1]', '::1'].includes(hostname) &&
    !searchParams.has('host') &&
    !searchParams.has('hostaddr')
  );
}
