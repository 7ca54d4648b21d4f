import { createContext, useContext } from 'react';
import { choose, type Speech, spoken } from './language';

/** What is spoken around a component; whatever is spoken now, where nothing tells of a change. */
export const SpeechContext = createContext<Speech | null>(null);

/** The texts of the application in the user's language. */
export const useTranslation = (): Speech => useContext(SpeechContext) ?? spoken();

export const useLanguage = () => ({ language: useTranslation().language, choose });
