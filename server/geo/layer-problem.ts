import { causeText } from './cause-text.ts';
import { WGS84 } from './crs.ts';
import { VectorFileError, type VectorLayer } from './vector-layer.ts';

/**
 * A layer, or why this one cannot be read: the others of its file can. What goes over a limit is thrown all
 * the same.
 */
export function layerOrProblem(name: string, read: () => VectorLayer): VectorLayer {
  try {
    return read();
  } catch (problem) {
    const code: unknown = (problem as { code?: unknown }).code;
    if (problem instanceof VectorFileError && problem.code.startsWith('vector-too-')) throw problem;
    const known = typeof code === 'string' && /^[a-z]+(-[a-z]+)+$/.test(code) ? code : 'file-unreadable';
    return { name, crs: WGS84, features: [], problem: { code: known, detail: causeText(problem) } };
  }
}
