/** Is what a client sends what the description of an API allows? A server that asks the OpenAPI document of every request and answer. */

import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv } from 'ajv';

/** What a test answers; `headers` may be `retry-after` or `link`. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
}

export interface Asked {
  readonly method: string;
  /** As the description has it: `/repos/{owner}/{repo}/issues/{issue_number}/comments`. */
  readonly template: string;
  readonly parameters: { readonly [name: string]: string };
  readonly body: unknown;
  readonly headers: { readonly [name: string]: unknown };
}

export interface DescribedServer {
  readonly url: string;
  /** Everything that was asked, in its order. */
  readonly asked: readonly Asked[];
  /** What the description does not allow. */
  readonly mistakes: readonly string[];
  readonly close: () => Promise<void>;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: object;
  readonly responses: { readonly [status: string]: object };
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly schema: { readonly type?: string };
}

interface Description {
  readonly paths: { readonly [template: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly parameters: { readonly [name: string]: Parameter } };
}

/** `others` answers what is in no description, such as GraphQL; undefined: it is a mistake. */
export async function describedServer(
  file: string,
  answer: (asked: Asked) => Answer,
  others: (asked: Asked) => Answer | undefined = () => undefined,
): Promise<DescribedServer> {
  const { description, ajv } = read(file);
  const asked: Asked[] = [];
  const mistakes: string[] = [];
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const { pathname, searchParams } = new URL(url, 'http://host');
    const found = operationAt(description, method, pathname);
    const body = await bodyOf(request);
    const mistake = (text: string) => mistakes.push(`${method} ${url}: ${text}`);
    const query = Object.fromEntries(searchParams);
    const one = {
      method,
      template: found?.template ?? pathname,
      parameters: { ...query, ...found?.parameters },
      body,
      headers,
    };
    asked.push(one);
    if (found !== undefined) {
      checkParameters(description, found.operation, query, mistake);
      if (found.operation.requestBody !== undefined) check(ajv, `${found.pointer}/requestBody`, body, mistake);
      else if (body !== undefined) mistake('a body where none is described');
    }
    const answered = found === undefined ? others(one) : answer(one);
    if (answered === undefined) mistake('no such operation');
    const { status, body: content, headers: more = {} } = answered ?? { status: 404 };
    if (found !== undefined && status < 300) {
      if (found.operation.responses[status] === undefined) mistake(`answers ${status}, which is not described`);
      else if (content !== undefined) check(ajv, `${found.pointer}/responses/${status}`, content, mistake);
    }
    response.writeHead(status, { 'content-type': 'application/json', ...more });
    response.end(content === undefined ? undefined : JSON.stringify(content));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    mistakes,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const known = new Map<string, { readonly description: Description; readonly ajv: Ajv }>();

function read(file: string): { readonly description: Description; readonly ajv: Ajv } {
  const found = known.get(file);
  if (found !== undefined) return found;
  const description: Description = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ strict: false, validateSchema: false, logger: false, allErrors: true });
  ajv.addSchema(description, 'api');
  known.set(file, { description, ajv });
  return { description, ajv };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : JSON.parse(text);
}

/** The operation whose template fits; fixed segments go before parameters. */
function operationAt({ paths }: Description, method: string, path: string) {
  const segments = path.split('/');
  for (const [template, operations] of Object.entries(paths)) {
    const parts = template.split('/');
    const operation = operations[method.toLowerCase()];
    if (operation === undefined || parts.length !== segments.length) continue;
    if (!parts.every((part, index) => part.startsWith('{') || part === segments[index])) continue;
    const parameters = Object.fromEntries(
      parts.flatMap((part, index) =>
        part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(segments[index] ?? '')]] : [],
      ),
    );
    const pointer = `api#/paths/${template.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method.toLowerCase()}`;
    return { template, operation, parameters, pointer };
  }
  return undefined;
}

function checkParameters(
  { components }: Description,
  operation: Operation,
  query: { readonly [name: string]: string },
  mistake: (text: string) => void,
): void {
  const known = (operation.parameters ?? []).map((each) =>
    each.$ref === undefined ? each : components.parameters[each.$ref.split('/').at(-1) ?? ''],
  );
  for (const [name, value] of Object.entries(query)) {
    const parameter = known.find((each) => each?.in === 'query' && each.name === name);
    if (parameter === undefined) mistake(`no parameter is called ${name}`);
    else if (parameter.schema.type === 'integer' && !/^\d+$/.test(value)) mistake(`${name} is no number: ${value}`);
  }
}

function check(ajv: Ajv, pointer: string, value: unknown, mistake: (text: string) => void): void {
  const validate = ajv.compile({ $ref: `${pointer}/content/application~1json/schema` });
  if (validate(value) !== true) mistake(ajv.errorsText(validate.errors));
}
