// The map of rooms as rules. Each comment says why, and what to do instead.

/** A room and the only files of ours it may import (its own are always allowed). */
const room = (name, from, mayImport, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '(^|/)vite\\.config\\.ts$' },
  to: { path: '^(src|bot|tab|infra|test|appPackage)/', pathNot: [from, ...mayImport] },
});

/** A room and the only packages it may import; Node's own modules count as packages. */
const packages = (name, from, mayUse, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '(^|/)vite\\.config\\.ts$' },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'core'],
    pathNot: mayUse.map((library) => `^node_modules/${library}/`),
  },
});

/** A package and the only place that may import it. */
const onlyIn = (name, library, place, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(src|bot|tab|infra)/', pathNot: place },
  to: { path: `^node_modules/${library}/` },
});

const domain = '^src/domain/';
const ports = '^src/workflow/ports(\\.ts$|/)';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third that both need: name it.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment:
        'An import that resolves to nothing fails on somebody else’s machine: mend the path or add the package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },

    room(
      'domain-stands-alone',
      domain,
      [],
      'Policy is pure, so that a rule can be read and tested alone. Pass what it needs as a parameter.',
    ),
    packages(
      'domain-packages',
      domain,
      ['zod', 'temporal-polyfill'],
      'The domain has no clock, no disk and no network: do the effect in a workflow through a port.',
    ),

    room(
      'authorities-are-data',
      '^src/authorities/',
      [domain],
      'A profile holds values, the domain says how they work. A rule that needs code belongs in the domain.',
    ),
    packages(
      'authorities-packages',
      '^src/authorities/',
      ['zod', 'temporal-polyfill'],
      'A profile is data. Compute in the domain.',
    ),

    room(
      'contract-is-types',
      '^src/contract/',
      [domain],
      'The tab imports the contract, so whatever the contract imports can reach a browser. Move the shape to the domain.',
    ),
    packages(
      'contract-packages',
      '^src/contract/',
      ['zod'],
      'The contract is zod schemas and nothing else: it is shared with the browser.',
    ),

    room(
      'workflow-decides',
      '^src/workflow/',
      [domain, '^src/authorities/'],
      'A step reads like the procedure: it reaches Graph, mail, Word and the store through workflow/ports.ts only.',
    ),
    packages(
      'workflow-packages',
      '^src/workflow/',
      ['zod', 'temporal-polyfill'],
      'A step does no effect itself. Add a port in workflow/ports.ts and an adapter for it.',
    ),

    room(
      'word-takes-blocks',
      '^src/word/',
      [domain],
      'Word turns blocks into a document and knows nothing of where it goes.',
    ),
    packages('word-packages', '^src/word/', ['docx'], 'docx is the one library of this room.'),

    room(
      'adapters-meet-ports',
      '^src/adapters/',
      [domain, ports],
      'An adapter fulfils a port and decides nothing. A decision belongs in the workflow or the domain.',
    ),
    {
      name: 'adapters-apart',
      comment:
        'Adapters do not know each other (the queue shares the store’s connection: that one may). Join them in src/compose.ts.',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/', pathNot: '^src/adapters/jobs/' },
      to: { path: '^src/adapters/[^/]+/', pathNot: '^src/adapters/$1/' },
    },

    room(
      'server-is-an-edge',
      '^src/server/',
      ['^src/contract/', '^src/workflow/', domain, '^src/authorities/'],
      'The server authenticates, parses and calls one step. It gets its adapters handed in by src/compose.ts.',
    ),

    room(
      'cards-are-words',
      '^bot/cards/',
      [domain],
      'A card takes a Notice, never a PEP: what it may show was cut before. Add what it needs to the Notice.',
    ),
    packages(
      'cards-packages',
      '^bot/cards/',
      [],
      'A card is plain JSON from typed functions. No package is needed.',
    ),
    room(
      'actions-call-steps',
      '^bot/actions/',
      ['^bot/cards/', '^src/workflow/', domain],
      'A button becomes one workflow step. Talking to Teams belongs in bot/host.',
    ),
    packages(
      'actions-packages',
      '^bot/actions/',
      ['zod'],
      'Actions know no bot SDK, so that another one costs only bot/host.',
    ),
    room(
      'host-is-the-seam',
      '^bot/host/',
      ['^bot/cards/', '^bot/actions/', ports, domain],
      'The host is replaced whole when the bot SDK changes, so nothing else may live in it.',
    ),

    room(
      'tab-sees-the-contract',
      '^tab/',
      ['^src/contract/', domain],
      'The browser receives only what viewFor let through. Ask the server through the contract.',
    ),
    {
      name: 'tab-runs-in-a-browser',
      comment: 'Node’s modules do not exist in a browser. Ask the server through the contract.',
      severity: 'error',
      from: { path: '^tab/', pathNot: 'vite\\.config\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },

    {
      name: 'nothing-imports-infra',
      comment: 'The deployed image does not contain infra/: what the product needs lives in src, bot or tab.',
      severity: 'error',
      from: { path: '^(src|bot|tab)/' },
      to: { path: '^(infra|test|appPackage)/' },
    },
    {
      name: 'sandbox-speaks-protocols',
      comment:
        'The sandbox stands in for Microsoft 365 over HTTP. It starts compose(config) and may share domain types: a look inside would prove nothing.',
      severity: 'error',
      from: { path: '^infra/sandbox/', pathNot: 'vite\\.config\\.ts$' },
      to: { path: '^(src|bot|tab|test)/', pathNot: ['^src/(compose|config|exitPlainly)\\.ts$', domain] },
    },
    {
      name: 'only-compose-composes',
      comment:
        'The composition root is where adapters are chosen. Take what you need as a parameter instead.',
      severity: 'error',
      from: { path: '^(src|bot|tab)/', pathNot: '^src/(main|compose)\\.ts$' },
      to: { path: '^src/(main|compose)\\.ts$' },
    },
    {
      name: 'no-development-package-in-the-server',
      comment:
        'npm ci --omit=dev leaves it out of the image. Move it to dependencies with a sentence why, or do without. (Types may.)',
      severity: 'error',
      from: { path: '^(src|bot)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'declared-packages-only',
      comment:
        'A package that only another package brings may vanish with the next update: add it to package.json with a sentence why.',
      severity: 'error',
      from: { path: '^(src|bot|tab|infra)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },

    onlyIn(
      'botbuilder-in-the-host',
      '(botbuilder|botframework)[^/]*',
      '^bot/host/',
      'The bot SDK is out of support and will be replaced: it stays behind bot/host.',
    ),
    onlyIn(
      'graph-client-in-its-adapter',
      '@microsoft/microsoft-graph-client',
      '^src/adapters/graph/',
      'Graph’s traps (retries, upload, throttling) are met in one folder. Add a method to its port.',
    ),
    onlyIn(
      'teamsfx-in-one-file',
      '@microsoft/teamsfx',
      '^src/adapters/tokens/entra\\.ts$',
      'teamsfx takes a second to load and is out of support: one lazy file, behind the token port.',
    ),
    onlyIn('docx-in-word', 'docx', '^src/word/', 'Only the Word room knows docx: give it blocks.'),
    onlyIn(
      'pg-boss-in-jobs',
      'pg-boss',
      '^src/adapters/jobs/',
      'Steps enqueue through the port, inside their transaction.',
    ),
    onlyIn(
      'store-libraries-in-the-store',
      '(@electric-sql/pglite|kysely|pg)',
      '^src/adapters/(db|jobs)/',
      'SQL lives in the store’s adapter. Add a method to its port.',
    ),
    onlyIn(
      'csv-in-the-caseload',
      '(csv-parse|iconv-lite)',
      '^src/adapters/caseload/',
      'Reading other systems’ files, their codings and limits, is one adapter’s work. Use its port.',
    ),
    onlyIn(
      'teams-js-in-the-tab',
      '@microsoft/teams-js',
      '^tab/',
      'teams-js belongs to the page inside Teams.',
    ),
    onlyIn(
      'adaptivecards-never-shipped',
      'adaptivecards',
      '^infra/sandbox/',
      'It renders cards in the sandbox and checks them in tests. Teams itself renders them for people.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test-results|\\.data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // Packages of types alone have no main file but their types.
      mainFields: ['module', 'main', 'types', 'typings'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
