import { useEffect } from 'preact/hooks';
import { texts } from '../language/language';
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
    document.title = texts.parts.title(page ? texts.site.pages[page.path] : texts.parts.administration);
  }, [page]);
  if (page === undefined)
    return (
      <Empty>
        <h1>{texts.site.noPage}</h1>
      </Empty>
    );
  return (
    <div class="site">
      <nav class="site-nav" aria-label={texts.parts.administration}>
        {pages.map((one) => (
          <Link key={one.path} to={`/site/${one.path}`} aria-current={one === page ? 'page' : undefined}>
            {texts.site.pages[one.path]}
          </Link>
        ))}
      </nav>
      <div class="site-page">
        <h1>{texts.site.pages[page.path]}</h1>
        <page.Page />
      </div>
    </div>
  );
}
