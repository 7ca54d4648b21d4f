import { create } from '@bufbuild/protobuf';
import { waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ExplainResponseSchema, FigureSchema, GetFiguresResponseSchema } from '../gen/border/statistics/v1/statistics_pb';
import { show } from '../testing/show';
import { FigureHistory } from './FigureHistory';
import { FigureRecords } from './FigureRecords';

test('what is behind a figure of a fiscal year is asked for by its days, whichever month it begins with by now', async () => {
  const explain = vi.fn().mockResolvedValue(create(ExplainResponseSchema));
  const getFigures = vi.fn().mockResolvedValue(create(GetFiguresResponseSchema));
  const listIndicators = vi.fn().mockResolvedValue({ indicators: [] });
  const figure = create(FigureSchema, { indicator: 'cases', period: 'FY2023', startDate: '2022-10-01', endDate: '2023-09-30' });
  show(
    <>
      <FigureRecords figure={figure} asOf="2023-10-05" />
      <FigureHistory figure={figure} />
    </>,
    { statistics: { explain, getFigures, listIndicators } },
  );

  await waitFor(() => expect(getFigures).toHaveBeenCalled());
  for (const asked of [explain, getFigures]) {
    expect(asked.mock.calls[0]?.[0].period).toBe('2022-10-01..2023-09-30');
  }
});
