import http from 'node:http';
import { type GraphPorts, openGraph } from '#adapters/graph/openGraph.ts';
import type { GraphSettings } from '#adapters/graph/tenants.ts';

/** The names that the tests' authority goes by. */
export const tenantId = '6d1a2f0e-0000-4000-8000-00000000c001';
export const organiser = 'reviews@fenmarch.test';
export const driveId = 'b!fenmarch-library';
export const teamsAppId = '6d1a2f0e-0000-4000-8000-00000000a001';

export function graphAt(
  graphUrl: string,
  appToken: GraphSettings['appToken'],
  more: Partial<GraphSettings> = {},
): GraphPorts {
  const authority = { tenantId, organiserMailbox: organiser, mailFrom: organiser, driveId };
  return openGraph({ graphUrl, appToken, teamsAppId, authorities: [authority], ...more });
}

export type Heard = {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
};
export type Said = {
  readonly status: number;
  readonly json?: unknown;
  readonly headers?: Record<string, string>;
};

/** A Graph with answers of one's own, for what the sandbox never says. */
export async function aGraphThatSays(answer: (heard: Heard, nth: number) => Said) {
  const heard: Heard[] = [];
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers };
      heard.push(one);
      const { status, json, headers } = answer(one, heard.length);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(json === undefined ? undefined : JSON.stringify(json));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    heard,
    graph: graphAt(url, async () => 'a-token'),
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
