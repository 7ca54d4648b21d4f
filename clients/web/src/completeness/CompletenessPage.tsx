import { Group, MultiSelect, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { SavedFilters } from '../filters/SavedFilters';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { ChoiceField } from '../parts/ChoiceField';
import { Empty } from '../parts/Empty';
import { Former } from '../parts/Former';
import { LaterField } from '../parts/LaterField';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { StaleFeeds } from '../parts/StaleFeeds';
import type { Stage } from '../parts/useLater';
import { useWhileOpen } from '../parts/useWhileOpen';
import { PeriodPicker } from '../periods/PeriodPicker';
import { useLatestPeriod } from '../periods/useLatestPeriod';
import { AreaSelect } from '../reference/AreaSelect';
import { useIndicators } from '../reference/reference';
import { useNames } from '../reference/useNames';
import { useOwnArea } from '../services/session';
import { CompletenessTable } from './CompletenessTable';
import { type CompletenessSearch, type KindName, kinds, readCompletenessSearch } from './search';
import { useCompleteness } from './useCompleteness';

const route = getRouteApi('/completeness');

export function CompletenessPage() {
  const { t } = useTranslation();
  const { day } = useFormats();
  const names = useNames();
  const given = route.useSearch();
  const navigate = route.useNavigate();
  const indicators = useIndicators();
  const latest = useLatestPeriod();
  const chosen = given.indicators ?? indicators.data?.slice(0, 1).map(({ code }) => code) ?? [];
  const period = given.period ?? latest.data;
  const ownArea = useOwnArea();
  const area = given.area ?? ownArea;
  const completeness = useCompleteness({ ...given, indicators: chosen, period, area });
  const change = (changed: CompletenessSearch) => void navigate({ search: (now) => ({ ...now, ...changed }) });
  return (
    <Page
      title={t('completeness.title')}
      actions={
        <SavedFilters
          page="COMPLETENESS"
          search={given}
          read={readCompletenessSearch}
          onChoose={(chosen) => void navigate({ search: chosen })}
        />
      }
    >
      <Text>{t('completeness.intro')}</Text>
      <Group align="end">
        <LaterField label={t('completeness.indicators')} shown={chosen.map(names.indicator).join(', ')} width={320}>
          {(stage) => <IndicatorChoices chosen={chosen} onChange={(codes) => change({ indicators: codes })} stage={stage} />}
        </LaterField>
        <PeriodPicker period={period ?? ''} onChange={(next) => change({ period: next })} />
        <AreaSelect area={area ?? ''} onChange={(next) => change({ area: next || undefined })} />
        <ChoiceField
          label={t('completeness.kind')}
          value={given.kind ?? 'below'}
          onChange={(event) => change({ kind: event.currentTarget.value as KindName })}
          data={(Object.keys(kinds) as KindName[]).map((kind) => ({ value: kind, label: t(`completeness.kinds.${kind}`) }))}
        />
      </Group>
      <StaleFeeds />
      <Loaded query={completeness} after={[indicators, latest]}>
        {(data) => (
          <Former query={completeness}>
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
          </Former>
        )}
      </Loaded>
    </Page>
  );
}

interface ChoicesProps {
  chosen: string[];
  onChange: (codes: string[] | undefined) => void;
  stage: Stage;
}

function IndicatorChoices({ chosen, onChange, stage }: ChoicesProps) {
  const { t } = useTranslation();
  const { text } = useFormats();
  const indicators = useIndicators().data ?? [];
  return (
    <MultiSelect
      label={t('completeness.indicators')}
      data={indicators.map(({ code, displayName }) => ({ value: code, label: text(displayName) || code }))}
      value={chosen}
      onChange={(codes) => onChange(codes.length > 0 ? codes : undefined)}
      maxValues={10}
      searchable
      autoFocus={stage !== 'there'}
      defaultDropdownOpened={stage === 'pressed'}
      {...useWhileOpen(undefined, stage === 'pressed')}
    />
  );
}
