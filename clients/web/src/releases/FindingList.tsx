import { Alert, Group, Text } from '@mantine/core';
import { type Finding, FindingSeverity } from '../gen/border/statistics/v1/releases_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Mark, type Tone } from '../parts/Mark';
import classes from './releases.module.css';

type SeverityName = Exclude<keyof typeof FindingSeverity, 'UNSPECIFIED'>;

const tones: Record<SeverityName, Tone> = { BLOCKING: 'bad', WARNING: 'caution', NOTE: 'plain' };

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
                <Mark tone={tones[severity]}>{t(`severity.${severity}`)}</Mark>
                <Text size="sm">{text(finding.text)}</Text>
              </Group>
            </li>
          );
        })}
      </ul>
    </>
  );
}
