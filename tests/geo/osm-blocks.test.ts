import { describe, expect, it } from 'vitest';
import { scanOsmPbfBytes } from '../../server/geo/osm-pbf.ts';
import type { Tagged } from '../../server/geo/osm-blocks.ts';
import { buildRawPbf, deltas, message, packed, type Part, varintField, zigzag } from './tiny-pbf.ts';

type Entity = Record<string, unknown>;

/** What a file holds, copied while its arrays stand. */
function readAll(bytes: Uint8Array): {
  nodes: Entity[];
  ways: Entity[];
  relations: Entity[];
  kinds: number[];
} {
  const [nodes, ways, relations]: [Entity[], Entity[], Entity[]] = [[], [], []];
  const tagsOf = (block: Tagged, i: number): string[] =>
    Array.from({ length: block.tagStart[i + 1]! - block.tagStart[i]! }, (_, k) => {
      const at = block.tagStart[i]! + k;
      return `${block.strings.text(block.tagKeys[at]!)}=${block.strings.text(block.tagValues[at]!)}`;
    });
  const round = (values: Float64Array): number[] => Array.from(values, (value) => +value.toFixed(9));
  const header = scanOsmPbfBytes(bytes, {
    nodes: (block) => {
      for (let i = 0; i < block.count; i++)
        nodes.push({
          id: block.ids[i],
          at: round(Float64Array.of(block.lon[i]!, block.lat[i]!)),
          tags: tagsOf(block, i),
        });
    },
    ways: (block) => {
      for (let i = 0; i < block.count; i++) {
        const [from, to] = [block.refStart[i]!, block.refStart[i + 1]!];
        ways.push({
          id: block.ids[i],
          refs: Array.from(block.refs.subarray(from, to)),
          lon: block.refLon && round(block.refLon.subarray(from, to)),
          lat: block.refLat && round(block.refLat.subarray(from, to)),
          tags: tagsOf(block, i),
        });
      }
    },
    relations: (block) => {
      for (let i = 0; i < block.count; i++) {
        const [from, to] = [block.memberStart[i]!, block.memberStart[i + 1]!];
        relations.push({
          id: block.ids[i],
          members: Array.from(block.memberIds.subarray(from, to)),
          types: Array.from(block.memberTypes.subarray(from, to)),
          roles: Array.from(block.memberRoles.subarray(from, to), (role) => block.strings.text(role)),
          tags: tagsOf(block, i),
        });
      }
    },
  });
  return { nodes, ways, relations, kinds: [...header.blockKinds] };
}

const numbers = (...values: number[]): Buffer => packed(values.map(BigInt));
const group = (...parts: Part[]): Part => ({ id: 2, bytes: message(parts) });
const offset = (id: number, value: number): Part => ({ id, value: BigInt(value) });
/** A field that a later version of the format may have. */
const unknown: Part = { id: 30, bytes: Buffer.from('later') };
const dense = (ids: number[], lats: number[], lons: number[], tags?: Buffer, more: Part[] = []): Part => ({
  id: 2,
  bytes: message([
    { id: 1, bytes: deltas(ids) },
    { id: 8, bytes: deltas(lats) },
    { id: 9, bytes: deltas(lons) },
    ...(tags ? [{ id: 10, bytes: tags }] : []),
    ...more,
  ]),
});
const node = (id: number, lat: number, lon: number, tags: [Buffer, Buffer], more: Part[] = []): Part => ({
  id: 1,
  bytes: message([
    { id: 1, value: zigzag(BigInt(id)) },
    { id: 2, bytes: tags[0] },
    { id: 3, bytes: tags[1] },
    { id: 8, value: zigzag(BigInt(lat)) },
    { id: 9, value: zigzag(BigInt(lon)) },
    ...more,
  ]),
});
const way = (id: number, refs: number[], more: Part[] = []): Part => ({
  id: 3,
  bytes: message([varintField(1, id), { id: 8, bytes: deltas(refs) }, ...more]),
});
const places = (lats: number[], lons: number[]): Part[] => [
  { id: 9, bytes: deltas(lats) },
  { id: 10, bytes: deltas(lons) },
];
const relation = (
  id: number,
  roles: number[],
  members: number[],
  types: number[],
  more: Part[] = [],
): Part => ({
  id: 4,
  bytes: message([
    varintField(1, id),
    { id: 8, bytes: numbers(...roles) },
    { id: 9, bytes: deltas(members) },
    { id: 10, bytes: numbers(...types) },
    ...more,
  ]),
});
const STRINGS = ['', 'name', 'A', 'highway', 'track', 'outer', 'inner'];

describe('blocks of OSM PBF', () => {
  it('places stand on the granularity and the offsets of their own block, of dense nodes and of single ones', () => {
    const parts = [
      varintField(17, 1000),
      offset(19, -2_000_000_000),
      offset(20, 30_000_000_000),
      unknown,
      group(dense([5, 7], [1000, -500_000], [250_000, -1], numbers(1, 2, 3, 4, 0, 0), [unknown])),
      group(
        node(-9, 40, -60, [numbers(1), numbers(2)], [unknown]),
        node(10, 1, 2, [numbers(1, 3), numbers(4, 2)]),
        unknown,
      ),
    ];
    const read = readAll(
      buildRawPbf([
        { strings: STRINGS, parts },
        {
          strings: ['', 'ref', 'B'],
          parts: [group(dense([8], [15_000_000], [25_000_000], numbers(1, 2, 0)))],
        },
      ]),
    );
    expect(read.nodes).toEqual([
      { id: 5, at: [30.25, -1.999], tags: ['name=A', 'highway=track'] },
      { id: 7, at: [29.999999, -2.5], tags: [] },
      { id: -9, at: [29.99994, -1.99996], tags: ['name=A'] },
      { id: 10, at: [30.000002, -1.999999], tags: ['name=track', 'highway=A'] },
      { id: 8, at: [2.5, 1.5], tags: ['ref=B'] },
    ]);
    expect(read.kinds).toEqual([1, 1]);
  });

  it('nodes without tags, without places and without groups', () => {
    const read = readAll(
      buildRawPbf([
        { strings: [''], parts: [group(dense([1, 2], [10, 20], [30, 40]))] },
        { strings: [''], parts: [group({ id: 2, bytes: message([{ id: 1, bytes: deltas([1]) }]) })] },
        { strings: [''], parts: [group()] },
        { strings: [''], parts: [group({ id: 5, bytes: Buffer.from('') })] },
        { strings: [''], parts: [] },
      ]),
    );
    expect(read.nodes).toEqual([
      { id: 1, at: [0.000003, 0.000001], tags: [] },
      { id: 2, at: [0.000004, 0.000002], tags: [] },
    ]);
    expect(read.kinds).toEqual([1, 1, 1, 0, 0]);
  });

  it('places on ways: of those that have them, by the offsets of the block', () => {
    const parts = [
      varintField(17, 10_000),
      offset(19, 1_000_000_000),
      offset(20, -5_000_000_000),
      group(
        way(1, [3, 4]),
        way(2, [4, 9, 8], places([100, 200, 150], [-100, 0, 50])),
        way(3, [5], [unknown, { id: 2, bytes: numbers(3) }, { id: 3, bytes: numbers(4) }]),
        way(4, [6, 7], places([1, 2], [3, 4])),
        way(5, [8]),
      ),
      group(way(6, [1, 2])),
    ];
    const { ways, kinds } = readAll(buildRawPbf([{ strings: STRINGS, parts }]));
    const none = [Number.NaN];
    expect(ways).toEqual([
      { id: 1, refs: [3, 4], lon: [...none, ...none], lat: [...none, ...none], tags: [] },
      { id: 2, refs: [4, 9, 8], lon: [-5.001, -5, -4.9995], lat: [1.001, 1.002, 1.0015], tags: [] },
      { id: 3, refs: [5], lon: none, lat: none, tags: ['highway=track'] },
      { id: 4, refs: [6, 7], lon: [-4.99997, -4.99996], lat: [1.00001, 1.00002], tags: [] },
      { id: 5, refs: [8], lon: none, lat: none, tags: [] },
      { id: 6, refs: [1, 2], lon: null, lat: null, tags: [] },
    ]);
    expect(kinds).toEqual([2]);
  });

  it('members of relations, one relation after another', () => {
    const parts = [
      group(
        relation(
          1,
          [5, 0],
          [-10, 20],
          [1, 0],
          [unknown, { id: 2, bytes: numbers(1) }, { id: 3, bytes: numbers(2) }],
        ),
        relation(2, [], [], []),
        relation(3, [6, 5, 0], [7, 7, 3], [2, 1, 0]),
      ),
    ];
    const { relations, kinds } = readAll(buildRawPbf([{ strings: STRINGS, parts }]));
    expect(relations).toEqual([
      { id: 1, members: [-10, 20], types: [1, 0], roles: ['outer', ''], tags: ['name=A'] },
      { id: 2, members: [], types: [], roles: [], tags: [] },
      { id: 3, members: [7, 7, 3], types: [2, 1, 0], roles: ['inner', 'outer', ''], tags: [] },
    ]);
    expect(kinds).toEqual([4]);
  });

  it('blocks of any size: entities, tags, strings and members beyond what there is room for at first', () => {
    const many = Array.from({ length: 9000 }, (_, k) => k + 1);
    const strings = ['', ...Array.from({ length: 1500 }, (_, k) => `text ${k}`)];
    const own = (k: number): [number, number] => [1 + (k % 1500), 1 + ((k * 7) % 1500)];
    const tags = numbers(...many.flatMap((k) => [...own(k), ...own(k + 1), 0]));
    const nodes = group(
      dense(
        many,
        many.map((k) => k * 10),
        many.map((k) => -k),
        tags,
      ),
    );
    const single = group(...many.map((k) => node(k, k, 2 * k, [numbers(own(k)[0]), numbers(own(k)[1])])));
    const refsOf = (k: number): number[] => Array.from({ length: 9 }, (_, i) => k + i);
    const ways = group(...many.map((k) => way(k, refsOf(k), k % 3 ? [] : places(refsOf(k), refsOf(-k)))));
    const short = group(...many.map((k) => way(k, [k])));
    const relations = group(
      ...many.map((k) => relation(k, [own(k)[0], own(k)[1]], [k, 2 * k], [k % 3, (k + 1) % 3])),
    );
    const tagsAt = (k: number): string[] =>
      [own(k), own(k + 1)].map(([a, b]) => `${strings[a]}=${strings[b]}`);
    // Each by itself: a reader grows on its own.
    const dense9000 = readAll(buildRawPbf([{ strings, parts: [nodes] }])).nodes;
    expect(dense9000).toEqual(
      many.map((k) => ({ id: k, at: [+(-k * 1e-7).toFixed(9), +(k * 1e-6).toFixed(9)], tags: tagsAt(k) })),
    );
    expect(readAll(buildRawPbf([{ strings, parts: [single] }])).nodes).toEqual(
      many.map((k) => ({
        id: k,
        at: [+(2 * k * 1e-7).toFixed(9), +(k * 1e-7).toFixed(9)],
        tags: tagsAt(k).slice(0, 1),
      })),
    );
    expect(
      readAll(buildRawPbf([{ strings, parts: [short] }])).ways.map(({ id, refs }) => [id, refs]),
    ).toEqual(many.map((k) => [k, [k]]));
    expect(readAll(buildRawPbf([{ strings, parts: [relations] }])).relations).toEqual(
      many.map((k) => ({
        id: k,
        members: [k, 2 * k],
        types: [k % 3, (k + 1) % 3],
        roles: [strings[own(k)[0]], strings[own(k)[1]]],
        tags: [],
      })),
    );
    const degrees = (units: number): number => +(units * 1e-7).toFixed(9);
    const none = refsOf(0).map(() => Number.NaN);
    expect(readAll(buildRawPbf([{ strings, parts: [ways] }])).ways).toEqual(
      many.map((k) => ({
        id: k,
        refs: refsOf(k),
        lon: k % 3 ? none : refsOf(-k).map(degrees),
        lat: k % 3 ? none : refsOf(k).map(degrees),
        tags: [],
      })),
    );
  });

  it('refuses lists that do not fit each other', () => {
    const fails = (part: Part): unknown => {
      try {
        readAll(buildRawPbf([{ strings: STRINGS, parts: [group(part)] }]));
        return null;
      } catch (problem) {
        return String((problem as Error).cause);
      }
    };
    const list = (id: number, ...values: number[]): Part => ({ id, bytes: numbers(...values) });
    expect([
      fails(way(1, [1, 2], places([1, 2, 3], [1, 2]))),
      fails(way(1, [1, 2], places([1, 2], [1, 2, 3]))),
      fails(relation(1, [5], [1, 2], [0, 0])),
      fails(relation(1, [5, 5], [1, 2], [0])),
      fails(way(1, [1], [list(2, 1), list(3, 1, 2)])),
      fails(dense([1, 2], [1, 2, 3], [1, 2])),
      fails(dense([1, 2], [1, 2], [1, 2, 3])),
      fails({
        id: 2,
        bytes: message([
          { id: 1, bytes: Buffer.from([2, 130]) },
          { id: 8, bytes: deltas([1]) },
          { id: 9, bytes: deltas([1]) },
        ]),
      }),
    ]).toEqual([
      'RangeError: way: more places than nodes',
      'RangeError: way: more places than nodes',
      'RangeError: relation: 2 members, 1 roles, 2 types',
      'RangeError: relation: 2 members, 2 roles, 1 types',
      'RangeError: tags: 1 keys, 2 values',
      'RangeError: dense nodes: lists of different length',
      'RangeError: dense nodes: lists of different length',
      'RangeError: dense nodes: an id without an end',
    ]);
  });

  it('finds a string of a block, by its bytes', () => {
    const found: number[] = [];
    let past = '';
    scanOsmPbfBytes(
      buildRawPbf([{ strings: ['', 'ab', 'é', 'cd', 'ab'], parts: [group(dense([1], [1], [1]))] }]),
      {
        nodes: ({ strings }) => {
          found.push(
            ...['ab', 'cd', 'é', 'e', '', 'x', 'ac'].map((text) => strings.find(text)),
            strings.count,
          );
          try {
            strings.text(5);
          } catch (problem) {
            past = String(problem);
          }
        },
      },
    );
    expect(found).toEqual([1, 3, 2, -1, 0, -1, -1, 5]);
    expect(past).toBe('RangeError: string 5 of 5');
  });
});
