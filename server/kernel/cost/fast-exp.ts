/** 2^(j / 32), correctly rounded. */
export const EXPONENTS = Float64Array.of(
  1.0,
  1.0218971486541166,
  1.0442737824274138,
  1.0671404006768237,
  1.0905077326652577,
  1.1143867425958924,
  1.1387886347566916,
  1.1637248587775775,
  1.189207115002721,
  1.215247359980469,
  1.241857812073484,
  1.2690509571917332,
  1.2968395546510096,
  1.3252366431597413,
  1.3542555469368927,
  1.383909881963832,
  Math.SQRT2,
  1.4451808069770467,
  1.4768261459394993,
  1.5091644275934228,
  1.5422108254079407,
  1.5759808451078865,
  1.6104903319492543,
  1.645755478153965,
  1.681792830507429,
  1.718619298122478,
  1.7562521603732995,
  1.7947090750031072,
  1.8340080864093424,
  1.8741676341103,
  1.9152065613971474,
  1.9571441241754002,
);

const LEAST_POWER = -1100;
const POWERS = Float64Array.from({ length: 2200 }, (_, i) => 2 ** (i + LEAST_POWER));

/**
 * e^x from additions and multiplications only, so that every engine and the WebAssembly kernels get the
 * same bits (`Math.exp` may differ in
 * the last one). Within 1 unit in the last place; above 709 Infinity, below -700 zero; NaN stays. O(1).
 * Source: range reduction by a table of 2^(j/32), Tang 1989, ACM Trans. Math. Softw. 15(2); Taylor's series
 * on |r| ≤ ln 2 / 64.
 */
export function computeExp(x: number): number {
  if (x > 709) return Infinity;
  if (x < -700) return 0;
  if (x !== x) return x;
  const k = Math.floor(x * 46.16624130844683 + 0.5);
  const r = x - k * 0.02166084937925916 - k * 1.3239129268154012e-11;
  const p = r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));
  const part = EXPONENTS[k & 31]!;
  return (part + part * p) * POWERS[(k >> 5) - LEAST_POWER]!;
}
