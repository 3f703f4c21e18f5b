import {
  BOUNDARY_COLOUR,
  GAP_COLOUR,
  SITE_COLOUR,
  TIER_COLOURS,
  TIER_SHAPES,
  ZONE_COLOUR,
} from '../../contract/colours.ts';
import { TIER_NAMES } from '../../contract/text/words.ts';
import { TIERS, type Language } from '../../contract/vocabulary.ts';
import { escapeXml } from '../drawing/drawing-to-svg.ts';

/** QGIS layer styles (QML) in the colours of page and report. */
export function writeSiteStyle(): string {
  return wrap(single(marker('0', 'circle', SITE_COLOUR, 5)), label('site_order'));
}

export function writeGapStyle(): string {
  return wrap(single(area('0', GAP_COLOUR, 45, GAP_COLOUR, 0.4)), label('rank'));
}

export function writeOutlineStyle(): string {
  return wrap(single(area('0', '#ffffff', 0, BOUNDARY_COLOUR, 0.6)), '');
}

export function writeFacilityStyle(language: Language): string {
  const shapes = { cross: 'cross_fill', square: 'square', circle: 'circle', triangle: 'triangle' } as const;
  const sizes = { county: 4.5, township: 3, village: 1.8, other: 2.4 } as const;
  const categories = TIERS.map(
    (tier, i) =>
      `<category render="true" type="string" value="${tier}" symbol="${i}" ` +
      `label="${escapeXml(TIER_NAMES[tier][language])}"/>`,
  );
  const symbols = TIERS.map((tier, i) =>
    marker(String(i), shapes[TIER_SHAPES[tier]], TIER_COLOURS[tier], sizes[tier]),
  );
  return wrap(
    '<renderer-v2 type="categorizedSymbol" attr="tier" symbollevels="0" enableorderby="0" ' +
      `forceraster="0"><categories>${categories.join('')}</categories><symbols>${symbols.join('')}</symbols></renderer-v2>`,
    '',
  );
}

/** Zones by percent covered: little is dark. */
export function writeZoneStyle(attribute: string): string {
  const classes = [
    [0, 20, '#43225c'],
    [20, 40, '#8d3776'],
    [40, 60, '#d35c5e'],
    [60, 80, '#f39b52'],
    [80, 95, '#fbd27d'],
    [95, 100, '#fdf5c9'],
  ] as const;
  const ranges = classes.map(
    ([lower, upper], i) =>
      `<range render="true" lower="${lower}" upper="${upper}" symbol="${i}" label="${lower}–${upper} %"/>`,
  );
  const symbols = classes.map(([, , colour], i) => area(String(i), colour, 200, ZONE_COLOUR, 0.2));
  return wrap(
    `<renderer-v2 type="graduatedSymbol" attr="${attribute}" graduatedMethod="GraduatedColor" ` +
      'symbollevels="0" enableorderby="0" ' +
      `forceraster="0"><ranges>${ranges.join('')}</ranges><symbols>${symbols.join('')}</symbols></renderer-v2>`,
    '',
  );
}

function wrap(renderer: string, labeling: string): string {
  return (
    `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version="3.28.0" ` +
    'styleCategories="Symbology|Labeling" ' +
    `labelsEnabled="${labeling === '' ? 0 : 1}">${renderer}${labeling}</qgis>`
  );
}

function single(symbol: string): string {
  return (
    '<renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" ' +
    `forceraster="0"><symbols>${symbol}</symbols></renderer-v2>`
  );
}

function marker(name: string, shape: string, colour: string, size: number): string {
  return (
    `<symbol name="${name}" type="marker" alpha="1" clip_to_extent="1" force_rhr="0"><layer ` +
    'class="SimpleMarker" enabled="1" locked="0" pass="0"><Option ' +
    `type="Map">${options({ name: shape, color: rgba(colour, 255), outline_color: '255,255,255,255', outline_width: '0.3', outline_width_unit: 'MM', size: String(size), size_unit: 'MM' })}</Option></layer></symbol>`
  );
}

function area(name: string, fill: string, alpha: number, outline: string, width: number): string {
  return (
    `<symbol name="${name}" type="fill" alpha="1" clip_to_extent="1" force_rhr="0"><layer ` +
    'class="SimpleFill" enabled="1" locked="0" pass="0"><Option ' +
    `type="Map">${options({ color: rgba(fill, alpha), style: alpha === 0 ? 'no' : 'solid', outline_color: rgba(outline, 255), outline_style: 'solid', outline_width: String(width), outline_width_unit: 'MM' })}</Option></layer></symbol>`
  );
}

function label(field: string): string {
  return (
    `<labeling type="simple"><settings calloutType="simple"><text-style fieldName="${field}" ` +
    'fontSize="8" fontSizeUnit="Point" textColor="255,255,255,255" fontWeight="75"><text-buffer ' +
    'bufferDraw="0"/></text-style><placement placement="1" xOffset="0" yOffset="0" ' +
    'quadOffset="4"/></settings></labeling>'
  );
}

function options(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => `<Option name="${name}" type="QString" value="${value}"/>`)
    .join('');
}

function rgba(colour: string, alpha: number): string {
  return [...[1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)), alpha].join(',');
}
