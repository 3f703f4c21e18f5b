import { area, curveMonotoneX, line, scaleLinear, scaleSqrt } from 'd3';
import { findClickX, PercentAxes } from './percent-axes.tsx';

interface Props {
  readonly points: readonly { readonly minutes: number; readonly percent: number }[];
  readonly selected: number;
  /** One sentence that describes the curve. */
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
const FRAME = { left: LEFT, right: WIDTH - RIGHT, bottom: HEIGHT - 5 };
const TICKS = [15, 30, 60, 120, 180];
const PERCENTS = [0, 50, 100];

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
      onClick={(event) => onSelect(x.invert(findClickX(event, WIDTH)))}
    >
      <PercentAxes
        x={x}
        y={y}
        xTicks={TICKS.filter((tick) => tick <= longest)}
        percents={PERCENTS}
        unit={unit}
        frame={FRAME}
      />
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
