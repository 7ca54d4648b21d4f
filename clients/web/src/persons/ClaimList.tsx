import { Stack, Text } from '@mantine/core';
import {
  CheckDigit,
  ClaimSource,
  DocumentType,
  type Identity,
  type IdentityClaim,
  Sex,
} from '../gen/border/persons/v1/identity_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { Facts } from '../parts/Facts';
import { Masked } from '../parts/Masked';

/** Who somebody is, claim by claim, with the numbers of documents masked. */
export function ClaimList({ identity, isErased }: { identity: Identity | undefined; isErased: boolean }) {
  const { t } = useTranslation();
  const claims = identity?.claims ?? [];
  if (claims.length === 0) return <Text size="sm">{t(isErased ? 'persons.claimsErased' : 'persons.noClaims')}</Text>;
  return (
    <Stack gap="md">
      {claims.map((claim, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: claims have no ids, and are only added.
        <Claim key={index} claim={claim} number={index + 1} />
      ))}
    </Stack>
  );
}

function Claim({ claim, number }: { claim: IdentityClaim; number: number }) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const word = useWords();
  const { document } = claim;
  const birth = claim.birthDateEstimated ? t('persons.estimated', { date: claim.birthDate }) : claim.birthDate;
  const digits = claim.failedCheckDigits.map((digit) => word('CheckDigit', CheckDigit[digit])).join(', ');
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {t('persons.claim', { number, source: word('ClaimSource', ClaimSource[claim.source]) })}
      </Text>
      <Facts
        facts={[
          [t('persons.family'), claim.familyName],
          [t('persons.given'), claim.givenNames],
          [t('persons.latin'), claim.latinName],
          [t('persons.birth'), claim.birthDate && birth],
          [t('persons.sex'), word('Sex', Sex[claim.sex])],
          [t('persons.nationality'), claim.nationality],
          [t('persons.document'), document && word('DocumentType', DocumentType[document.type])],
          [t('persons.number'), document && <Masked value={document.number} what={t('persons.number')} />],
          [t('persons.issuer'), document?.issuingCountry],
          [t('persons.expiry'), document?.expiryDate && day(document.expiryDate)],
          [t('persons.zone'), claim.machineReadableZone && <Masked value={claim.machineReadableZone} what={t('persons.zone')} />],
          ['', digits && t('persons.wrongDigits', { digits })],
        ]}
      />
    </div>
  );
}
