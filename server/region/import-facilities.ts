import type { Feature, Geometry } from 'geojson';
import type { Grid } from '../kernel/grid/grid.ts';
import { WGS84 } from '../geo/crs.ts';
import type { PlaceTable } from './facilities.ts';
import { readFacilities, scoreFacilityTable, tableOfFeatures } from './facilities.ts';
import { FindingList } from './findings.ts';
import type { ImportContext } from './import-context.ts';
import { toDegrees } from './import-zones.ts';
import type { InputFile } from './recognised.ts';
import type { Facility, FacilityAlternative } from './region.ts';

interface Candidate {
  readonly file: InputFile;
  readonly table: PlaceTable;
  readonly score: number;
  /** 0 a file of facilities, 1 the map's own, 2 counts in a population table: a lower rank wins whatever the score. */
  readonly rank: number;
}

/** The facility layer: of several files the one whose columns tell tier or type best; the others are kept beside it. */
export function importFacilities(
  context: ImportContext,
  grid: Grid,
  careTables: readonly { readonly file: InputFile; readonly table: PlaceTable }[],
  populationCare: { readonly file: InputFile; readonly table: PlaceTable } | null,
): { facilities: Facility[]; alternatives: FacilityAlternative[] } {
  const { files, findings, sources, options } = context;
  const candidates: Candidate[] = [];
  for (const file of files) {
    if (file.is.kind === 'features' && file.is.mapped) continue;
    const table =
      file.is.kind === 'facility-table'
        ? file.is.table
        : file.is.kind === 'features' && file.is.layer === 'facilities'
          ? tableOfFeatures(file.name, file.is.features, file.is.crs)
          : null;
    if (table) candidates.push({ file, table, score: scoreFacilityTable(table), rank: 0 });
  }
  const mapped = mappedCare(context);
  if (mapped) candidates.push({ ...mapped, score: scoreFacilityTable(mapped.table), rank: 1 });
  for (const { file, table } of careTables)
    if (table.rows.length > 0) candidates.push({ file, table, score: scoreFacilityTable(table), rank: 1 });
  if (populationCare) candidates.push({ ...populationCare, score: 0, rank: 2 });
  candidates.sort((a, b) => a.rank - b.rank || b.score - a.score);
  const [chosen, ...others] = candidates;
  if (!chosen) {
    findings.add('no-facilities', 'warning', 'facilities', 1);
    return { facilities: [], alternatives: [] };
  }
  const decisions = {
    ...(options.facilityColumns ? { columns: options.facilityColumns } : {}),
    ...(options.facilityCorrections ? { corrections: options.facilityCorrections } : {}),
  };
  const facilities = readFacilities(chosen.table, { layer: 'facilities', grid, findings, ...decisions });
  sources.used(
    chosen.file,
    'facilities',
    { rows: chosen.table.rows.length, facilities: facilities.length },
    WGS84.id,
  );
  if (chosen.rank === 2)
    findings.add('facilities-from-population-table', 'info', 'facilities', facilities.length, {
      file: chosen.file.name,
    });
  const alternatives = others.map((other): FacilityAlternative => {
    sources.alternative(other.file, 'facilities', { rows: other.table.rows.length }, WGS84.id);
    return {
      file: other.file.name,
      facilities: readFacilities(other.table, { layer: 'facilities', grid, findings: new FindingList() }),
    };
  });
  if (others.length > 0)
    findings.add('facility-file-chosen', 'info', 'facilities', others.length, {
      chosen: chosen.file.name,
      rows: chosen.table.rows.length,
      alternatives: others.map((other) => `${other.file.name} (${other.table.rows.length})`).join(', '),
    });
  return { facilities, alternatives };
}

const CARE = /^(hospital|clinic|doctors?|health_post|health_centre|healthcare|pharmacy)$/;

/** Places of care among a map's points of interest, of all their files (points and areas) together; what else they hold is counted and left out. */
function mappedCare({
  files,
  findings,
  sources,
}: ImportContext): { file: InputFile; table: PlaceTable } | null {
  const features: Feature<Geometry | null>[] = [];
  const from: InputFile[] = [];
  let others = 0;
  for (const file of files) {
    const { is } = file;
    if (is.kind !== 'features' || is.layer !== 'facilities' || !is.mapped) continue;
    const care = is.features.filter(({ properties }) => CARE.test(String(properties?.['fclass'] ?? '')));
    others += is.features.length - care.length;
    for (const { geometry, properties } of care)
      features.push({
        type: 'Feature',
        properties: { ...properties, type: properties?.['fclass'] as unknown },
        geometry: geometry && toDegrees(geometry, is.crs),
      });
    from.push(file);
  }
  if (features.length === 0) return null;
  const names = from.map(({ name }) => name).join(', ');
  findings.add('map-places-of-care', 'info', 'facilities', features.length, { file: names, others });
  // One file stands for the candidate; the rest of them are part of it.
  for (const file of from.slice(1)) sources.alternative(file, 'facilities', { partOf: from[0]!.name });
  return { file: from[0]!, table: tableOfFeatures(names, features, WGS84) };
}
