import { later } from '../../ui/later.tsx';

/** The reader of PDFs is large, and most files are none. */
export const PdfPreview = later(() => import('./PdfPages.tsx'));
