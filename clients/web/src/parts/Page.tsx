import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from '../language/useTranslation';
import classes from './parts.module.css';
import { wasTaken } from './useWay';

/** A page with its heading, which is the window's title too, and has the focus when somebody has followed a link to it. */
export function Page({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (wasTaken()) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  return (
    <div className={classes.page}>
      <div className={classes.top}>
        <h1 ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </h1>
        {actions}
      </div>
      {children}
    </div>
  );
}
