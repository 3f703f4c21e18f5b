import type { FindingList } from './findings.ts';
import type { InputFile } from './recognised.ts';

const LAYERS = {
  'facility-table': 'facilities',
  'population-table': 'population',
  'scenario-table': 'travel-scenario',
  legend: 'land-cover',
} as const;

/** What was lost while the files themselves were read, whatever they are used for: geometries that are none, rows with other fields than columns. */
export function reportReadings(files: readonly InputFile[], findings: FindingList): void {
  for (const { name, is } of files) {
    if (is.kind === 'features')
      findings.add('features-broken', 'warning', is.layer, is.broken, { file: name });
    if (!('table' in is)) continue;
    const { raggedRows = [], columns } = is.table;
    const layer = LAYERS[is.kind];
    const examples = raggedRows.slice(0, 10).map((row) => ({ label: name, row }));
    findings.add(
      'table-rows-ragged',
      'warning',
      layer,
      raggedRows.length,
      { file: name, columns: columns.length },
      examples,
    );
  }
}
