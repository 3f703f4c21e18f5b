/**
 * A bar beside a figure: its share of the largest or of the whole.
 */
export function Meter({ share, colour }: { readonly share: number; readonly colour: string }) {
  return (
    <span className="meter" aria-hidden="true">
      <span style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%`, backgroundColor: colour }} />
    </span>
  );
}
