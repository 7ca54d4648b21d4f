import { createContext, useContext } from 'react';
import type { Services } from './clients';

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('There is no ServicesContext above this component.');
  return services;
}
