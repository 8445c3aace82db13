import { environmentOfProcess } from '#src/config.ts';
import { exitPlainly } from '#src/exitPlainly.ts';
import { buildWhatIsStale } from '../buildWhatIsStale.ts';
import { sandboxSettings } from './door.ts';
import { openSandbox } from './openSandbox.ts';

try {
  const settings = sandboxSettings(environmentOfProcess());
  await buildWhatIsStale();
  const sandbox = await openSandbox(settings);
  process.stdout.write(
    `\nEducation Review is ready. Open ${sandbox.address}/sandbox\n(Stop with Ctrl-C. Your records stay in ${settings.dataDir}/.)\n\n`,
  );
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void sandbox.close().then(
      () => process.exit(0),
      (problem: unknown) => exitPlainly(problem),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (problem) {
  exitPlainly(problem);
}
