CREATE TABLE "mark" (
    -- What is known of each record beside what it says. It changes with every copy to a server, and a record is large: apart
    -- from it a hundred lie on a page, where of records there are one or two.
    "id" BLOB NOT NULL PRIMARY KEY CHECK (length("id") = 16), -- the record; there is a mark for each
    "dirty" INTEGER NOT NULL DEFAULT 1 CHECK ("dirty" IN (0, 1)), -- changed here since it was last handed to a server
    "pushed_n" INTEGER NOT NULL DEFAULT 0, -- the highest own edit ever handed to a server
    "revision" INTEGER NOT NULL DEFAULT 0, -- of the version that the server holds, as far as this device knows; 0: it has none
    "version" BLOB -- the hash of that version
) STRICT, WITHOUT ROWID;

INSERT INTO "mark" ("id", "dirty", "pushed_n", "revision", "version")
SELECT "id", "dirty", "pushed_n", "revision", "version" FROM "record" ORDER BY "id";

CREATE INDEX "mark_dirty" ON "mark" ("id") WHERE "dirty" = 1;

-- The table as it was, without what the mark has now.
CREATE TABLE "record_without" (
    "id" BLOB NOT NULL PRIMARY KEY CHECK (length("id") = 16),
    "kind" INTEGER NOT NULL,
    "parent" BLOB,
    "at" INTEGER,
    "trashed" INTEGER NOT NULL DEFAULT 0 CHECK ("trashed" IN (0, 1)),
    "body" BLOB NOT NULL
) STRICT;

INSERT INTO "record_without" ("id", "kind", "parent", "at", "trashed", "body")
SELECT "id", "kind", "parent", "at", "trashed", "body" FROM "record" ORDER BY "rowid";

DROP TABLE "record";

ALTER TABLE "record_without" RENAME TO "record";

CREATE INDEX "record_by_kind" ON "record" ("kind", "trashed", "at");

CREATE INDEX "record_by_parent" ON "record" ("parent") WHERE "parent" IS NOT NULL;

CREATE INDEX "record_in_line" ON "record" ("kind", "at", "id", "body")
WHERE "trashed" = 0 AND "kind" IN (31, 33, 37, 38, 44, 46);

-- What is on its way to the server is one value in "sync_state" now. What was here is sealed anew: its records are dirty.
DROP TABLE "outbox";
