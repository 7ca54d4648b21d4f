import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { show } from '../testing/show';
import { DayField } from './DayField';

function Filter({ told }: { told: (string | undefined)[] }) {
  const [day, setDay] = useState<string | undefined>();
  const tell = (next: string | undefined) => {
    told.push(next);
    setDay(next);
  };
  return (
    <>
      <DayField label="From" day={day} onDay={tell} />
      <button type="button" onClick={() => setDay(undefined)}>
        Clear
      </button>
    </>
  );
}

const field = () => screen.getByLabelText<HTMLInputElement>('From');
const change = (value: string) => fireEvent.change(field(), { target: { value } });

test('a day is told once its year is whole', () => {
  const told: (string | undefined)[] = [];
  show(<Filter told={told} />, {});

  // As a browser tells a year that is typed digit by digit.
  for (const value of ['0002-05-03', '0020-05-03', '0202-05-03', '2021-05-03']) change(value);

  expect(told).toEqual(['2021-05-03']);
  expect(field().value).toBe('2021-05-03');
});

test('a day is taken back in its field, and from elsewhere', () => {
  const told: (string | undefined)[] = [];
  show(<Filter told={told} />, {});
  change('2021-05-03');
  change('');
  change('2021-05-04');

  fireEvent.click(screen.getByText('Clear'));

  expect(told).toEqual(['2021-05-03', undefined, '2021-05-04']);
  expect(field().value).toBe('');
});
