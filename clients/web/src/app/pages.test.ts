import { expect, test } from 'vitest';
import { isFor, pages, type Role } from './pages';

const pagesOf = (...roles: Role[]) => pages.filter((entry) => isFor(entry, { roles, areas: ['*'] })).map(({ page }) => page);

test('the user of this machine has every page', () => {
  expect(pagesOf()).toEqual(pages.map(({ page }) => page));
});

test('an analyst has figures and no records', () => {
  expect(pagesOf('headquarters_analyst')).toEqual(expect.arrayContaining(['bulletin', 'figures']));
  expect(pagesOf('headquarters_analyst')).not.toContain('cases');
});

test('somebody of two roles has the pages of both', () => {
  expect(pagesOf('headquarters_analyst', 'investigator')).toContain('cases');
});

test('what is only for the nation is nothing for whoever is responsible for an area', () => {
  const audit = pages.filter(({ page }) => page === 'audit');

  expect(audit.map((entry) => isFor(entry, { roles: ['auditor'], areas: ['53'] }))).toEqual([false]);
});
