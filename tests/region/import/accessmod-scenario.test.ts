import type { Feature, LineString } from 'geojson';
import { describe, expect, it } from 'vitest';
import { ROAD_CLASSES } from '../../../server/contract/vocabulary.ts';
import { parseCrs } from '../../../server/geo/crs.ts';
import { isRowNamed, readScenarioTable } from '../../../server/region/import/accessmod-scenario.ts';
import { findLandClass } from '../../../server/region/import/land/land-cover.ts';
import { buildRoadNetwork } from '../../../server/region/import/roads/road-build.ts';
import { matchWord } from '../../../server/region/import/roads/road-class-words.ts';
import { listRoadWords, readLineRoads } from '../../../server/region/import/roads/road-lines.ts';

const scenario = (rows: string) =>
  readScenarioTable({
    file: 'scenario.csv',
    columns: ['class', 'label', 'speed', 'mode'],
    rows: rows
      .trim()
      .split('\n')
      .map((row) => row.trim().split(',')),
    rowNumbers: [],
    points: null,
  });
const utm = parseCrs('EPSG:32636');
const roads = (...properties: Record<string, unknown>[]): Feature<LineString>[] =>
  properties.map((p, i) => ({
    type: 'Feature',
    properties: p,
    geometry: {
      type: 'LineString',
      coordinates: [
        [0, 100 * i],
        [1000, 100 * i],
      ],
    },
  }));

describe('labels of land', () => {
  it.each([
    ['Low_dense_vegetation', 'grassland'],
    ['Medium_dense_vegetation', 'shrubland'],
    ['Dense_vegetation', 'forest'],
    ['Built_area', 'built-up'],
    ['Sparse vegetation', 'bare'],
    ['Végétation dense', 'forest'],
    ['Forêt', 'forest'],
    ['Zones_urbaines', 'built-up'],
    ['Água', 'water'],
    ['Ice', 'snow'],
    ['Office', null],
  ])('%s is %s', (label, landClass) => {
    expect(findLandClass(label)).toBe(landClass);
  });

  it('keeps rows of different speeds apart when labels name one class or none', () => {
    const { legend, bySpeed } = scenario(`
      1,Forest open,4,WALKING
      2,Forest closed,2,WALKING
      3,Zone A,3,WALKING
      4,Zone B,1.5,WALKING
      5,Zone C,3,WALKING
      6,Zone D,0,WALKING`);
    expect([...legend].sort(([a], [b]) => a - b)).toEqual([
      [1, 'cropland'],
      [2, 'forest'],
      [3, 'shrubland'],
      [4, 'wetland'],
      [5, 'shrubland'],
      [6, 'water'],
    ]);
    expect(bySpeed.map(({ value }) => value)).toEqual([1, 3, 4, 5, 6]);
  });
});

describe('roads of a scenario', () => {
  const table = scenario(`
    2,Low_dense_vegetation,4,WALKING
    1001,Main road,100,MOTORIZED
    1002,Secondary,80,MOTORIZED
    1003,Tertiary,50,MOTORIZED
    1004,Class D,30,MOTORIZED
    1005,Footbridge way,5,WALKING`);
  const read = (features: Feature<LineString>[]) => {
    const lines = readLineRoads(features, {
      from: utm,
      to: utm,
      classWords: table.roadClasses,
      speeds: [table.roadSpeeds],
    });
    const { network } = buildRoadNetwork(lines.ways);
    return [...network.edgeClass].map((c, e) => [ROAD_CLASSES[c], network.edgeMaxSpeedKmh[e]]);
  };

  it('are found by label, by misspelt label and by number, with and without the thousand', () => {
    expect(
      read(
        roads(
          { label: 'Teriary' },
          { label: 'MAIN ROAD' },
          { label: 'Secondary_roads' },
          { class: 1003 },
          { class_n: 2 },
          { class: '1004' },
          { label: 'class d' },
        ),
      ),
    ).toEqual([
      ['tertiary', 50],
      ['primary', 100],
      ['secondary', 80],
      ['tertiary', 50],
      ['secondary', 80],
      ['unclassified', 30],
      ['unclassified', 30],
    ]);
  });

  it('tells the rows that no road has', () => {
    const words = listRoadWords(roads({ label: 'Teriary' }, { class: 1001 })).map(({ word }) => word);
    expect(
      table.rows.filter((row) => row.isRoad && !isRowNamed(row, words)).map(({ value }) => value),
    ).toEqual([1002, 1004, 1005]);
  });

  it('mends one letter, where that leaves no doubt', () => {
    const known = { tertiary: 1, secondary: 1, 'main road': 1, track1: 1, track2: 1 };
    expect(
      ['Teriary', 'secondery', 'Tertiary', 'tertiaries', 'Main', 'track3', 'sea'].map((word) =>
        matchWord(known, word),
      ),
    ).toEqual(['tertiary', 'secondary', 'tertiary', null, null, null, null]);
  });
});
