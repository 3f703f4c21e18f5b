import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { extractOsm } from '../../server/geo/osm-extract.ts';
import type { OsmSelection } from '../../server/geo/osm-selection.ts';
import { scanOsm } from '../../server/geo/osm-scan.ts';
import { buildPbf, type TinyOsm } from './tiny-pbf.ts';

const folder = mkdtempSync(join(tmpdir(), 'careshed-xml-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OSM: TinyOsm = {
  nodes: [
    { id: 1, lon: 30.1, lat: -1.5, tags: { place: 'village', name: 'A & "B" <C> 青禾' } },
    { id: 2, lon: 30.2, lat: -1.5, tags: { barrier: 'bollard' } },
    { id: 3, lon: 30.2, lat: -1.4 },
    { id: 4, lon: 30.1, lat: -1.4 },
  ],
  ways: [
    { id: 10, refs: [1, 2, 99], tags: { highway: 'track' } },
    { id: 11, refs: [1, 2, 3, 4, 1], tags: {} },
  ],
  relations: [
    {
      id: 20,
      tags: { type: 'multipolygon', natural: 'water' },
      members: [{ type: 1, id: 11, role: 'outer' }],
    },
  ],
};

const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const tagsOf = (tags: Record<string, string> = {}): string =>
  Object.entries(tags)
    .map(([k, v]) => `<tag k="${escape(k)}" v="${escape(v)}"/>`)
    .join('');
const XML = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<osm version="0.6" generator="test"><meta osm_base="2024-03-01T00:00:00Z"/>',
  '<bounds minlat="-1.6" minlon="30" maxlat="-1.3" maxlon="30.3"/>',
  ...OSM.nodes!.map((n) => `<node id="${n.id}" lat="${n.lat}" lon="${n.lon}">${tagsOf(n.tags)}</node>`),
  ...OSM.ways!.map(
    (w) => `<way id="${w.id}">${w.refs.map((r) => `<nd ref="${r}"/>`).join('')}${tagsOf(w.tags)}</way>`,
  ),
  '<way id="-5" action="delete"><nd ref="1"/><nd ref="3"/><tag k="highway" v="track"/></way>',
  ...OSM.relations!.map(
    (r) =>
      '<relation ' +
      `id="${r.id}">${r.members.map((m) => `<member type="way" ref="${m.id}" role="${m.role}"/>`).join('')}${tagsOf(r.tags)}</relation>`,
  ),
  '</osm>',
].join('\n');

const SELECTION: OsmSelection = {
  way: (tags) => (tags['highway'] ? 'road' : null),
  relation: (tags) => tags['natural'] === 'water',
  point: (tags) => tags['place'] !== undefined,
  nodeMark: (tags) => (tags['barrier'] ? 8 : 0),
};
const write = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('OSM XML', () => {
  it('gives what the same data give as PBF, packed or not', () => {
    const { header: _pbf, ...expected } = extractOsm(write('a.osm.pbf', buildPbf(OSM)), SELECTION);
    for (const path of [write('a.osm', XML), write('b.osm.gz', gzipSync(XML)), write('c.xml', XML)]) {
      const { header, ...got } = extractOsm(path, SELECTION);
      const rounded = (value: unknown): unknown =>
        JSON.parse(JSON.stringify(value, (_, v: unknown) => (typeof v === 'number' ? +v.toFixed(7) : v)));
      expect(rounded(got)).toEqual(rounded(expected));
      expect(header).toMatchObject({
        generator: 'test',
        timestampSeconds: Date.UTC(2024, 2, 1) / 1000,
        bounds: [30, -1.6, 30.3, -1.3],
      });
    }
    expect(scanOsm(join(folder, 'a.osm'), {}).bounds).toEqual([30, -1.6, 30.3, -1.3]);
  });

  it.each([
    ['osm-xml-truncated', XML.slice(0, 700)],
    ['osm-xml-broken', XML.replace('</way>', '</wey>')],
    ['osm-xml-broken', XML.replace('ref="99"', 'ref="x"')],
    ['osm-xml-not-osm', '<?xml version="1.0"?><gpx></gpx>'],
    [
      'osm-xml-broken',
      '<!DOCTYPE osm [<!ENTITY a "aaaa">]><osm><node id="1" lat="0" lon="0"><tag k="n" v="&a;"/></node></osm>',
    ],
  ])('%s', (code, text) => {
    const path = write('broken.osm', text);
    expect(() => extractOsm(path, SELECTION)).toThrow(expect.objectContaining({ code }));
  });
});
