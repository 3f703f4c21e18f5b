import type { Map as MapLibreMap } from 'maplibre-gl';
import { SITE_COLOUR, TIER_COLOURS, TIER_SHAPES } from '../../server/contract/colours.ts';
import { TIERS, type Tier } from '../../server/contract/vocabulary.ts';

const RATIO = 2;
const SIZES: Record<Tier, number> = { county: 22, township: 16, village: 10, other: 13 };

/**
 * Draws the symbols of facilities and sites and adds them to the map: shape and colour show the tier.
 */
export function addMarkerImages(map: MapLibreMap): void {
  for (const tier of TIERS) {
    if (!map.hasImage(`tier-${tier}`)) map.addImage(`tier-${tier}`, drawTier(tier), { pixelRatio: RATIO });
  }
  if (!map.hasImage('site')) map.addImage('site', drawSite(), { pixelRatio: RATIO });
}

function drawTier(tier: Tier): ImageData {
  const size = (SIZES[tier] + 4) * RATIO;
  const { context, read } = openCanvas(size);
  const middle = size / 2;
  const radius = (SIZES[tier] / 2) * RATIO;
  context.fillStyle = TIER_COLOURS[tier];
  context.strokeStyle = '#ffffff';
  context.lineWidth = 1.5 * RATIO;
  context.beginPath();
  const shape = TIER_SHAPES[tier];
  if (shape === 'square') context.rect(middle - radius, middle - radius, 2 * radius, 2 * radius);
  else if (shape === 'triangle') {
    context.moveTo(middle, middle - radius);
    context.lineTo(middle + radius, middle + radius * 0.8);
    context.lineTo(middle - radius, middle + radius * 0.8);
    context.closePath();
  } else context.arc(middle, middle, radius, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  if (shape === 'cross') {
    const arm = radius * 0.62;
    const half = radius * 0.2;
    context.fillStyle = '#ffffff';
    context.fillRect(middle - arm, middle - half, 2 * arm, 2 * half);
    context.fillRect(middle - half, middle - arm, 2 * half, 2 * arm);
  }
  return read();
}

/** A disc with a white rim; the number is laid over it as text. */
function drawSite(): ImageData {
  const size = 30 * RATIO;
  const { context, read } = openCanvas(size);
  context.fillStyle = SITE_COLOUR;
  context.strokeStyle = '#ffffff';
  context.lineWidth = 2.5 * RATIO;
  context.beginPath();
  context.arc(size / 2, size / 2, 12 * RATIO, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  return read();
}

function openCanvas(size: number): { context: CanvasRenderingContext2D; read: () => ImageData } {
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d canvas to draw the markers on');
  return { context, read: () => context.getImageData(0, 0, size, size) };
}
