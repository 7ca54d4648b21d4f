import { TextField } from './TextField';

interface Props {
  label: string;
  entry: string | undefined;
  onEntry: (entry: string | undefined) => void;
  width?: number;
}

/** A text that filters when it is left, or at Enter. */
export const EntryField = ({ label, entry = '', onEntry, width }: Props) => (
  <TextField
    // What was chosen in another way meanwhile is what stands in it.
    key={entry}
    label={label}
    width={width}
    defaultValue={entry}
    onBlur={({ currentTarget: { value } }) => value !== entry && onEntry(value.trim() || undefined)}
    onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
  />
);
