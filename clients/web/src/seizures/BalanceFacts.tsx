import { Text } from '@mantine/core';
import { type Balance, BalanceUnit } from '../gen/border/seizures/v1/exhibits_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { Facts } from '../parts/Facts';

/** What went in, what came out, and what is left: what is missing shows. */
export function BalanceFacts({ balance }: { balance: Balance }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const word = useWords();
  const unit = balance.unit === BalanceUnit.MONEY ? balance.currency : word('BalanceUnit', BalanceUnit[balance.unit]);
  const amount = (value: string) => value && `${number(value)} ${unit}`;
  return (
    <>
      <Text size="sm" fw={600} mt="md" mb={4}>
        {t('seizures.balance')} {!balance.balanceFlag && `· ${t('seizures.balanced')}`}
      </Text>
      <Facts
        facts={[
          [t('seizures.whole'), amount(balance.whole)],
          [t('seizures.parts'), amount(balance.parts)],
          [t('seizures.samples'), amount(balance.samples)],
          [t('seizures.losses'), amount(balance.losses)],
          [t('seizures.disposed'), amount(balance.disposed)],
          [t('seizures.remainder'), amount(balance.remainder)],
          [t('seizures.difference'), amount(balance.difference)],
          [t('seizures.tolerance'), amount(balance.tolerance)],
        ]}
      />
    </>
  );
}
