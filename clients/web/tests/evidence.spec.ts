import { createHash, randomBytes } from 'node:crypto';
import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { AttachmentService, ContentType } from '../src/gen/border/attachments/v1/attachments_pb';
import { CaseEvidenceService, EvidenceKind } from '../src/gen/border/cases/v1/evidence_pb';
import { expect, expectAccessible, test } from './page';
import { newId, register, transportTo } from './services';

const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const bytesOf = (text: string, encoding: BufferEncoding) => Uint8Array.from(Buffer.from(text, encoding));
const image = bytesOf(dot, 'base64');
const pdf = bytesOf(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n',
  'latin1',
);
const heic = bytesOf('\0\0\0\u0018ftypheic', 'latin1');

/** Uploads bytes as a field client does: pages only read. */
async function upload(content: Uint8Array, contentType: ContentType) {
  // Others each time: what is there already is not taken again.
  const bytes = Uint8Array.from([...content, ...randomBytes(8)]);
  const grpc = createGrpcTransport({ baseUrl: process.env.BORDER_WEB_GRPC ?? 'http://127.0.0.1:5400' });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await createClient(AttachmentService, grpc).uploadAttachment(
    (async function* () {
      const start = { service: 'cases', sha256, contentType, sizeBytes: BigInt(bytes.length) };
      yield { part: { case: 'start' as const, value: start } };
      yield { part: { case: 'chunk' as const, value: { offset: 0n, data: bytes } } };
    })(),
  );
  return sha256;
}

test('photos and documents of a case are viewed in their place, and everything else is downloaded', async ({ page }) => {
  const record = await register();
  const [photo, document, other] = [
    await upload(image, ContentType.PNG),
    await upload(pdf, ContentType.PDF),
    await upload(heic, ContentType.HEIC),
  ];
  const evidenceId = newId();
  const evidence = {
    kind: EvidenceKind.IMAGE,
    obtainTime: { seconds: 1_620_000_000n, nanos: 0 },
    description: { text: 'A boat under branches', place: 'At the river' },
    attachments: [
      { id: 'a', sha256: photo, fileName: 'boat.png', caption: 'The boat' },
      { id: 'b', sha256: document, fileName: 'finding.pdf' },
      { id: 'c', sha256: other, fileName: 'boat.heic' },
    ],
  };
  const service = createClient(CaseEvidenceService, transportTo('cases'));
  await service.addEvidence({ name: record.name, evidenceId, evidence, requestId: evidenceId });
  await page.goto(`/${record.name}`);
  const section = page.getByRole('region', { name: 'Evidence', exact: true });
  await section.getByRole('button', { name: /photo or video/ }).click();
  await expect(section.getByText('A boat under branches')).toBeVisible();

  await page.getByRole('button', { name: 'View: boat.png' }).click();

  const shown = page.getByRole('img', { name: 'The boat' });
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(1);
  await expect(page.getByText(photo)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'View: finding.pdf' }).click();
  await expect(page.getByTitle('finding.pdf')).toBeVisible();
  await expect.poll(() => page.frames().length).toBeGreaterThan(1);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Open: boat.heic' }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect((await started).suggestedFilename()).toBe('boat.heic');
  expect(page.url()).not.toContain('boat');
});
