import { TIER_COLOURS, TIER_SHAPES } from '../../server/contract/colours.ts';
import type { Tier } from '../../server/contract/vocabulary.ts';

/** The symbol of a tier as drawn on the map. */
export function TierMark({ tier }: { readonly tier: Tier }) {
  const colour = TIER_COLOURS[tier];
  const shape = TIER_SHAPES[tier];
  return (
    <svg className="tier-mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {shape === 'cross' && (
        <>
          <circle cx="8" cy="8" r="7.500" fill={colour} />
          <path d="M8 3.800v8.400M3.800 8h8.400" stroke="#fff" strokeWidth="2.600" />
        </>
      )}
      {shape === 'square' && <rect x="2.500" y="2.500" width="11" height="11" fill={colour} />}
      {shape === 'circle' && <circle cx="8" cy="8" r="4.500" fill={colour} />}
      {shape === 'triangle' && <path d="M8 3l5 9.500H3z" fill={colour} />}
    </svg>
  );
}
