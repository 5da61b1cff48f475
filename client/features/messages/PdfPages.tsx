import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
  type RenderTask,
  version,
} from 'pdfjs-dist';
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { useFileBytes } from './file-bytes.ts';
import styles from './Preview.module.css';
import type { ShownFile } from './Preview.tsx';

GlobalWorkerOptions.workerSrc = workerAddress;
const HOME = `/assets/pdfjs-${version}`;
/** Places for more pages than these would be made before anyone turns to them. */
const MOST_PAGES = 300;
/** A page declared larger than this is drawn coarser. */
const MOST_PIXELS = 16_000_000;

/** A PDF, page below page, each drawn when it comes into sight. Nothing in it is run or followed. */
export default function PdfPages({ message, file }: ShownFile) {
  const t = useT();
  const { bytes, trouble } = useFileBytes(message, file);
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [refused, setRefused] = useState<MessageId | null>(null);
  useEffect(() => {
    if (!bytes) return;
    const loading = getDocument({
      data: bytes.slice(0),
      isEvalSupported: false,
      enableXfa: false,
      disableAutoFetch: true,
      cMapUrl: `${HOME}/cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${HOME}/standard_fonts/`,
      wasmUrl: `${HOME}/wasm/`,
      iccUrl: `${HOME}/iccs/`,
      verbosity: 0,
    });
    loading.promise.then(setPdf, (error: unknown) => {
      if (loading.destroyed) return;
      setRefused(
        (error as Error).name === 'PasswordException' ? 'preview-locked' : 'preview-broken',
      );
    });
    return () => void loading.destroy();
  }, [bytes]);
  const said = trouble ?? refused;
  if (said) return <p className={styles.said}>{t(said)}</p>;
  if (!pdf) return <p className={styles.said}>{t('loading')}</p>;
  const count = Math.min(pdf.numPages, MOST_PAGES);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached with the keyboard
    <div className={styles.pages} tabIndex={0}>
      {Array.from({ length: count }, (_, i) => i + 1).map((page) => (
        <Page key={page} pdf={pdf} page={page} count={pdf.numPages} />
      ))}
      {count < pdf.numPages && <p className={styles.said}>{t('pdf-more', { count })}</p>}
    </div>
  );
}

interface PageProps {
  pdf: PDFDocumentProxy;
  page: number;
  count: number;
}

function Page({ pdf, page, count }: PageProps) {
  const t = useT();
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [ratio, setRatio] = useState(Math.SQRT1_2);
  const [words, setWords] = useState('');
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    const element = place.current!;
    let task: RenderTask | undefined;
    let isOver = false;
    const show = async () => {
      const found = await pdf.getPage(page);
      if (isOver) return;
      const { width, height } = found.getViewport({ scale: 1 });
      setRatio(width / height);
      task = draw(found, canvas.current!, element.clientWidth);
      await task.promise;
      setWords(await wordsOf(found));
    };
    const sight = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        sight.disconnect();
        show().catch(() => isOver || setBroken(true));
      },
      { rootMargin: '600px' },
    );
    sight.observe(element);
    return () => {
      isOver = true;
      sight.disconnect();
      task?.cancel();
    };
  }, [pdf, page]);
  return (
    <div ref={place} className={styles.page} style={{ aspectRatio: ratio }}>
      {isBroken ? (
        <p className={styles.said}>{t('preview-broken')}</p>
      ) : (
        <canvas ref={canvas} role="img" aria-label={t('pdf-page', { page, count })} />
      )}
      <p className="visually-hidden">{words}</p>
    </div>
  );
}

function draw(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number): RenderTask {
  const whole = page.getViewport({ scale: 1 });
  const wanted = (width / whole.width) * Math.min(2, devicePixelRatio);
  const most = Math.sqrt(MOST_PIXELS / (whole.width * whole.height));
  const viewport = page.getViewport({ scale: Math.min(wanted, most) });
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  return page.render({ canvas, viewport });
}

/** The page's words, for those who hear it. */
async function wordsOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}
