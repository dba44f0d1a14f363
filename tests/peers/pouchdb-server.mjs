// A PouchDB server in memory, at the port that it is told.

import express from 'express';
import expressPouchDB from 'express-pouchdb';
import memory from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb';

PouchDB.plugin(memory);
const InMemory = PouchDB.defaults({ adapter: 'memory' });
const routes = expressPouchDB(InMemory, { mode: 'minimumForPouchDB', inMemoryConfig: true });
express().use('/', routes).listen(Number(process.argv[2]), '127.0.0.1');
