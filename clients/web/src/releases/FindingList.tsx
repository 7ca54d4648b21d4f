import { Alert, Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { caution } from '../app/theme';
import { type Finding, FindingSeverity } from '../gen/border/statistics/v1/releases_pb';
import { useFormats } from '../language/formats';
import classes from './releases.module.css';

type SeverityName = Exclude<keyof typeof FindingSeverity, 'UNSPECIFIED'>;

const colors: Record<SeverityName, string> = { BLOCKING: 'red.9', WARNING: caution, NOTE: 'gray.8' };

/** What the gate found, line by line, what blocks first. */
export function FindingList({ findings, isBlocked }: { findings: Finding[]; isBlocked: boolean }) {
  const { t } = useTranslation();
  const { text } = useFormats();
  if (findings.length === 0) return <Text size="sm">{t('releases.noFindings')}</Text>;
  const sorted = findings.toSorted((one, other) => other.severity - one.severity);
  return (
    <>
      {isBlocked && (
        <Alert color="red" variant="outline" role="status">
          {t('releases.blocked')}
        </Alert>
      )}
      <ul className={classes.findings} aria-label={t('releases.findings')}>
        {sorted.map((finding) => {
          const severity = FindingSeverity[finding.severity] as SeverityName;
          return (
            <li key={`${finding.rule} ${text(finding.text)}`}>
              <Group gap="sm" wrap="nowrap" align="start">
                <Badge variant="outline" color={colors[severity]} className={classes.severity}>
                  {t(`severity.${severity}`)}
                </Badge>
                <Text size="sm">{text(finding.text)}</Text>
              </Group>
            </li>
          );
        })}
      </ul>
    </>
  );
}
