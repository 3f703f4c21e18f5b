import type { ProcessInputs } from '../contract/processes.ts';
import type { RegionRow } from '../store/region-store.ts';
import type { AnalysisContext, AnalysisResult, ExecuteOptions, PlainNote } from './context.ts';
import { referenceOf } from './regions.ts';
import { valueLinks } from './surface-links.ts';
import { listTravelNotes } from './travel-notes.ts';
import { findUpload } from './uploads.ts';

/** Six decimals of a share fit a tile's 24 bits. */
const TILE_SCALE = 1e6;

/** Coverage when shares of the people travel in different ways. */
export async function analyseMixedCoverage(
  context: AnalysisContext,
  region: RegionRow,
  inputs: ProcessInputs<'mixed-coverage'>,
  run: string,
  options: ExecuteOptions,
): Promise<AnalysisResult> {
  const { body, notes, share } = await context.runner.run(
    'mixed-coverage',
    { region: referenceOf(context, region), inputs, upload: findUpload(context, region.id, inputs.zones) },
    options,
  );
  const travels = [inputs.travel, ...inputs.otherTravels];
  return {
    body: {
      ...body,
      modes: body.modes.map((mode, i) => ({ travel: travels[i]!, ...mode })),
      surface: valueLinks(run, 'share', TILE_SCALE),
    },
    notes: [...listOtherNotes(inputs, region), ...notes],
    arrays: { share },
  };
}

/** Assumptions of the other ways of travel that those of `travel` do not say already. */
function listOtherNotes(inputs: ProcessInputs<'mixed-coverage'>, region: RegionRow): PlainNote[] {
  const said = new Set(listTravelNotes(inputs.travel, region.detail).map((note) => JSON.stringify(note)));
  return inputs.otherTravels
    .flatMap((travel) => listTravelNotes(travel, region.detail))
    .filter((note) => {
      const text = JSON.stringify(note);
      if (said.has(text)) return false;
      said.add(text);
      return true;
    });
}
