import { area, curveMonotoneX, line, scaleLinear, scaleSqrt } from 'd3';

interface Props {
  readonly points: readonly { readonly minutes: number; readonly percent: number }[];
  readonly selected: number;
  /** One sentence that says what the curve shows. */
  readonly summary: string;
  readonly unit: string;
  readonly onSelect: (minutes: number) => void;
}

const WIDTH = 332;
const HEIGHT = 118;
const LEFT = 34;
const RIGHT = 10;
const TOP = 8;
const BOTTOM = 20;
const TICKS = [15, 30, 60, 120, 180];

/** Share of people covered against the cut-off; a click picks the nearest stop. */
export function CoverageCurve({ points, selected, summary, unit, onSelect }: Props) {
  const longest = points.at(-1)?.minutes ?? 60;
  const x = scaleSqrt([0, longest], [LEFT, WIDTH - RIGHT]);
  const y = scaleLinear([0, 100], [HEIGHT - BOTTOM, TOP]);
  const drawn = [{ minutes: 0, percent: 0 }, ...points];
  const curve = line<(typeof drawn)[number]>(
    (p) => x(p.minutes),
    (p) => y(p.percent),
  ).curve(curveMonotoneX);
  const below = area<(typeof drawn)[number]>(
    (p) => x(p.minutes),
    y(0),
    (p) => y(p.percent),
  ).curve(curveMonotoneX);
  const now = points.find((point) => point.minutes === selected);
  return (
    <svg
      className="curve"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={summary}
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const minutes = x.invert(((event.clientX - box.left) / box.width) * WIDTH);
        onSelect(minutes);
      }}
    >
      {[0, 50, 100].map((tick) => (
        <g key={tick}>
          <line className="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick)} dy="0.34em" textAnchor="end">
            {tick}%
          </text>
        </g>
      ))}
      {TICKS.filter((tick) => tick <= longest).map((tick, index, all) => (
        <text key={tick} x={x(tick)} y={HEIGHT - 5} textAnchor={index === all.length - 1 ? 'end' : 'middle'}>
          {index === all.length - 1 ? `${tick} ${unit}` : tick}
        </text>
      ))}
      <path className="below" d={below(drawn) ?? ''} />
      <path className="line" d={curve(drawn) ?? ''} />
      {points.map((point) => (
        <circle key={point.minutes} className="stop" cx={x(point.minutes)} cy={y(point.percent)} r={2.4} />
      ))}
      {now && (
        <g className="now">
          <line x1={x(now.minutes)} x2={x(now.minutes)} y1={y(0)} y2={y(now.percent)} />
          <circle cx={x(now.minutes)} cy={y(now.percent)} r={5} />
        </g>
      )}
    </svg>
  );
}
