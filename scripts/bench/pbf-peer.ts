import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** What a whole reading of a PBF file saw, to know that two decoders did the same work. */
export interface PbfSeen {
  objects: number;
  tags: number;
  refs: number;
}

interface PeerItem {
  readonly tags?: Readonly<Record<string, string>>;
  readonly refs?: readonly number[];
  readonly members?: readonly unknown[];
}

/** The same file through osm-pbf-parser, a bench-only dependency; null where it is not installed. */
export async function readWithPeer(file: string): Promise<PbfSeen | null> {
  let build: () => NodeJS.ReadWriteStream;
  try {
    ({ default: build } = await import('osm-pbf-parser'));
  } catch {
    return null;
  }
  const seen: PbfSeen = { objects: 0, tags: 0, refs: 0 };
  const items = createReadStream(file).pipe(build());
  items.on('data', (block: unknown) => {
    for (const item of block as readonly PeerItem[]) {
      seen.objects++;
      seen.tags += Object.keys(item.tags ?? {}).length;
      seen.refs += (item.refs?.length ?? 0) + (item.members?.length ?? 0);
    }
  });
  await finished(items);
  return seen;
}
