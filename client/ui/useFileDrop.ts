import { type DragEvent, useRef, useState } from 'react';

interface Options {
  /** What is dragged is for this place; all that brings files when it does not say. */
  accepts?(data: DataTransfer): boolean;
  onDrop(data: DataTransfer): void;
}

/** A place that files are dropped on. @returns what its element listens by, and whether files are over it. */
export function useFileDrop({ accepts = bringsFiles, onDrop }: Options) {
  const [isOver, setOver] = useState(false);
  // Entering a child comes before leaving its parent.
  const depth = useRef(0);
  const enter = (by: number) => (event: DragEvent) => {
    if (!accepts(event.dataTransfer)) return;
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  const isOurs = (event: DragEvent) => !event.defaultPrevented && accepts(event.dataTransfer);
  const handlers = {
    onDragEnter: enter(1),
    onDragLeave: enter(-1),
    onDragOver(event: DragEvent) {
      if (!isOurs(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    // Whoever takes the files, they are not over this place any more.
    onDropCapture() {
      depth.current = 0;
      setOver(false);
    },
    onDrop(event: DragEvent) {
      if (!isOurs(event)) return;
      event.preventDefault();
      onDrop(event.dataTransfer);
    },
  };
  return { handlers, isOver };
}

export const bringsFiles = ({ types }: DataTransfer): boolean => types.includes('Files');
