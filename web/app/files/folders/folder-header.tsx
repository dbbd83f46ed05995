import { Button } from '@mantine/core';
import { IconChevronRight, IconFolderPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { FolderDetails } from '../../../client/folders.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { plainName } from '../name/visible.ts';
import { useDropTarget } from './dragging.ts';
import { folderPath } from './folder-path.ts';
import classes from './folders.module.css';

/** What the root is called. */
export const ROOT_NAME = 'Files';

interface FolderHeaderProps {
  /** Null while it is not known, or for a search. */
  folder: FolderDetails | null;
  /** Called with the rows that were dropped on a folder of the path. */
  onMove(ids: readonly string[], target: { id: string | null; name: string }): void;
  /** Left out where no folder can be made. */
  onCreate?: (() => void) | undefined;
}

/** The way from the root to the open folder, whose name is the page's. Rows can be dropped on each step. */
export function FolderHeader({ folder, onMove, onCreate }: FolderHeaderProps) {
  const inside = folder !== null && folder.id !== null;
  return (
    <>
      {inside && (
        <nav aria-label="Folders above">
          <ol className={classes.crumbs}>
            <Crumb id={null} name={ROOT_NAME} onMove={onMove} />
            {folder.path.map(({ id, name }) => (
              <Crumb key={id} id={id} name={plainName(name)} onMove={onMove} />
            ))}
          </ol>
        </nav>
      )}
      <PageHeader
        title={inside ? plainName(folder.name) : ROOT_NAME}
        actions={
          onCreate && (
            <Button variant="default" leftSection={<IconFolderPlus size={18} aria-hidden />} onClick={onCreate}>
              New folder
            </Button>
          )
        }
      />
    </>
  );
}

function Crumb({ id, name, onMove }: { id: string | null; name: string; onMove: FolderHeaderProps['onMove'] }) {
  const target = useDropTarget(id, (ids) => onMove(ids, { id, name }));
  return (
    <li {...target.props}>
      <Link to={folderPath(id)} className={classes.crumb} data-over={target.over || undefined} draggable={false}>
        <bdi>{name}</bdi>
      </Link>
      <IconChevronRight size={16} aria-hidden />
    </li>
  );
}
