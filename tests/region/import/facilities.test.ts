import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../server/geo/csv-read.ts';
import type { Grid } from '../../../server/kernel/grid/grid.ts';
import { parseDegrees } from '../../../server/region/import/tables/coordinates.ts';
import { scoreFacilityTable } from '../../../server/region/import/facilities/facilities.ts';
import { readFacilities } from '../../../server/region/import/facilities/read-facilities.ts';
import { guessColumns } from '../../../server/region/import/tables/facility-columns.ts';
import { findTier, findTierInWords } from '../../../server/region/import/facilities/facility-tier.ts';
import { FindingList } from '../../../server/region/model/findings.ts';
import { degreeGrid } from '../../support/frames.ts';

const grid: Grid = degreeGrid(100, 100, 0.01, 106, 30);

describe('findTier', () => {
  it.each([
    ['村卫生室', 'village'],
    ['龙潭村卫生所', 'village'],
    ['社区卫生服务站', 'village'],
    ['乡镇卫生院', 'township'],
    ['中心卫生院', 'township'],
    ['社区卫生服务中心', 'township'],
    ['县人民医院', 'county'],
    ['县中医院', 'county'],
    ['妇幼保健院', 'county'],
    ['康乐大药房', 'other'],
    ['Poste de Santé', 'village'],
    ['Dispensaire', 'village'],
    ['Health Post', 'village'],
    ['Health Centre', 'township'],
    ['Centre de Santé', 'township'],
    ['Centre Médico-Urbain', 'township'],
    ['Centre Hospitalier National', 'county'],
    ['District Hospital', 'county'],
    ['clinic', 'township'],
    ['pharmacy', 'other'],
    ['Tier1 health post', 'village'],
    ['Tier3 provincial hospital', 'county'],
    ['township', 'township'],
    ['', null],
    ['Karthala', null],
  ] as const)('%s → %s', (words, tier) => {
    expect(findTierInWords(words)).toBe(tier);
  });
  it('believes the tier column before the name, and a number last', () => {
    expect(findTier({ tier: 'county', tierName: '', type: '卫生室', name: '' })).toBe('county');
    expect(findTier({ tier: '2', tierName: '', type: 'Health Post', name: '' })).toBe('village');
    expect(findTier({ tier: '2.0', tierName: '', type: '', name: 'Mitsamiouli' })).toBe('township');
    expect(findTier({ tier: '', tierName: '', type: '', name: 'Mitsamiouli' })).toBeNull();
  });
});

describe('parseDegrees', () => {
  it.each([
    ['116.3975', 116.3975],
    ['-11.69', -11.69],
    ['116,3975', 116.3975],
    ['39°54′26″N', 39.90722],
    ['39°54\'26"S', -39.90722],
    ["116°23'E", 116.38333],
    ['N39 54 26', 39.90722],
    ['11 41 42 S', -11.695],
    ['东经116度23分50秒', 116.39722],
    ['北纬29度30分', 29.5],
    ["43°15.267'E", 43.25445],
    ['', Number.NaN],
    ['north', Number.NaN],
    ['39°72′', Number.NaN],
  ] as const)('%s', (text, degrees) => {
    if (Number.isNaN(degrees)) expect(parseDegrees(text)).toBeNaN();
    else expect(parseDegrees(text)).toBeCloseTo(degrees, 4);
  });
});

describe('guessColumns', () => {
  it.each([
    [
      ['机构名称', '机构类型', '经度', '纬度', '床位数（张）', '执业医师数', '注册护士'],
      { name: 0, type: 1, lon: 2, lat: 3, beds: 4, doctors: 5, nurses: 6 },
    ],
    [
      ['Facility name', 'Facility type', 'Lat', 'Long', 'Tier', 'Tier_name'],
      { name: 0, type: 1, lat: 2, lon: 3, tier: 4, tierName: 5 },
    ],
    [['id', 'lon', 'lat', 'population', 'healthcare'], { id: 0, lon: 1, lat: 2, population: 3, care: 4 }],
    [['X', 'Y', 'hf_type', 'capacity'], { lon: 0, lat: 1, type: 2, capacity: 3 }],
    [['Longitude (WGS84)', 'Latitude (WGS84)', 'Beds total'], { lon: 0, lat: 1, beds: 2 }],
  ])('%j', (columns, expected) => {
    expect(guessColumns(columns)).toEqual(expected);
  });
});

describe('readFacilities', () => {
  const csv = `机构名称,机构类型,经度,纬度,床位,医生,村庄
青禾县人民医院,综合医院,106.55,29.55,300,120,城关
龙潭村卫生室,村卫生室,"106°30'36""E","29°30'N",2,1,龙潭
无坐标卫生院,卫生院,,,10,3,x
坏坐标卫生院,卫生院,abc,29.5,10,3,x
远方医院,医院,120.1,29.5,10,3,x
空岛诊所,诊所,0,0,1,1,x
怪床位,卫生院,106.6,29.6,许多,-3,x
`;
  const findings = new FindingList();
  const table = { file: 'f.csv', ...readCsv(Buffer.from(csv)), points: null };
  const facilities = readFacilities(table, { layer: 'facilities', grid, findings });

  it('makes a facility of every row that can be placed and a finding of the rest', () => {
    expect(facilities.map((f) => f.nameZh)).toEqual([
      '青禾县人民医院',
      '龙潭村卫生室',
      '远方医院',
      '空岛诊所',
      '怪床位',
    ]);
    expect(facilities[1]).toMatchObject({
      tier: 'village',
      beds: 2,
      doctors: 1,
      lonDegrees: 106.51,
      latDegrees: 29.5,
      attributes: { 村庄: '龙潭' },
    });
    expect(facilities[2]!.cell).toBe(-1);
    const counts = Object.fromEntries(findings.sorted().map((f) => [f.code, [f.count, f.examples[0]?.row]]));
    expect(counts).toEqual({
      'facility-without-coordinates': [1, 4],
      'facility-coordinates-unreadable': [1, 5],
      'facility-null-island': [1, 7],
      'facility-outside-grid': [2, 6],
      'facility-number-unreadable': [2, 8],
    });
  });

  it('scores columns with tiers over columns with types over none', () => {
    const score = (head: string, row: string) =>
      scoreFacilityTable({ file: '', ...readCsv(Buffer.from(`${head}\n${row}`)), points: null });
    expect(score('name,lon,lat,tier', 'a,1,2,village')).toBeGreaterThan(
      score('name,lon,lat,type', 'a,1,2,post'),
    );
    expect(score('name,lon,lat,type', 'a,1,2,post')).toBeGreaterThan(score('name,lon,lat', 'a,1,2'));
    expect(score('name,tier', 'a,village')).toBe(0);
  });
});
