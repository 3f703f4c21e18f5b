import { geoPath } from 'd3';
import type { Language } from '../../contract/vocabulary.ts';
import { pickName } from '../document/document-builder.ts';
import { clipText, estimateTextWidth, type DrawingItem } from '../drawing/drawing.ts';
import type { ReportLayers } from '../report-input.ts';
import type { MapFrame } from './map-frame.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Points from a place to its name when the symbols round it leave no room nearer. */
const FAR = [6.5, 10] as const;

interface Wish {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
  readonly centred: boolean;
}

/**
 * Names of towns, or of zones where a region has no towns, biggest first; a name that would cover another
 * or one of `taken` is left out, one that covers a symbol of `symbols` only where it finds no better place.
 */
export function drawPlaceLabels(
  frame: MapFrame,
  layers: ReportLayers,
  language: Language,
  taken: readonly Box[],
  symbols: readonly Box[] = [],
): DrawingItem[] {
  const boxes = [...taken];
  const items: DrawingItem[] = [];
  for (const wish of listWishes(frame, layers, language)) {
    const width = estimateTextWidth(wish.text, wish.size);
    const places: readonly (readonly [number, number])[] = wish.centred
      ? [[wish.x - width / 2, wish.y + wish.size * 0.35]]
      : [
          [wish.x + 4, wish.y + wish.size * 0.35],
          [wish.x - 4 - width, wish.y + wish.size * 0.35],
          [wish.x - width / 2, wish.y - 4],
          [wish.x - width / 2, wish.y + wish.size + 3],
          ...FAR.flatMap((gap) => [
            [wish.x + gap, wish.y + wish.size * 0.35] as const,
            [wish.x - gap - width, wish.y + wish.size * 0.35] as const,
            [wish.x - width / 2, wish.y - gap] as const,
            [wish.x - width / 2, wish.y + wish.size * 0.8 + gap] as const,
          ]),
        ];
    const free = places
      .map(([left, baseline]) => ({
        left,
        baseline,
        box: {
          left: left - 1,
          top: baseline - wish.size * 0.9,
          right: left + width + 1,
          bottom: baseline + wish.size * 0.2,
        },
      }))
      .filter(({ box }) => insideFrame(box, frame) && !boxes.some((other) => overlaps(box, other)));
    const clear = free.find(({ box }) => !symbols.some((other) => overlaps(box, other)));
    for (const { left, baseline, box } of [clear ?? free[0]].filter((place) => place !== undefined)) {
      boxes.push(box);
      items.push({
        kind: 'text',
        x: left,
        y: baseline,
        text: wish.text,
        size: wish.size,
        bold: wish.bold,
        fill: '#26262e',
        anchor: 'start',
        halo: '#ffffff',
        haloWidth: 2,
      });
    }
  }
  return items;
}

function listWishes(frame: MapFrame, layers: ReportLayers, language: Language): Wish[] {
  const towns = layers.places
    .filter((place) => place.rank <= 2 && frame.contains(place.lonDegrees, place.latDegrees))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, 60)
    .map((place): Wish => {
      const [x, y] = frame.project(place.lonDegrees, place.latDegrees);
      const size = place.rank === 1 ? 9 : 7.2;
      return {
        x,
        y,
        text: clipText(pickName(place, language), size, 90),
        size,
        bold: place.rank === 1,
        centred: false,
      };
    });
  if (towns.length > 0) return towns.filter((wish) => wish.text !== '');
  const zones = layers.zones;
  if (!zones) return [];
  const planar = geoPath();
  return zones.features.features
    .map((feature, index) => {
      const names = zones.names[index];
      const [lon, lat] = flatCentre(feature.geometry);
      const [x, y] = frame.project(lon, lat);
      const size = 7.2;
      const name = names ? pickName({ nameZh: names.zh, nameEn: names.en }, language) : '';
      return {
        wish: { x, y, text: clipText(name, size, 90), size, bold: false, centred: true },
        area: planar.area(feature),
      };
    })
    .filter(({ wish }) => wish.text !== '' && Number.isFinite(wish.x))
    .sort((a, b) => b.area - a.area)
    .slice(0, 80)
    .map(({ wish }) => wish);
}

function flatCentre(geometry: Parameters<ReturnType<typeof geoPath>>[0]): readonly [number, number] {
  const [lon, lat] = geoPath().centroid(geometry);
  return [lon, lat];
}

function insideFrame(box: Box, frame: MapFrame): boolean {
  return (
    box.left >= frame.x + 1 &&
    box.right <= frame.x + frame.width - 1 &&
    box.top >= frame.y + 1 &&
    box.bottom <= frame.y + frame.height - 1
  );
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
