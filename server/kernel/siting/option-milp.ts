import { buildDemandRows } from './cover-matrix.ts';
import type { MilpModel } from './milp-port.ts';
import { MilpBuilder } from './milp-port.ts';
import type { OptionCover } from './option-cover.ts';
import { weightIn } from './option-cover.ts';
import { EXCLUDED, FIXED } from './site-states.ts';

/**
 * The same problem for an exact solver: columns 0 .. options-1 are the options, then covers, second covers,
 * the least share.
 *
 * - z_k <= sum of options covering k; z_k + u_k <= the same when a second cover counts, u_k <= z_k; z, u
 * continuous
 */
export function buildOptionMilp(problem: OptionCover): MilpModel {
  const { cover, secondWeight, group, states, resources, requires, minima, shares } = problem;
  const builder = new MilpBuilder();
  for (let option = 0; option < cover.sites; option++)
    builder.addColumn(0, states[option] === FIXED ? 1 : 0, states[option] === EXCLUDED ? 0 : 1, true);
  const rows = buildDemandRows(cover);
  const once: number[] = [];
  for (let item = 0; item < cover.demands; item++)
    once.push(builder.addColumn(shares ? 0 : cover.demandWeight[item]!, 0, 1));
  for (let item = 0; item < cover.demands; item++) {
    const terms: [number, number][] = [[once[item]!, -1]];
    const weight = shares ? 0 : (secondWeight?.[item] ?? 0);
    if (weight > 0) {
      const twice = builder.addColumn(weight, 0, 1);
      terms.push([twice, -1]);
      builder.addRow(0, Infinity, [
        [once[item]!, 1],
        [twice, -1],
      ]);
    }
    for (let place = rows.demandStart[item]!; place < rows.demandStart[item + 1]!; place++)
      terms.push([rows.siteIndex[place]!, 1]);
    builder.addRow(0, Infinity, terms);
  }
  const members = new Map<number, number[]>();
  group.forEach((own, option) => {
    if (own < 0) return;
    const list = members.get(own);
    if (list) list.push(option);
    else members.set(own, [option]);
  });
  for (const list of members.values())
    if (list.length > 1)
      builder.addRow(
        -Infinity,
        1,
        list.map((option) => [option, 1]),
      );
  for (const resource of resources) {
    const terms: [number, number][] = [];
    resource.use.forEach((use, option) => {
      if (use !== 0) terms.push([option, use]);
    });
    builder.addRow(-Infinity, resource.limit, terms);
  }
  for (const rule of requires ?? [])
    builder.addRow(0, Infinity, [
      ...rule.anyOf.map((option): [number, number] => [option, 1]),
      [rule.option, -1],
    ]);
  for (const part of minima ?? [])
    builder.addRow(
      part.least,
      Infinity,
      Array.from(part.items, (item, place) => [once[item]!, weightIn(problem, part, place)]),
    );
  if (shares) {
    const least = builder.addColumn(1, -Infinity, Infinity);
    for (const part of shares)
      builder.addRow(-part.offset, Infinity, [
        ...Array.from(part.items, (item, place): [number, number] => [
          once[item]!,
          part.scale * weightIn(problem, part, place),
        ]),
        [least, -1],
      ]);
  }
  return builder.build('max');
}
