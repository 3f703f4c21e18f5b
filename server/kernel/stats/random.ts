/** A seeded source of numbers: the same seed and stream give the same sequence everywhere. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/**
 * sfc32 (Doty-Humphrey, PractRand) seeded by splitmix32 from `seed` and any number of stream numbers (draw,
 * variable, …), so that
 * streams do not depend on how many numbers another one took. Integer arithmetic only; normals by
 * inversion, one uniform each.
 */
export function createRandom(seed: number, ...stream: readonly number[]): Random {
  let mixed = 0x9e3779b9;
  const mix = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = mixed ^ (mixed >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) | 0;
  };
  for (const part of [seed, ...stream]) {
    if (!Number.isSafeInteger(part)) throw new RangeError(`seed: expected whole numbers, got ${part}`);
    mixed ^= part | 0;
    mixed = mix();
    mixed ^= Math.floor(part / 4294967296) | 0;
    mixed = mix();
  }
  let [a, b, c, counter] = [mix(), mix(), mix(), 1];
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  const uniform = (): number => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  // half a step above a 52-bit integer: never 0, never 1
  const normal = (): number =>
    computeInverseNormal(((next() >>> 6) * 67108864 + (next() >>> 6) + 0.5) / 4503599627370496);
  return { uniform, normal };
}

/**
 * Quantile of the standard normal at `probability` in (0, 1), relative error about 1e-15 (Wichura 1988, AS
 * 241, PPND16).
 * Rounded to 2^-40, so that a last bit of log that differs between machines does not show.
 */
export function computeInverseNormal(probability: number): number {
  if (!(probability > 0 && probability < 1))
    throw new RangeError(`probability: expected in (0, 1), got ${probability}`);
  const q = probability - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return roundBits(q * ratio(CENTRE_TOP, CENTRE_BOTTOM, r));
  }
  const tail = Math.sqrt(-Math.log(q < 0 ? probability : 1 - probability));
  const value = tail <= 5 ? ratio(NEAR_TOP, NEAR_BOTTOM, tail - 1.6) : ratio(FAR_TOP, FAR_BOTTOM, tail - 5);
  return roundBits(q < 0 ? -value : value);
}

/** e^(sigma · z), exactly 1 for sigma 0: a factor of median 1. Rounded to 2^-40. */
export function computeLognormal(sigma: number, z: number): number {
  return roundBits(Math.exp(sigma * z));
}

function roundBits(value: number): number {
  return Math.round(value * 1099511627776) / 1099511627776;
}

function ratio(top: readonly number[], bottom: readonly number[], r: number): number {
  const horner = (terms: readonly number[]): number => terms.reduceRight((sum, term) => sum * r + term, 0);
  return horner(top) / horner(bottom);
}

const CENTRE_TOP = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const CENTRE_BOTTOM = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
];
const NEAR_TOP = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
];
const NEAR_BOTTOM = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const FAR_TOP = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
];
const FAR_BOTTOM = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
];
