import { useQuery } from '@tanstack/react-query';
import type { BoundarySection } from '../gen/border/patrols/v1/boundary_pb';
import { useServices } from '../services/ServicesContext';
import { cornersOf, nothing, type Place } from './content';

const seldomMs = 10 * 60_000;
// Each is read by a call of its own.
const most = 200;

/** Where an area has no shape, it is where its piece of the boundary is. */
export function useCentres(area: string | undefined, enabled: boolean) {
  const { boundary } = useServices();
  return useQuery({
    queryKey: ['boundary', area],
    queryFn: async ({ signal }) => {
      const { sections } = await boundary.listBoundarySections({ area, pageSize: most }, { signal });
      const standing = sections.filter(({ isRetired }) => !isRetired);
      // A list leaves their lines out.
      return Promise.all(standing.map(({ name }) => boundary.getBoundarySection({ name }, { signal })));
    },
    staleTime: seldomMs,
    enabled,
  });
}

/** The middle of the boundary of an area and those below it. */
export function centreOf(area: string, sections: BoundarySection[]): Place | null {
  const own = sections.filter((section) => section.area === area || section.area.startsWith(`${area}.`));
  const lines = own.flatMap((section) =>
    section.lines.map((line) => line.positions.map(({ longitude, latitude }): Place => [longitude, latitude])),
  );
  const corners = cornersOf({ ...nothing, lines });
  if (!corners) return null;
  const [[west, south], [east, north]] = corners;
  return [(west + east) / 2, (south + north) / 2];
}
