import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  pickTimeColour,
  TIME_CLASS_MINUTES,
  TIME_COLOURS,
  UNREACHED_COLOUR,
} from '../../server/contract/colours.ts';
import { buildReportDocument } from '../../server/report/document/build-document.ts';
import type { DrawingItem } from '../../server/report/drawing/drawing.ts';
import { writeSvg } from '../../server/report/drawing/drawing-to-svg.ts';
import { writePngs } from '../../server/report/drawing/drawing-to-png.ts';
import { encodePalettePng } from '../../server/report/drawing/palette-png.ts';
import { buildMapFrame } from '../../server/report/map/map-frame.ts';
import { drawScaleBar } from '../../server/report/map/furniture.ts';
import { drawTravelTime } from '../../server/report/map/raster-image.ts';
import { buildReportFixture } from '../support/report-fixture.ts';

/** Great-circle length in metres on the sphere of the frame's scale. */
function measureGreatCircle(lonA: number, latA: number, lonB: number, latB: number): number {
  const rad = Math.PI / 180;
  const haversine =
    Math.sin(((latB - latA) * rad) / 2) ** 2 +
    Math.cos(latA * rad) * Math.cos(latB * rad) * Math.sin(((lonB - lonA) * rad) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(haversine));
}

function flatten(items: readonly DrawingItem[]): DrawingItem[] {
  return items.flatMap((item) => (item.kind === 'clip' ? flatten(item.items) : [item]));
}

/** Palette index of every pixel of a PNG made by `encodePalettePng`. */
function decodeIndices(png: Uint8Array): {
  columns: number;
  rows: number;
  at(column: number, row: number): number;
} {
  const bytes = Buffer.from(png);
  const columns = bytes.readUInt32BE(16);
  const rows = bytes.readUInt32BE(20);
  const start = bytes.indexOf('IDAT');
  const lines = inflateSync(bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start - 4)));
  return { columns, rows, at: (column, row) => lines[row * (columns + 1) + 1 + column] ?? -1 };
}

describe('the band where data stop', () => {
  const edge = {
    code: 'data-stops-at-border',
    severity: 'warning' as const,
    layer: 'boundary',
    count: 4,
    parameters: {},
    examples: [],
    text: 'Data stop at the border.',
  };
  const documentOf = (withBand: boolean): string => {
    const input = buildReportFixture();
    const [west, south, east, north] = input.region.bounds;
    const middle = (west + east) / 2;
    const ring: [number, number][] = [
      [west, south],
      [middle, south],
      [middle, north],
      [west, north],
      [west, south],
    ];
    const area = { type: 'MultiPolygon' as const, coordinates: [[ring]] };
    const findings = [...input.region.findings, ...(withBand ? [{ ...edge, area }] : [])];
    return JSON.stringify(buildReportDocument({ ...input, region: { ...input.region, findings } }));
  };

  it('is drawn and named in the legend where the region has one, and only there', () => {
    const [without, withBand] = [documentOf(false), documentOf(true)];
    expect(without).not.toContain('#7a4b00');
    expect(withBand).toContain('#7a4b00');
    expect(withBand).toMatch(/数据止于边界，跨界就医未知|Data stop near here/);
  });
});

describe('report map', () => {
  const frame = buildMapFrame([112, 28, 112.5, 28.5], 14, 12, 460, 100, 400);

  it('is true to scale along the middle parallel and the meridians', () => {
    const middle = (frame.bounds[1] + frame.bounds[3]) / 2;
    for (const [a, b] of [
      [
        [112.1, middle],
        [112.4, middle],
      ],
      [
        [112.2, 28.1],
        [112.2, 28.4],
      ],
    ] as const) {
      const [ax, ay] = frame.project(a[0], a[1]);
      const [bx, by] = frame.project(b[0], b[1]);
      const drawn = Math.hypot(bx - ax, by - ay) / frame.pointsPerMeter;
      expect(drawn / measureGreatCircle(a[0], a[1], b[0], b[1])).toBeCloseTo(1, 3);
    }
  });

  it('shows all of the bounds inside the frame', () => {
    for (const [lon, lat] of [
      [112, 28],
      [112.5, 28.5],
    ] as const) {
      const [x, y] = frame.project(lon, lat);
      expect(x).toBeGreaterThan(frame.x);
      expect(x).toBeLessThan(frame.x + frame.width);
      expect(y).toBeGreaterThan(frame.y);
      expect(y).toBeLessThan(frame.y + frame.height);
    }
  });

  it('draws a scale bar of the length it says', () => {
    const items = drawScaleBar(frame);
    const label = items.findLast((item) => item.kind === 'text')?.text ?? '';
    const boxes = items.filter((item) => item.kind === 'path').slice(1);
    const edges = boxes.flatMap((box) =>
      [...box.d.matchAll(/[MH]([\d.]+)/g)].map((match) => Number(match[1])),
    );
    const meters = Number(label.replace(/[^\d.]/g, '')) * (label.includes('km') ? 1000 : 1);
    expect((Math.max(...edges) - Math.min(...edges)) / frame.pointsPerMeter / meters).toBeCloseTo(1, 2);
  });

  it('colours times by the closed classes of the page and puts the raster where it belongs', () => {
    const values = new Float64Array([900, 900.5, Infinity, Number.NaN]);
    const item = drawTravelTime(frame, { columns: 2, rows: 2, bounds: [112.1, 28.1, 112.3, 28.2], values });
    if (item.kind !== 'image') throw new Error('expected an image');
    const png = decodeIndices(item.png);
    const half = png.columns / 2;
    expect([png.at(0, 0), png.at(half, 0), png.at(0, half), png.at(half, half)]).toEqual([
      1,
      2,
      TIME_COLOURS.length + 1,
      0,
    ]);
    const [left, top] = frame.project(112.1, 28.2);
    const [right, bottom] = frame.project(112.3, 28.1);
    expect([item.x, item.y, item.width, item.height]).toEqual([left, top, right - left, bottom - top]);
    expect(pickTimeColour(900)).toBe(TIME_COLOURS[0]);
    expect(pickTimeColour(900.5)).toBe(TIME_COLOURS[1]);
    expect(pickTimeColour(Infinity)).toBe(UNREACHED_COLOUR);
    expect(pickTimeColour((TIME_CLASS_MINUTES.at(-1) ?? 0) * 60 + 1)).toBe(TIME_COLOURS.at(-1));
  });

  it('carries legend, scale, north, graticule, sources and the synthetic mark; real data carry no mark', () => {
    for (const synthetic of [true, false]) {
      const document = buildReportDocument(
        buildReportFixture({ synthetic, language: 'en', template: 'site-selection' }),
      );
      const maps = document.blocks.filter(
        (block) => block.kind === 'picture' && block.caption.includes('min)'),
      );
      expect(maps.length).toBeGreaterThan(0);
      for (const block of maps)
        if (block.kind === 'picture') {
          const texts = flatten(block.drawing.items).flatMap((item) =>
            item.kind === 'text' ? [item.text] : [],
          );
          expect(texts).toContain('Legend');
          expect(texts).toContain('N');
          expect(texts.some((text) => text.endsWith(' km'))).toBe(true);
          expect(texts.some((text) => /^\d+°\d\d′E$/.test(text))).toBe(true);
          expect(texts.some((text) => text.startsWith('Sources: '))).toBe(true);
          expect(texts.includes('Synthetic data')).toBe(synthetic);
          const badges = flatten(block.drawing.items).flatMap((item) =>
            item.kind === 'text' && item.bold ? [item.text] : [],
          );
          expect(badges.filter((text) => /^\d+$/.test(text)).sort()).toEqual(['1', '1', '2', '3', '4', '5']); // the legend has one, too
        }
    }
  });

  it('is well-formed SVG without stray numbers, and rasterises', async () => {
    for (const block of buildReportDocument(buildReportFixture({ sites: 60, hostileNames: true })).blocks)
      if (block.kind === 'picture') {
        const svg = writeSvg(block.drawing, block.id);
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        const [png = new Uint8Array()] = await writePngs([block.drawing], 72);
        expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
      }
  });

  it('refuses rasters and palettes that do not fit', () => {
    expect(() => encodePalettePng(2, 2, new Uint8Array(3), [{ colour: '#000000', opacity: 1 }])).toThrow(
      /expected 4/,
    );
    expect(() => encodePalettePng(1, 1, new Uint8Array(1), [])).toThrow(/1–256/);
  });
});
