import type { FindingList } from '../model/findings.ts';
import type { InputFile } from './recognise/recognised.ts';

const LAYERS = {
  'facility-table': 'facilities',
  'population-table': 'population',
  'scenario-table': 'travel-scenario',
  legend: 'land-cover',
} as const;
/** Encodings that bytes prove; every other is a guess. */
const PROVEN: ReadonlySet<string> = new Set(['utf-8', 'utf-16le', 'utf-16be']);

/**
 * What was lost or guessed while the files themselves were read, whatever they are used for: geometries
 * that are none, rows with other
 * fields than columns, titles above a heading, encodings that nothing declares.
 */
export function reportReadings(files: readonly InputFile[], findings: FindingList): void {
  for (const { name, is } of files) {
    if (is.kind === 'features')
      findings.add('features-broken', 'warning', is.layer, is.broken, { file: name });
    const layer = is.kind === 'features' ? is.layer : 'table' in is ? LAYERS[is.kind] : 'files';
    if ('remarks' in is)
      findings.addRemarks(name, layer, is.remarks ?? [], (code) =>
        TO_ACT_ON.has(code) ? 'warning' : 'info',
      );
    if (!('table' in is)) continue;
    const { raggedRows = [], columns, titleRows = 0, encoding = 'utf-8' } = is.table;
    const examples = raggedRows.slice(0, 10).map((row) => ({ label: name, row }));
    findings.add(
      'table-rows-ragged',
      'warning',
      layer,
      raggedRows.length,
      { file: name, columns: columns.length },
      examples,
    );
    findings.add('table-title-rows', 'info', layer, titleRows, { file: name });
    if (!PROVEN.has(encoding))
      findings.add('text-encoding-guessed', 'info', layer, 1, { file: name, encoding });
  }
}

/** Remarks that a person should look at before the region is used. */
const TO_ACT_ON: ReadonlySet<string> = new Set([
  'geometry-parts-left',
  'multipoint-first-taken',
  'shapefile-without-table',
  'shapefile-without-prj',
  'layer-crs-assumed',
  'heading-datum-unknown',
]);
