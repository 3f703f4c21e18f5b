import { getIntake } from './patch-intake.ts';

/** Downloads the data check as a file. */
export function saveQuality(): void {
  const quality = getIntake().quality.value;
  if (!quality) return;
  const url = URL.createObjectURL(new Blob([JSON.stringify(quality, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${quality.region}-quality.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
