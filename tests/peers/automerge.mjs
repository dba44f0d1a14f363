// Automerge: one document for each record, through its sync server. The clients keep theirs in memory, the server on the
// disk, as it does by itself.
//
// A tenth of the records: with all of them its server had not given the second client everything after ten minutes.

import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Repo } from '@automerge/automerge-repo';
import { RawString } from '@automerge/automerge/next';
import { BrowserWebSocketClientAdapter } from '@automerge/automerge-repo-network-websocket';
import { report } from './lib/peer.mjs';
import { freePort } from '../e2e/lib/process.mjs';
import { besideServer, inFolder, seconds } from './lib/process.mjs';

const server = fileURLToPath(import.meta.resolve('@automerge/automerge-repo-sync-server'));

const RECORDS = 1_000;
/** So many documents are asked for at once: of thousands, some are not there within the minute that each is waited for. */
const AT_ONCE = 200;

/** @param {string} url */
async function client(url) {
  const adapter = new BrowserWebSocketClientAdapter(url);
  const repo = new Repo({ network: [adapter], sharePolicy: async () => true });
  await once(repo.networkSubsystem, 'peer');
  return { repo, leave: () => adapter.disconnect() };
}

/** Until the server says that it has the newest of a document. @param {import('@automerge/automerge-repo').DocHandle<any>} handle */
function arrived(handle) {
  return new Promise((resolve) => {
    handle.on('remote-heads', ({ heads }) => {
      if (heads.length === 1 && heads[0] === handle.heads()?.[0]) resolve(undefined);
    });
  });
}

/** @param {string[]} texts */
const measure = (texts) =>
  inFolder(async (folder) => {
    const port = await freePort();
    const environment = { PORT: String(port), DATA_DIR: folder };
    return besideServer([process.execPath, [server], environment], `http://127.0.0.1:${port}/`, async () => {
      const url = `ws://127.0.0.1:${port}`;
      const first = await client(url);
      /** @type {string[]} */
      let documents = [];
      const up = await seconds(async () => {
        const handles = texts.map((text) => first.repo.create({ text: new RawString(text) }));
        documents = handles.map((handle) => handle.url);
        await Promise.all(handles.map(arrived));
      });
      // While it sends thousands of documents the server forgets to answer who only listens, and closes his socket.
      first.leave();
      const second = await client(url);
      const down = await seconds(async () => {
        for (let at = 0; at < documents.length; at += AT_ONCE) {
          await Promise.all(
            documents.slice(at, at + AT_ONCE).map((url) => second.repo.find(url).whenReady()),
          );
        }
      });
      second.leave();
      return { up, down };
    });
  });

await report(3, measure, RECORDS);
