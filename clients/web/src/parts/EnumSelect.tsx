import { useWords, type WordKind } from '../language/useWords';
import { ChoiceField } from './ChoiceField';

interface Props<N extends string> {
  label: string;
  any: string;
  kind: WordKind;
  names: N[];
  value: N | undefined;
  onChange: (value: N | undefined) => void;
}

/** Chooses a value of an enumeration, or any. */
export function EnumSelect<N extends string>({ label, any, kind, names, value, onChange }: Props<N>) {
  const word = useWords();
  return (
    <ChoiceField
      label={label}
      value={value ?? ''}
      onChange={(event) => onChange((event.currentTarget.value || undefined) as N | undefined)}
      data={[{ value: '', label: any }, ...names.map((name) => ({ value: name, label: word(kind, name) }))]}
    />
  );
}
