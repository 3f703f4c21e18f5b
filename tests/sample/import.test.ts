import { expect, test } from 'vitest';
import { importRegion } from '../../server/region/import/import-region.ts';
import { sampleFolder } from './sample-files.ts';

test(
  'the sample goes through the import whole: the planted facts are the only warnings, nobody and no ' +
    'facility on a barrier',
  async () => {
    const region = await importRegion({ files: [sampleFolder], id: 'qinghe' });
    const warnings = region.findings.filter((finding) => finding.severity !== 'info');
    // The road island and the hamlets without a road are planted: the data-quality gate must find them, and
    // nothing else.
    expect(warnings.map((finding) => finding.code).sort()).toEqual([
      'road-islands',
      'settlement-without-road',
    ]);
    expect(region.sources.filter((source) => source.role !== 'used').map((source) => source.file)).toEqual([
      'PROVENANCE.md',
    ]);
    expect(region.synthetic).toBe(true);
    let wet = 0;
    region.population.forEach((people, cell) => (wet += region.barrier[cell] ? people : 0));
    expect(wet).toBe(0);
    expect(region.facilities.filter((facility) => region.barrier[facility.cell])).toEqual([]);
    expect(region.zones.map((zones) => zones.names.length).sort((a, b) => a - b)).toEqual([1, 15, 216]);
  },
);
