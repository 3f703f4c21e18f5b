import { describe, expect, it } from 'vitest';
import { causeText } from '../../server/geo/cause-text.ts';
import { parseCrs } from '../../server/geo/crs.ts';

describe('causeText', () => {
  const thrown = (act: () => unknown): unknown => {
    try {
      return act();
    } catch (cause) {
      return cause;
    }
  };
  it('keeps what a reader is to know, whatever words it has', () => {
    expect(causeText(thrown(() => parseCrs('EPSG:99999')))).toMatch(/EPSG:99999 is not in the table/);
    expect(causeText(new Error('the value is not a date'))).toBe('the value is not a date');
    expect(causeText(thrown(() => JSON.parse('{"a":undefined}')))).toMatch(/JSON/);
    expect(causeText(Object.assign(new RangeError('too long'), { code: 'raster-too-large' }))).toBe(
      'too long',
    );
  });
  it('says of faults of the engine that the content is at fault', () => {
    const own = 'its content contradicts itself or ends too early';
    for (const act of [
      () => (undefined as unknown as { a: number }).a,
      () => (5 as unknown as () => void)(),
      () => new Uint8Array(-1),
      () => new DataView(new ArrayBuffer(1)).getInt32(0),
    ])
      expect(causeText(thrown(act))).toBe(own);
    expect(causeText(new Error("Cannot read properties of undefined (reading 'a')"))).toBe(own);
  });
});
