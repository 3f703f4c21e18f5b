import { area, line, scaleLinear } from 'd3';

export interface FrontierPoint {
  readonly sites: number;
  readonly percent: number;
  readonly boundPercent: number;
}

interface Props {
  readonly points: readonly FrontierPoint[];
  readonly selected: number;
  readonly label: string;
  /** What the selected point says, read out as its value. */
  readonly valueText: string;
  readonly unit: string;
  readonly onSelect: (sites: number) => void;
}

const WIDTH = 332;
const HEIGHT = 130;
const LEFT = 38;
const RIGHT = 10;
const TOP = 8;
const BOTTOM = 20;
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** People covered against number of sites with what no choice can pass; a click or the arrow keys walk along it. */
export function FrontierChart({ points, selected, label, valueText, unit, onSelect }: Props) {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  const low = first.percent;
  const high = Math.max(...points.map((point) => point.boundPercent));
  const room = Math.max(0.5, (high - low) * 0.1);
  const x = scaleLinear([first.sites, Math.max(first.sites + 1, last.sites)], [LEFT + 6, WIDTH - RIGHT - 6]);
  const y = scaleLinear([Math.max(0, low - room), Math.min(100, high + room)], [HEIGHT - BOTTOM, TOP]);
  const curve = line<FrontierPoint>(
    (point) => x(point.sites),
    (point) => y(point.percent),
  );
  const open = area<FrontierPoint>(
    (point) => x(point.sites),
    (point) => y(point.percent),
    (point) => y(point.boundPercent),
  );
  const pick = (sites: number) => onSelect(Math.min(last.sites, Math.max(first.sites, Math.round(sites))));
  const ticks = x.ticks(6).filter((tick) => Number.isInteger(tick) && tick >= first.sites);
  return (
    <svg
      className="curve frontier"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={first.sites}
      aria-valuemax={last.sites}
      aria-valuenow={selected}
      aria-valuetext={valueText}
      data-testid="frontier-chart"
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        pick(x.invert(((event.clientX - box.left) / box.width) * WIDTH));
      }}
      onKeyDown={(event) => {
        const step = STEPS[event.key];
        const goal =
          event.key === 'Home' ? first.sites : event.key === 'End' ? last.sites : step && selected + step;
        if (goal === undefined) return;
        event.preventDefault();
        pick(goal);
      }}
    >
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line className="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick)} dy="0.34em" textAnchor="end">
            {tick}%
          </text>
        </g>
      ))}
      {ticks.map((tick, index, all) => (
        <text key={tick} x={x(tick)} y={HEIGHT - 5} textAnchor={index === all.length - 1 ? 'end' : 'middle'}>
          {index === all.length - 1 ? `${tick} ${unit}` : tick}
        </text>
      ))}
      <path className="open" d={open([...points]) ?? ''} />
      <path className="line" d={curve([...points]) ?? ''} />
      {points.map((point) => (
        <circle
          key={point.sites}
          className={point.sites === selected ? 'stop chosen' : 'stop'}
          cx={x(point.sites)}
          cy={y(point.percent)}
          r={point.sites === selected ? 5 : 2.6}
        />
      ))}
    </svg>
  );
}
