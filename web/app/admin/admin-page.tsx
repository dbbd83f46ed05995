import { NavLink, Outlet } from 'react-router';
import { PageHeader } from '../components/page-header.tsx';
import { useViewer } from '../gate/gate.tsx';
import classes from './admin-page.module.css';

/** What the administrators' pages share: the way between them. Others find no page here. */
export function AdminPage() {
  const { role } = useViewer();
  if (role !== 'ADMIN') return <PageHeader title="There is no page here" lead="These pages are for administrators." />;
  return (
    <>
      <nav aria-label="Admin pages">
        <ul className={classes.tabs}>
          <li>
            <NavLink to="/admin/people" className={() => classes.tab}>
              People
            </NavLink>
          </li>
          <li>
            <NavLink to="/admin/vault" className={() => classes.tab}>
              Vault
            </NavLink>
          </li>
          <li>
            <NavLink to="/admin/links" className={() => classes.tab}>
              Links
            </NavLink>
          </li>
        </ul>
      </nav>
      <Outlet />
    </>
  );
}
