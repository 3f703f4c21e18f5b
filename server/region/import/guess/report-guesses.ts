import type { FindingList } from '../../model/findings.ts';
import type { InputFile } from '../recognise/recognised.ts';
import { CERTAIN_FROM, type RoleGuess } from './role-guess.ts';

/** What was guessed of which file became which layer, and the files that a person has to decide. */
export function reportGuesses(files: readonly InputFile[], findings: FindingList): void {
  const guessed: string[] = [];
  for (const { name, is, guesses } of files) {
    const [first] = guesses;
    if (!first) continue;
    if (is.kind !== 'unused' && first.confidence < CERTAIN_FROM) guessed.push(describe(name, first));
    if (is.kind === 'unused' && is.reason === 'layer-undecided')
      findings.add('layer-asked', 'warning', 'files', 1, { file: name, candidates: is.detail });
  }
  findings.add(
    'layers-guessed',
    'info',
    'files',
    guessed.length,
    {},
    guessed.map((label) => ({ label })),
  );
}

function describe(name: string, { role, confidence, evidence }: RoleGuess): string {
  const words = evidence.filter(({ kind }) => !kind.endsWith('-against')).map(({ word }) => word);
  return `${name} → ${role} (${Math.round(100 * confidence)} %): ${words.join(', ')}`;
}
