import iconv from 'iconv-lite';

export type TextEncoding =
  'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1251' | 'latin1' | 'macroman';

/**
 * Text of bytes whose encoding is not declared: BOM, zero bytes of UTF-16, valid UTF-8, else the likelier
 * of Windows-1251, GB18030, Mac Roman and Latin-1 (Windows-1252).
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = wideEncoding(buffer);
  if (wide) return { text: iconv.decode(buffer, wide), encoding: wide };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(buffer), encoding: 'utf-8' };
  } catch {
    // Not UTF-8: the three below can decode any bytes, so choose by how well the result reads.
  }
  const chinese = iconv.decode(buffer, 'gb18030');
  const high = buffer.reduce((n, byte) => n + (byte >= 0x80 ? 1 : 0), 0);
  // Small Cyrillic letters in a row: as the first bytes of Chinese they would be characters that are hardly
  // used.
  const small = buffer.reduce((n, byte) => n + (byte >= 0xe0 ? 1 : 0), 0);
  if (small >= high * 0.6 && pairedBytes(buffer) >= high * 0.8)
    return { text: iconv.decode(buffer, 'windows-1251'), encoding: 'windows-1251' };
  const han = chinese.match(/[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]/g)?.length ?? 0;
  // Two high bytes or so make one character; in French or Portuguese lone accents pair up with ASCII
  // letters instead.
  if (!chinese.includes('\ufffd') && han * 2 >= high * 0.8 && pairedBytes(buffer) >= high * 0.6)
    return { text: chinese, encoding: 'gb18030' };
  // Mac Roman keeps its accented small letters at 0x80–0x9F, where Windows-1252 has quotes and dashes.
  const macLetters = buffer.reduce((n, byte) => n + (byte >= 0x80 && byte <= 0x9f ? 1 : 0), 0);
  if (macLetters > high / 2) return { text: iconv.decode(buffer, 'macroman'), encoding: 'macroman' };
  return { text: iconv.decode(buffer, 'windows-1252'), encoding: 'latin1' };
}

/** UTF-16 by its mark or, without one, by zero bytes that stand on one side of every pair. */
function wideEncoding(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 8) return null;
  const zeros = [0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i & 1]!++;
  const [even, odd] = zeros as [number, number];
  if (even + odd < length / 10) return null;
  if (odd >= 20 * even) return 'utf-16le';
  return even >= 20 * odd ? 'utf-16be' : null;
}

/** High bytes that stand beside another high byte. */
function pairedBytes(bytes: Buffer): number {
  let paired = 0;
  for (let i = 0; i < bytes.length; i++)
    if (bytes[i]! >= 0x80 && ((bytes[i - 1] ?? 0) >= 0x80 || (bytes[i + 1] ?? 0) >= 0x80)) paired++;
  return paired;
}
