/** What a JSON answer was. */
export interface Answer {
  status: number;
  body: any; // JSON of many shapes; each test says which it expects
  headers: Headers;
}

/** Keeps cookies, sends Origin as a browser does, from an address of its own. */
export class Browser {
  readonly #origin: string;
  readonly #address: string;
  readonly cookies = new Map<string, string>();

  constructor(origin: string, address: string) {
    this.#origin = origin;
    this.#address = address;
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#fetch(path, { headers });
  }

  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.#origin, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  signIn(email: string, password: string): Promise<Answer> {
    return this.post('/auth/sign-in/email', { email, password });
  }

  async #fetch(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Answer> {
    const headers = {
      'x-test-address': this.#address,
      ...(this.cookie ? { cookie: this.cookie } : {}),
      ...init.headers,
    };
    const answer = await fetch(this.#origin + path, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text), headers: answer.headers };
  }
}
