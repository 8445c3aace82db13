import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Each ban says what to do instead. `no-restricted-syntax` is one list per file, so blocks below compose these.
const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: the file and the thing it exports then carry one name everywhere.',
};
const bareDate = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Take now or today as a parameter; the clock that can be moved lives in src/adapters/system.ts.',
};
const dateNow = {
  selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  message: 'Take now as a parameter: only tokens and leases (src/server, src/adapters) run on real time.',
};
const temporalNow = {
  selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
  message: 'Take now or today as a parameter; the clock that can be moved lives in src/adapters/system.ts.',
};
const processEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Settings are read once, in src/config.ts, and handed on: add the setting there.',
};
const emptyCatch = {
  selector: 'CatchClause[param=null] > BlockStatement[body.length=0]',
  message:
    'Nothing is swallowed: name the error, and answer it, rethrow it with a cause, or say why it is harmless.',
};
const clock = [bareDate, dateNow, temporalNow];
const ban = (...bans) => ({ 'no-restricted-syntax': ['error', ...bans] });

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', '.data/', 'test-results/', 'appPackage/build/']),
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // Numbers and booleans read plainly in a template; objects and undefined stay refused.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `() => close()` is the house style for callbacks.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Ports are records of async functions; an in-memory one need not await anything.
      '@typescript-eslint/require-await': 'off',
      // fastify, kysely and botbuilder are handed bound functions by their own documentation.
      '@typescript-eslint/unbound-method': 'off',
      // A type parameter used once still names what a caller gets (`json<Reply>()`).
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // `PersonId | 'settings'` tells a reader what else the text may be.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'max-params': ['error', 4],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      ...ban(defaultExport, ...clock, processEnv, emptyCatch),
    },
  },
  {
    // Tokens, leases and time-outs run on real time, whatever the domain's clock says.
    files: ['src/server/**', 'src/adapters/**'],
    rules: ban(defaultExport, bareDate, temporalNow, processEnv, emptyCatch),
  },
  {
    files: ['src/adapters/system.ts'],
    rules: { ...ban(defaultExport, processEnv, emptyCatch), 'no-console': 'off' },
  },
  { files: ['src/config.ts'], rules: ban(defaultExport, ...clock, emptyCatch) },
  // One list on purpose: what the workflow asks of the world is read on one page.
  { files: ['src/workflow/ports.ts'], rules: { 'max-lines': 'off' } },
  {
    // A view is held to its schema in the contract where the server answers with it (server/answers.ts).
    files: ['src/workflow/**', 'src/server/problemReply.ts'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  // The views of the contract are read on one page.
  { files: ['src/contract/views.ts'], rules: { 'max-lines': 'off' } },
  {
    // The entry says on the console which setting is missing: there is no log yet.
    files: ['src/main.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['infra/**', 'test/**', 'appPackage/**'],
    rules: { ...ban(defaultExport, emptyCatch), 'no-console': 'off' },
  },
  {
    files: ['test/**'],
    // A table of cases is as long as it is.
    rules: { 'max-lines': 'off', '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  {
    files: ['tab/**/*.{ts,tsx}', 'infra/sandbox/page/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    // A component's type is plain from its name and props.
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  { files: ['**/*.config.{ts,js}'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { module: 'writable', require: 'readonly' } },
  },
);
