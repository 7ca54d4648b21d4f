import { type ReactNode, useEffect } from 'react';
import { useTranslation } from '../language/useTranslation';
import classes from './parts.module.css';

/** A page with its heading, which is the window's title too. */
export function Page({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  return (
    <div className={classes.page}>
      <div className={classes.top}>
        <h1 className={classes.title}>{title}</h1>
        {actions}
      </div>
      {children}
    </div>
  );
}
