import { isWithinCutoff } from '../../server/contract/cut-off.ts';
import type { ExplainAnswer } from '../../server/contract/processes.ts';
import type { Tier } from '../../server/contract/vocabulary.ts';

type Nearest = ExplainAnswer['nearest'][number];
export type Why =
  | { readonly kind: 'covered' | 'tooFar'; readonly entry: Nearest; readonly overMinutes: number }
  | { readonly kind: 'capacity'; readonly entry: Nearest; readonly unserved: number }
  | { readonly kind: 'blocked'; readonly entry: Nearest | null }
  | { readonly kind: 'onBarrier' | 'noData' };

/** Minutes beyond a closed cut-off, compared in seconds as the service does; 0 within it. */
export function minutesOver(minutes: number, cutoffMinutes: number): number {
  return isWithinCutoff(minutes * 60, cutoffMinutes) ? 0 : minutes - cutoffMinutes;
}

/**
 * The one reason for a place at the cut-off in use, from an answer given for any cut-off: times do not
 * depend on it.
 * With a capacity run at the same cut-off, people in reach may still find their facility full.
 */
export function explainWhy(
  explain: ExplainAnswer,
  tiers: readonly Tier[] | null,
  cutoffMinutes: number,
): Why | null {
  const { cellState, capacity } = explain;
  if (cellState === 'outside') return null;
  if (cellState === 'barrier') return { kind: 'onBarrier' };
  if (cellState === 'no-data') return { kind: 'noData' };
  const counted = explain.nearest.filter((entry) => tiers === null || tiers.includes(entry.tier));
  const reachable = counted
    .filter((entry) => entry.minutes !== null)
    .sort((a, b) => (a.minutes ?? 0) - (b.minutes ?? 0));
  const entry = reachable[0];
  if (entry?.minutes == null) {
    const straight = counted
      .filter((candidate) => candidate.crowFlies !== null)
      .sort((a, b) => (a.crowFlies?.meters ?? 0) - (b.crowFlies?.meters ?? 0))[0];
    return { kind: 'blocked', entry: straight ?? null };
  }
  const overMinutes = minutesOver(entry.minutes, cutoffMinutes);
  if (overMinutes > 0) return { kind: 'tooFar', entry, overMinutes };
  if (capacity?.cutoffMinutes === cutoffMinutes && capacity.unserved >= 0.5) {
    return { kind: 'capacity', entry, unserved: capacity.unserved };
  }
  return { kind: 'covered', entry, overMinutes: 0 };
}

/** The leg that takes longest. */
export function longestLeg(legs: Nearest['legs']): Nearest['legs'][number] | null {
  return legs.reduce<Nearest['legs'][number] | null>(
    (longest, leg) => (longest === null || leg.minutes > longest.minutes ? leg : longest),
    null,
  );
}
