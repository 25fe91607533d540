import { lexer, type Token, type Tokens } from 'marked';
import type { ComponentChildren } from 'preact';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The characters that HTML needs written as entities can be written so in Markdown, too. */
const plain = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => entities[name] ?? '');

/** Only to other sites, and to places on this page. */
function Address({ token }: { readonly token: Tokens.Link }) {
  const shown = inline(token.tokens);
  if (!/^https?:\/\//.test(token.href)) return <>{shown}</>;
  return (
    <a href={token.href} target="_blank" rel="noopener noreferrer">
      {shown}
    </a>
  );
}

/** Text; HTML, which is shown as it is written; pictures, by their text. */
function Other({ token: { tokens, text, raw } }: { readonly token: Tokens.Generic }) {
  return <>{tokens ? inline(tokens) : plain(text ?? raw)}</>;
}

function One({ token }: { readonly token: Token }) {
  switch (token.type) {
    case 'strong':
      return <b>{inline(token.tokens)}</b>;
    case 'em':
      return <em>{inline(token.tokens)}</em>;
    case 'del':
      return <del>{inline(token.tokens)}</del>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return <Address token={token as Tokens.Link} />;
    default:
      return <Other token={token as Tokens.Generic} />;
  }
}

function inline(tokens: readonly Token[] = []): ComponentChildren {
  return tokens.map((token, at) => <One key={at} token={token} />);
}

function Grid({ token: { header, rows } }: { readonly token: Tokens.Table }) {
  return (
    <div class="wide">
      <table class="numbers">
        <thead>
          <tr>
            {header.map((cell, at) => (
              <th key={at} scope="col">
                {inline(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column}>{inline(cell.tokens)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The page has a first heading of its own: the card's are two levels lower. */
function Heading({ token: { depth, tokens } }: { readonly token: Tokens.Heading }) {
  const Level = `h${Math.min(6, depth + 2)}` as 'h3' | 'h4' | 'h5' | 'h6';
  return <Level>{inline(tokens)}</Level>;
}

function Block({ token }: { readonly token: Token }) {
  switch (token.type) {
    case 'space':
      return null;
    case 'heading':
      return <Heading token={token as Tokens.Heading} />;
    case 'paragraph':
      return <p>{inline(token.tokens)}</p>;
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      const List = ordered ? 'ol' : 'ul';
      return (
        <List>
          {items.map((item, at) => (
            <li key={at}>{blocks(item.tokens)}</li>
          ))}
        </List>
      );
    }
    case 'table':
      return <Grid token={token as Tokens.Table} />;
    case 'code':
      return <pre>{(token as Tokens.Code).text}</pre>;
    case 'blockquote':
      return <blockquote>{blocks(token.tokens)}</blockquote>;
    case 'hr':
      return <hr />;
    default:
      return <One token={token} />;
  }
}

function blocks(tokens: readonly Token[] = []): ComponentChildren {
  return tokens.map((token, at) => <Block key={at} token={token} />);
}

/**
 * Markdown as elements of the page. Nothing in it becomes HTML: whoever wrote a model's card cannot put anything into
 * the page but text, tables and links to other sites.
 */
export function Markdown({ text }: { readonly text: string }) {
  return <div class="markdown">{blocks(lexer(text))}</div>;
}
