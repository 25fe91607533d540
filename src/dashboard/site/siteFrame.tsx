import { useEffect } from 'preact/hooks';
import { Link } from '../parts/router';
import { hasRight, useSession } from '../parts/session';
import { Empty } from '../parts/states';
import { sitePages } from './sitePages';

/** The pages of the administrator, and the way between them. */
export function SiteFrame({ path }: { readonly path: string }) {
  const session = useSession();
  const pages = sitePages.filter(({ right }) => hasRight(session, right));
  const page = pages.find((one) => one.path === path);
  useEffect(() => {
    document.title = `${page?.title ?? 'Administration'} · Imaging Triage`;
  }, [page]);
  if (page === undefined)
    return (
      <Empty>
        <h1>There is no such page, or your role does not show it</h1>
      </Empty>
    );
  return (
    <div class="site">
      <nav class="site-nav" aria-label="Administration">
        {pages.map((one) => (
          <Link key={one.path} to={`/site/${one.path}`} aria-current={one === page ? 'page' : undefined}>
            {one.title}
          </Link>
        ))}
      </nav>
      <div class="site-page">
        <h1>{page.title}</h1>
        <page.Page />
      </div>
    </div>
  );
}
