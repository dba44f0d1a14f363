CREATE TABLE "record" (
    -- Everything the person writes, one row per record, whatever its kind.
    "id" BLOB NOT NULL PRIMARY KEY CHECK (length("id") = 16), -- random; says nothing about time or kind
    "kind" INTEGER NOT NULL, -- the number of the kind; 0 once erased
    "parent" BLOB, -- the record that this one belongs to; goes into the trash with it
    "at" INTEGER, -- the record's own time, milliseconds since 1970 UTC, for kinds that are listed by time
    "trashed" INTEGER NOT NULL DEFAULT 0 CHECK ("trashed" IN (0, 1)),
    "body" BLOB NOT NULL, -- fields with the edits that set them: deterministic CBOR, the format of the sync specification
    "dirty" INTEGER NOT NULL DEFAULT 1 CHECK ("dirty" IN (0, 1)), -- changed here since it was last handed to a server
    "pushed_n" INTEGER NOT NULL DEFAULT 0 -- the highest own edit ever handed to a server
) STRICT;

CREATE INDEX "record_by_kind" ON "record" ("kind", "trashed", "at");

CREATE INDEX "record_by_parent" ON "record" ("parent") WHERE "parent" IS NOT NULL;

CREATE INDEX "record_dirty" ON "record" ("id") WHERE "dirty" = 1;

CREATE TABLE "device_setting" (
    -- Choices that belong to this device alone and never travel.
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE "copy" (
    -- Which copy of the app this database belongs to: one row.
    "only" INTEGER NOT NULL PRIMARY KEY CHECK ("only" = 1),
    "actor" BLOB NOT NULL CHECK (length("actor") = 8), -- random; renewed when the database was restored or cloned
    "launches" INTEGER NOT NULL DEFAULT 0 -- compared with the count kept outside, so that a clone is noticed
) STRICT;
