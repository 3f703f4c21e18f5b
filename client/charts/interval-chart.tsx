import { scaleLinear } from 'd3';

interface Props {
  /** Percent. */
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  /** The figure of the single run. */
  readonly single: number;
  readonly singleName: string;
  readonly format: (percent: number) => string;
  readonly summary: string;
}

const WIDTH = 332;
const HEIGHT = 62;
const SIDE = 26;
const AXIS = 34;

/** P10 to P90 as a bar with P50 as a line, and the single run as a mark, on a scale that fits them. */
export function IntervalChart({ low, middle, high, single, singleName, format, summary }: Props) {
  const least = Math.min(low, single);
  const most = Math.max(high, single);
  const room = Math.max(0.5, (most - least) * 0.25);
  const x = scaleLinear([Math.max(0, least - room), Math.min(100, most + room)], [SIDE, WIDTH - SIDE]);
  const labels = [
    { id: 'P10', at: low },
    { id: 'P50', at: middle },
    { id: 'P90', at: high },
  ];
  // Labels keep a minimum distance, so that each can be read.
  const places = labels.map(({ at }) => x(at));
  places[0] = Math.min(places[0] ?? 0, (places[1] ?? 0) - 58);
  places[2] = Math.max(places[2] ?? 0, (places[1] ?? 0) + 58);
  const anchored = places.map((place) => Math.max(SIDE, Math.min(WIDTH - SIDE, place)));
  const singleAt = Math.max(34, Math.min(WIDTH - 34, x(single)));
  return (
    <svg className="interval" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary}>
      <line className="grid" x1={SIDE} x2={WIDTH - SIDE} y1={AXIS - 9} y2={AXIS - 9} />
      <rect
        className="range"
        x={x(low)}
        width={Math.max(2, x(high) - x(low))}
        y={AXIS - 14}
        height={10}
        rx={3}
      />
      <line className="middle" x1={x(middle)} x2={x(middle)} y1={AXIS - 17} y2={AXIS - 1} />
      <path className="single" d={`M${x(single)} ${AXIS - 16}l-4 -6h8z`} />
      <text x={singleAt} y={9} textAnchor="middle">
        {singleName} {format(single)}
      </text>
      {labels.map(({ id, at }, index) => (
        <g key={id}>
          <text className="key" x={anchored[index]} y={AXIS + 12} textAnchor="middle">
            {id}
          </text>
          <text className="value" x={anchored[index]} y={AXIS + 25} textAnchor="middle">
            {format(at)}
          </text>
        </g>
      ))}
    </svg>
  );
}
