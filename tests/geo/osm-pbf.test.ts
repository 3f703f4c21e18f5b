import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { OsmPbfError, scanOsmPbfBytes } from '../../server/geo/osm-pbf.ts';
import { buildPbf, message, varintField } from './tiny-pbf.ts';

const sample = buildPbf({
  nodes: [
    { id: 1, lon: 116.3974, lat: 39.9087, tags: { place: 'village', name: '青禾村' } },
    { id: 2, lon: -51.2266, lat: -30.0331 },
    { id: 4_000_000_000_000_000, lon: 179.9999999, lat: 0 },
  ],
  ways: [
    {
      id: 5_000_000_000,
      refs: [1, 2, 4_000_000_000_000_000, 1],
      tags: { highway: 'residential', name: '人民路' },
    },
  ],
  relations: [
    {
      id: 7,
      tags: { type: 'multipolygon', natural: 'water' },
      members: [
        { type: 1, id: 5_000_000_000, role: 'outer' },
        { type: 0, id: 2, role: '' },
      ],
    },
  ],
});

describe('scanOsmPbfBytes', () => {
  it('reads dense nodes, ways and relations with their tags', () => {
    const nodes: unknown[] = [];
    const ways: unknown[] = [];
    const relations: unknown[] = [];
    const header = scanOsmPbfBytes(sample, {
      nodes: (b) => {
        for (let i = 0; i < b.count; i++)
          nodes.push([
            b.ids[i],
            +b.lon[i]!.toFixed(7),
            +b.lat[i]!.toFixed(7),
            b.tagStart[i + 1]! - b.tagStart[i]!,
          ]);
      },
      ways: (b) => {
        for (let i = 0; i < b.count; i++)
          ways.push([
            b.ids[i],
            Array.from(b.refs.subarray(b.refStart[i], b.refStart[i + 1])),
            b.strings.text(b.tagValues[b.tagStart[i]! + 1]!),
          ]);
      },
      relations: (b) => {
        for (let i = 0; i < b.count; i++)
          relations.push([
            b.ids[i],
            Array.from(b.memberIds.subarray(0, 2)),
            Array.from(b.memberTypes.subarray(0, 2)),
            b.strings.text(b.memberRoles[0]!),
          ]);
      },
    });
    expect(header.generator).toBe('test');
    expect(nodes).toEqual([
      [1, 116.3974, 39.9087, 2],
      [2, -51.2266, -30.0331, 0],
      [4_000_000_000_000_000, 179.9999999, 0, 0],
    ]);
    expect(ways).toEqual([[5_000_000_000, [1, 2, 4_000_000_000_000_000, 1], '人民路']]);
    expect(relations).toEqual([[7, [5_000_000_000, 2], [1, 0], 'outer']]);
  });

  it('decodes only the kinds that are asked for', () => {
    let calls = 0;
    scanOsmPbfBytes(sample, { relations: () => calls++ });
    expect(calls).toBe(1);
  });

  it('says why a file is refused', () => {
    const codeOf = (bytes: Uint8Array): string => {
      try {
        scanOsmPbfBytes(bytes, { nodes: () => undefined, ways: () => undefined, relations: () => undefined });
        return 'ok';
      } catch (problem) {
        expect(problem).toBeInstanceOf(OsmPbfError);
        return (problem as OsmPbfError).code;
      }
    };
    expect(codeOf(sample)).toBe('ok');
    expect(codeOf(new Uint8Array(0))).toBe('pbf-not-osm');
    expect(codeOf(Buffer.from('{"type": "FeatureCollection"}'))).toBe('pbf-not-osm');
    expect(codeOf(sample.subarray(0, sample.length - 5))).toBe('pbf-truncated');
    const flipped = Buffer.from(sample);
    flipped[sample.length - 20]! ^= 0xff;
    expect(codeOf(flipped)).toBe('pbf-broken');
    expect(codeOf(buildPbf({ features: ['HistoricalInformation'] }))).toBe('pbf-unsupported');
    const lz4 = message([varintField(2, 10), { id: 6, bytes: Buffer.from('xxxx') }]);
    expect(codeOf(buildPbf({ rawData: lz4 }))).toBe('pbf-unsupported');
    const bomb = message([
      varintField(2, 100),
      { id: 3, bytes: deflateSync(Buffer.alloc(40 * 1024 * 1024)) },
    ]);
    expect(codeOf(buildPbf({ rawData: bomb }))).toBe('pbf-broken');
  });
});
