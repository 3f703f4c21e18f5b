import { ProblemException, type ProblemPlace } from '../contract/problems.ts';
import { findSentence } from '../contract/text/present.ts';
import { TravelError } from '../kernel/catchment/travel-error.ts';
import { SitingInputError, type SitingInputCode } from '../kernel/siting/siting-input-error.ts';
import { RegionPackError } from '../region/model/region-pack.ts';
import type { RegionReference } from '../questions/shared/task-context.ts';

/** Siting codes that say a question has no answer; the others say that an input is wrong. */
const UNANSWERABLE: ReadonlySet<SitingInputCode> = new Set([
  'no-demand',
  'no-candidates',
  'too-many-sites',
  'budget-too-small',
  'target-infeasible',
]);

/**
 * The problem behind an error of the rooms below, with its code and parameters, so that its sentence can be
 * stated in any language;
 * null for a fault of ours. `input` is the task's, read for the region it names.
 */
export function toProblemException(error: unknown, task: string, input: unknown): ProblemException | null {
  if (error instanceof ProblemException) return error;
  if (!(error instanceof Error)) return null;
  if (error instanceof TravelError) return refuseTravel(error);
  if (error instanceof SitingInputError) return refuseSiting(error);
  if (isOutOfMemory(error)) return new ProblemException('out-of-memory', {}, [], error);
  const region = (input as { region?: RegionReference } | null)?.region;
  if (region && error instanceof RegionPackError)
    return unreadable(region, { code: error.code, parameters: {} }, error);
  if (region && systemCode(error) === 'ENOENT' && (error as NodeJS.ErrnoException).path === region.packPath)
    return unreadable(region, { code: 'pack-missing', parameters: {} }, error);
  return task === 'import' || task === 'copy-pack' ? refuseImport(error) : null;
}

function refuseTravel(error: TravelError): ProblemException {
  const parameter = error.parameters['parameter'];
  const pointer = typeof parameter === 'string' ? `/travel/${parameter.replaceAll('.', '/')}` : '/travel';
  return new ProblemException(
    'travel-refused',
    {},
    [{ pointer, code: error.code, parameters: error.parameters }],
    error,
  );
}

function refuseSiting(error: SitingInputError): ProblemException {
  const parameters = Object.fromEntries(
    Object.entries(error.parameters).map(([name, value]): [string, string | number] => [
      name,
      typeof value === 'object' ? value.join(', ') : value,
    ]),
  );
  const code =
    error.code === 'target-infeasible' && 'targetPercent' in parameters
      ? 'siting.target-percent-infeasible'
      : `siting.${error.code}`;
  const place: ProblemPlace = {
    pointer: '',
    code,
    parameters: { detail: error.message.slice(0, 300), ...parameters },
  };
  return UNANSWERABLE.has(error.code)
    ? new ProblemException('siting-infeasible', {}, [place], error)
    : new ProblemException('invalid-inputs', { count: 1 }, [place], error);
}

/**
 * Every error of reading files that has a sentence; missing and forbidden files are given by the system's
 * own code.
 */
function refuseImport(error: Error): ProblemException | null {
  const refuse = (code: string, parameters: ProblemPlace['parameters']): ProblemException =>
    new ProblemException('import-refused', {}, [{ pointer: '/files', code, parameters }], error);
  const file = (error as NodeJS.ErrnoException).path ?? '';
  const system = systemCode(error);
  if (file !== '' && system === 'ENOENT') return refuse('import-file-missing', { file });
  if (file !== '' && (system === 'EACCES' || system === 'EPERM'))
    return refuse('import-file-forbidden', { file });
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string' || !findSentence(code)) return null;
  const { parameters } = error as { parameters?: ProblemPlace['parameters'] };
  return refuse(code, { detail: error.message.slice(0, 300), ...parameters });
}

function unreadable(
  region: RegionReference,
  place: Pick<ProblemPlace, 'code' | 'parameters'>,
  cause: Error,
): ProblemException {
  return new ProblemException(
    'region-unreadable',
    { region: region.id },
    [{ pointer: '/region', ...place }],
    cause,
  );
}

/** What the platform throws when there is no memory for an array of numbers, or for a kernel's tables. */
function isOutOfMemory(error: Error): boolean {
  return (
    error instanceof RangeError &&
    /^(Array buffer allocation failed|Invalid typed array length: \d{9,}|WebAssembly\.Memory)/.test(
      error.message,
    )
  );
}

function systemCode(error: Error): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : undefined;
}
