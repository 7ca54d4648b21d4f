// How each page stood when it was left: whoever goes back to a list finds it as it was.
const searches = new Map<string, object>();

export const rememberSearch = ({ pathname, search }: { pathname: string; search: object }) => searches.set(pathname, search);
export const lastSearchOf = (pathname: string) => searches.get(pathname) ?? {};
