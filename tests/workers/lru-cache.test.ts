import { describe, expect, it } from 'vitest';
import { countArrayBytes } from '../../server/kernel/stats/array-bytes.ts';
import { LruCache } from '../../server/workers/lru-cache.ts';

describe('a cache of the last used', () => {
  it('keeps so many entries, the last used ones', () => {
    const cache = new LruCache<string>({ entries: 2 });
    const built: string[] = [];
    const get = (key: string): string =>
      cache.get(key, () => {
        built.push(key);
        return key;
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) get(key);
    expect(built).toEqual(['a', 'b', 'c', 'b']);
    expect(cache.size).toBe(2);
  });

  it('makes room before it builds, so that the old and the new are not held together', () => {
    const cache = new LruCache<string>({ entries: 1 });
    cache.get('a', () => 'a');
    let heldMeanwhile = -1;
    cache.get('b', () => {
      heldMeanwhile = cache.size;
      return 'b';
    });
    expect(heldMeanwhile).toBe(0);
  });

  it('forgets the oldest beyond so many bytes, but never the one asked for', () => {
    const cache = new LruCache<{ bytes: number }>({ entries: 9, bytes: 10, bytesOf: ({ bytes }) => bytes });
    const a = cache.get('a', () => ({ bytes: 4 }));
    cache.get('b', () => ({ bytes: 6 }));
    expect(cache.size).toBe(2);
    cache.get('c', () => ({ bytes: 1 }));
    expect(cache.size).toBe(2);
    expect(cache.get('a', () => ({ bytes: 4 }))).not.toBe(a);
    const large = cache.get('large', () => ({ bytes: 99 }));
    expect(cache.size).toBe(1);
    expect(cache.get('large', () => ({ bytes: 0 }))).toBe(large);
  });

  it('lets go of what is beyond the bytes before it builds the next', () => {
    const cache = new LruCache<{ bytes: number }>({ entries: 9, bytes: 10, bytesOf: ({ bytes }) => bytes });
    cache.get('large', () => ({ bytes: 99 }));
    let heldMeanwhile = -1;
    cache.get('next', () => {
      heldMeanwhile = cache.size;
      return { bytes: 1 };
    });
    expect(heldMeanwhile).toBe(0);
  });

  it('sees entries grow while they are kept', () => {
    const cache = new LruCache<{ bytes: number }>({ entries: 9, bytes: 10, bytesOf: ({ bytes }) => bytes });
    const first = cache.get('a', () => ({ bytes: 1 }));
    cache.get('b', () => ({ bytes: 1 }));
    first.bytes = 10;
    cache.get('b', () => ({ bytes: 1 }));
    expect(cache.size).toBe(1);
  });
});

describe('bytes of arrays', () => {
  it('counts each buffer once, in fields and in fields of fields', () => {
    const out = new Float64Array(10);
    expect(
      countArrayBytes({ out, back: out, node: new Int32Array(5), more: { of: new Uint8Array(7) } }),
    ).toBe(107);
    expect(countArrayBytes(out, { out }, out.subarray(2))).toBe(80);
    expect(
      countArrayBytes(
        null,
        undefined,
        'text',
        7,
        Array.from({ length: 65 }, () => out),
      ),
    ).toBe(0);
    expect(countArrayBytes([{ zoneOfCell: out }])).toBe(80);
  });
});
