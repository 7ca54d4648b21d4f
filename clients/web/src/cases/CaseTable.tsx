import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { useFormats } from '../language/formats';
import { useNames } from '../reference/useNames';
import classes from './cases.module.css';
import { StateBadge } from './StateBadge';

const rowHeight = 41;
const askAhead = 20;

interface Props {
  cases: Case[];
  hasMore: boolean;
  onMore: () => void;
}

/** Any number of cases: only the rows in view are there, and the next page is asked for before its rows are reached. */
export function CaseTable({ cases, hasMore, onMore }: Props) {
  const { t } = useTranslation();
  const place = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: cases.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingStart: rowHeight,
  });
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const above = items[0]?.start ?? 0;
  const below = rows.getTotalSize() - (items.at(-1)?.end ?? 0);
  useEffect(() => {
    if (hasMore && lastShown + askAhead >= cases.length) onMore();
  }, [hasMore, lastShown, cases.length, onMore]);
  const heads = [
    t('cases.number'),
    t('cases.state'),
    t('cases.offence'),
    t('area.label'),
    t('cases.unit'),
    t('cases.registered'),
    t('cases.arrests'),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section ref={place} className={classes.list} tabIndex={0} aria-label={t('cases.table')}>
      <table className={classes.rows} aria-rowcount={hasMore ? -1 : cases.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Space height={above} />}
          {items.map(({ index }) => {
            const item = cases[index];
            return item && <CaseRow key={item.name} item={item} rowIndex={index + 2} />;
          })}
          {below > 0 && <Space height={below} />}
        </tbody>
      </table>
    </section>
  );
}

/** In the place of the rows that are out of view. */
function Space({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={7} className={classes.space} style={{ height }} />
    </tr>
  );
}

function CaseRow({ item, rowIndex }: { item: Case; rowIndex: number }) {
  const formats = useFormats();
  const names = useNames();
  return (
    <tr aria-rowindex={rowIndex}>
      <td>
        <Anchor
          size="sm"
          fw={600}
          renderRoot={(props) => <Link {...props} to="/cases/$id" params={{ id: item.name.slice('cases/'.length) }} />}
        >
          {item.number || item.name}
        </Anchor>
      </td>
      <td>
        <StateBadge state={item.state} />
      </td>
      <td className={classes.wide} title={names.offence(item.principalOffence)}>
        {names.offence(item.principalOffence)}
      </td>
      <td>{names.area(item.area)}</td>
      <td>{item.unit}</td>
      <td>{formats.time(item.registerTime ?? item.reportTime)}</td>
      <td>{item.arrests.filter((arrest) => !arrest.withdrawn).length || ''}</td>
    </tr>
  );
}
