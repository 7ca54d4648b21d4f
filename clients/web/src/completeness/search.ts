import { AreaKind } from '../gen/border/statistics/v1/statistics_pb';

export const kinds = {
  below: AreaKind.UNSPECIFIED,
  region: AreaKind.REGION,
  sector: AreaKind.SECTOR,
  station: AreaKind.STATION,
} as const;

export type KindName = keyof typeof kinds;

/** What the page of completeness shows, as it stands in its address. */
export interface CompletenessSearch {
  indicators?: string[];
  period?: string;
  area?: string;
  kind?: KindName;
}

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined);

export function readCompletenessSearch(search: Record<string, unknown>): CompletenessSearch {
  const kind = text(search.kind);
  const indicators = [search.indicators].flat().flatMap((code) => text(code) ?? []);
  return {
    indicators: indicators.length > 0 ? indicators.slice(0, 10) : undefined,
    period: text(search.period),
    area: text(search.area),
    kind: kind !== undefined && kind in kinds ? (kind as KindName) : undefined,
  };
}
