import type { Grid } from '../../../kernel/grid/grid.ts';
import { type Crs, parseCrs, WGS84 } from '../../../geo/crs.ts';
import type { OsmExtract } from '../../../geo/osm-extract.ts';
import type { RoadNetwork } from '../../../kernel/network/road-network.ts';
import type { ImportContext } from '../import-context.ts';
import { osmRoadWays } from '../import-osm.ts';
import type { InputFile, Recognised } from '../recognise/recognised.ts';
import { buildRoadNetwork, type BuiltRoads, emptyRoadNetwork } from './road-build.ts';
import { chooseRoadFiles } from './road-files.ts';
import { measureRoads } from '../../model/road-lengths.ts';
import { type LineCounts, listRoadWords, readRoadFiles } from './road-lines.ts';

type Features = Extract<Recognised, { kind: 'features' }>;

/**
 * The road layer: files of lines beat an OSM extract when both are there, since someone made them for this
 * region.
 */
export function importRoads(
  context: ImportContext,
  osm: ReadonlyMap<string, OsmExtract>,
  grid: Grid,
): RoadNetwork {
  const { files, sources, findings } = context;
  const lineFiles = files.flatMap((file) =>
    file.is.kind === 'features' && file.is.layer === 'roads' ? [{ file, is: file.is }] : [],
  );
  let network = lineFiles.length > 0 ? importRoadFiles(context, lineFiles, parseCrs(grid.crs)) : null;
  for (const [path, extract] of osm) {
    const file = files.find((f) => f.path === path)!;
    if (network) sources.alternative(file, 'roads', { highwayWays: extract.roads.ids.length }, WGS84.id);
    else network = importOsmRoads(context, file, extract, grid);
  }
  if (!network || network.edgeFrom.length === 0) findings.add('no-roads', 'warning', 'roads', 1);
  return network ?? emptyRoadNetwork();
}

/** One network of all files of roads, but for those that map again what another has. */
function importRoadFiles(
  context: ImportContext,
  candidates: readonly { readonly file: InputFile; readonly is: Features }[],
  to: Crs,
): RoadNetwork {
  const { sources, findings, options, scenario, scenarioUse } = context;
  const { used, covered } = chooseRoadFiles(candidates, to);
  for (const { file, is, by, percent } of covered) {
    sources.alternative(file, 'roads', { features: is.features.length }, is.crs.id);
    findings.add('road-file-covered', 'info', 'roads', 1, { file: file.name, by, percent });
  }
  scenarioUse.roadWords = used.flatMap(({ is }) => listRoadWords(is.features).map(({ word }) => word));
  const read = readRoadFiles(
    used.map(({ is }) => is),
    to,
    {
      classWords: { ...scenario?.roadClasses, ...options.roadClasses },
      speeds: [options.roadSpeeds ?? {}, scenario?.roadSpeeds ?? {}],
    },
  );
  const built = buildRoadNetwork(read.ways);
  for (const [i, { file, is }] of used.entries()) {
    const features = is.features.length;
    const part = measureRoads(built.network, read.firstSource[i]!, read.firstSource[i]! + features);
    const linesUsed = used.length === 1 ? built.waysUsed : part.lines;
    sources.used(file, 'roads', { features, linesUsed, ...factsOf(built, part) }, is.crs.id);
    reportLines(context, file.name, read.files[i]!);
  }
  findings.add('road-files-joined', 'info', 'roads', used.length > 1 ? used.length : 0, {
    files: used.map(({ file }) => file.name).join(', '),
  });
  const names = used.map(({ file }) => file.name).join(', ');
  findings.add('road-crossings-joined', 'info', 'roads', read.joinedCrossings, { file: names });
  reportBuilt(context, names, built);
  return built.network;
}

function reportLines({ findings }: ImportContext, file: string, lines: LineCounts): void {
  findings.add('road-class-unknown', 'warning', 'roads', lines.unknownClass.count, {
    file,
    words: lines.unknownClass.words.join(', '),
  });
  const sum = (words: ReadonlyMap<string, number>): number => [...words.values()].reduce((a, b) => a + b, 0);
  const list = (words: ReadonlyMap<string, number>): string => [...words.keys()].slice(0, 10).join(', ');
  findings.add('road-not-open', 'warning', 'roads', sum(lines.absent), { file, words: list(lines.absent) });
  findings.add('road-impassable', 'warning', 'roads', sum(lines.impassable), {
    file,
    words: list(lines.impassable),
  });
  findings.add('road-speeds-given', 'info', 'roads', lines.ownSpeeds, { file });
  findings.add('road-not-line', 'warning', 'roads', lines.notLines, { file });
  const mended = [...lines.mended];
  findings.add(
    'road-word-mended',
    'info',
    'roads',
    mended.reduce((total, [, { count }]) => total + count, 0),
    {
      file,
      words: mended
        .map(([word, { as }]) => `${word} → ${as}`)
        .slice(0, 10)
        .join(', '),
    },
  );
  findings.add('road-oneway-logical', 'info', 'roads', lines.logicalOneways, { file });
}

function importOsmRoads(
  context: ImportContext,
  file: InputFile,
  extract: OsmExtract,
  grid: Grid,
): RoadNetwork {
  const { counts, roads } = extract;
  const built = buildRoadNetwork(osmRoadWays(extract, grid).ways);
  context.sources.used(
    file,
    'roads',
    {
      nodes: counts.nodes,
      ways: counts.ways,
      relations: counts.relations,
      highwayObjects: counts.highwayWays,
      roadWays: roads.ids.length,
      waysUsed: built.waysUsed,
      ...factsOf(built, measureRoads(built.network)),
    },
    WGS84.id,
  );
  context.findings.add('osm-nodes-missing', 'warning', 'roads', extract.missingNodes, { file: file.name });
  reportBuilt(context, file.name, built);
  return built.network;
}

function reportBuilt({ findings }: ImportContext, file: string, built: BuiltRoads): void {
  findings.add('road-without-geometry', 'warning', 'roads', built.waysWithoutGeometry, { file });
  findings.add('road-closed-at-barrier', 'info', 'roads', built.closures, { file });
  findings.add('ferry-duration-implausible', 'warning', 'roads', built.implausibleDurations, { file });
}

function factsOf(built: BuiltRoads, part: ReturnType<typeof measureRoads>): Record<string, number> {
  const round = (meters: number): number => Math.round(meters / 10) / 100;
  return {
    edges: part.edges,
    junctions: built.network.nodeX.length,
    kilometres: round(part.roadMeters),
    ...(part.ferryMeters > 0 ? { ferryKilometres: round(part.ferryMeters) } : {}),
  };
}
