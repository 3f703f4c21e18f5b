import { describe, expect, it } from 'vitest';
import type { OsmExtract } from '../../../server/geo/osm-extract.ts';
import { EDGE_OWN_SPEED, EDGE_TWIN } from '../../../server/kernel/network/road-network.ts';
import {
  adminLevelOf,
  isCoastline,
  isWaterArea,
  osmCareTable,
  osmPlaces,
  osmRoadWays,
  osmWaterFeatures,
} from '../../../server/region/import/import-osm.ts';
import { expectGolden } from '../../support/golden-answers.ts';

type Tags = Record<string, string>;
/** Tags as text: `a=b c=d`. */
const tags = (text: string): Tags =>
  Object.fromEntries(text.split(' ').map((pair) => pair.split('=') as [string, string]));
const each = <T>(texts: readonly string[], read: (text: string) => T): [string, T][] =>
  texts.map((text) => [text, read(text)]);

describe('what tags of OSM mean', () => {
  it('boundaries, water and coasts', () => {
    expectGolden('osm-meaning', 'kinds', {
      levels: each(
        [
          ...[1, 2, 6, 12, 13, 2.5, 'x', ''].flatMap((level) =>
            ['boundary', 'multipolygon', 'route'].map(
              (type) => `boundary=administrative type=${type} admin_level=${level}`,
            ),
          ),
          'boundary=maritime type=boundary admin_level=4',
          'boundary=administrative admin_level=4',
          'boundary=administrative type=boundary',
        ],
        (text) => adminLevelOf(tags(text)),
      ),
      areas: each(
        [
          'natural=water',
          'waterway=riverbank',
          'landuse=reservoir',
          'natural=wood',
          'waterway=river',
          'landuse=basin',
        ],
        (text) => isWaterArea(tags(text)),
      ),
      coasts: each(['natural=coastline', 'fclass=coastline', 'natural=water', 'name=coastline'], (text) =>
        isCoastline(tags(text)),
      ),
    });
  });
  const none = new Float64Array(0);
  const extract = (more: Partial<OsmExtract>): OsmExtract => ({
    header: { generator: '', timestampSeconds: 0, bounds: null, blockKinds: new Uint8Array(0) },
    counts: { nodes: 0, ways: 0, relations: 0, highwayWays: 0 },
    roads: {
      ids: none,
      tags: [],
      givers: none,
      refStart: new Uint32Array(1),
      refs: new Int32Array(0),
      nodeLon: none,
      nodeLat: none,
      nodeMarks: new Uint8Array(0),
    },
    lines: [],
    areas: [],
    points: [],
    missingNodes: 0,
    openRelations: [],
    ...more,
  });
  it('water with the tags that matter, places of care and named places', () => {
    const ring = [
      [1, 1],
      [2, 1],
      [2, 2],
      [1, 1],
    ];
    const all =
      'water=lake waterway=riverbank name=A name:zh=甲 name:en=B tunnel=no intermittent=yes seasonal=no width=5 other=x';
    const area = (id: number, text: string, fromRelation = false) => ({
      id,
      fromRelation,
      tags: tags(text),
      geometry: { type: 'Polygon' as const, coordinates: [ring] },
    });
    const line = (id: number, text: string) => ({ id, tags: tags(text), coordinates: ring.slice(0, 2) });
    const point = (id: number, text: string) => ({ id, tags: tags(text), lonDegrees: id, latDegrees: -id });
    const cares = 'hospital clinic doctors health_post health_centre pharmacy dentist hospitals'
      .split(' ')
      .map((word, k) => point(k + 1, `amenity=${word} name=N${k}`));
    const more = 'hospital clinic centre doctor health_post laboratory'
      .split(' ')
      .map((word, k) => point(k + 20, `healthcare=${word}`));
    const places = 'city town suburb village hamlet isolated_dwelling neighbourhood island constructor'
      .split(' ')
      .flatMap((word, k) => [point(k + 40, `place=${word} name=P${k}`), point(k + 60, `place=${word}`)]);
    const given = extract({
      areas: [
        area(1, `natural=water ${all}`),
        area(2, 'waterway=riverbank'),
        area(3, 'amenity=clinic name=C'),
        area(4, 'amenity=hospital', true),
        area(5, 'landuse=forest'),
      ],
      lines: ['river', 'canal', 'stream', 'ditch'].map((word, k) => line(k + 1, `waterway=${word}`)),
      points: [
        ...cares,
        ...more,
        ...places,
        point(90, 'place=town name=Q name:zh=丘 name:en=Hill'),
        point(91, 'name=R'),
      ],
    });
    expectGolden('osm-meaning', 'water of OSM', osmWaterFeatures(given));
    expectGolden('osm-meaning', 'care of OSM', osmCareTable(given, 'x.osm'));
    expectGolden('osm-meaning', 'places of OSM', osmPlaces(given));
  });
  it('the duration of a ferry route is shared by the lengths of its ways, where they have nodes', () => {
    const ferry = { route: 'ferry', duration: '60' };
    const ways: [number[], Tags, number][] = [
      [[0, 1], ferry, 7],
      [[1, 2, 3], ferry, 7],
      [[3, -1, 4], ferry, 7],
      [[4, 5], ferry, 0],
      [[0, 1], { highway: 'track' }, 7],
      [[0, 5], ferry, 8],
      [[2, 2], ferry, 9],
      [[0, 1], { highway: 'construction' }, 7],
    ];
    const refs = ways.flatMap(([list]) => list);
    const starts = ways.map((_, way) => ways.slice(0, way).flatMap(([list]) => list).length);
    const { uses, ways: made } = osmRoadWays(
      extract({
        roads: {
          ids: Float64Array.from(ways, (_, k) => k + 100),
          tags: ways.map(([, own]) => own),
          givers: Float64Array.from(ways, ([, , giver]) => giver),
          refStart: Uint32Array.from([...starts, refs.length]),
          refs: Int32Array.from(refs),
          nodeLon: Float64Array.of(39, 39.01, 39.04, 39.04, 39.06, 39.07),
          nodeLat: Float64Array.of(-1, -1, -1, -1.02, -1.02, -1.05),
          nodeMarks: Uint8Array.of(0, 1, 2, 3, 4, 5),
        },
      }),
      {
        columns: 2,
        rows: 2,
        left: 0,
        top: 0,
        cellWidth: 1,
        cellHeight: 1,
        crs: 'EPSG:32737',
        geographic: false,
      },
    );
    expectGolden('osm-meaning', 'ferry routes', { uses, made: { ...made, uses: null } });
    // All minutes of the route together are those of its timetable.
    const minutes = [0, 1, 2].map((way) => uses[way]!.durationMinutes);
    expect(minutes.reduce((a, b) => a + b, 0)).toBeCloseTo(60, 9);
    expect(minutes[2]).toBe(0);
    expect(uses[3]!.durationMinutes).toBe(60);
    expect((uses[0]!.flags & EDGE_OWN_SPEED) !== 0).toBe(true);
    expect(EDGE_TWIN & uses[0]!.flags).toBe(0);
  });
});
