// In memory only, as the purpose is: whoever comes back to the search finds it, and nobody else does.
let searched = { text: '', query: '' };

export const lastPersonSearch = () => searched;
export const rememberPersonSearch = (next: typeof searched) => {
  searched = next;
};
