import type { FindingList } from './findings.ts';
import type { InputFile } from './recognise.ts';

/** What was lost while the files themselves were read, whatever they are used for: geometries that are none, rows with other fields than columns. */
export function reportReadings(files: readonly InputFile[], findings: FindingList): void {
  for (const { name, is } of files) {
    if (is.kind === 'features')
      findings.add('features-broken', 'warning', is.layer, is.broken, { file: name });
    if (is.kind !== 'facility-table' && is.kind !== 'population-table' && is.kind !== 'legend') continue;
    const { raggedRows = [], columns } = is.table;
    const layer =
      is.kind === 'legend' ? 'land-cover' : is.kind === 'facility-table' ? 'facilities' : 'population';
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
