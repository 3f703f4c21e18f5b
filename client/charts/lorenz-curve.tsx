import { area, line, scaleLinear } from 'd3';

interface Curve {
  readonly people: readonly number[];
  readonly resource: readonly number[];
}
interface Props {
  readonly curve: Curve;
  readonly name: string;
  /** The same resource with the people in another order. */
  readonly second: { readonly curve: Curve; readonly name: string } | null;
  readonly evenName: string;
  readonly xName: string;
  readonly yName: string;
  readonly summary: string;
}

const WIDTH = 332;
const HEIGHT = 236;
const LEFT = 40;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 34;

/** Share of the resource by share of people, from those who have least; the diagonal is an even share. */
export function LorenzCurve({ curve, name, second, evenName, xName, yName, summary }: Props) {
  const x = scaleLinear([0, 1], [LEFT, WIDTH - RIGHT]);
  const y = scaleLinear([0, 1], [HEIGHT - BOTTOM, TOP]);
  const points = ({ people, resource }: Curve) =>
    people.map((share, index): [number, number] => [x(share), y(resource[index] ?? 0)]);
  const drawn = points(curve);
  const between = area<[number, number]>()
    .x((p) => p[0])
    .y0((p) => y(x.invert(p[0])))
    .y1((p) => p[1]);
  const ticks = [0, 0.5, 1];
  return (
    <figure className="lorenz">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line className="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text x={LEFT - 6} y={y(tick)} dy="0.34em" textAnchor="end">
              {tick * 100}%
            </text>
            <text x={x(tick)} y={HEIGHT - BOTTOM + 13} textAnchor={tick === 1 ? 'end' : 'middle'}>
              {tick * 100}%
            </text>
          </g>
        ))}
        <text x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 4} textAnchor="middle">
          {xName}
        </text>
        <text transform={`translate(9 ${(HEIGHT - BOTTOM + TOP) / 2}) rotate(-90)`} textAnchor="middle">
          {yName}
        </text>
        <path className="between" d={between(drawn) ?? ''} />
        <line className="even" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
        {second && <path className="second" d={line()(points(second.curve)) ?? ''} />}
        <path className="first" d={line()(drawn) ?? ''} />
      </svg>
      <figcaption>
        <span className="first">{name}</span>
        {second && <span className="second">{second.name}</span>}
        <span className="even">{evenName}</span>
      </figcaption>
    </figure>
  );
}
