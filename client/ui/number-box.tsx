import { Input, Label, NumberField } from 'react-aria-components';

interface Props {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step?: number;
  readonly testId?: string;
  readonly onChange: (value: number) => void;
}

/** A number within bounds, typed or stepped with the arrow keys; input that is not a number changes nothing. */
export function NumberBox({ label, hideLabel, value, least, most, step = 1, testId, onChange }: Props) {
  return (
    <NumberField
      className="field number"
      value={value}
      minValue={least}
      maxValue={most}
      step={step}
      onChange={(next) => {
        if (Number.isFinite(next) && next !== value) onChange(next);
      }}
    >
      <Label className={hideLabel ? 'visually-hidden' : 'label'}>{label}</Label>
      <Input className="text-input number-box" data-testid={testId} />
    </NumberField>
  );
}
