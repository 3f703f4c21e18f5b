import type { ImportFile } from '../../contract/imports.ts';

/**
 * One line per file: its path, format, and the layer it is used for, or why it is not and what it might be.
 */
export function describeFiles(files: readonly ImportFile[]): string[] {
  return files.map((file) => `  ${pathOf(file)}  ${file.format}  ${describeUse(file)}`);
}

function pathOf({ path, name }: ImportFile): string {
  const at = name.indexOf('#');
  return at < 0 ? path : `${path}${name.slice(at)}`;
}

function describeUse({ layer, reason, text, guesses }: ImportFile): string {
  const others = guesses.filter((guess) => guess.layer !== layer);
  const weighed = others.map((guess) => `${guess.layer} ${Math.round(guess.confidence * 100)} %`);
  const might = weighed.length > 0 ? `; ${layer === null ? 'might be' : 'else'} ${weighed.join(', ')}` : '';
  return `${layer ?? `not used: ${text ?? reason ?? ''}`}${might}`;
}
