import { storeImage } from '#test/support/storeImage.ts';
import { openDb } from '#adapters/db/openDb.ts';
console.time('image'); await storeImage(); console.timeEnd('image');
console.time('open'); const db = await openDb({inMemory: await storeImage()},'sandbox'); console.timeEnd('open');
console.log(await db.store.isHealthy());
console.time('within'); console.log(await db.store.within('a', tx => tx.people.all())); console.timeEnd('within');
console.time('close'); await db.close(); console.timeEnd('close');
