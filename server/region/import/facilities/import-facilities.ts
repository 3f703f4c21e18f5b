import type { Feature, Geometry } from 'geojson';
import type { Grid } from '../../../kernel/grid/grid.ts';
import { WGS84 } from '../../../geo/crs.ts';
import type { PlaceTable } from '../tables/place-table.ts';
import { scoreFacilityTable, tableOfFeatures } from './facilities.ts';
import { readFacilities } from './read-facilities.ts';
import { guessColumns } from '../tables/facility-columns.ts';
import { facilityEvidence } from './facility-evidence.ts';
import { type FindingExample, FindingList } from '../../model/findings.ts';
import type { ImportContext } from '../import-context.ts';
import { toDegrees } from '../zones/import-zones.ts';
import type { InputFile } from '../recognise/recognised.ts';
import type { Facility, FacilityAlternative } from '../../model/region.ts';
import { FacilityPlaces, sharedPart } from '../../model/same-list.ts';
import { TierWords } from './tier-words.ts';

interface Candidate {
  readonly file: InputFile;
  readonly table: PlaceTable;
  readonly score: number;
  /**
   * 0 a file of facilities, 1 the map's own, 2 counts in a population table: a lower rank wins whatever the
   * score.
   */
  readonly rank: number;
}

/** Two lists are one when the longer holds this part of the shorter. */
const SAME_LIST = 0.4;
/** Rows of a second file are numbered from here, those of a third from twice as much. */
const ROWS_OF_FILE = 1_000_000;

/**
 * The facility layer. Every file of facilities is in it, except one that lists the same places as another
 * (then the one whose columns
 * tell tier or type best), and the map's own beside an official list; what is left out stays as an
 * alternative.
 */
export function importFacilities(
  context: ImportContext,
  grid: Grid,
  careTables: readonly { readonly file: InputFile; readonly table: PlaceTable }[],
  populationCare: { readonly file: InputFile; readonly table: PlaceTable } | null,
): { facilities: Facility[]; alternatives: FacilityAlternative[] } {
  const { findings, sources } = context;
  const tierWords = new TierWords(context.options.tierWords ?? {});
  const reportWords = (): void => reportUnmet(tierWords, findings);
  const [chosen, ...others] = listCandidates(context, careTables, populationCare);
  if (!chosen) {
    findings.add('no-facilities', 'warning', 'facilities', 1);
    reportWords();
    return { facilities: [], alternatives: [] };
  }
  const read = (candidate: Candidate, into: FindingList, index: number, words: TierWords): Facility[] =>
    readCandidate(context, grid, candidate, into, index, words);
  const facilities = read(chosen, findings, 0, tierWords);
  useFile(context, chosen, facilities.length);
  if (chosen.rank === 2)
    findings.add('facilities-from-population-table', 'info', 'facilities', facilities.length, {
      file: chosen.file.name,
    });
  const alternatives: FacilityAlternative[] = [];
  const left: Candidate[] = [];
  let joined = 0;
  for (const other of others) {
    const silent = new FindingList();
    const own = read(other, silent, joined + 1, new TierWords(context.options.tierWords ?? {}));
    if (isApart(context, chosen, other) && sharedPart(facilities, own) < SAME_LIST) {
      joined++;
      read(other, findings, joined, tierWords);
      joinList(context, other, own, facilities, joined);
      continue;
    }
    sources.alternative(other.file, 'facilities', { rows: other.table.rows.length }, WGS84.id);
    const { options } = context;
    const undecided = { ...context, options: withoutDecisions(options) };
    const facilitiesOf = readCandidate(undecided, grid, other, silent, 0);
    alternatives.push({ file: other.file.name, facilities: facilitiesOf });
    left.push(other);
  }
  reportWords();
  if (left.length > 0)
    findings.add('facility-file-chosen', 'info', 'facilities', left.length, {
      chosen: chosen.file.name,
      rows: chosen.table.rows.length,
      alternatives: left.map((other) => `${other.file.name} (${other.table.rows.length})`).join(', '),
    });
  return { facilities, alternatives };
}

function listCandidates(
  context: ImportContext,
  careTables: readonly { readonly file: InputFile; readonly table: PlaceTable }[],
  populationCare: { readonly file: InputFile; readonly table: PlaceTable } | null,
): Candidate[] {
  const candidates: Candidate[] = [];
  for (const file of context.files) {
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
  return candidates.sort((a, b) => a.rank - b.rank || b.score - a.score);
}

function readCandidate(
  { options }: ImportContext,
  grid: Grid,
  { file, table }: Candidate,
  findings: FindingList,
  index: number,
  tierWords?: TierWords,
): Facility[] {
  return readFacilities(table, {
    tierWords,
    layer: 'facilities',
    grid,
    findings,
    kind: kindOf(file.name),
    firstRow: index * ROWS_OF_FILE,
    ...(options.facilityColumns ? { columns: options.facilityColumns } : {}),
    ...(options.facilityCorrections ? { corrections: options.facilityCorrections } : {}),
  });
}

/** Meanings and places that a person gave are of the files in use, not of those beside them. */
function withoutDecisions(options: ImportContext['options']): ImportContext['options'] {
  const { facilityColumns: _columns, facilityCorrections: _corrections, ...rest } = options;
  return rest;
}

/** Words that a person gave a tier to, and no row of the lists in use has. */
function reportUnmet(tierWords: TierWords, findings: FindingList): void {
  const words = tierWords.listUnmet();
  findings.add('tier-words-unmatched', 'warning', 'facilities', words.length, { words: words.join(', ') });
}

/**
 * What the name of a file or sheet states its rows are: `hospitals` of `hospitals.csv`, `Health posts` of
 * `list.xlsx#Health posts`.
 */
function kindOf(name: string): string {
  const own = name.includes('#')
    ? name.slice(name.lastIndexOf('#') + 1)
    : name.replace(/(\.[a-z0-9]{2,8})+$/i, '');
  return own.replaceAll(/[_-]+/g, ' ').trim();
}

function useFile({ sources }: ImportContext, { file, table }: Candidate, count: number): void {
  sources.used(file, 'facilities', { rows: table.rows.length, facilities: count }, WGS84.id);
}

/**
 * Whether a second file can be a list of its own: both are files, both lists or both the map's, unless a
 * person called it facilities.
 */
function isApart({ options }: ImportContext, chosen: Candidate, other: Candidate): boolean {
  if (chosen.rank !== 0 || other.rank !== 0) return false;
  if (options.layers?.[other.file.path] === 'facilities') return true;
  const evidence = ({ file, table }: Candidate): number =>
    facilityEvidence(file.name, table, guessColumns(table.columns, table.rows));
  return isOfMap(chosen) === isOfMap(other) && (evidence(other) > 0 || evidence(chosen) <= 0);
}

/** Whether rows come from OpenStreetMap: they carry its numbers or keys, or the file's name states it. */
function isOfMap({ file, table }: Candidate): boolean {
  return (
    /(^|[^a-z])(osm|openstreetmap|hotosm|geofabrik)([^a-z]|$)/i.test(file.name) ||
    table.columns.some((column) => /^(osm_?(id|type|way_id)|full_id|@id|@type)$/i.test(column)) ||
    (table.columns.includes('amenity') && table.columns.includes('healthcare'))
  );
}

/**
 * Adds the facilities of a second file; those that stand in the list already, place and name, are left out
 * and listed.
 */
function joinList(
  context: ImportContext,
  candidate: Candidate,
  own: readonly Facility[],
  into: Facility[],
  index: number,
): void {
  const places = new FacilityPlaces(into);
  const ids = new Set(into.map(({ id }) => id));
  const twins: FindingExample[] = [];
  let added = 0;
  for (const facility of own) {
    if (places.hasTwin(facility)) {
      const { lonDegrees, latDegrees } = facility;
      twins.push({ label: facility.nameEn || facility.nameZh, lonDegrees, latDegrees });
      continue;
    }
    const id = ids.has(facility.id) ? `${facility.id}-${facility.row ?? index}` : facility.id;
    ids.add(id);
    into.push({ ...facility, id });
    added++;
  }
  useFile(context, candidate, added);
  const file = { file: candidate.file.name };
  context.findings.add('facilities-joined', 'info', 'facilities', added, {
    ...file,
    rowsFrom: index * ROWS_OF_FILE,
  });
  context.findings.add('facilities-in-both', 'info', 'facilities', twins.length, file, twins);
}

const CARE = /^(hospital|clinic|doctors?|health_post|health_centre|healthcare|pharmacy)$/;

/**
 * Places of care among a map's points of interest, of all their files (points and areas) together; what
 * else they hold is counted and left out.
 */
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
