import { Group, MultiSelect, NativeSelect, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language/formats';
import { Empty } from '../parts/Empty';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { StaleFeeds } from '../parts/StaleFeeds';
import { useWhileOpen } from '../parts/useWhileOpen';
import { PeriodPicker } from '../periods/PeriodPicker';
import { useLatestPeriod } from '../periods/useLatestPeriod';
import { AreaSelect } from '../reference/AreaSelect';
import { useIndicators } from '../reference/reference';
import { useNames } from '../reference/useNames';
import { CompletenessTable } from './CompletenessTable';
import { type CompletenessSearch, type KindName, kinds } from './search';
import { useCompleteness } from './useCompleteness';

const route = getRouteApi('/completeness');

export function CompletenessPage() {
  const { t } = useTranslation();
  const { text, day } = useFormats();
  const names = useNames();
  const given = route.useSearch();
  const navigate = route.useNavigate();
  const indicators = useIndicators();
  const latest = useLatestPeriod();
  const chosen = given.indicators ?? indicators.data?.slice(0, 1).map(({ code }) => code) ?? [];
  const period = given.period ?? latest;
  const completeness = useCompleteness({ ...given, indicators: chosen, period });
  const change = (changed: CompletenessSearch) => void navigate({ search: (now) => ({ ...now, ...changed }) });
  return (
    <Page title={t('completeness.title')}>
      <Text>{t('completeness.intro')}</Text>
      <Group align="end">
        <MultiSelect
          label={t('completeness.indicators')}
          data={(indicators.data ?? []).map(({ code, displayName }) => ({ value: code, label: text(displayName) || code }))}
          value={chosen}
          onChange={(codes) => change({ indicators: codes.length > 0 ? codes : undefined })}
          maxValues={10}
          searchable
          miw={320}
          {...useWhileOpen()}
          maw={560}
        />
        <PeriodPicker period={period ?? ''} onChange={(next) => change({ period: next })} />
        <AreaSelect area={given.area ?? ''} onChange={(area) => change({ area: area || undefined })} />
        <NativeSelect
          label={t('completeness.kind')}
          value={given.kind ?? 'below'}
          onChange={(event) => change({ kind: event.currentTarget.value as KindName })}
          data={(Object.keys(kinds) as KindName[]).map((kind) => ({ value: kind, label: t(`completeness.kinds.${kind}`) }))}
        />
      </Group>
      <StaleFeeds />
      <Loaded query={completeness}>
        {(data) => (
          <>
            <Text size="sm">{t('completeness.due', { day: day(data.dueDate) })}</Text>
            {data.indicators.map((indicator) => (
              <Section key={indicator.indicator} title={names.indicator(indicator.indicator)}>
                {indicator.areas.length === 0 ? (
                  <Empty>{t('completeness.empty')}</Empty>
                ) : (
                  <CompletenessTable indicator={indicator} />
                )}
              </Section>
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}
