// Statistics: from a record and a return to figures and the bulletin.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import grpc from '@grpc/grpc-js';
import { refusal, submitAll, unary } from './client/calls.mjs';
import { clientOf, sources } from './client/contract.mjs';
import { creation, newArea, newId, recordKinds } from './client/records.mjs';
import { address, feeds } from './client/server.mjs';

const service = 'border.statistics.v1.StatisticsService';
const cases = recordKinds.find((kind) => kind.feed === 'cases');
const text = (en) => ({ en, zh: `${en}（虚构）` });

if (feeds.includes('statistics')) {
  for (const [source, load] of Object.entries(sources)) describe(`statistics, contract from ${source}`, () => tests(load));
}

function tests(load) {
  let statistics;
  let records;

  before(async () => {
    const contract = await load(address);
    statistics = clientOf(contract, service, address);
    records = clientOf(contract, cases.service, address);
  });

  after(() => {
    statistics.close();
    records.close();
  });

  const newIndicator = async () => {
    const code = newId();
    await unary(statistics, 'CreateIndicator', {
      indicator: { code, display_name: text('Documents inspected'), unit: 'documents', measure: 'MEASURE_FLOW', print_style: { qualifier: 'QUALIFIER_MORE_THAN', step: '1000' } },
      request_id: `indicator-${code}`,
    });
    return code;
  };

  const importArea = async () => {
    const code = newArea();
    const areas = [{ code, display_name: text('Invented'), kind: 'AREA_KIND_REGION' }];
    await unary(statistics, 'ImportAreas', { areas, request_id: `area-${code}` });
    return code;
  };

  const returnOf = (indicator, year, value, changes = {}) => ({
    return: { indicator, period_start: `${year}-01-01`, period_end: `${year}-06-30`, value, ...changes },
    request_id: newId(),
  });

  test('returns become figures with their precision and a comparison', async () => {
    const indicator = await newIndicator();
    const rounded = { qualifier: 'QUALIFIER_ROUNDED', precision: '1000' };
    const receipts = await submitAll(statistics, 'SubmitReturns', [
      { submit: returnOf(indicator, 2020, '20000', rounded) },
      { submit: returnOf(indicator, 2021, '30000', rounded) },
      { submit: returnOf('no_such_indicator', 2021, '1') },
    ]);
    const accepted = [...receipts.values()].flatMap((receipt) => (receipt.accepted ? [Number(receipt.accepted.feed_position)] : []));
    const positions = [{ feed: 'statistics', position: String(Math.max(...accepted)) }];

    await unary(statistics, 'AwaitProgress', { positions });
    const { figures } = await unary(statistics, 'GetFigures', { indicators: [indicator], period: '2021-H1', compare_with: ['2020-H1'] });

    assert.equal(accepted.length, 2);
    const [{ value, comparisons }] = figures;
    assert.deepEqual([value.amount, value.low, value.high], ['30000', '29500', '30500']);
    assert.deepEqual([comparisons[0].base.amount, comparisons[0].percent], ['20000', '50.00']);
  });

  test('a return sent for the same period revises the one before', async () => {
    const indicator = await newIndicator();
    const first = await unary(statistics, 'SubmitReturn', returnOf(indicator, 2021, '7'));

    const second = await unary(statistics, 'SubmitReturn', returnOf(indicator, 2021, '9'));

    assert.equal(second.name, first.name);
    assert.deepEqual([first.etag, second.etag, second.value], ['1', '2', '9']);
  });

  test('a record that was acknowledged is counted once its position is folded', async () => {
    const area = await importArea();
    const id = newId();
    const receipts = await submitAll(records, cases.methods.submit, [{ register: creation(cases, id, { area }) }]);
    const { feed_position: position } = receipts.get(`create-${id}`).accepted;

    const progress = await unary(statistics, 'AwaitProgress', { positions: [{ feed: 'cases', position }] });
    const { figures } = await unary(statistics, 'GetFigures', { indicators: ['border_cases_registered'], period: '2021-03', areas: [area] });
    const explained = await unary(statistics, 'Explain', { indicator: 'border_cases_registered', period: '2021-03', area });

    assert.ok(Number(progress.feeds.find((feed) => feed.feed === 'cases').folded_position) >= Number(position));
    assert.equal(figures[0].value.amount, '1');
    assert.deepEqual(explained.contributions.map((contribution) => contribution.record), [`cases/${id}`]);
  });

  test('the bulletin is told in English and Chinese', async () => {
    const area = await importArea();
    const id = newId();
    const receipts = await submitAll(records, cases.methods.submit, [{ register: creation(cases, id, { area }) }]);
    await unary(statistics, 'AwaitProgress', { positions: [{ feed: 'cases', position: receipts.get(`create-${id}`).accepted.feed_position }] });

    const bulletin = await unary(statistics, 'GetBulletin', { period: '2021-H1', area });

    const line = bulletin.lines.find(({ figure }) => figure.indicator === 'border_cases_registered');
    assert.equal(line.figure.value.amount, '1');
    assert.match(bulletin.narrative.en, /1 border case was registered/);
    assert.match(bulletin.narrative.zh, /立案侦办/);
  });

  test('waiting for a position that nobody has reached ends at the deadline', async () => {
    const positions = [{ feed: 'cases', position: '9007199254740991' }];

    const error = await refusal(unary(statistics, 'AwaitProgress', { positions }, { deadlineMs: 300 }));

    assert.equal(error.code, grpc.status.DEADLINE_EXCEEDED);
  });

  test('every period that cannot be read is named', async () => {
    const request = { indicators: ['border_cases_registered'], period: '2021-13', compare_with: ['2020-H1', 'soon'] };

    const error = await refusal(unary(statistics, 'GetFigures', request));

    assert.equal(error.code, grpc.status.INVALID_ARGUMENT);
    assert.deepEqual(error.violations.map((violation) => violation.field), ['period', 'compare_with[1]']);
  });

  test('an indicator that is not known is not found', async () => {
    const error = await refusal(unary(statistics, 'GetFigures', { indicators: ['no_such_indicator'], period: '2021' }));

    assert.equal(error.code, grpc.status.NOT_FOUND);
  });

  test('every indicator comes with its methodology', async () => {
    const { indicators } = await unary(statistics, 'ListIndicators', {});

    const counted = indicators.filter((indicator) => indicator.counted);
    assert.ok(counted.length >= 11);
    for (const indicator of counted) assert.ok(indicator.methodology.en && indicator.methodology.zh, indicator.code);
  });

  test('a recount finds no difference', async () => {
    const recount = await unary(statistics, 'Recount', {});

    assert.deepEqual(recount.differences, []);
  });
}
