import type { Services } from '../services/clients';

/** What the page shows itself. All else is only downloaded: a browser must never take it for a page or a program. */
const shown = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];

export const isImage = (contentType: string) => contentType.startsWith('image/') && shown.includes(contentType);
export const isPdf = (contentType: string) => contentType === 'application/pdf';
export const isShown = (contentType: string) => shown.includes(contentType);

/** The bytes of an attachment. Others than those that the record names are no evidence of it. */
export async function readAttachment(
  { attachments }: Pick<Services, 'attachments'>,
  { sha256, contentType }: { sha256: string; contentType: string },
  signal: AbortSignal,
): Promise<Blob> {
  const parts: Uint8Array[] = [];
  for await (const { chunk } of attachments.downloadAttachment({ service: 'cases', sha256 }, { signal, timeoutMs: 300_000 }))
    if (chunk) parts.push(chunk.data);
  const bytes = joined(parts);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  if (Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') !== sha256.toLowerCase())
    throw new Error('The bytes are not those that the record names.');
  return new Blob([bytes], { type: isShown(contentType) ? contentType : 'application/octet-stream' });
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
