import { openSandbox } from '#sandbox/openSandbox.ts';

/** A process of the crash test: the whole product on one folder. Says its address once it is ready, and never stops by itself. */
const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('Say which folder.');
const { address } = await openSandbox({ port: 0, dataDir, store: { dataDir: `${dataDir}/store` } });
process.stdout.write(`${address}\n`);
