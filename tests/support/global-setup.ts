import { buildStale } from '../../scripts/build/build-parts.ts';

/** Before any test: what is built is what is tested, so build what is older than its sources. */
export default async function setup(): Promise<void> {
  const built = await buildStale();
  if (built.length > 0) console.log(`built ${built.join(' and ')}`);
}
