import { marksOf } from '../../contract/languages.ts';
import {
  BOUNDARY_COLOUR,
  GAP_COLOUR,
  PEOPLE_COLOURS,
  ROAD_COLOURS,
  SITE_COLOUR,
  TIME_CLASS_MINUTES,
  TIME_COLOURS,
  UNCOVERED_PEOPLE_COLOURS,
  UNREACHED_COLOUR,
  WATER_COLOUR,
  ZONE_COLOUR,
} from '../../contract/colours.ts';
import { formatNumber } from '../../contract/text/format-number.ts';
import { TIER_NAMES } from '../../contract/text/words.ts';
import { TIERS, type Tier } from '../../contract/vocabulary.ts';
import type { GeoPermissibleObjects } from 'd3';
import type { DocumentBuilder } from '../document/document-builder.ts';
import { estimateTextWidth, type Drawing, type DrawingItem } from '../drawing/drawing.ts';
import type { ReportInput } from '../report-input.ts';
import { pickAttributions } from '../sections/sources.ts';
import {
  drawBorders,
  drawEdgeBand,
  drawGround,
  drawRoads,
  drawWater,
  EDGE_COLOUR,
  findEdgeBand,
} from './base-layers.ts';
import { drawGraticule, drawMark, drawNeatline, drawNorthArrow, drawScaleBar } from './furniture.ts';
import { drawPlaceLabels, type Box } from './labels.ts';
import { areaSign, drawLegend, lineSign, type LegendEntry, type LegendRamp } from './legend.ts';
import { buildMapFrame, type LonLatBounds, type MapFrame } from './map-frame.ts';
import { drawPeople, drawTravelTime, findBreaks } from './raster-image.ts';
import { drawBadge, drawTierSymbol, TIER_RADIUS } from './symbols.ts';

export interface MapGap {
  readonly rank: number;
  readonly lon: number;
  readonly lat: number;
  readonly geometry: { readonly type: string };
}
export interface MapSite {
  readonly order: number;
  readonly lon: number;
  readonly lat: number;
}
export interface MapSpec {
  /** What lies under the symbols: people, travel time, or people parted into covered and not. */
  readonly theme: 'people' | 'time' | 'covered';
  readonly cutoffMinutes: number;
  readonly gaps: readonly MapGap[];
  readonly sites: readonly MapSite[];
  /** Tiers to show; village posts may be too many for a map about sites. */
  readonly tiers: readonly Tier[];
  readonly width: number;
  readonly maximumHeight: number;
  readonly legend: 'below' | 'right';
  readonly alternative: string;
}

/** Width of a legend beside the map. */
const SIDE_WIDTH = 140;

/**
 * A complete map sheet: theme, base, symbols, labels, graticule, scale, north, legend, sources and the
 * synthetic mark.
 */
export function drawReportMap(input: ReportInput, builder: DocumentBuilder, spec: MapSpec): Drawing {
  const { layers, region } = input;
  const left = 14;
  const top = 12;
  const beside = spec.legend === 'right';
  const frameWidth = spec.width - left - 1 - (beside ? SIDE_WIDTH + 10 : 0);
  const frame = buildMapFrame(
    findBounds(input, spec.sites),
    left,
    top,
    frameWidth,
    frameWidth * 0.4,
    spec.maximumHeight,
  );
  const theme = drawTheme(input, spec, frame);
  const graticule = drawGraticule(frame);
  const badges = [
    ...spec.gaps.map((gap) => ({
      ...gap,
      label: String(gap.rank),
      colour: GAP_COLOUR,
      radius: 6,
      hollow: true,
    })),
    ...spec.sites.map((site) => ({
      ...site,
      label: String(site.order),
      colour: SITE_COLOUR,
      radius: spec.sites.length > 25 ? 6 : 7.5,
      hollow: false,
    })),
  ].filter((badge) => frame.contains(badge.lon, badge.lat));
  const taken = reserveCorners(frame, region.synthetic ? builder.text('syntheticMark') : null);
  for (const badge of badges) {
    const [x, y] = frame.project(badge.lon, badge.lat);
    taken.push({
      left: x - badge.radius,
      right: x + badge.radius,
      top: y - badge.radius,
      bottom: y + badge.radius,
    });
  }
  const inside: DrawingItem[] = [
    ...drawGround(frame),
    ...theme.items,
    ...drawWater(frame, layers.water),
    ...drawRoads(frame, layers.roads, spec.theme === 'people' ? 'unclassified' : 'tertiary'),
    ...drawEdgeBand(frame, region),
    ...drawBorders(frame, layers),
    ...graticule.lines,
    ...spec.gaps.map((gap): DrawingItem => ({
      kind: 'path',
      d: frame.path(gap.geometry as unknown as GeoPermissibleObjects),
      fill: GAP_COLOUR,
      fillOpacity: 0.16,
      stroke: GAP_COLOUR,
      strokeWidth: 0.4,
      evenOdd: true,
    })),
    ...drawFacilities(input, spec, frame),
    ...drawPlaceLabels(frame, layers, input.language, taken, boxSymbols(input, spec, frame)),
    ...badges
      .reverse()
      .flatMap((badge) =>
        drawBadge(
          ...frame.project(badge.lon, badge.lat),
          badge.label,
          badge.colour,
          badge.radius,
          badge.hollow,
        ),
      ),
  ];
  const legend = drawLegend(
    builder.text('legend'),
    theme.ramps,
    listLegend(input, builder, spec),
    beside ? left + frameWidth + 10 : left,
    beside ? top - 4 : top + frame.height + 6,
    beside ? SIDE_WIDTH : frame.width,
  );
  const sourceTop = beside
    ? top + Math.max(frame.height, legend.height) + 10
    : top + frame.height + 6 + legend.height + 9;
  const sources = writeSources(input, builder, left, sourceTop, spec.width - left - 1);
  return {
    width: spec.width,
    height: sourceTop + sources.length * 8,
    alternative: spec.alternative,
    items: [
      { kind: 'clip', x: frame.x, y: frame.y, width: frame.width, height: frame.height, items: inside },
      ...drawNeatline(frame),
      ...graticule.labels,
      ...drawScaleBar(frame),
      ...drawNorthArrow(frame, builder.text('northLetter')),
      ...(region.synthetic ? drawMark(frame, builder.text('syntheticMark')) : []),
      ...legend.items,
      ...sources,
    ],
  };

  function drawTheme(
    from: ReportInput,
    wish: MapSpec,
    on: MapFrame,
  ): { items: DrawingItem[]; ramps: LegendRamp[] } {
    const { population, travelTime } = from.layers;
    if (wish.theme === 'time') {
      if (!travelTime) return { items: [], ramps: [] };
      const labels = [...TIME_CLASS_MINUTES.map((m) => `≤ ${m}`), `> ${TIME_CLASS_MINUTES.at(-1)}`];
      const ramp = {
        title: builder.text('legendMinutes'),
        colours: [...TIME_COLOURS, UNREACHED_COLOUR],
        labels: [...labels, builder.text('legendUnreached')],
      };
      return { items: [drawTravelTime(on, travelTime)], ramps: [ramp] };
    }
    if (!population) return { items: [], ramps: [] };
    const parted = wish.theme === 'covered' ? travelTime : undefined;
    const breaks = findBreaks(population.values);
    const labels = [
      ...breaks.map((edge) => `≤ ${formatNumber('cutoff', edge)}`),
      `> ${formatNumber('cutoff', breaks.at(-1))}`,
    ];
    const cutoff = formatNumber('cutoff', wish.cutoffMinutes);
    const ramps = [
      {
        title: parted ? builder.text('legendCovered', { cutoff }) : builder.text('legendPeople'),
        colours: PEOPLE_COLOURS,
        labels,
      },
      ...(parted
        ? [
            {
              title: builder.text('legendUncovered', { cutoff }),
              colours: UNCOVERED_PEOPLE_COLOURS,
              labels,
            },
          ]
        : []),
    ];
    return { items: [drawPeople(on, population, parted, wish.cutoffMinutes)], ramps };
  }
}

/** Where the larger symbols are: labels keep off them where they can. */
function boxSymbols(input: ReportInput, spec: MapSpec, frame: MapFrame): Box[] {
  return input.layers.facilities
    .filter(({ tier }) => spec.tiers.includes(tier) && (tier === 'county' || tier === 'township'))
    .map((facility) => {
      const [x, y] = frame.project(facility.lonDegrees, facility.latDegrees);
      const radius = TIER_RADIUS[facility.tier];
      return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
    });
}

function drawFacilities(input: ReportInput, spec: MapSpec, frame: MapFrame): DrawingItem[] {
  const shown = input.layers.facilities.filter(
    (facility) =>
      spec.tiers.includes(facility.tier) && frame.contains(facility.lonDegrees, facility.latDegrees),
  );
  const shrink = shown.length > 1200 ? 0.6 : shown.length > 500 ? 0.8 : 1;
  return [...TIERS]
    .sort((a, b) => TIER_RADIUS[a] - TIER_RADIUS[b])
    .flatMap((tier) =>
      shown
        .filter((facility) => facility.tier === tier)
        .flatMap((facility) =>
          drawTierSymbol(
            ...frame.project(facility.lonDegrees, facility.latDegrees),
            tier,
            TIER_RADIUS[tier] * shrink,
          ),
        ),
    );
}

function listLegend(input: ReportInput, builder: DocumentBuilder, spec: MapSpec): LegendEntry[] {
  const { layers, language } = input;
  const entries: LegendEntry[] = [];
  for (const tier of [...TIERS].reverse()) {
    if (!spec.tiers.includes(tier) || !layers.facilities.some((facility) => facility.tier === tier)) continue;
    entries.push({
      label: TIER_NAMES[tier][language],
      draw: (x, y) => drawTierSymbol(x, y, tier, Math.max(2.2, TIER_RADIUS[tier] * 0.9)),
    });
  }
  if (spec.sites.length > 0)
    entries.push({
      label: builder.text('legendSite'),
      draw: (x, y) => drawBadge(x, y, '1', SITE_COLOUR, 5),
    });
  if (spec.gaps.length > 0)
    entries.push({
      label: builder.text('legendGap'),
      draw: (x, y) => drawBadge(x, y, '1', GAP_COLOUR, 4.6, true),
    });
  if (layers.boundary)
    entries.push({ label: builder.text('legendBoundary'), draw: lineSign(BOUNDARY_COLOUR, 1.1) });
  if (layers.zones)
    entries.push({ label: builder.text('legendZone'), draw: lineSign(ZONE_COLOUR, 0.7, [2.4, 1.6]) });
  if (layers.roads.length > 0)
    entries.push({ label: builder.text('legendRoad'), draw: lineSign(ROAD_COLOURS.secondary, 1.1) });
  if (findEdgeBand(input.region))
    entries.push({ label: builder.text('legendEdge'), draw: areaSign('#e5dccf', EDGE_COLOUR, [1.2, 1.8]) });
  if ((layers.water?.features.length ?? 0) > 0)
    entries.push({ label: builder.text('legendWater'), draw: areaSign(WATER_COLOUR) });
  return entries;
}

function writeSources(
  input: ReportInput,
  builder: DocumentBuilder,
  x: number,
  y: number,
  width: number,
): DrawingItem[] {
  const size = 6.2;
  const content = builder.text('mapSources', {
    sources:
      pickAttributions(input.region, builder.language).join(marksOf(builder.language).clause) ||
      builder.text('none'),
    version: input.engineVersion,
    date: input.generatedAt.slice(0, 10),
  });
  const lines: string[] = [];
  let line = '';
  const words = content.match(/[\u2e80-\uffff]|[^\u2e80-\uffff\s]+\s*|\s+/g) ?? [];
  for (const word of words) {
    if (line !== '' && estimateTextWidth(line + word, size) > width) {
      lines.push(line);
      line = '';
    }
    line += word;
  }
  lines.push(line);
  return lines.slice(0, 4).map((content, i) => ({
    kind: 'text',
    x,
    y: y + i * 8,
    text: content.trim(),
    size,
    fill: '#5a5a64',
    anchor: 'start',
  }));
}

function reserveCorners(frame: MapFrame, mark: string | null): Box[] {
  const right = frame.x + frame.width;
  const bottom = frame.y + frame.height;
  const boxes = [
    { left: right - 26, top: frame.y, right, bottom: frame.y + 42 },
    { left: frame.x, top: bottom - 30, right: frame.x + frame.width / 4 + 40, bottom },
  ];
  if (mark !== null)
    boxes.push({
      left: frame.x,
      top: frame.y,
      right: frame.x + estimateTextWidth(mark, 8) + 20,
      bottom: frame.y + 22,
    });
  return boxes;
}

function findBounds(input: ReportInput, sites: readonly MapSite[]): LonLatBounds {
  const { boundary, zones } = input.layers;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const grow = (lon: number, lat: number): void => {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  };
  const shapes = boundary ?? zones?.features ?? null;
  for (const feature of shapes?.features ?? [])
    for (const ring of (feature.geometry.type === 'Polygon'
      ? [feature.geometry.coordinates]
      : feature.geometry.coordinates
    ).flat())
      for (const [lon = 0, lat = 0] of ring) grow(lon, lat);
  if (west > east) return input.region.bounds;
  for (const site of sites) grow(site.lon, site.lat);
  return [west, south, east, north];
}
