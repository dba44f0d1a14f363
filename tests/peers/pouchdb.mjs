// PouchDB on both ends, all of it in memory: one document for each record, replicated to a server and from there.

import { fileURLToPath } from 'node:url';
import memory from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb';
import { assertAll, report } from './lib/peer.mjs';
import { freePort } from '../e2e/lib/process.mjs';
import { besideServer, seconds } from './lib/process.mjs';

/** As many in one request as fit into a page of ours; it takes 100 if not told. */
const BATCH = { batch_size: 500, batches_limit: 10 };

PouchDB.plugin(memory);
const server = fileURLToPath(new URL('pouchdb-server.mjs', import.meta.url));
let count = 0;
const database = () => new PouchDB(`client-${(count += 1)}`, { adapter: 'memory' });

await report(3, async (texts) => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  return besideServer([process.execPath, [server, String(port)], {}], url, async () => {
    const [first, second] = [database(), database()];
    await first.bulkDocs(
      texts.map((text, index) => ({
        _id: `record-${String(index).padStart(5, '0')}`,
        text,
      })),
    );
    const remote = () => new PouchDB(`${url}records`);
    const up = await seconds(() => first.replicate.to(remote(), BATCH));
    const down = await seconds(() => second.replicate.from(remote(), BATCH));
    assertAll((await second.info()).doc_count, texts.length);
    await first.destroy();
    await second.destroy();
    return { up, down };
  });
});
