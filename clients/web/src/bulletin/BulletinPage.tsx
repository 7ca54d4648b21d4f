import { Button, Group, Text, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ExplanationDrawer } from '../figures/ExplanationDrawer';
import { FigureTable } from '../figures/FigureTable';
import type { Bulletin, Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Empty } from '../parts/Empty';
import { Former } from '../parts/Former';
import { Later } from '../parts/Later';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { StaleFeeds } from '../parts/StaleFeeds';
import { PeriodPicker } from '../periods/PeriodPicker';
import { useLatestPeriod } from '../periods/useLatestPeriod';
import { AreaSelect } from '../reference/AreaSelect';
import { DraftRelease } from '../releases/DraftRelease';
import { useOwnArea } from '../services/session';
import classes from './bulletin.module.css';
import { HeadlineFigure } from './HeadlineFigure';
import { Methodology } from './Methodology';
import { Narrative } from './Narrative';
import { useBulletin } from './useBulletin';

const route = getRouteApi('/bulletin');
const headlineCount = 8;

export function BulletinPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const ownArea = useOwnArea();
  const area = search.area ?? ownArea ?? '';
  const navigate = route.useNavigate();
  const latest = useLatestPeriod();
  const period = search.period ?? latest.data;
  const bulletin = useBulletin(period, area);
  return (
    <Page
      title={t('bulletin.title')}
      actions={
        <div className={classes.screen}>
          <Group>
            {period && <DraftRelease period={period} area={area} />}
            <Button onClick={() => window.print()}>{t('bulletin.print')}</Button>
          </Group>
        </div>
      }
    >
      <div className={classes.screen}>
        <Group align="end">
          <PeriodPicker
            period={period ?? ''}
            onChange={(next) => void navigate({ search: (now) => ({ ...now, period: next }) })}
          />
          <AreaSelect
            area={area}
            onChange={(next) => void navigate({ search: (now) => ({ ...now, area: next || undefined }) })}
          />
        </Group>
      </div>
      <StaleFeeds />
      <Loaded query={bulletin} after={[latest]}>
        {(data) => (
          <Former query={bulletin}>
            <BulletinText bulletin={data} />
          </Former>
        )}
      </Loaded>
    </Page>
  );
}

function BulletinText({ bulletin }: { bulletin: Bulletin }) {
  const { t } = useTranslation();
  const { text, day } = useFormats();
  const [explained, setExplained] = useState<Figure | null>(null);
  const lines = bulletin.lines;
  const figures = lines.flatMap((line) => line.figure ?? []);
  const nameOf = (figure: Figure) => text(lines.find((line) => line.figure === figure)?.displayName);
  const file = {
    title: text(bulletin.title),
    fileName: `bulletin-${bulletin.period}${bulletin.area && `-${bulletin.area}`}`,
    notes: [t('bulletin.asKnown', { day: day(bulletin.asOf) })],
  };
  return (
    <>
      <div>
        <Title order={2} size="h3">
          {text(bulletin.title)}
        </Title>
        <Text size="sm" c="dark.3">
          {t('bulletin.from', { day: day(bulletin.startDate), until: day(bulletin.endDate) })} ·{' '}
          {t('bulletin.asKnown', { day: day(bulletin.asOf) })}
        </Text>
      </div>
      {lines.length === 0 && <Empty>{t('bulletin.empty')}</Empty>}
      {lines.length > 0 && (
        <>
          <ul className={classes.headlines} aria-label={t('bulletin.headline')}>
            {lines.slice(0, headlineCount).map((line) => (
              <HeadlineFigure key={line.figure?.indicator} line={line} onExplain={setExplained} />
            ))}
          </ul>
          <ExplanationDrawer figure={explained} nameOf={nameOf} onClose={() => setExplained(null)} />
          <Later>
            {bulletin.narrative && (
              <Section title={t('bulletin.narrative')}>
                <Narrative narrative={bulletin.narrative} />
              </Section>
            )}
            <Section title={t('bulletin.all')}>
              <FigureTable figures={figures} nameOf={nameOf} file={file} />
            </Section>
            <Section title={t('bulletin.method')}>
              <Methodology lines={lines} />
            </Section>
          </Later>
        </>
      )}
    </>
  );
}
