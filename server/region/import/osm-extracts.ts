import type { OsmExtract } from '../../geo/osm-extract.ts';
import type { Grid } from '../../kernel/grid/grid.ts';
import type { ImportContext } from './import-context.ts';
import { boundsInDegrees } from './people/import-population.ts';
import { parseCrs, WGS84 } from '../../geo/crs.ts';

type Box = readonly [number, number, number, number];

/** An extract that covers this share of what the best covers is of the same place. */
const SAME_PLACE = 0.8;

/**
 * One extract of OpenStreetMap of several: of those that cover the region alike, the newest by its own
 * timestamp, for roads, water, zones
 * and places together, so that no layer is of another year than the next. The others are alternatives;
 * which was taken, and why, is a finding.
 */
export function chooseExtract(
  context: ImportContext,
  extracts: ReadonlyMap<string, OsmExtract>,
  grid: Grid,
): Map<string, OsmExtract> {
  if (extracts.size < 2) return new Map(extracts);
  const { files, sources, findings } = context;
  const frame = boundsInDegrees(grid, parseCrs(grid.crs)) as unknown as Box;
  const candidates = [...extracts].map(([path, extract]) => ({
    path,
    extract,
    file: files.find((file) => file.path === path)!,
    share: shareOfFrame(extract, frame),
    seconds: extract.header.timestampSeconds,
  }));
  const most = Math.max(...candidates.map(({ share }) => share));
  const alike = candidates.filter(({ share }) => share >= SAME_PLACE * most);
  const chosen = alike.reduce((best, next) => (next.seconds > best.seconds ? next : best));
  const dated = alike.every(({ seconds }) => seconds > 0);
  for (const other of candidates) {
    if (other === chosen) continue;
    sources.alternative(other.file, 'roads', { highwayWays: other.extract.counts.highwayWays }, WGS84.id);
    const file = other.file.name;
    if (!alike.includes(other))
      findings.add('osm-extract-elsewhere', 'warning', 'roads', 1, {
        file,
        chosen: chosen.file.name,
        percent: Math.round(100 * other.share),
        chosenPercent: Math.round(100 * chosen.share),
      });
    else if (dated)
      findings.add('osm-extract-older', 'info', 'roads', 1, {
        file,
        chosen: chosen.file.name,
        date: dayOf(other.seconds),
        chosenDate: dayOf(chosen.seconds),
      });
    else findings.add('osm-extract-undated', 'warning', 'roads', 1, { file, chosen: chosen.file.name });
  }
  return new Map([[chosen.path, chosen.extract]]);
}

function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/**
 * Share of the frame that lies within the extract's bounds, or within those of its road nodes where it
 * names none.
 */
function shareOfFrame({ header, roads }: OsmExtract, [west, south, east, north]: Box): number {
  const [w, s, e, n] = header.bounds ?? boundsOf(roads.nodeLon, roads.nodeLat);
  const width = Math.min(e, east) - Math.max(w, west);
  const height = Math.min(n, north) - Math.max(s, south);
  if (!(width > 0 && height > 0)) return 0;
  return (width * height) / ((east - west) * (north - south));
}

function boundsOf(lon: Float64Array, lat: Float64Array): Box {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < lon.length; i++) {
    if (Number.isNaN(lon[i]!)) continue;
    box[0] = Math.min(box[0], lon[i]!);
    box[1] = Math.min(box[1], lat[i]!);
    box[2] = Math.max(box[2], lon[i]!);
    box[3] = Math.max(box[3], lat[i]!);
  }
  return box;
}
