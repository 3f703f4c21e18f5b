import { line, scaleLinear } from 'd3';

/** A curve: points in the units of the axes, one colour. */
export interface Curve {
  readonly label: string;
  readonly colour: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/**
 * A plot of curves with both axes. Ranges are closed; ticks are drawn where d3 puts about `ticks` of them.
 */
export interface LinePlot {
  readonly title: string;
  readonly x: { readonly label: string; readonly from: number; readonly to: number };
  readonly y: { readonly label: string; readonly from: number; readonly to: number };
  readonly curves: readonly Curve[];
}

const WIDTH = 640;
const HEIGHT = 380;
const MARGIN = { left: 56, right: 16, top: 40, bottom: 48 };

/** Text of an SVG drawing. Equal plots give equal text. */
export function drawLinePlot(plot: LinePlot): string {
  const x = scaleLinear([plot.x.from, plot.x.to], [MARGIN.left, WIDTH - MARGIN.right]);
  const y = scaleLinear([plot.y.from, plot.y.to], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const path = line<readonly [number, number]>(
    ([value]) => x(value),
    ([, value]) => y(value),
  ).digits(1);
  const parts: string[] = [];
  for (const tick of x.ticks(12)) {
    const at = x(tick).toFixed(1);
    parts.push(`<path d="M${at},${MARGIN.top}V${HEIGHT - MARGIN.bottom}" stroke="#ddd"/>`);
    parts.push(text(at, HEIGHT - MARGIN.bottom + 16, 'middle', x.tickFormat(12)(tick)));
  }
  for (const tick of y.ticks(8)) {
    const at = y(tick).toFixed(1);
    parts.push(`<path d="M${MARGIN.left},${at}H${WIDTH - MARGIN.right}" stroke="#ddd"/>`);
    parts.push(text(MARGIN.left - 6, Number(at) + 4, 'end', y.tickFormat(8)(tick)));
  }
  parts.push(text((MARGIN.left + WIDTH) / 2, HEIGHT - 10, 'middle', plot.x.label));
  parts.push(text(MARGIN.left - 40, MARGIN.top - 8, 'start', plot.y.label));
  plot.curves.forEach(({ label, colour, points }, i) => {
    parts.push(`<path d="${path(points)!}" fill="none" stroke="${colour}" stroke-width="2"/>`);
    const top = MARGIN.top + 14 + 18 * i;
    const left = WIDTH - MARGIN.right - 190;
    parts.push(`<path d="M${left},${top - 4}h24" stroke="${colour}" stroke-width="3"/>`);
    parts.push(text(left + 30, top, 'start', label));
  });
  return wrapSvg(WIDTH, HEIGHT, plot.title, parts);
}

export function text(x: number | string, y: number | string, anchor: string, content: string): string {
  return (
    `<text x="${x}" y="${y}" ` +
    `text-anchor="${anchor}">${content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`
  );
}

export function wrapSvg(width: number, height: number, title: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" ` +
      `height="${height}" font-family="sans-serif" font-size="12" fill="#222" role="img">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${width / 2}" y="18" text-anchor="middle" font-size="14" font-weight="bold">${title}</text>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}
