import { createHash } from 'node:crypto';
import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { DownloadAttachmentResponseSchema } from '../gen/border/attachments/v1/attachments_pb';
import { readAttachment } from './content';

const bytes = new TextEncoder().encode('%PDF-1.4 invented');
const sha256 = createHash('sha256').update(bytes).digest('hex');

function serviceOf(sent: Uint8Array) {
  return {
    attachments: {
      async *downloadAttachment() {
        for (const data of [sent.slice(0, 5), sent.slice(5)]) yield create(DownloadAttachmentResponseSchema, { chunk: { data } });
      },
    },
  } as never;
}

const read = (sent: Uint8Array, contentType: string) =>
  readAttachment(serviceOf(sent), { sha256, contentType }, new AbortController().signal);

test('the parts of an attachment come together, with a type that the page shows', async () => {
  const content = await read(bytes, 'application/pdf');

  expect([content.size, content.type]).toEqual([bytes.length, 'application/pdf']);
});

test('bytes that are not those of the record are not shown', async () => {
  await expect(read(new TextEncoder().encode('%PDF-1.4 another one'), 'application/pdf')).rejects.toThrow('not those');
});

test.each(['text/html', 'image/svg+xml', 'image/heic'])('%s is nothing that a browser may run or show', async (contentType) => {
  expect((await read(bytes, contentType)).type).toBe('application/octet-stream');
});
