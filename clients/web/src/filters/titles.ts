const longNumber = /\d{5}/;

/** Why a filter cannot be called so, in a word; the service has the same rules. */
export function faultOf(title: string, others: string[]): 'required' | 'number' | 'taken' | null {
  const said = title.trim();
  if (said === '') return 'required';
  if (longNumber.test(said)) return 'number';
  return others.includes(said) ? 'taken' : null;
}
