import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const services = path.resolve('../../services');

// Where texts are for other eyes than those of whoever is refused: options, bulletins, printed reports.
const otherTexts = /[\\/](?:bin|obj|Bulletins|Reports|Demo)[\\/]|Options(?:Check)?\.cs$|LocalKey\.cs$/;

interface Literal {
  text: string;
  /** The literals in its holes. */
  within: string[];
  end: number;
}

/** The literal whose opening quote stands at a place, with what is added to it by `+`. Its holes are numbered. */
function literalAt(code: string, quote: number, firstHole = 0): Literal {
  const hasHoles = code[quote - 1] === '$';
  const literal: Literal = { text: '', within: [], end: quote + 1 };
  let hole = firstHole;
  while (code[literal.end] !== '"') {
    if (code[literal.end] === '\\') {
      literal.text += code[literal.end + 1];
      literal.end += 2;
    } else if (hasHoles && code[literal.end] === '{') {
      literal.text += `{${hole++}}`;
      while (code[literal.end] !== '}') {
        if (code[literal.end] !== '"') literal.end++;
        else {
          const inner = literalAt(code, literal.end);
          literal.within.push(inner.text, ...inner.within);
          literal.end = inner.end;
        }
      }
      literal.end++;
    } else literal.text += code[literal.end++];
  }
  literal.end++;
  const added = /^\s*\+\s*\$?(?=")/.exec(code.slice(literal.end))?.[0];
  if (added === undefined) return literal;
  const next = literalAt(code, literal.end + added.length, hole);
  return { text: literal.text + next.text, within: [...literal.within, ...next.within], end: next.end };
}

/** The literals in each argument of the call whose opening parenthesis stands before a place. */
function argumentsAt(code: string, start: number): string[][] {
  const found: string[][] = [[]];
  for (let at = start, depth = 1; depth > 0; at++) {
    const sign = code[at] ?? ')';
    if (sign === '"') {
      const { text, within, end } = literalAt(code, at);
      found.at(-1)?.push(text, ...within);
      at = end - 1;
    } else if (sign === "'") at += code[at + 1] === '\\' ? 3 : 2;
    else if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth--;
    else if (sign === ',' && depth === 1) found.push([]);
  }
  return found;
}

const refusing =
  /(?:Refusals\.(\w+)|\b(?:faults|findings)\.Add|\b(?:InvalidField|Wrong|Fault|RequireNotBefore|RequireRoom)|new (?:Status|RefusalException))\(/g;
// The factories of all refusals, and what they and the rules of the contract are made of.
const ofFactories = /\b(?:new|Of|string\.Create)\(/g;
const faultsElsewhere =
  /(?:yield return|return|=>|\(null,|const string \w+ =|\?|:|Description =|VersionsNeeded =) ?\(?(?:"[\w.]+", )?\$?"(?=(?:is|are|must|has|have|lies|names|may|does not|it|its|the|in no) |')/g;
const stateWords = /State\.\w+ => "([^"]+)"/g;
const isSaying = (text: string) => / /.test(text) && /^[{'\w].*[a-z]/.test(text);

function textsOf(file: string, code: string): string[] {
  const factories = /(?:Refusals|[\\/]Faults)\.cs$/.test(file) ? [...code.matchAll(ofFactories)] : [];
  const calls = [...code.matchAll(refusing), ...factories].flatMap(({ 0: call, 1: factory, index }) => {
    const found = argumentsAt(code, index + call.length);
    // What was to be done to a record in another state is not told again to whoever wanted it done.
    return factory === 'WrongState' ? (found[1] ?? []).filter((text) => /^[a-z]/.test(text)) : found.flat().filter(isSaying);
  });
  const faults = [...code.matchAll(faultsElsewhere)].flatMap(({ 0: before, index }) => {
    const { text, within } = literalAt(code, index + before.length - 1);
    return [text, ...within].filter(isSaying);
  });
  return [...calls, ...faults, ...[...code.matchAll(stateWords)].flatMap(([, word]) => word ?? [])];
}

/** Every text in the sources of the services that tells why something is refused, and the file that it is of. */
export function serviceTexts(): Map<string, string> {
  const files = (readdirSync(services, { recursive: true }) as string[]).filter(
    (file) => file.endsWith('.cs') && !otherTexts.test(file),
  );
  return new Map(
    files.flatMap((file) => textsOf(file, readFileSync(path.join(services, file), 'utf8')).map((text) => [text, file] as const)),
  );
}
