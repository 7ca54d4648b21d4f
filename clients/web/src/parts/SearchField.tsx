import { Select } from '@mantine/core';
import { LaterField } from './LaterField';
import type { Stage } from './useLater';
import { useWhileOpen } from './useWhileOpen';

interface Choice {
  value: string;
  label: string;
}

interface Props {
  label: string;
  placeholder?: string;
  value: string | undefined;
  /** What is read where something is chosen. */
  shown: string;
  choices: () => Choice[];
  /** Without one when it is cleared, where it can be. */
  onChange: (value: string | undefined) => void;
  isClearable?: boolean;
  most?: number;
  width: number;
}

/** One of many choices, found by their names. */
export const SearchField = (props: Props) => <LaterField {...props}>{(stage) => <Search {...props} stage={stage} />}</LaterField>;

function Search({ label, placeholder, value, choices, onChange, isClearable = false, most, stage }: Props & { stage: Stage }) {
  return (
    <Select
      label={label}
      placeholder={placeholder}
      data={choices()}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      searchable
      clearable={isClearable}
      allowDeselect={isClearable}
      autoFocus={stage !== 'there'}
      defaultDropdownOpened={stage === 'pressed'}
      {...useWhileOpen(most, stage === 'pressed')}
    />
  );
}
