import type { MouseEvent } from 'react';

interface Scale {
  (value: number): number;
}

interface Props {
  readonly x: Scale;
  readonly y: Scale;
  readonly xTicks: readonly number[];
  readonly percents: readonly number[];
  /** Label at the last tick of the lower axis. */
  readonly unit: string;
  readonly frame: { readonly left: number; readonly right: number; readonly bottom: number };
}

/** Lines at the percentages, and the figures of both axes. */
export function PercentAxes({ x, y, xTicks, percents, unit, frame }: Props) {
  return (
    <>
      {percents.map((percent) => (
        <g key={percent}>
          <line className="grid" x1={frame.left} x2={frame.right} y1={y(percent)} y2={y(percent)} />
          <text x={frame.left - 6} y={y(percent)} dy="0.34em" textAnchor="end">
            {percent}%
          </text>
        </g>
      ))}
      {xTicks.map((tick, index) => {
        const isLast = index === xTicks.length - 1;
        return (
          <text key={tick} x={x(tick)} y={frame.bottom} textAnchor={isLast ? 'end' : 'middle'}>
            {isLast ? `${tick} ${unit}` : tick}
          </text>
        );
      })}
    </>
  );
}

/** Position of a click, in the units of a drawing `width` units wide. */
export function findClickX({ currentTarget, clientX }: MouseEvent<SVGSVGElement>, width: number): number {
  const box = currentTarget.getBoundingClientRect();
  return ((clientX - box.left) / box.width) * width;
}
