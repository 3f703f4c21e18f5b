import { describe, expect, it } from 'vitest';
import { listTravelNotes } from '../../server/analysis/travel-notes.ts';
import { sentenceOf } from '../../server/contract/text/present.ts';
import { Travel, type TravelInput } from '../../server/contract/travel.ts';

const hilly = { hasElevation: true, peopleWithoutHeight: 0 };
const codes = (input: TravelInput, heights: Parameters<typeof listTravelNotes>[1] = hilly): string[] =>
  listTravelNotes(Travel.parse(input), heights).map((note) => note.code);

describe('what an answer says of its travel parameters', () => {
  it('names the walking function in use', () => {
    expect(codes({})).toContain('assume-slope-tobler');
    expect(codes({ slope: 'irmischer-clarke' })).toContain('assume-slope-irmischer-clarke');
    expect(codes({ slope: 'naismith-langmuir' })).toContain('assume-slope-naismith-langmuir');
    expect(codes({ slope: 'none' })).toContain('assume-slope-none');
    expect(codes({}, { hasElevation: false })).toContain('assume-no-heights');
    expect(codes({ model: 'straight-line' }).filter((code) => /slope|heights/.test(code))).toEqual([]);
  });

  it('says that unknown heights count as flat, only where people live in the holes', () => {
    const holes = { hasElevation: true, peopleWithoutHeight: 1234.4 };
    const note = listTravelNotes(Travel.parse({}), holes).find(({ code }) => code === 'heights-unknown')!;
    expect(note.parameters).toEqual({ people: 1234 });
    expect(sentenceOf(note.code, 'en', note.parameters)).toMatch(/where 1,?234 people live.*count as flat/);
    expect(codes({})).not.toContain('heights-unknown');
    expect(codes({ slope: 'none' }, holes)).not.toContain('heights-unknown');
    expect(codes({}, { hasElevation: true })).not.toContain('heights-unknown');
  });

  it('says what was changed from the default: walk factor with its source, moves, off-road classes', () => {
    const notes = listTravelNotes(
      Travel.parse({ mode: 'motorcycle', walkFactor: 0.75, neighbours: 8, speeds: { offRoad: { bare: 12, cropland: 8 } } }),
      hilly,
    ); // prettier-ignore
    const text = notes.map((note) => sentenceOf(note.code, 'en', note.parameters)).join('\n');
    expect(text).toMatch(/multiplied by 0\.75.*Knoblauch/);
    expect(text).toMatch(/8\.24 %/);
    expect(text).toMatch(/bare, cropland/);
    expect(codes({ walkFactor: 1, neighbours: 16 })).toEqual(codes({}));
  });
});
