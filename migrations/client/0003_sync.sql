-- Which version of each record the server holds, as far as this device knows; nothing before the person joins one.
ALTER TABLE "record" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 0; -- 0: the server has none

ALTER TABLE "record" ADD COLUMN "version" BLOB; -- the hash of that version

CREATE TABLE "unread" (
    -- Versions of the server that cannot be read, as they came; tried again when the reason may have gone.
    "id" BLOB NOT NULL PRIMARY KEY CHECK (length("id") = 16), -- the record; there is a row for it, perhaps an empty one
    "why" INTEGER NOT NULL,
    "sealed" BLOB NOT NULL
) STRICT;

CREATE TABLE "outbox" (
    -- What is on its way to the server, in the order in which it goes; sent again unchanged until there is an answer.
    "place" INTEGER NOT NULL PRIMARY KEY,
    "id" BLOB NOT NULL,
    "revision" INTEGER NOT NULL, -- the server's, that it was made from
    "digest" BLOB NOT NULL, -- of the body that was sealed
    "sealed" BLOB NOT NULL
) STRICT;

CREATE TABLE "shelf" (
    -- Copies of what another device erased, until the person or the end of the sync decides.
    "id" BLOB NOT NULL PRIMARY KEY,
    "held" INTEGER NOT NULL CHECK ("held" IN (0, 1)), -- waits for the person
    "kind" INTEGER NOT NULL,
    "body" BLOB NOT NULL
) STRICT;

CREATE TABLE "sync_state" (
    -- Where this device stands with the server, and the keys that it was given there.
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" BLOB NOT NULL
) STRICT;
