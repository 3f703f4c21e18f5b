import type { Response } from 'express';

export interface SentFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly fileName: string;
}

/** Documents have no scripts: their own policy allows inline styles and embedded pictures, nothing else. */
const DOCUMENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

export async function sendFile(response: Response, file: SentFile): Promise<void> {
  const inline = file.mediaType.startsWith('text/html') || file.mediaType === 'application/pdf';
  response
    .status(200)
    .type(file.mediaType)
    .setHeader('Content-Security-Policy', DOCUMENT_POLICY)
    .setHeader(
      'Content-Disposition',
      `${inline ? 'inline' : 'attachment'}; ` +
        `filename="${file.fileName.replace(/[^\x20-\x7e]|["\\]/g, '_')}"; ` +
        `filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    )
    .send(Buffer.from(file.bytes));
}
