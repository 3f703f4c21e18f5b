import { findAccepted, type Accepted } from './accepted.ts';
import { roomOf, type Verdict } from './judge.ts';
import { GOAL_PERCENT, ROOMS } from './rooms.ts';

interface Sum {
  killed: number;
  survived: number;
  accepted: number;
}

const isKilled = ({ outcome }: Verdict): boolean => outcome === 'killed' || outcome === 'late';

const percent = (killed: number, total: number): string =>
  total === 0 ? '—' : `${((100 * killed) / total).toFixed(1)} %`;

function sumOf(verdicts: readonly Verdict[], accepted: readonly Accepted[]): Sum {
  const sum: Sum = { killed: 0, survived: 0, accepted: 0 };
  for (const verdict of verdicts)
    if (isKilled(verdict)) sum.killed++;
    else if (findAccepted(accepted, verdict.mutant) === undefined) sum.survived++;
    else sum.accepted++;
  return sum;
}

function row(name: string, { killed, survived, accepted }: Sum): string {
  const total = killed + survived;
  const raw = percent(killed, total + accepted);
  return (
    `${name.padEnd(10)} ${`${killed}/${total}`.padStart(9)} ${percent(killed, total).padStart(7)}   ` +
    `accepted ${accepted}, with them ${raw}`
  );
}

export function describeVerdict({ mutant, outcome, by, seconds }: Verdict): string {
  const place = `${mutant.file}:${mutant.line}`;
  return (
    `${outcome.padEnd(9)} ${place}\n    - ${mutant.from}\n    + ` +
    `${mutant.into}${by === null ? '' : `\n    ${by} ${seconds.toFixed(1)} s`}`
  );
}

/** Lines to print, and whether the goal is met. Changes that do not compile are no mutants. */
export function report(
  all: readonly Verdict[],
  accepted: readonly Accepted[],
): { lines: string[]; isMet: boolean } {
  const verdicts = all.filter(({ outcome }) => outcome !== 'invalid');
  const left = verdicts.filter((one) => !isKilled(one));
  const open = left.filter(({ mutant }) => findAccepted(accepted, mutant) === undefined);
  const whole = sumOf(verdicts, accepted);
  const figure = (100 * whole.killed) / Math.max(1, whole.killed + whole.survived);
  const rooms = [...ROOMS.map(({ room }) => room), 'other']
    .map((room) => ({
      room,
      own: verdicts.filter(({ mutant }) => roomOf(mutant.file) === room),
    }))
    .filter(({ own }) => own.length > 0);
  const lines = [
    ...open.map(describeVerdict),
    ...left
      .map(({ mutant }) => ({ mutant, why: findAccepted(accepted, mutant) }))
      .filter(({ why }) => why !== undefined)
      .map(
        ({ mutant, why }) => `accepted  ${mutant.file}:${mutant.line}  ${mutant.into}\n    ${why!.reason}`,
      ),
    '',
    ...rooms.map(({ room, own }) => row(room, sumOf(own, accepted))),
    row('all', whole),
    `goal ${GOAL_PERCENT} %: ${figure >= GOAL_PERCENT ? 'met' : 'MISSED'}`,
  ];
  return { lines, isMet: figure >= GOAL_PERCENT };
}
