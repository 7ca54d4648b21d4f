import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string) => readFileSync(file, 'utf8');

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => `src/${file}`);

test('every part of the library that is used has its styles', () => {
  const imported = sources.flatMap((file) =>
    [...read(file).matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(
      ([, names = '']) => names.match(/\b[A-Z]\w+/g) ?? [],
    ),
  );
  const styles = read('src/app/library.ts');

  const without = [...new Set(imported)].filter(
    (name) => existsSync(`node_modules/@mantine/core/styles/${name}.layer.css`) && !styles.includes(`/${name}.layer.css`),
  );

  expect(imported).toContain('Button');
  expect(without).toEqual([]);
});
