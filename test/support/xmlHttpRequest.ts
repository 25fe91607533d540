/**
 * As much of a browser's XMLHttpRequest as `dicomweb-client` uses, by `fetch`. What its requests are answered is kept
 * in `seen`.
 */
export function xmlHttpRequest(headers: Readonly<Record<string, string>>) {
  const seen: { readonly url: string; readonly status: number; readonly type: string | null }[] = [];

  class Request {
    static readonly seen = seen;
    responseType = '';
    readyState = 0;
    status = 0;
    response: unknown;
    onreadystatechange: () => void = () => {};
    #url = '';
    #headers = new Headers(headers);
    #answered = new Headers();

    open(_method: string, url: string): void {
      this.#url = url;
    }

    setRequestHeader(name: string, value: string): void {
      this.#headers.set(name, value);
    }

    getResponseHeader(name: string): string | null {
      return this.#answered.get(name);
    }

    getAllResponseHeaders(): string {
      return [...this.#answered].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    }

    send(): void {
      void this.#send();
    }

    async #send(): Promise<void> {
      const answer = await fetch(this.#url, { headers: this.#headers });
      const bytes = await answer.arrayBuffer();
      this.#answered = answer.headers;
      this.status = answer.status;
      const isJson = this.responseType === 'json' && bytes.byteLength > 0;
      this.response = isJson ? JSON.parse(Buffer.from(bytes).toString('utf8')) : bytes;
      seen.push({ url: this.#url, status: this.status, type: answer.headers.get('content-type') });
      this.readyState = 4;
      this.onreadystatechange();
    }
  }
  return Request;
}
