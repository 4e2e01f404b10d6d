// The pages of a PDF, drawn by PDF.js. Loaded only when somebody looks at pages: it is as large as all the rest.
import type { PDFDocumentProxy } from "pdfjs-dist";
import workerAddress from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

export type { PDFDocumentProxy };

/** Reads a PDF. Close what comes back with `destroy`. */
export async function readPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const pdfjs = await import("pdfjs-dist/legacy/build/pdf.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = workerAddress;
  return pdfjs.getDocument({ data: bytes, isEvalSupported: false, useSystemFonts: false }).promise;
}

/**
 * Draws a page (from 1) as wide as `width` CSS pixels. Each drawing has a canvas of its own, and is shown when it is
 * whole: two drawings on one canvas spoil one another. Returns how to stop.
 */
export function drawPage(pdf: PDFDocumentProxy, number: number, shown: HTMLCanvasElement, width: number): () => void {
  let stopped = false;
  let stop: (() => void) | null = null;
  const draw = async (): Promise<void> => {
    const page = await pdf.getPage(number);
    if (stopped) return;
    const scale = width / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale: scale * Math.min(devicePixelRatio, 2) });
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    const task = page.render({ canvas, viewport });
    stop = () => {
      task.cancel();
    };
    await task.promise;
    if (stopped) return;
    shown.width = canvas.width;
    shown.height = canvas.height;
    shown.getContext("2d")?.drawImage(canvas, 0, 0);
  };
  // A page that can't be drawn stays blank; the page in HTML says the same.
  draw().catch(() => undefined);
  return () => {
    stopped = true;
    stop?.();
  };
}
