CREATE TABLE "search_key" (
    -- Where each record that the search finds stands in the index; derived from "record", as all of the index is.
    "key" INTEGER NOT NULL PRIMARY KEY, -- kind, time and a running number, so that each kind is found newest first
    "id" BLOB NOT NULL UNIQUE CHECK (length("id") = 16) -- the record
) STRICT;

-- The words of what is not in the trash, under the same key. Diacritics are folded.
CREATE VIRTUAL TABLE "search" USING fts5("text", tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');

-- What is erased leaves no word behind in the index.
INSERT INTO "search" ("search", "rank") VALUES ('secure-delete', 1);

CREATE TABLE "search_made" (
    -- From which fields the index was made: one row, none before the first time.
    "only" INTEGER NOT NULL PRIMARY KEY CHECK ("only" = 1),
    "fields" TEXT NOT NULL -- another text than the app's means that the index is made again
) STRICT;
