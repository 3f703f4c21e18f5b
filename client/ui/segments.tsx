import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

interface Props<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: T; readonly name: string; readonly lang?: string }[];
  readonly value: T;
  readonly testId?: string;
  readonly onChange: (value: T) => void;
}

/** One of a few options, all visible. */
export function Segments<T extends string>({ label, options, value, testId, onChange }: Props<T>) {
  return (
    <ToggleButtonGroup
      className="segments"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      data-testid={testId}
      onSelectionChange={(keys) => {
        const [key] = keys;
        const chosen = options.find((option) => option.id === key);
        if (chosen && chosen.id !== value) onChange(chosen.id);
      }}
    >
      {options.map((option) => (
        <ToggleButton
          key={option.id}
          id={option.id}
          className="segment"
          data-option={option.id}
          {...(option.lang ? { lang: option.lang } : {})}
        >
          {option.name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
