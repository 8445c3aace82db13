import { buildWhatIsStale } from './buildWhatIsStale.ts';

await buildWhatIsStale();
