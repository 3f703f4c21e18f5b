import { describe, expect, it } from 'vitest';
import { writeStyledGeoPackage } from '../../server/geo/geopackage-extras.ts';
import { renderReport } from '../../server/report/render-report.ts';
import type { GeoPackageContent } from '../../server/report/report-input.ts';
import { buildReportFixture } from '../support/report-fixture.ts';
import { hasGdalDriver, hasTool, readWith, withFile } from './outside-readers.ts';

interface Collection {
  readonly features: readonly {
    readonly geometry: { readonly type: string; readonly coordinates: unknown };
    readonly properties: Readonly<Record<string, string | number | null>>;
  }[];
}

describe('report as layers', () => {
  const input = buildReportFixture({ language: 'en' });
  const siting = input.runs.find((run) => run.process === 'siting');
  const coverage = input.runs.find((run) => run.process === 'coverage');

  it('GeoJSON holds the answers unrounded, outer rings counter-clockwise', async () => {
    const { features } = JSON.parse(
      new TextDecoder().decode((await renderReport(input, 'geojson')).bytes),
    ) as Collection;
    const layer = (name: string) => features.filter((feature) => feature.properties['layer'] === name);
    expect(layer('sites').map((feature) => feature.properties['gain'])).toEqual(
      siting?.answer.sites.map((site) => site.gain),
    );
    expect(layer('gaps').map((feature) => feature.properties['people'])).toEqual(
      coverage?.answer.gaps.map((gap) => gap.people),
    );
    expect(layer('zones').map((feature) => feature.properties['percent_60'])).toEqual(
      coverage?.answer.zones.map((zone) => zone.cutoffs[1]?.percent),
    );
    expect(layer('facilities')).toHaveLength(coverage?.answer.facilities.length ?? -1);
    for (const { geometry } of features)
      if (geometry.type === 'MultiPolygon')
        for (const rings of geometry.coordinates as number[][][][]) {
          const ring = rings[0] ?? [];
          const twice = ring.reduce((sum, [x = 0, y = 0], i) => {
            const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
            return sum + x * nextY - nextX * y;
          }, 0);
          expect(twice).toBeGreaterThan(0);
        }
  });

  it('GDAL reads the GeoJSON with every feature and column', async () => {
    if (!hasGdalDriver('GeoJSON', 'GDAL reading the GeoJSON report')) return;
    const { bytes } = await renderReport(input, 'geojson');
    const text = await withFile(bytes, 'report.geojson', (path) =>
      readWith('ogrinfo', ['-ro', '-so', '-al', path]),
    );
    const expected =
      (siting?.answer.sites.length ?? 0) +
      (coverage?.answer.gaps.length ?? 0) +
      (coverage?.answer.zones.length ?? 0) +
      (coverage?.answer.facilities.length ?? 0) +
      1;
    expect(text).toContain(`Feature Count: ${expected}`);
    expect(text).toMatch(/gain: /);
  });

  it('zones of another layer than the run was made with are left out', async () => {
    const names = (input.layers.zones?.names ?? []).map((name) => ({
      zh: `别${name.zh}`,
      en: `Not ${name.en}`,
    }));
    const zones = input.layers.zones ? { ...input.layers.zones, names } : null;
    const other = { ...input, layers: { ...input.layers, zones } };
    const text = new TextDecoder().decode((await renderReport(other, 'geojson')).bytes);
    expect(
      (JSON.parse(text) as Collection).features.some((feature) => feature.properties['layer'] === 'zones'),
    ).toBe(false);
  });

  it('hands the GeoPackage port typed layers, styles in well-formed XML and ISO metadata', async () => {
    let content: GeoPackageContent | null = null;
    const { bytes, mediaType } = await renderReport(input, 'gpkg', {
      writeGeoPackage: async (given) => {
        content = given;
        return Uint8Array.of(1);
      },
    });
    expect([...bytes]).toEqual([1]);
    expect(mediaType).toBe('application/geopackage+sqlite3');
    const given = content as GeoPackageContent | null;
    expect(given?.layers.map((layer) => layer.name)).toEqual([
      'sites',
      'gaps',
      'zones',
      'facilities',
      'boundary',
    ]);
    for (const layer of given?.layers ?? [])
      for (const feature of layer.features)
        expect(Object.keys(feature.properties ?? {})).toEqual(layer.columns.map((column) => column.name));
    if (!hasTool('xmllint', 'well-formed styles and metadata')) return;
    for (const xml of [given?.metadataXml ?? '', ...(given?.layers ?? []).map((layer) => layer.styleQml)])
      await withFile(new TextEncoder().encode(xml), 'part.xml', (path) =>
        readWith('xmllint', ['--noout', '--nonet', path]),
      );
  });

  it('GDAL reads the GeoPackage: layers, rows, styles, column titles and metadata', async () => {
    const { bytes } = await renderReport(input, 'gpkg', {
      writeGeoPackage: async (content) => writeStyledGeoPackage(content),
    });
    if (!hasGdalDriver('GPKG', 'GDAL reading the GeoPackage report')) return;
    await withFile(bytes, 'report.gpkg', (path) => {
      const all = readWith('ogrinfo', ['-ro', '-so', '-al', path]);
      for (const name of ['sites', 'gaps', 'zones', 'facilities', 'boundary'])
        expect(all).toContain(`Layer name: ${name}`);
      expect(all).toMatch(/Layer name: sites[\s\S]*?Feature Count: 5\b/);
      const titles = readWith('ogrinfo', ['-ro', path, '-sql', 'SELECT * FROM gpkg_data_columns']);
      expect(titles).toContain('Gain (people)');
      const styles = readWith('ogrinfo', [
        '-ro',
        path,
        '-sql',
        'SELECT f_table_name, styleQML FROM layer_styles',
      ]);
      expect(styles).toContain('<qgis version=');
      expect(styles).toContain('Feature Count: 5');
      const metadata = readWith('ogrinfo', ['-ro', path, '-sql', 'SELECT metadata FROM gpkg_metadata']);
      expect(metadata).toContain('gmd:MD_Metadata');
      const sum = readWith('ogrinfo', ['-ro', path, '-sql', 'SELECT SUM(gain) AS gain FROM sites']);
      const expected = siting?.answer.sites.reduce((total, site) => total + site.gain, 0) ?? 0;
      expect(Number(/gain \(\w+\) = ([\d.]+)/.exec(sum)?.[1])).toBeCloseTo(expected, 6);
    });
  });
});
