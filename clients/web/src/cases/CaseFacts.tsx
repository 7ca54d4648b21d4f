import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { useFormats } from '../language/formats';
import classes from '../parts/terms.module.css';
import { useNames } from '../reference/useNames';

export function CaseFacts({ record }: { record: Case }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const names = useNames();
  const facts: [string, string][] = [
    [t('cases.summary'), record.particulars?.title ?? ''],
    [t('cases.offence'), names.offence(record.principalOffence)],
    [t('cases.otherOffences'), record.otherOffences.map(names.offence).join(', ')],
    [t('area.label'), `${record.area} ${names.area(record.area)}`],
    [t('cases.unit'), record.unit],
    [t('cases.registered'), time(record.registerTime)],
    [t('cases.assignee'), record.assignee || t('cases.nobody')],
  ];
  return (
    <dl className={classes.terms}>
      {facts
        .filter(([, value]) => value)
        .map(([term, value]) => (
          <div key={term}>
            <Text component="dt" size="xs" c="dark.3">
              {term}
            </Text>
            <Text component="dd" size="sm">
              {value}
            </Text>
          </div>
        ))}
    </dl>
  );
}
