import { useState } from 'react';

/**
 * For a field with a list of choices: they are there while the list is open. To draw a hundred areas that nobody sees takes longer
 * than all else on a page; the list itself stays, for its field names it.
 */
export function useWhileOpen(most = Number.POSITIVE_INFINITY, isOpenAtFirst = false) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return { limit: isOpen ? most : 0, onDropdownOpen: () => setOpen(true), onDropdownClose: () => setOpen(false) };
}
