import type { AgeBand } from '../../../contract/vocabulary.ts';
import { AGE_BANDS } from '../../../contract/vocabulary.ts';
import type { RasterHead } from '../../../geo/raster.ts';
import { sampleRaster } from '../../../geo/raster-sample.ts';
import { guessRaster } from '../guess/guess-raster.ts';
import { measureSample } from '../guess/raster-stats.ts';
import { decideRole, describeGuesses, saidRole } from '../guess/role-guess.ts';
import { findLandClass } from '../land/land-cover.ts';
import { guessPopulationUnit } from '../people/population-unit.ts';
import type { Guessed } from './recognise-features.ts';
import type { LayerHint, Recognised } from './recognised.ts';

/** What a raster is: as a person stated, else by its values and its name; below a stated likelihood nothing. */
export async function recogniseRaster(
  name: string,
  bytes: Uint8Array,
  head: RasterHead,
  hint: LayerHint | undefined,
): Promise<Guessed> {
  const said = hint === 'population' || hint === 'elevation' || hint === 'land-cover' ? saidRole(hint) : null;
  const guesses = said
    ? [said]
    : guessRaster(name, head, measureSample(await sampleRaster(bytes, head.grid.columns), head.noData));
  const chosen = decideRole(guesses);
  if (chosen && chosen.role !== 'other') return { is: asRole(chosen.role, name, head), guesses };
  const size = `${head.grid.columns} × ${head.grid.rows}`;
  if (guesses.length === 0)
    return { is: { kind: 'unused', reason: 'raster-layer-unknown', detail: size }, guesses };
  if (chosen)
    return {
      is: { kind: 'unused', reason: 'layer-without-use', detail: chosen.evidence[0]?.word ?? size },
      guesses,
    };
  return { is: { kind: 'unused', reason: 'layer-undecided', detail: describeGuesses(guesses) }, guesses };
}

function asRole(role: string, name: string, head: RasterHead): Recognised {
  const plain = name.toLowerCase();
  if (role === 'population')
    return {
      kind: 'population',
      head,
      ageBand: head.bandCount === 1 ? findAgeBand(plain.replace(/.*(pop\w*?|人口)(?=[^a-z])/, '')) : null,
      bandAges: head.bandNames.map((band) => (band ? findAgeBand(band) : null)),
      unit: guessPopulationUnit(plain, head),
    };
  if (role === 'elevation') return { kind: 'dem', head };
  const last = /_([a-z]+)\.tiff?$/i.exec(name)?.[1] ?? '';
  const landClass = /merged|landcover/i.test(last)
    ? null
    : findLandClass(last.replace(/([a-z])([A-Z])/g, '$1 $2'));
  if (landClass && head.bitsPerSample <= 32 && !head.isFloat)
    return { kind: 'land-fraction', head, landClass };
  return { kind: 'land-cover', head };
}

/** Age band that the end of a name states (`population_0-6`, `pop_65plus`), null where it states none. */
function findAgeBand(name: string): AgeBand | null {
  const plain = name.toLowerCase().replace(/\.[a-z]+$/, '');
  for (const band of AGE_BANDS) {
    const [from, to] = band.replace('+', '').split('-');
    const pattern = to
      ? new RegExp(`(^|[^0-9])0*${from}\\s*[-_–~]\\s*${to}([^0-9]|$)`)
      : /(^|[^0-9])65\s*(\+|_?plus|_?up|岁以上|以上)?$/;
    if (pattern.test(plain)) return band;
  }
  return null;
}
