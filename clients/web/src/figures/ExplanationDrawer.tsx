import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useTranslation } from '../language/useTranslation';
import { SideDrawer } from '../parts/SideDrawer';
import { Explanation } from './Explanation';

interface Props {
  /** What is explained; null for nothing. */
  figure: Figure | null;
  nameOf: (figure: Figure) => string;
  /** The day as known on which; empty for now. */
  asOf?: string;
  onClose: () => void;
}

/** Where a number comes from, beside the page that has it. */
export const ExplanationDrawer = ({ figure, ...props }: Props) => figure && <Opened figure={figure} {...props} />;

function Opened({ figure, nameOf, asOf = '', onClose }: Props & { figure: Figure }) {
  const { t } = useTranslation();
  return (
    <SideDrawer title={t('explain.title')} onClose={onClose}>
      <Explanation figure={figure} name={nameOf(figure)} asOf={asOf} />
    </SideDrawer>
  );
}
