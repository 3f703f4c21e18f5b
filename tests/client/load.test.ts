import { describe, expect, it } from 'vitest';
import { EMPTY_LOAD, begin, fail, finish, isStale, type Load } from '../../client/state/load.ts';

const problem = { type: 'about:blank', title: '', status: 500, detail: 'no', code: 'internal' };

describe('a load', () => {
  it('keeps the last value while a new question is in flight, and knows that it is stale', () => {
    const first = finish(begin<number>(EMPTY_LOAD, 'walk'), 'walk', 1);
    expect(isStale(first, 'walk')).toBe(false);
    expect(isStale(first, 'car')).toBe(true);
    const second = begin(first, 'car');
    expect(second).toMatchObject({ busy: true, value: 1, valueKey: 'walk' });
    expect(isStale(second, 'car')).toBe(true);
    expect(isStale(finish(second, 'car', 2), 'car')).toBe(false);
  });

  it('drops answers and failures of questions asked before the last one', () => {
    const asked = begin(begin<number>(EMPTY_LOAD, 'walk'), 'car');
    expect(finish(asked, 'walk', 1)).toBe(asked);
    expect(fail(asked, 'walk', problem)).toBe(asked);
    expect(finish(asked, 'car', 2)).toMatchObject({ value: 2, busy: false });
  });

  it('shows a failure beside the value that is still known', () => {
    const known = finish(begin<number>(EMPTY_LOAD, 'walk'), 'walk', 1);
    const failed = fail(begin(known, 'car'), 'car', problem);
    expect(failed).toMatchObject({ busy: false, value: 1, valueKey: 'walk', problem });
    expect(begin(failed, 'car').problem).toBeNull();
  });

  it('is not stale while it is empty', () => {
    const empty: Load<number> = EMPTY_LOAD;
    expect(isStale(empty, 'walk')).toBe(false);
  });
});
