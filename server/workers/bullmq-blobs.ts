import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';

/** The few commands that values need; every Redis driver of the queue has them. */
export interface RedisStrings {
  get(key: string): Promise<string | null>;
  set(key: string, value: string | number, options?: { PX?: number; EX?: number }): Promise<string | null>;
  del(...keys: string[]): Promise<number>;
}

const CHUNK_BYTES = 3 * 2 ** 20;
/** Values no one fetched (a process was killed) go by themselves. */
const KEEP_SECONDS = 3600;
/** A region's pack stays a little longer: the next worker may want it too. */
const KEEP_PACK_SECONDS = 6 * 3600;

/** Puts a value with its typed arrays, bit for bit, in chunks; returns its name. */
export async function putValue(redis: RedisStrings, value: unknown): Promise<string> {
  const name = `careshed:value:${randomUUID()}`;
  await putBytes(redis, name, serialize(value), KEEP_SECONDS);
  return name;
}

/** A value by name; throws when it has expired. */
export async function getValue(redis: RedisStrings, name: string): Promise<unknown> {
  return deserialize(await getBytes(redis, name)) as unknown;
}

export async function dropValue(redis: RedisStrings, name: string): Promise<void> {
  const chunks = Number(await redis.get(name));
  await redis.del(name, ...Array.from({ length: chunks }, (_, i) => `${name}:${i}`));
}

/** Offers a region pack under its content hash, unless it is there. */
export async function offerPack(redis: RedisStrings, hash: string, path: string): Promise<void> {
  const name = packName(hash);
  if ((await redis.get(name)) === null) await putBytes(redis, name, readFileSync(path), KEEP_PACK_SECONDS);
}

/** Fetches a pack by its content hash into a file, whole or not at all; false when no one offers it. */
export async function fetchPack(redis: RedisStrings, hash: string, path: string): Promise<boolean> {
  const name = packName(hash);
  if ((await redis.get(name)) === null) return false;
  const partial = `${path}.${process.pid}.${randomUUID().slice(0, 8)}.partial`;
  try {
    writeFileSync(partial, await getBytes(redis, name));
    renameSync(partial, path);
  } finally {
    rmSync(partial, { force: true });
  }
  return true;
}

const packName = (hash: string): string => `careshed:pack:${hash}`;

/** The count of chunks is written last, so that a name that is there has all of them. */
async function putBytes(
  redis: RedisStrings,
  name: string,
  bytes: Uint8Array,
  keepSeconds: number,
): Promise<void> {
  const chunks = Math.ceil(bytes.length / CHUNK_BYTES);
  for (let i = 0; i < chunks; i++) {
    const chunk = Buffer.from(
      bytes.buffer,
      bytes.byteOffset + i * CHUNK_BYTES,
      Math.min(CHUNK_BYTES, bytes.length - i * CHUNK_BYTES),
    );
    await redis.set(`${name}:${i}`, chunk.toString('base64'), { EX: keepSeconds + 60 });
  }
  await redis.set(name, chunks, { EX: keepSeconds });
}

async function getBytes(redis: RedisStrings, name: string): Promise<Buffer> {
  const chunks = await redis.get(name);
  if (chunks === null) throw new Error(`${name} is not in Redis (any more)`);
  const parts: Buffer[] = [];
  for (let i = 0; i < Number(chunks); i++) {
    const text = await redis.get(`${name}:${i}`);
    if (text === null) throw new Error(`${name} lacks chunk ${i} of ${chunks}`);
    parts.push(Buffer.from(text, 'base64'));
  }
  return Buffer.concat(parts);
}
