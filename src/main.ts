import { fileURLToPath } from 'node:url';
import { compose } from './compose.ts';
import { environmentOfProcess, liveConfig } from './config.ts';
import { systemClock } from '#adapters/system.ts';
import { exitPlainly } from './exitPlainly.ts';

/** The live door: the only command that infra/ uses. */
try {
  const config = liveConfig(environmentOfProcess(), fileURLToPath(new URL('../dist/tab', import.meta.url)));
  const app = await compose(config, systemClock);
  const address = await app.listen();
  process.stdout.write(`Education Review is ready at ${address}\n`);
  const stop = () => void app.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (problem) {
  exitPlainly(problem);
}
