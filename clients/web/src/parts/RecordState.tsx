import { useTranslation } from '../language/useTranslation';
import { Mark } from './Mark';
import classes from './parts.module.css';

/** The state of a record, in words, with its name and version. */
export function RecordState({ state, record }: { state: string; record: { name: string; etag: string } }) {
  const { t } = useTranslation();
  return (
    <div className={classes.standing}>
      <Mark>{state}</Mark>
      <span>
        {record.name} · {t('cases.version', { etag: record.etag })}
      </span>
    </div>
  );
}
