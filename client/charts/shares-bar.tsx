export interface Share {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly valueText: string;
  readonly percentText: string;
  readonly colour: string;
}

/** One bar split into shares, with a table of names below it for screen readers. */
export function SharesBar({ shares }: { readonly shares: readonly Share[] }) {
  const total = shares.reduce((sum, share) => sum + share.value, 0);
  const shown = shares.filter((share) => share.value > 0);
  return (
    <div className="shares">
      <div className="shares-bar" aria-hidden="true">
        {shown.map((share) => (
          <span
            key={share.id}
            style={{ width: `${(share.value / total) * 100}%`, backgroundColor: share.colour }}
          />
        ))}
      </div>
      <ul>
        {shown.map((share) => (
          <li key={share.id} data-share={share.id}>
            <i style={{ backgroundColor: share.colour }} />
            <span>{share.name}</span>
            <b>{share.valueText}</b>
            <small>{share.percentText}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
