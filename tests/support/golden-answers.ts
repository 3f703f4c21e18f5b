import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

const FOLDER = join(import.meta.dirname, '../golden/answers');
/** `CARESHED_GOLDENS=write` writes what is answered now: to be read as a change of the rules before it is kept. */
const writes = process.env['CARESHED_GOLDENS'] === 'write';

/** Nine digits: more than a rule needs, fewer than the last bit of a sine. */
const round = (value: number): number | string =>
  Number.isFinite(value) ? Number(value.toPrecision(9)) : String(value);

/** A long array as its length, its sum and a sum that weighs each entry by its place. */
function digest(values: ArrayLike<number>): unknown {
  if (values.length <= 8) return Array.from(values, round);
  let [sum, placed, other] = [0, 0, 0];
  for (let i = 0; i < values.length; i++)
    if (Number.isFinite(values[i]!)) {
      sum += values[i]!;
      placed += values[i]! * ((i % 97) + 1);
    } else other++;
  return { length: values.length, sum: round(sum), placed: round(placed), notFinite: other };
}

/** Characters of a list that are kept as they are; a longer one is kept by its hash. */
const MOST_CHARACTERS = 6000;
const shorten = (list: unknown[]): unknown => {
  const text = JSON.stringify(list);
  if (text.length <= MOST_CHARACTERS) return list;
  return { length: list.length, hash: createHash('sha256').update(text).digest('hex').slice(0, 24) };
};

/** An answer as plain JSON that is the same on every machine. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return round(value);
  if (typeof value === 'string' && value.length > MOST_CHARACTERS) return shorten([value]);
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return digest(value as Float64Array);
  if (value instanceof Map) return plain([...value]);
  if (Array.isArray(value)) {
    const isLong = value.length > 60 && value.every((one) => typeof one === 'number');
    return isLong ? digest(value as number[]) : shorten(value.map(plain));
  }
  const entries = Object.entries(value).filter(
    ([, part]) => part !== undefined && typeof part !== 'function',
  );
  return Object.fromEntries(
    entries.map(([key, part]) => [
      key,
      key === 'coordinates' && Array.isArray(part) ? digest(part.flat(Infinity) as number[]) : plain(part),
    ]),
  );
}

/** Compares an answer with the one kept in `tests/golden/answers/FILE.json` under its name. */
export function expectGolden(file: string, name: string, answer: unknown): void {
  const path = join(FOLDER, `${file}.json`);
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {};
  const made: unknown = JSON.parse(JSON.stringify(plain(answer)));
  if (writes) {
    const sorted = Object.entries({ ...kept, [name]: made }).sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = sorted.map(([key, one]) => `${JSON.stringify(key)}: ${JSON.stringify(one)}`);
    writeFileSync(path, `{\n${lines.join(',\n')}\n}\n`);
    return;
  }
  expect(kept, `${file}.json has no entry of this name`).toHaveProperty([name]);
  expect(made).toEqual(kept[name]);
}
