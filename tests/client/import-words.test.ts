import { describe, expect, it } from 'vitest';
import type { ImportAnswer, ImportFile } from '../../server/contract/imports.ts';
import {
  EMPTY_CHOICES,
  EMPTY_INTAKE,
  type ImportChoices,
  type Intake,
} from '../../client/state/intake-state.ts';
import { askWords, asksCrs, listTierWords, listZoneFiles } from '../../client/state/import-words.ts';

const file = (path: string, part: Partial<ImportFile>): ImportFile => ({
  path,
  name: path,
  format: 'CSV',
  bytes: 1,
  sha256: '',
  layer: 'facilities',
  reason: null,
  text: null,
  crs: null,
  bounds: null,
  facts: {},
  columns: [],
  suggested: {},
  sample: [],
  unit: null,
  guesses: [],
  roadWords: [],
  tierWords: [],
  nameColumns: [],
  ...part,
});
const files = [
  file('a.csv', {
    tierWords: [
      { word: 'Kituo', count: 2, tier: null },
      { word: 'hospital', count: 1, tier: 'county' },
    ],
  }),
  file('b.csv', { tierWords: [{ word: 'hospital', count: 4, tier: 'county' }] }),
  file('zones.geojson', { layer: 'zones', nameColumns: ['name', 'code'] }),
  file('one.geojson', { layer: 'zones', nameColumns: ['name'] }),
  file('far.tif', { layer: null, reason: 'raster-without-crs' }),
];
const intakeOf = (choices: Partial<ImportChoices>): Intake => ({
  ...EMPTY_INTAKE,
  files: { ...EMPTY_INTAKE.files, value: { files } as unknown as ImportAnswer },
  choices: { ...EMPTY_CHOICES, ...choices },
});

describe('words, names and CRSs of an import', () => {
  it('words of all files that take part, the most frequent first', () => {
    expect(listTierWords(intakeOf({})).map(({ word, count }) => [word, count])).toEqual([
      ['hospital', 5],
      ['Kituo', 2],
    ]);
    expect(listTierWords(intakeOf({ excluded: ['a.csv'] })).map(({ count }) => count)).toEqual([4]);
  });

  it('zones are named by choice only where there is one', () => {
    expect(listZoneFiles(intakeOf({})).map(({ path }) => path)).toEqual(['zones.geojson']);
  });

  it('a CRS is asked for where it is missing or cannot be read, and stays open where one was given', () => {
    expect(files.filter((it) => asksCrs(it, {})).map(({ path }) => path)).toEqual(['far.tif']);
    expect(asksCrs(file('far.tif', { layer: 'population' }), { 'far.tif': 'EPSG:32737' })).toBe(true);
  });

  it('sends what differs from the guess and still means something', () => {
    const choices = {
      tierWords: { Kituo: 'village', gone: 'county' },
      zoneNames: { 'zones.geojson': 'code', 'one.geojson': 'nothing' },
      crsByFile: { 'far.tif': 'EPSG:32737', 'away.tif': 'EPSG:4326' },
    };
    expect(askWords(intakeOf({}))).toEqual({});
    expect(askWords(intakeOf(choices))).toEqual({
      tierWords: { Kituo: 'village' },
      zoneNames: { 'zones.geojson': 'code' },
      crsByFile: { 'far.tif': 'EPSG:32737' },
    });
    expect(askWords(intakeOf({ ...choices, excluded: ['a.csv', 'far.tif'] }))).toEqual({
      zoneNames: { 'zones.geojson': 'code' },
    });
  });
});
