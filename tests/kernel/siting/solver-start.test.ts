import { expect, it } from 'vitest';
import { solveCapacitatedPMedian } from '../../../server/kernel/siting/capacitated-p-median.ts';
import type { MilpModel, MilpSolver } from '../../../server/kernel/siting/milp-port.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** Whether `start` meets every row and every limit of a column. */
function isFeasible(model: MilpModel, start: Float64Array): boolean {
  for (let column = 0; column < model.columns; column++)
    if (start[column]! < model.columnLower[column]! || start[column]! > model.columnUpper[column]!)
      return false;
  for (let row = 0; row < model.rows; row++) {
    let sum = 0;
    for (let i = model.rowStart[row]!; i < model.rowStart[row + 1]!; i++)
      sum += model.coefficient[i]! * start[model.columnIndex[i]!]!;
    if (sum < model.rowLower[row]! - 1e-9 || sum > model.rowUpper[row]! + 1e-9) return false;
  }
  return true;
}

it('an exact solver begins with the best assignment known, which its model allows', () => {
  let asked = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const random = seededRandom(seed);
    const [demands, sites] = [18, 10];
    const draw = (count: number, most: number): Float64Array =>
      Float64Array.from({ length: count }, () => 1 + Math.floor(random() * most));
    const [cost, size] = [draw(demands * sites, 60), draw(demands, 20)];
    const room = draw(sites, 20).map((own) => own + 55);
    let known = 0;
    const solver: MilpSolver = {
      name: 'spy',
      solve: (model, options) => {
        asked++;
        const { start } = options!;
        expect(start).toHaveLength(model.columns);
        expect(isFeasible(model, start!), `seed ${seed}`).toBe(true);
        known = start!.reduce((sum, share, column) => sum + share * model.columnCost[column]!, 0);
        return { status: 'limit', columns: null, value: Infinity, bound: -Infinity };
      },
    };
    const answer = solveCapacitatedPMedian(cost, size, room, { newSites: 4, iterations: 5, solver });
    if (known > 0) expect(answer.value).toBeCloseTo(known, 9);
  }
  expect(asked).toBeGreaterThan(5);
});
