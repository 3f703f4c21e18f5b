/** Why a solver stopped; `optimal` only when value and bound meet. */
export type StopReason = 'optimal' | 'iterations' | 'cancelled' | 'stalled' | 'solver-limit';

/** What a solver states while it works: the best answer so far and what no answer can beat. */
export interface SitingProgress {
  readonly value: number;
  readonly bound: number;
  readonly iterations: number;
}

/**
 * How a caller watches and stops a solver; a kernel has no clock, so a time limit is a `shouldStop` of the
 * caller.
 */
export interface SitingControl {
  /** Called when the value or the bound got better. */
  readonly onProgress?: (progress: SitingProgress) => void;
  /** Read every few iterations; true keeps the best answer with its bound. */
  readonly shouldStop?: () => boolean;
}

/** The control of an inner search whose progress is reported to `control` in its caller's figures. */
export function translateControl(
  { onProgress, shouldStop }: SitingControl,
  translate: (value: number, bound: number) => { readonly value: number; readonly bound: number },
): SitingControl {
  return {
    ...(onProgress && {
      onProgress: ({ value, bound, iterations }) => onProgress({ ...translate(value, bound), iterations }),
    }),
    ...(shouldStop && { shouldStop }),
  };
}
