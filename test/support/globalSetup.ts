import { storeImage } from './storeImage.ts';

/** Once a run, before the test files open their own copies of it. */
export async function setup(): Promise<void> {
  await storeImage();
}
