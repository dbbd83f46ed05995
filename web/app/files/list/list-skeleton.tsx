import { Skeleton, VisuallyHidden } from '@mantine/core';
import classes from './file-list.module.css';

const WIDTHS = ['46%', '30%', '58%', '38%', '50%', '26%', '42%', '34%'];

/** The shape of the list while its first page is under way. */
export function ListSkeleton() {
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">Loading your files</VisuallyHidden>
      <div className={classes.bar}>
        <Skeleton height={14} width={72} />
      </div>
      <div className={classes.list}>
        {WIDTHS.map((width) => (
          <div key={width} className={classes.row} aria-hidden="true">
            <div className={classes.check}>
              <Skeleton height={18} width={18} />
            </div>
            <div className={classes.kind}>
              <Skeleton height={32} width={32} />
            </div>
            <div className={classes.name}>
              <Skeleton height={14} width={width} />
            </div>
            <div className={classes.shared} />
            <div className={classes.size}>
              <Skeleton height={12} width={52} />
            </div>
            <div className={classes.when}>
              <Skeleton height={12} width={88} />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
