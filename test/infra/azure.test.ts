import { readFile } from 'node:fs/promises';
import { liveSettings } from '#src/config.ts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const bicep = await readFile('infra/azure.bicep', 'utf8');
const parametersText = await readFile('infra/azure.parameters.json', 'utf8');
const dockerfile = await readFile('Dockerfile', 'utf8');
const dockerignore = await readFile('.dockerignore', 'utf8');

type Parameter = { readonly isSecret: boolean; readonly hasDefault: boolean };

/** Each `param` of the template with the decorators written above it. */
function parametersOf(template: string): ReadonlyMap<string, Parameter> {
  const declared = template.matchAll(/((?:^@.*\n)*)^param (\w+) \w+( =)?/gm);
  return new Map(
    [...declared].map(([, above = '', name = '', equals]) => [
      name,
      { isSecret: above.includes('@secure()'), hasDefault: equals !== undefined },
    ]),
  );
}

const parameters = parametersOf(bicep);
const given = z.object({ parameters: z.record(z.string(), z.object({ value: z.unknown() })) });
const values = given.parse(JSON.parse(parametersText)).parameters;

const block =
  /resource settings 'config' = \{\n[\s\S]*?properties: \{\n([\s\S]*?)\n {4}\}/.exec(bicep)?.[1] ?? '';
const settings = new Map(
  [...block.matchAll(/^ +(\w+): (.+)$/gm)].map(([, name = '', value = '']) => [name, value]),
);

/** Every setting of `npm run serve`. */
const served = [...liveSettings, 'APPLICATIONINSIGHTS_CONNECTION_STRING'];
const secrets = ['DATABASE_URL', 'CLIENT_SECRET', 'BOT_SECRET'] as const;

describe('the Azure template', () => {
  it.each(served)('gives the server %s', (name) => {
    expect([...settings.keys()]).toContain(name);
  });

  it.each(secrets)('hands %s over by reference to the vault, never by value', (name) => {
    expect(settings.get(name)).toMatch(
      /^'@Microsoft\.KeyVault\(SecretUri=\$\{vault::\w+\.properties\.secretUri\}\)'$/,
    );
  });

  it('has no secret with a default, and no output of one', () => {
    const secure = [...parameters].filter(([, it]) => it.isSecret).map(([name]) => name);
    expect(secure.sort()).toEqual(['botSecret', 'clientSecret', 'databasePassword']);
    expect(secure.filter((name) => parameters.get(name)?.hasDefault)).toEqual([]);
    const outputs = bicep.match(/^output .*$/gm) ?? [];
    expect(outputs.length).toBeGreaterThan(0);
    expect(outputs.filter((line) => /secret|password|connection/i.test(line))).toEqual([]);
  });

  it('every parameter without a default is in the parameters file, the secrets alone are not', () => {
    const needed = [...parameters].filter(([, it]) => !it.hasDefault && !it.isSecret).map(([name]) => name);
    expect(Object.keys(values)).toEqual(expect.arrayContaining(needed));
    expect(Object.keys(values).filter((name) => parameters.get(name)?.isSecret !== false)).toEqual([]);
  });

  it.each([
    ['refuses plain HTTP', /httpsOnly: true/],
    ['never sleeps: the reminder sweep runs in it', /alwaysOn: true/],
    ['is watched by its own health page', /healthCheckPath: '\/healthz'/],
    ['keeps the database off the public network', /publicNetworkAccess: 'Disabled'/],
    ['runs PostgreSQL 16', /version: '16'/],
    [
      'keeps a vault that cannot be purged, read by roles',
      /enableRbacAuthorization: true[\s\S]*enablePurgeProtection: true/,
    ],
    ['has a bot of one tenant, in Teams', /msaAppType: 'SingleTenant'[\s\S]*MsTeamsChannel/],
    ['sends the bot to the right door', /endpoint: 'https:\/\/\$\{publicHost\}\/api\/messages'/],
  ])('%s', (_, expected) => {
    expect(bicep).toMatch(expected);
  });

  it('closes every bracket it opens, and uses every parameter it takes', () => {
    const code = bicep.replaceAll(/^\s*\/\/.*$/gm, '').replaceAll(/'[^'\n]*'/g, "''");
    for (const [open, close] of ['{}', '[]', '()']) {
      expect(code.split(open ?? '').length, `${open} and ${close}`).toBe(code.split(close ?? '').length);
    }
    const unused = [...parameters.keys()].filter(
      (name) => (bicep.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length < 2,
    );
    expect(unused).toEqual([]);
  });
});

describe('the image', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
    files.split(' '),
  );
  const final = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

  it('takes in neither sandbox nor tests, by name or by the whole folder', () => {
    expect(copied.filter((it) => /^(\.|\*|infra|test|appPackage|env)/.test(it) && it !== '.npmrc')).toEqual(
      [],
    );
  });

  it('sends the builder nothing but what is named', () => {
    const lines = dockerignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines[0]).toBe('*');
    const admitted = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(admitted.toSorted()).toEqual([...new Set(copied)].toSorted());
  });

  it('runs the live door as an ordinary user, with node itself', () => {
    expect(final).toContain('CMD ["node", "src/main.ts"]');
    expect(final.indexOf('USER node')).toBeGreaterThan(final.lastIndexOf('COPY'));
  });

  it('carries the packages of the server only', () => {
    expect(dockerfile).toMatch(/npm ci --omit=dev/);
    expect(final).toContain('COPY --from=packages');
  });
});
