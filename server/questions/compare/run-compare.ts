import { readFileSync } from 'node:fs';
import { ProblemException } from '../../contract/problems.ts';
import { buildSums, addTo, readSum } from '../../kernel/stats/sum.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { scaleOf } from '../shared/value-scale.ts';

export interface CompareTaskInput {
  /** The world of b: its people are counted. */
  readonly region: RegionReference;
  /** Files of float64 seconds by cell. */
  readonly secondsA: string;
  readonly secondsB: string;
  /** File of float64 people by cell whom the run before both sides has served: they are not counted. */
  readonly servedBefore?: string;
  readonly cutoffsSeconds: readonly number[];
}
interface Movement {
  readonly people: number;
  readonly cells: number;
  readonly meanMinutes: number | null;
  readonly newlyReached: number;
}
export interface CompareTaskOutput {
  readonly faster: Movement;
  readonly slower: Movement;
  readonly same: { readonly people: number; readonly cells: number };
  readonly gainsCover: number[];
  readonly losesCover: number[];
  /** Minutes by cell that a trip of b is shorter (longer) than that of a; -1 where it is not. */
  readonly fasterMinutes: Float32Array;
  readonly slowerMinutes: Float32Array;
  readonly fasterScale: number;
  readonly slowerScale: number;
}

/** A way where there was none counts as a day saved, and so does no saving more: what is drawn has an end. */
const MOST_MINUTES = 1440;

/** A trip that differs by less is the same trip. */
const SAME_SECONDS = 1;

/** Who of b's people is nearer to care in b than in a and who is farther, cell by cell. */
export function runCompare(input: CompareTaskInput, context: TaskContext): CompareTaskOutput {
  const { population: everybody } = context.loadRegion(input.region);
  const served = input.servedBefore === undefined ? null : readValues(input.servedBefore);
  const population = served
    ? everybody.map((here, cell) => (here > 0 ? Math.max(0, here - served[cell]!) : here))
    : everybody;
  const a = readValues(input.secondsA);
  const b = readValues(input.secondsB);
  if (a.length !== population.length || b.length !== population.length)
    throw new ProblemException('not-comparable', {}, [
      { pointer: '', code: 'compare-other-grid', parameters: { a: a.length, b: b.length } },
    ]);
  const { cutoffsSeconds } = input;
  const faster = new Mover();
  const slower = new Mover();
  const same = new Mover();
  const fasterMinutes = new Float32Array(population.length).fill(-1);
  const slowerMinutes = new Float32Array(population.length).fill(-1);
  const gains = buildSums(cutoffsSeconds.length);
  const loses = buildSums(cutoffsSeconds.length);
  for (let cell = 0; cell < population.length; cell++) {
    const before = a[cell]!;
    const after = b[cell]!;
    const people = population[cell]!;
    // Infinity − Infinity is no number: unreached on both sides is the same.
    const saved = before === after ? 0 : before - after;
    if (Math.abs(saved) > SAME_SECONDS)
      (saved > 0 ? fasterMinutes : slowerMinutes)[cell] = Math.min(MOST_MINUTES, Math.abs(saved) / 60);
    (saved > SAME_SECONDS ? faster : saved < -SAME_SECONDS ? slower : same).add(people, Math.abs(saved));
    if (people > 0)
      cutoffsSeconds.forEach((cutoff, k) => {
        if (before > cutoff && after <= cutoff) addTo(gains, k, people);
        if (before <= cutoff && after > cutoff) addTo(loses, k, people);
      });
  }
  const { people, cells } = same.read();
  return {
    faster: faster.read(),
    slower: slower.read(),
    same: { people, cells },
    gainsCover: cutoffsSeconds.map((_, k) => readSum(gains, k)),
    losesCover: cutoffsSeconds.map((_, k) => readSum(loses, k)),
    fasterMinutes,
    slowerMinutes,
    fasterScale: scaleOf(fasterMinutes),
    slowerScale: scaleOf(slowerMinutes),
  };
}

/** People who move in one direction, and how far. */
class Mover {
  readonly #sums = buildSums(4);
  #cells = 0;

  add(people: number, seconds: number): void {
    this.#cells++;
    if (!(people > 0)) return;
    addTo(this.#sums, 0, people);
    if (seconds === Infinity) addTo(this.#sums, 1, people);
    else {
      addTo(this.#sums, 2, people);
      addTo(this.#sums, 3, people * seconds);
    }
  }

  read(): Movement {
    const counted = readSum(this.#sums, 2);
    return {
      people: readSum(this.#sums, 0),
      cells: this.#cells,
      meanMinutes: counted > 0 ? readSum(this.#sums, 3) / counted / 60 : null,
      newlyReached: readSum(this.#sums, 1),
    };
  }
}

function readValues(path: string): Float64Array {
  const bytes = readFileSync(path);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
