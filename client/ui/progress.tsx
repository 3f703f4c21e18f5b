/** A thin bar; without a percentage it only shows that work is in progress. */
export function Progress({ percent, label }: { readonly percent?: number | null; readonly label: string }) {
  const known = typeof percent === 'number' && percent > 0;
  return (
    <div
      className={known ? 'progress' : 'progress unknown'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(known ? { 'aria-valuenow': Math.round(percent) } : {})}
    >
      <span style={known ? { width: `${percent}%` } : {}} />
    </div>
  );
}
