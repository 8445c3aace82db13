import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { environmentOfProcess } from '#src/config.ts';
import { exitPlainly } from '#src/exitPlainly.ts';
import { buildWhatIsStale } from '../buildWhatIsStale.ts';
import { sandboxSettings } from './door.ts';
import { openSandbox } from './openSandbox.ts';
import { startPlaygroundProxy } from './playgroundProxy.ts';

/** Microsoft 365 Agents Playground beside the sandbox: whoever types there is the designated teacher of the story. */
try {
  const environment = environmentOfProcess();
  const settings = sandboxSettings(environment);
  const port = environment['PLAYGROUND_PORT'] ?? '56150';
  await buildWhatIsStale();
  const sandbox = await openSandbox(settings);
  const { signIn, channel } = sandbox.services;
  const proxy = await startPlaygroundProxy({
    world: sandbox.world,
    signIn,
    channel,
    personId: 'designated-teacher',
  });
  const entry = fileURLToPath(new URL('../../node_modules/.bin/agentsplayground', import.meta.url));
  const playground = spawn(
    process.execPath,
    [entry, 'start', '-e', proxy.endpoint, '-c', 'msteams', '-p', port, '--disable-telemetry'],
    {
      cwd: settings.dataDir,
      stdio: 'ignore',
    },
  );
  process.stdout.write(
    `\nThe bot answers in Agents Playground. Open http://localhost:${port}/\nThe sandbox itself is at ${sandbox.address}/sandbox. Stop both with Ctrl-C.\n\n`,
  );
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    playground.kill('SIGTERM');
    void proxy
      .close()
      .then(sandbox.close)
      .then(
        () => process.exit(0),
        (problem: unknown) => exitPlainly(problem),
      );
  };
  playground.once('error', exitPlainly);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (problem) {
  exitPlainly(problem);
}
