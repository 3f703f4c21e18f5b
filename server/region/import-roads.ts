import type { Grid } from '../kernel/grid/grid.ts';
import { parseCrs, WGS84 } from '../geo/crs.ts';
import type { OsmExtract } from '../geo/osm-extract.ts';
import type { RoadNetwork } from '../kernel/network/road-network.ts';
import { osmRoadWays } from './import-osm.ts';
import { findScenario } from './import-scenario.ts';
import type { ImportContext } from './import-context.ts';
import { emptyRoadNetwork, buildRoadNetwork } from './road-build.ts';
import { readLineRoads } from './road-lines.ts';
import { sumOf } from './import-population.ts';

/** The road layer: a file of lines beats an OSM extract when both are there, since someone made it for this region. */
export function importRoads(
  context: ImportContext,
  osm: ReadonlyMap<string, OsmExtract>,
  grid: Grid,
): RoadNetwork {
  const { files, sources, findings, options } = context;
  const lineFiles = files.flatMap((file) =>
    file.is.kind === 'features' && file.is.layer === 'roads' ? [{ file, is: file.is }] : [],
  );
  const osmFiles = [...osm].map(([path, extract]) => ({
    file: files.find((file) => file.path === path)!,
    extract,
  }));
  const speeds = { ...findScenario(context)?.roadSpeeds, ...options.roadSpeeds };
  let network: RoadNetwork | null = null;
  for (const { file, is } of lineFiles) {
    if (network) {
      sources.alternative(file, 'roads', { features: is.features.length }, is.crs.id);
      continue;
    }
    const lines = readLineRoads(is.features, {
      from: is.crs,
      to: parseCrs(grid.crs),
      ...(options.roadClasses ? { classWords: options.roadClasses } : {}),
      speeds,
    });
    const built = buildRoadNetwork(lines.ways);
    network = built.network;
    sources.used(
      file,
      'roads',
      { features: is.features.length, linesUsed: built.waysUsed, ...lengthFacts(network) },
      is.crs.id,
    );
    findings.add('road-class-unknown', 'warning', 'roads', lines.unknownClass.count, {
      file: file.name,
      words: lines.unknownClass.words.join(', '),
    });
    findings.add('road-speeds-given', 'info', 'roads', lines.ownSpeeds, { file: file.name });
    findings.add('road-not-line', 'warning', 'roads', lines.notLines, { file: file.name });
    findings.add('road-crossings-joined', 'info', 'roads', lines.joinedCrossings, { file: file.name });
    findings.add('road-without-geometry', 'warning', 'roads', built.waysWithoutGeometry, { file: file.name });
  }
  for (const { file, extract } of osmFiles) {
    const { counts } = extract;
    if (network) {
      sources.alternative(file, 'roads', { highwayWays: extract.roads.ids.length }, WGS84.id);
      continue;
    }
    const { ways } = osmRoadWays(extract, grid);
    const built = buildRoadNetwork(ways);
    network = built.network;
    sources.used(
      file,
      'roads',
      {
        nodes: counts.nodes,
        ways: counts.ways,
        relations: counts.relations,
        highwayObjects: counts.highwayWays,
        roadWays: extract.roads.ids.length,
        waysUsed: built.waysUsed,
        ...lengthFacts(network),
      },
      WGS84.id,
    );
    findings.add('osm-nodes-missing', 'warning', 'roads', extract.missingNodes, { file: file.name });
    findings.add('road-without-geometry', 'warning', 'roads', built.waysWithoutGeometry, { file: file.name });
  }
  if (!network || network.edgeFrom.length === 0) findings.add('no-roads', 'warning', 'roads', 1);
  return network ?? emptyRoadNetwork();
}

function lengthFacts(network: RoadNetwork): Record<string, number> {
  return {
    edges: network.edgeFrom.length,
    junctions: network.nodeX.length,
    kilometres: Math.round(sumOf(network.edgeLengthMeters) / 10) / 100,
  };
}
