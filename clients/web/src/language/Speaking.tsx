import { type ReactNode, useSyncExternalStore } from 'react';
import { spoken, texts } from './language';
import { SpeechContext } from './useTranslation';

const listen = (listener: () => void) => {
  texts.on('languageChanged', listener);
  return () => texts.off('languageChanged', listener);
};

/** Draws what is within anew when another language is chosen. */
export const Speaking = ({ children }: { children: ReactNode }) => (
  <SpeechContext value={useSyncExternalStore(listen, spoken)}>{children}</SpeechContext>
);
