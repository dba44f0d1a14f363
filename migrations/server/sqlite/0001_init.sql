-- The server's schema. Every number is an integer, everything else is bytes. No column holds a name, an address of the
-- network, or a time that is not needed to let something expire: days are counted from 1970-01-01 UTC, other times are
-- seconds since then. Ids are 16 random bytes. Zero bytes stand for "none".

CREATE TABLE "server" (
    "one" INTEGER PRIMARY KEY CHECK ("one" = 1), -- there is one row
    "history" BLOB NOT NULL, -- one life of this database: another after a restore
    "root" BLOB NOT NULL -- the organization's root document
) STRICT;

CREATE TABLE "invites" (
    "id" BLOB PRIMARY KEY,
    "token_hash" BLOB NOT NULL,
    "is_admin" INTEGER NOT NULL, -- whether who joins may invite
    "created_by" BLOB NOT NULL, -- the account; none for the operator
    "expires" INTEGER NOT NULL,
    "used_by" BLOB NOT NULL DEFAULT x'' -- the account that joined
) STRICT, WITHOUT ROWID;

CREATE TABLE "challenges" (
    "nonce" BLOB PRIMARY KEY,
    "subject" BLOB NOT NULL, -- the device or sheet that is to answer
    "expires" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "mailboxes" (
    "rendezvous" BLOB NOT NULL,
    "slot" INTEGER NOT NULL,
    "body" BLOB NOT NULL, -- none once it was read
    "is_read" INTEGER NOT NULL DEFAULT 0,
    "expires" INTEGER NOT NULL,
    PRIMARY KEY ("rendezvous", "slot")
) STRICT;

-- To which account an id belongs, and that no two accounts use the same one.
CREATE TABLE "directory" (
    "id" BLOB PRIMARY KEY,
    "kind" INTEGER NOT NULL, -- 1 device, 2 recovery sheet, 3 inbox
    "account" BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "tokens" (
    "hash" BLOB PRIMARY KEY,
    "account" BLOB NOT NULL,
    "subject" BLOB NOT NULL, -- the device or sheet
    "scope" INTEGER NOT NULL, -- 1 device, 2 recovery sheet
    "keys" BLOB NOT NULL, -- of a sheet: both keys of the one device that it may register
    "is_superseded" INTEGER NOT NULL DEFAULT 0, -- the device has logged in again
    "expires" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "accounts" (
    "id" BLOB PRIMARY KEY,
    "created_day" INTEGER NOT NULL,
    "sign" BLOB NOT NULL, -- the person's keys, public halves
    "agree" BLOB NOT NULL,
    "bind" BLOB NOT NULL, -- the person's voucher for whoever invited
    "inbox" BLOB NOT NULL,
    "is_admin" INTEGER NOT NULL,
    "bytes_used" INTEGER NOT NULL DEFAULT 0,
    "records_used" INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE "devices" (
    "account" BLOB NOT NULL REFERENCES "accounts" ("id"),
    "id" BLOB NOT NULL,
    "sign" BLOB NOT NULL,
    "agree" BLOB NOT NULL,
    "added_day" INTEGER NOT NULL,
    "last_day" INTEGER NOT NULL, -- of its last login
    "token" BLOB NOT NULL DEFAULT x'', -- the hash of its one live token
    PRIMARY KEY ("account", "id")
) STRICT, WITHOUT ROWID;

-- A removed device learns of its removal, with the proof, when it logs in.
CREATE TABLE "removals" (
    "account" BLOB NOT NULL REFERENCES "accounts" ("id"),
    "device" BLOB NOT NULL,
    "sign" BLOB NOT NULL, -- the device's key
    "epoch" INTEGER NOT NULL,
    "erase" INTEGER NOT NULL,
    "notice" BLOB NOT NULL,
    PRIMARY KEY ("account", "device")
) STRICT, WITHOUT ROWID;

CREATE TABLE "sheets" (
    "account" BLOB PRIMARY KEY REFERENCES "accounts" ("id"),
    "id" BLOB NOT NULL,
    "login" BLOB NOT NULL, -- the key that its login is checked with
    "created_day" INTEGER NOT NULL,
    "login_day" INTEGER NOT NULL DEFAULT 0,
    "logins" INTEGER NOT NULL DEFAULT 0 -- on that day
) STRICT, WITHOUT ROWID;

CREATE TABLE "keyrings" (
    "account" BLOB PRIMARY KEY REFERENCES "accounts" ("id"),
    "revision" INTEGER NOT NULL,
    "epoch" INTEGER NOT NULL,
    "hash" BLOB NOT NULL,
    "sealed" BLOB NOT NULL
) STRICT;

CREATE TABLE "wraps" (
    "account" BLOB NOT NULL REFERENCES "accounts" ("id"),
    "kind" INTEGER NOT NULL, -- 1 device, 3 recovery sheet
    "reference" BLOB NOT NULL, -- its id
    "epoch" INTEGER NOT NULL,
    "wrap" BLOB NOT NULL,
    PRIMARY KEY ("account", "kind", "reference", "epoch")
) STRICT, WITHOUT ROWID;

CREATE TABLE "spaces" (
    "account" BLOB NOT NULL REFERENCES "accounts" ("id"),
    "id" BLOB NOT NULL,
    "head" INTEGER NOT NULL DEFAULT 0, -- the number of the newest change
    "open_epoch" INTEGER NOT NULL,
    PRIMARY KEY ("account", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "acks" (
    "account" BLOB NOT NULL,
    "space" BLOB NOT NULL,
    "device" BLOB NOT NULL,
    "seq" INTEGER NOT NULL, -- it holds everything up to this change
    PRIMARY KEY ("account", "space", "device"),
    FOREIGN KEY ("account", "space") REFERENCES "spaces" ("account", "id")
) STRICT, WITHOUT ROWID;

-- A table with a rowid: versions are large, and were read and written three times as fast as without.
CREATE TABLE "records" (
    "account" BLOB NOT NULL,
    "space" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL, -- of its newest change in the space
    "revision" INTEGER NOT NULL, -- how many versions there were
    "hash" BLOB NOT NULL, -- of the newest version
    "epoch" INTEGER NOT NULL,
    "sealed" BLOB NOT NULL, -- the newest version; earlier ones are gone
    UNIQUE ("account", "space", "id"),
    UNIQUE ("account", "space", "seq"),
    FOREIGN KEY ("account", "space") REFERENCES "spaces" ("account", "id")
) STRICT;

CREATE INDEX "challenges_expires" ON "challenges" ("expires");
CREATE INDEX "mailboxes_expires" ON "mailboxes" ("expires");
CREATE INDEX "tokens_expires" ON "tokens" ("expires");
CREATE INDEX "tokens_account" ON "tokens" ("account");
CREATE INDEX "invites_created_by" ON "invites" ("created_by");
CREATE INDEX "directory_account" ON "directory" ("account");
