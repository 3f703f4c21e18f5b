import { area, line, scaleLinear } from 'd3';
import { findClickX, PercentAxes } from './percent-axes.tsx';

export interface FrontierPoint {
  readonly sites: number;
  readonly percent: number;
  readonly boundPercent: number;
}

interface Props {
  readonly points: readonly FrontierPoint[];
  readonly selected: number;
  readonly label: string;
  /** Description of the selected point, its value for screen readers. */
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
const FRAME = { left: LEFT, right: WIDTH - RIGHT, bottom: HEIGHT - 5 };
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/**
 * People covered by number of sites with the upper bound; a click or the arrow keys select a point.
 */
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
      onClick={(event) => pick(x.invert(findClickX(event, WIDTH)))}
      onKeyDown={(event) => {
        const step = STEPS[event.key];
        const goal =
          event.key === 'Home' ? first.sites : event.key === 'End' ? last.sites : step && selected + step;
        if (goal === undefined) return;
        event.preventDefault();
        pick(goal);
      }}
    >
      <PercentAxes x={x} y={y} xTicks={ticks} percents={y.ticks(4)} unit={unit} frame={FRAME} />
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
