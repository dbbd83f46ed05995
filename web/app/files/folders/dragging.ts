import { type DragEvent, useState } from 'react';

/** What a drag of rows carries, so that it is told from a drag of files from elsewhere. */
const KIND = 'application/x-strongroom-rows';

/** What a drag that began on this page carries: browsers show it to nobody before the drop. */
let dragged: readonly string[] = [];

/** Begins to drag rows. */
export function startDrag(event: DragEvent, ids: readonly string[]): void {
  dragged = ids;
  event.dataTransfer.setData(KIND, ids.join(' '));
  event.dataTransfer.effectAllowed = 'move';
}

export interface DropTarget {
  /** Whether rows hang over it that it would take. */
  over: boolean;
  props: {
    onDragEnter(event: DragEvent): void;
    onDragOver(event: DragEvent): void;
    onDragLeave(event: DragEvent): void;
    onDrop(event: DragEvent): void;
  };
}

/** A place that takes dragged rows; not a folder that is itself among them. */
export function useDropTarget(folderId: string | null, take: (ids: readonly string[]) => void): DropTarget {
  const [over, setOver] = useState(false);
  const fits = (event: DragEvent) =>
    event.dataTransfer.types.includes(KIND) && (folderId === null || !dragged.includes(folderId));
  const hold = (event: DragEvent) => {
    if (!fits(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    setOver(true);
  };
  return {
    over,
    props: {
      onDragEnter: hold,
      onDragOver: hold,
      onDragLeave(event) {
        // Entering a child fires a leave of the parent as well.
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop(event) {
        setOver(false);
        if (!fits(event)) return;
        event.preventDefault();
        take(event.dataTransfer.getData(KIND).split(' '));
      },
    },
  };
}
