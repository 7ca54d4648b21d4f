import { CountUnit, MassUnit, type Quantity, VolumeUnit } from '../gen/border/type/v1/quantity_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';

/** How much of something there is, as it was measured and in its own unit. */
export function useQuantity() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const word = useWords();
  const amountOf = ({ amount, countUnit }: Quantity) => {
    switch (amount.case) {
      case 'mass':
        return `${number(amount.value.amount)} ${word('MassUnit', MassUnit[amount.value.unit])}`;
      case 'volume':
        return `${number(amount.value.amount)} ${word('VolumeUnit', VolumeUnit[amount.value.unit])}`;
      case 'money':
        return `${number(amount.value.amount)} ${amount.value.currency}`;
      case 'count':
        return `${number(amount.value.toString())} ${word('CountUnit', CountUnit[countUnit])}`.trim();
      default:
        return '';
    }
  };
  return (quantity: Quantity | undefined) => {
    if (!quantity) return '';
    const pieces = quantity.pieces > 0n ? t('seizures.pieces', { count: Number(quantity.pieces) }) : '';
    // What is counted in pieces is told once.
    const isSame = quantity.amount.case === 'count' && quantity.amount.value === quantity.pieces && !quantity.countUnit;
    return [isSame ? '' : amountOf(quantity), pieces].filter(Boolean).join(', ');
  };
}
