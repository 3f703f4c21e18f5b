import { hostile, type HostileCase } from './hostile-case.ts';
import { FIXTURE_SQUARE } from '../fixture-frame.ts';

const polygon = { type: 'Polygon', coordinates: [FIXTURE_SQUARE] };
const line = {
  type: 'LineString',
  coordinates: [
    [111, 29.81],
    [111.02, 29.81],
  ],
};
const feature = (geometry: unknown, properties: unknown = { name: '东区' }): unknown => ({
  type: 'Feature',
  properties,
  geometry,
});
const collection = (...features: unknown[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features });
const nested = (depth: number, inside = '1'): string => '['.repeat(depth) + inside + ']'.repeat(depth);
const raw = (geometry: string): string =>
  `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},"geometry":${geometry}}]}`;

const TOO_DEEP = { status: 422, code: 'vector-too-deep' } as const;
const NO_GEOMETRY = { unused: 'features-geometry-unreadable' } as const;

/** GeoJSON and TopoJSON. */
export function makeHostileJson(): HostileCase[] {
  const zones = (title: string, text: string, expected: HostileCase['expected']): HostileCase =>
    hostile(title, 'zones.geojson', text, expected);
  const collections = (depth: number): unknown =>
    depth === 0 ? polygon : { type: 'GeometryCollection', geometries: [collections(depth - 1)] };
  const topology = (objects: unknown, arcs: unknown = [FIXTURE_SQUARE], more: object = {}): string =>
    JSON.stringify({ type: 'Topology', arcs, objects, ...more });
  const topo = (title: string, text: string, expected: HostileCase['expected']): HostileCase =>
    hostile(title, 'zones.topojson', text, expected);
  return [
    zones('coordinates 100,000 deep', raw(`{"type":"Polygon","coordinates":${nested(100_000)}}`), TOO_DEEP),
    zones('coordinates 70 deep', raw(`{"type":"Polygon","coordinates":${nested(70)}}`), TOO_DEEP),
    zones('coordinates 20 deep', raw(`{"type":"Polygon","coordinates":${nested(20)}}`), NO_GEOMETRY),
    zones('collections 100 deep', collection(feature(collections(100))), TOO_DEEP),
    zones(
      'properties 50,000 deep',
      `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":${JSON.stringify(polygon)},"properties":{"a":${nested(50_000)}}}]}`,
      TOO_DEEP,
    ),
    zones('objects 5,000 deep', '{"a":'.repeat(5000) + '1' + '}'.repeat(5000), TOO_DEEP),
    zones('brackets inside a text are none', collection(feature(polygon, { name: '['.repeat(500) })), {
      layer: 'zones',
    }),
    ...[null, 3, 'x', [], [[]], true, {}].map((value) =>
      zones(
        `a feature that is ${JSON.stringify(value)}`,
        collection(value),
        JSON.stringify(value) === '{}' ? { unused: 'features-without-geometry' } : NO_GEOMETRY,
      ),
    ),
    ...[3, 'x', [], {}, { type: 'Circle', coordinates: [] }, { type: 7 }].map((value) =>
      zones(`a geometry that is ${JSON.stringify(value)}`, collection(feature(value)), NO_GEOMETRY),
    ),
    ...[
      '"x"',
      'null',
      '{}',
      '7',
      '[]',
      '[[]]',
      '[[[]]]',
      '[[["a","b"]]]',
      '[[[null,null]]]',
      '[[[1]]]',
      '[[[1e999,1],[2,2],[3,1],[1,1]]]',
      '[[1,2],[3,4]]',
      '{"0":[[1,2]]}',
      '[[[[1,2]]]]',
    ].map((coordinates) =>
      zones(
        `a polygon of ${coordinates}`,
        raw(`{"type":"Polygon","coordinates":${coordinates}}`),
        NO_GEOMETRY,
      ),
    ),
    zones(
      'one broken beside a sound one',
      collection(feature(polygon), feature({ type: 'Polygon', coordinates: 'x' }), 5),
      { layer: 'zones', findings: ['features-broken'] },
    ),
    ...[3, 'x', [], [1, 2], null, true].map((properties) =>
      zones(`properties that are ${JSON.stringify(properties)}`, collection(feature(polygon, properties)), {
        layer: 'zones',
      }),
    ),
    zones('a name that is an object', collection(feature(polygon, { name: { a: [1] } })), { layer: 'zones' }),
    zones(
      'keys of the prototype',
      raw(JSON.stringify(polygon)).replace(
        '"name":"a"',
        '"__proto__":{"name":"evil"},"constructor":"x","toString":1',
      ),
      { layer: 'zones' },
    ),
    zones(
      'a CRS of nonsense',
      `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"PROJCS[${'x'.repeat(3000)}"}},"features":[${JSON.stringify(feature(polygon))}]}`,
      'any',
    ),
    zones(
      'a CRS that no table has',
      `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:99999999"}},"features":[${JSON.stringify(feature(polygon))}]}`,
      { unused: 'crs-unknown' },
    ),
    zones(
      'a CRS that is a number',
      `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":7}},"features":[${JSON.stringify(feature(polygon))}]}`,
      { unused: 'crs-unknown' },
    ),
    zones(
      'a CRS that is null',
      `{"type":"FeatureCollection","crs":null,"features":[${JSON.stringify(feature(polygon))}]}`,
      { layer: 'zones' },
    ),
    zones(
      'far beyond the earth',
      collection(
        feature({
          type: 'Polygon',
          coordinates: [
            [
              [1e300, 1e300],
              [1.1e300, 1e300],
              [1e300, 1.1e300],
              [1e300, 1e300],
            ],
          ],
        }),
      ),
      'any',
    ),
    zones(
      'a ring of two places',
      collection(
        feature({
          type: 'Polygon',
          coordinates: [
            [
              [111, 29.8],
              [111.02, 29.8],
            ],
          ],
        }),
      ),
      'any',
    ),
    zones(
      'a ring of one place 20,000 times',
      collection(
        feature({ type: 'Polygon', coordinates: [Array.from({ length: 20_000 }, () => [111.01, 29.81])] }),
      ),
      'any',
    ),
    zones(
      '2,000 holes that are the ring itself',
      collection(
        feature({ type: 'Polygon', coordinates: Array.from({ length: 2000 }, () => FIXTURE_SQUARE) }),
      ),
      'any',
    ),
    zones('the number Infinity', raw('{"type":"Polygon","coordinates":[[[Infinity,1]]]}'), {
      unused: 'json-unreadable',
    }),
    zones('nothing', '', { unused: 'file-empty' }),
    zones('blanks', '   \n\t ', { unused: 'json-unreadable' }),
    zones('a number', '42', { unused: 'geojson-not' }),
    zones('null', 'null', { unused: 'geojson-not' }),
    zones('a list', '[1,2]', { unused: 'geojson-not' }),
    zones('features that are an object', '{"type":"FeatureCollection","features":{}}', {
      unused: 'geojson-not',
    }),
    zones('no features', '{"type":"FeatureCollection","features":[]}', { unused: 'file-empty' }),
    zones('another type', '{"type":"Zones"}', { unused: 'geojson-not' }),
    zones('a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]).toString('latin1'), {
      unused: 'json-unreadable',
    }),
    hostile('UTF-16', 'zones.geojson', Buffer.from(`\ufeff${collection(feature(polygon))}`, 'utf16le'), {
      layer: 'zones',
    }),
    hostile(
      'a road of the class constructor',
      'roads.geojson',
      collection(
        feature(line, { highway: 'constructor' }),
        feature(line, { class: 'toString' }),
        feature(line, { type: '__proto__' }),
        feature(line, { fclass: 'valueOf' }),
      ),
      { layer: 'roads', findings: ['road-class-unknown'] },
    ),
    hostile(
      'a road of one place',
      'roads.geojson',
      collection(
        feature(
          {
            type: 'LineString',
            coordinates: [
              [111.01, 29.81],
              [111.01, 29.81],
            ],
          },
          { highway: 'primary' },
        ),
      ),
      'any',
    ),
    hostile(
      'a road of no place',
      'roads.geojson',
      collection(
        feature({ type: 'LineString', coordinates: [] }, { highway: 'primary' }),
        feature(line, { highway: 'primary' }),
      ),
      { layer: 'roads', findings: ['features-broken'] },
    ),
    hostile(
      'a road round the earth',
      'roads.geojson',
      collection(
        feature(
          {
            type: 'LineString',
            coordinates: [
              [-180, -90],
              [180, 90],
              [-180, 90],
              [180, -90],
            ],
          },
          { highway: 'primary' },
        ),
      ),
      'any',
    ),
    hostile(
      'a speed of 1e308',
      'roads.geojson',
      collection(feature(line, { highway: 'primary', maxspeed: 1e308, layer: 'x', oneway: {} })),
      { layer: 'roads' },
    ),
    hostile(
      '500 roads on one another',
      'roads.geojson',
      collection(...Array.from({ length: 500 }, () => feature(line, { highway: 'primary' }))),
      { layer: 'roads' },
    ),
    hostile(
      'places of the rank constructor',
      'places.geojson',
      collection(
        feature(
          { type: 'Point', coordinates: [111.01, 29.81] },
          { place: 'constructor', name: 'X', rank: '__proto__' },
        ),
      ),
      { layer: 'places' },
    ),
    hostile(
      'places without a place',
      'places.geojson',
      collection(feature({ type: 'Point', coordinates: [] }, { place: 'village' })),
      NO_GEOMETRY,
    ),
    hostile(
      'facilities named by objects',
      'facilities.geojson',
      collection(
        feature(
          { type: 'Point', coordinates: [111.01, 29.81] },
          { name: { zh: 'x' }, tier: ['village'], beds: { a: 1 } },
        ),
      ),
      { layer: 'facilities' },
    ),
    hostile(
      'facilities at 1e308',
      'facilities.geojson',
      collection(feature({ type: 'Point', coordinates: [1e308, -1e308] }, { name: 'A', tier: 'village' })),
      { unused: 'coordinates-not-degrees' },
    ),
    hostile(
      'facilities in a collection',
      'facilities.geojson',
      collection(feature({ type: 'GeometryCollection', geometries: [] }, { name: 'A', tier: 'village' })),
      'any',
    ),
    hostile(
      'barriers everywhere',
      'barriers.geojson',
      collection(
        feature({
          type: 'Polygon',
          coordinates: [
            [
              [-180, -90],
              [180, -90],
              [180, 90],
              [-180, 90],
              [-180, -90],
            ],
          ],
        }),
      ),
      { layer: 'barriers', findings: ['people-on-barriers'] },
    ),
    hostile(
      'rivers of NaN',
      'water.geojson',
      raw('{"type":"LineString","coordinates":[[null,1],[2,"3"]]}'),
      NO_GEOMETRY,
    ),
    hostile('metadata that is a list', 'region.json', '[1]', 'any'),
    hostile(
      'metadata of wrong types',
      'region.json',
      '{"nameZh":7,"nameEn":{"a":1},"attributions":"x","synthetic":"yes"}',
      'any',
    ),
    hostile('metadata cut short', 'region.json', '{"nameZh":', { unused: 'json-unreadable' }),
    hostile('metadata 10,000 deep', 'region.json', nested(10_000), TOO_DEEP),
    topo('an arc that is not there', topology({ zones: { type: 'Polygon', arcs: [[7]] } }), {
      unused: 'topojson-unreadable',
    }),
    topo('an arc of a fraction', topology({ zones: { type: 'Polygon', arcs: [[0.5]] } }), {
      unused: 'topojson-unreadable',
    }),
    topo('no objects', topology(null), { unused: 'topojson-unreadable' }),
    topo('objects that are none', topology({ zones: 7 }), { unused: 'features-without-geometry' }),
    topo('an object without a type', topology({ zones: {} }), 'any'),
    topo('arcs that are texts', topology({ zones: { type: 'Polygon', arcs: [[0]] } }, ['abc']), 'any'),
    topo(
      'a transform of zeros',
      topology({ zones: { type: 'Polygon', arcs: [[0]] } }, [FIXTURE_SQUARE], {
        transform: { scale: [0, 0], translate: [0, 0] },
      }),
      'any',
    ),
    topo(
      'a transform of texts',
      topology({ zones: { type: 'Polygon', arcs: [[0]] } }, [FIXTURE_SQUARE], {
        transform: { scale: ['a', null] },
      }),
      'any',
    ),
    topo('nothing in it', topology({}), { unused: 'file-without-layers' }),
    topo('collections 1,000 deep', topology({ zones: collections(500) }), TOO_DEEP),
    topo('cut short', topology({ zones: { type: 'Polygon', arcs: [[0]] } }).slice(0, 60), {
      unused: 'topojson-unreadable',
    }),
  ];
}

/** KML and delimited text. */
export function makeHostileText(): HostileCase[] {
  const kml = (inside: string): string =>
    `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${inside}</Document></kml>`;
  const mark = (coordinates: string, name = 'x'): string =>
    `<Placemark><name>${name}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>${coordinates}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`;
  const sound = FIXTURE_SQUARE.map((p) => p.join(',')).join(' ');
  const file = (title: string, text: string | Uint8Array, expected: HostileCase['expected']): HostileCase =>
    hostile(title, 'zones.kml', text, expected);
  const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}">]>`;
  const table = (
    title: string,
    text: string | Uint8Array,
    expected: HostileCase['expected'],
    name = 'facilities.csv',
  ): HostileCase => hostile(title, name, text, expected);
  const row = 'A,Hospital,111.005,29.805,3\n';
  const head = 'name,type,lon,lat,beds\n';
  return [
    file('a document type', laughs + kml(mark(sound, '&c;')), { unused: 'kml-unreadable' }),
    file(
      'an outside entity',
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${kml(mark(sound, '&e;'))}`,
      { unused: 'kml-unreadable' },
    ),
    file('the entity constructor', kml(mark(sound, '&constructor;&toString;')), { layer: 'zones' }),
    file('numbers of no character', kml(mark(sound, '&#xffffff;&#0;&#55296;')), { layer: 'zones' }),
    file(
      'folders 5,000 deep',
      kml('<Folder>'.repeat(5000) + mark(sound) + '</Folder>'.repeat(5000)),
      TOO_DEEP,
    ),
    file('a tag that is not closed', kml('<Folder>'), { unused: 'kml-unreadable' }),
    file('a comment without an end', `${kml(mark(sound))}<!-- `, { unused: 'kml-unreadable' }),
    file('no tags', 'abc', { unused: 'kml-unreadable' }),
    file('nothing', '', { unused: 'file-empty' }),
    file('no placemarks', kml(''), { unused: 'file-empty' }),
    ...['', 'a,b c,d', '1', ',,, ,,', 'NaN,NaN 1,1 2,2 NaN,NaN', '1e999,1 2,2 3,3 1e999,1'].map(
      (coordinates) => file(`coordinates of “${coordinates}”`, kml(mark(coordinates)), NO_GEOMETRY),
    ),
    file(
      'a link to another machine',
      kml('<NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink>'),
      { unused: 'file-empty' },
    ),
    file(
      'Latin-1',
      Buffer.concat([
        Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><kml>'),
        Buffer.from(mark(sound, 'Île'), 'latin1'),
        Buffer.from('</kml>'),
      ]),
      { layer: 'zones' },
    ),
    hostile('a kmz of a kml with a document type', 'zones.kmz', laughs, 'any'),
    table('nothing', '', { unused: 'file-empty' }),
    table('line breaks', '\n\n\r\n', { unused: 'table-empty' }),
    table('a heading alone', head, 'any'),
    table('zero bytes', `${head}A\0,Hospital,111,29,3\n`, { unused: 'table-unreadable' }),
    table(
      'all bytes',
      Uint8Array.from({ length: 4096 }, (_, i) => (i * 7 + 1) % 256),
      'any',
    ),
    table('a quote that never ends', `${head}"A,Hospital,111.005,29.805,3\n${row.repeat(50)}`, 'any'),
    table('a field of two million letters', `${head}${'A'.repeat(2_000_000)},Hospital,111.005,29.805,3\n`, {
      unused: 'table-unreadable',
    }),
    table(
      '3,000 columns',
      `${Array.from({ length: 3000 }, (_, i) => `c${i}`).join(',')},lon,lat,type\n${'1,'.repeat(3000)}111.005,29.805,Hospital\n`,
      { layer: 'facilities' },
    ),
    table(
      'headings of the prototype',
      'constructor,__proto__,toString,type,lon,lat\n1,2,3,Hospital,111.005,29.805\n',
      { layer: 'facilities' },
    ),
    table('one heading four times', 'lon,lon,lat,lat,type\n111.005,1,29.805,2,Hospital\n', {
      layer: 'facilities',
    }),
    table('rows too short and too long', `${head}A\nB,Hospital,111.005,29.805,3,9,9,9\n`, {
      layer: 'facilities',
      findings: ['table-rows-ragged'],
    }),
    table(
      'numbers that are none',
      `${head}A,Hospital,1e999,NaN,Infinity\nB,Hospital,111.005,29.805,1e999\n`,
      { layer: 'facilities', findings: ['facility-coordinates-unreadable', 'facility-number-unreadable'] },
    ),
    table('beds of 1e300 and −5', `${head}A,Hospital,111.005,29.805,1e300\nB,Hospital,111.006,29.806,-5\n`, {
      layer: 'facilities',
      findings: ['facility-number-unreadable', 'facility-number-implausible'],
    }),
    table('latitude of 1,000', `${head}A,Hospital,111.005,1000,3\n`, {
      layer: 'facilities',
      findings: ['facility-coordinates-unreadable'],
    }),
    table('formulas', `${head}"=HYPERLINK(""http://x"",""y"")",Hospital,111.005,29.805,"=1+1"\n`, {
      layer: 'facilities',
      findings: ['facility-number-unreadable'],
    }),
    table('tags in a name', `${head}<script>alert(1)</script>,Hospital,111.005,29.805,3\n`, {
      layer: 'facilities',
    }),
    table('letters that turn the line round', `${head}\u202eA,Hospital,111.005,29.805,3\n`, {
      layer: 'facilities',
    }),
    table(
      'one id for all',
      `id,type,lon,lat\n${Array.from({ length: 300 }, () => 'x,Hospital,111.005,29.805').join('\n')}\n`,
      { layer: 'facilities', findings: ['facilities-same-place'] },
    ),
    table(
      'ids that imitate',
      'id,type,lon,lat\nx,Hospital,111.005,29.805\nx,Hospital,111.006,29.806\nx-3,Hospital,111.007,29.807\n',
      { layer: 'facilities' },
    ),
    table('a legend of nonsense', 'value,class\nx,\n,,,\n1e999,constructor\n', 'any', 'landcover_legend.csv'),
    table(
      'a legend of the prototype',
      'value,class\n1,__proto__\n2,toString\n',
      'any',
      'landcover_legend.csv',
    ),
    table(
      'people that are fewer than none',
      'lon,lat,population\n111.005,29.805,-5\n111.006,29.806,x\n',
      'any',
      'people.csv',
    ),
  ];
}
