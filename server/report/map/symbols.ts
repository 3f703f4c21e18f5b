import { TIER_COLOURS, TIER_SHAPES } from '../../contract/colours.ts';
import type { Tier } from '../../contract/vocabulary.ts';
import { circlePath, linePath, rectanglePath, type DrawingItem } from '../drawing/drawing.ts';

export const TIER_RADIUS: Record<Tier, number> = { county: 5, township: 3.1, village: 1.7, other: 2.4 };

/** Symbol of a facility of `tier`, centred. */
export function drawTierSymbol(
  x: number,
  y: number,
  tier: Tier,
  radius: number = TIER_RADIUS[tier],
): DrawingItem[] {
  const fill = TIER_COLOURS[tier];
  const rim = { stroke: '#ffffff', strokeWidth: Math.max(0.4, radius * 0.22) };
  switch (TIER_SHAPES[tier]) {
    case 'cross': {
      const arm = radius * 0.34;
      const long = radius * 0.68;
      return [
        { kind: 'path', d: circlePath(x, y, radius), fill, ...rim },
        {
          kind: 'path',
          d:
            rectanglePath(x - arm / 1.3, y - long, (arm / 1.3) * 2, long * 2) +
            rectanglePath(x - long, y - arm / 1.3, long * 2, (arm / 1.3) * 2),
          fill: '#ffffff',
        },
      ];
    }
    case 'square': {
      const half = radius * 0.88;
      return [{ kind: 'path', d: rectanglePath(x - half, y - half, half * 2, half * 2), fill, ...rim }];
    }
    case 'triangle':
      return [
        {
          kind: 'path',
          d: linePath(
            [
              [x, y - radius],
              [x + radius, y + radius * 0.8],
              [x - radius, y + radius * 0.8],
            ],
            true,
          ),
          fill,
          ...rim,
        },
      ];
    case 'circle':
      return [{ kind: 'path', d: circlePath(x, y, radius), fill, ...rim }];
  }
}

/** A numbered disc: proposed sites full, gaps hollow, which reads on ground of their own colour. */
export function drawBadge(
  x: number,
  y: number,
  label: string,
  colour: string,
  radius: number,
  hollow = false,
): DrawingItem[] {
  const size = label.length > 2 ? radius * 0.95 : radius * 1.25;
  return [
    ...(hollow
      ? ([
          { kind: 'path', d: circlePath(x, y, radius + 0.9), fill: '#ffffff' },
          { kind: 'path', d: circlePath(x, y, radius), fill: '#ffffff', stroke: colour, strokeWidth: 1.3 },
        ] as const)
      : ([
          { kind: 'path', d: circlePath(x, y, radius), fill: colour, stroke: '#ffffff', strokeWidth: 1.1 },
        ] as const)),
    {
      kind: 'text',
      x,
      y: y + size * 0.36,
      text: label,
      size,
      bold: true,
      fill: hollow ? '#26262e' : '#ffffff',
      anchor: 'middle',
    },
  ];
}
