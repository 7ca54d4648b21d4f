import type { ReactNode } from 'react';
import classes from './parts.module.css';

export type Tone = 'plain' | 'main' | 'good' | 'bad' | 'caution' | 'filled' | 'alarm';

interface Props {
  tone?: Tone;
  /** What nobody need be told who reads it aloud. */
  sign?: string;
  title?: string;
  children: ReactNode;
}

/** A word or two that stand out: a state, or what a reader has to know. Its colour says nothing that they do not. */
export const Mark = ({ tone = 'plain', sign, title, children }: Props) => (
  <span className={classes.badge} data-tone={tone} title={title}>
    {sign && <span aria-hidden>{sign} </span>}
    {sign ? <span>{children}</span> : children}
  </span>
);
