const A = 6378137;
const F = 1 / 298.257223563;
const B = A * (1 - F);
const E2 = F * (2 - F);
const RADIANS = Math.PI / 180;
/** Below this many degrees the local radii are right to better than 1e-6 relative. */
const SHORT_DEGREES = 0.05;

/**
 * Metres between two places on the WGS 84 ellipsoid: local radii of curvature for short steps (relative
 * error under 1e-6),
 * Vincenty's inverse formula (1975) for long ones, the sphere where that does not converge (nearly
 * antipodal).
 */
export function geodesicMeters(lon1: number, lat1: number, lon2: number, lat2: number): number {
  let dLon = lon2 - lon1;
  if (dLon > 180) dLon -= 360;
  else if (dLon < -180) dLon += 360;
  const dLat = lat2 - lat1;
  if (Math.abs(dLat) < SHORT_DEGREES && Math.abs(dLon) < SHORT_DEGREES && Math.abs(lat1) < 85) {
    const mid = (lat1 + lat2) * 0.5 * RADIANS;
    const sin = Math.sin(mid);
    const w2 = 1 - E2 * sin * sin;
    const w = Math.sqrt(w2);
    const north = ((A * (1 - E2)) / (w2 * w)) * dLat * RADIANS;
    const east = (A / w) * Math.cos(mid) * dLon * RADIANS;
    return Math.sqrt(north * north + east * east);
  }
  return vincentyMeters(dLon, lat1, lat2);
}

function vincentyMeters(dLon: number, lat1: number, lat2: number): number {
  const l = dLon * RADIANS;
  const u1 = Math.atan((1 - F) * Math.tan(lat1 * RADIANS));
  const u2 = Math.atan((1 - F) * Math.tan(lat2 * RADIANS));
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = l;
  for (let i = 0; i < 100; i++) {
    const sinL = Math.sin(lambda);
    const cosL = Math.cos(lambda);
    const sinSigma = Math.hypot(cosU2 * sinL, cosU1 * sinU2 - sinU1 * cosU2 * cosL);
    if (sinSigma === 0) return 0;
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosL;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosU1 * cosU2 * sinL) / sinSigma;
    const cos2Alpha = 1 - sinAlpha * sinAlpha;
    const cos2Sm = cos2Alpha === 0 ? 0 : cosSigma - (2 * sinU1 * sinU2) / cos2Alpha;
    const c = (F / 16) * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
    const previous = lambda;
    lambda =
      l +
      (1 - c) * F * sinAlpha * (sigma + c * sinSigma * (cos2Sm + c * cosSigma * (-1 + 2 * cos2Sm * cos2Sm)));
    if (Math.abs(lambda - previous) > 1e-12) continue;
    const uu = (cos2Alpha * (A * A - B * B)) / (B * B);
    const aa = 1 + (uu / 16384) * (4096 + uu * (-768 + uu * (320 - 175 * uu)));
    const bb = (uu / 1024) * (256 + uu * (-128 + uu * (74 - 47 * uu)));
    const dSigma =
      bb *
      sinSigma *
      (cos2Sm +
        (bb / 4) *
          (cosSigma * (-1 + 2 * cos2Sm * cos2Sm) -
            (bb / 6) * cos2Sm * (-3 + 4 * sinSigma * sinSigma) * (-3 + 4 * cos2Sm * cos2Sm)));
    return B * aa * (sigma - dSigma);
  }
  const h =
    Math.sin(((lat2 - lat1) * RADIANS) / 2) ** 2 +
    Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * Math.sin(l / 2) ** 2;
  return 2 * 6371008.8 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Metres along a line of vertices `first … last`: geodesic when `geographic`, planar otherwise. */
export function lineMeters(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  first: number,
  last: number,
  geographic: boolean,
): number {
  let meters = 0;
  for (let i = first + 1; i <= last; i++)
    meters += geographic
      ? geodesicMeters(xs[i - 1]!, ys[i - 1]!, xs[i]!, ys[i]!)
      : Math.hypot(xs[i]! - xs[i - 1]!, ys[i]! - ys[i - 1]!);
  return meters;
}

/**
 * Authalic area in m² of a ring of degrees on the WGS 84 ellipsoid, positive; the ring's edges follow
 * straight lines in (lon, q).
 */
export function ringSquareMeters(ring: readonly (readonly number[])[]): number {
  const e = Math.sqrt(E2);
  const q = (lat: number): number => {
    const s = Math.sin(lat * RADIANS);
    return (1 - E2) * (s / (1 - E2 * s * s) - Math.log((1 - e * s) / (1 + e * s)) / (2 * e));
  };
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[i + 1]!;
    sum += (b[0]! - a[0]!) * RADIANS * (q(a[1]!) + q(b[1]!));
  }
  return Math.abs((sum * A * A) / 4);
}
