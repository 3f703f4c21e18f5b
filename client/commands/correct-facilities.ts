import type { QualityAnswer } from '../../server/contract/imports.ts';
import type { Correction } from '../state/intake-state.ts';
import { submitImport } from './import-files.ts';
import { getIntake, patchIntake } from './patch-intake.ts';

type Example = QualityAnswer['findings'][number]['examples'][number];

/** The decision that accepts the offer of a row; null where nothing is offered. */
export function correctionOf(example: Example): Correction | null {
  const { offer } = example;
  if (!offer || example.row === undefined) return null;
  return offer.correction === 'move' ? [offer.lonDegrees, offer.latDegrees] : offer.correction;
}

/** Decides about one row, or removes the decision. */
export function decide(row: number, correction: Correction | null): void {
  patchIntake((intake) => {
    const { [`${row}`]: _gone, ...rest } = intake.corrections;
    return { corrections: correction === null ? rest : { ...rest, [`${row}`]: correction } };
  });
}

/** Accepts every offer of a finding. */
export function takeOffers(examples: readonly Example[]): void {
  patchIntake((intake) => ({
    corrections: {
      ...intake.corrections,
      ...Object.fromEntries(
        examples.flatMap((example) => {
          const correction = correctionOf(example);
          return correction === null ? [] : [[`${example.row}`, correction]];
        }),
      ),
    },
  }));
}

/** Makes the region again with the decisions; those of earlier imports stay. */
export async function applyCorrections(): Promise<void> {
  await importAgain({});
}

/**
 * Makes the region again with people of water and of cells without land data where they are, or at the
 * nearest land.
 */
export async function placePeople(peopleOffLand: 'keep' | 'nearest-land'): Promise<void> {
  await importAgain({ peopleOffLand });
}

async function importAgain(choices: Readonly<Record<string, unknown>>): Promise<void> {
  const { quality, corrections } = getIntake();
  const { value } = quality;
  if (!value?.import) return;
  const { name: _name, ...before } = value.execution ?? {};
  await submitImport(
    value.import,
    {
      ...before,
      id: value.region,
      replace: true,
      nameZh: value.nameZh,
      nameEn: value.nameEn,
      facilityCorrections: {
        ...(before as { facilityCorrections?: object }).facilityCorrections,
        ...corrections,
      },
      ...choices,
    },
    () => patchIntake({ corrections: {} }),
  );
}
