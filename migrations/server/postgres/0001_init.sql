-- The server's schema. Every number is an integer, everything else is bytes. No column holds a name, an address of the
-- network, or a time that is not needed to let something expire: days are counted from 1970-01-01 UTC, other times are
-- seconds since then. Ids are 16 random bytes. Zero bytes stand for "none".
--
-- Every table is found by one column that comes first in its key: the account, or the random id that is looked up. So all
-- of them can be distributed over several machines; docs/OPERATIONS.md says how.

CREATE TABLE "server" (
    "one" BIGINT PRIMARY KEY CHECK ("one" = 1), -- there is one row
    "history" BYTEA NOT NULL, -- one life of this database: another after a restore
    "root" BYTEA NOT NULL -- the organization's root document
);

CREATE TABLE "invites" (
    "id" BYTEA PRIMARY KEY,
    "token_hash" BYTEA NOT NULL,
    "is_admin" BIGINT NOT NULL, -- whether who joins may invite
    "created_by" BYTEA NOT NULL, -- the account; none for the operator
    "expires" BIGINT NOT NULL,
    "used_by" BYTEA NOT NULL DEFAULT '' -- the account that joined
);

CREATE TABLE "challenges" (
    "nonce" BYTEA PRIMARY KEY,
    "subject" BYTEA NOT NULL, -- the device or sheet that is to answer
    "expires" BIGINT NOT NULL
);

CREATE TABLE "mailboxes" (
    "rendezvous" BYTEA NOT NULL,
    "slot" BIGINT NOT NULL,
    "body" BYTEA NOT NULL, -- none once it was read
    "is_read" BIGINT NOT NULL DEFAULT 0,
    "expires" BIGINT NOT NULL,
    PRIMARY KEY ("rendezvous", "slot")
);

-- To which account an id belongs, and that no two accounts use the same one.
CREATE TABLE "directory" (
    "id" BYTEA PRIMARY KEY,
    "kind" BIGINT NOT NULL, -- 1 device, 2 recovery sheet, 3 inbox
    "account" BYTEA NOT NULL
);

CREATE TABLE "tokens" (
    "hash" BYTEA PRIMARY KEY,
    "account" BYTEA NOT NULL,
    "subject" BYTEA NOT NULL, -- the device or sheet
    "scope" BIGINT NOT NULL, -- 1 device, 2 recovery sheet
    "keys" BYTEA NOT NULL, -- of a sheet: both keys of the one device that it may register
    "is_superseded" BIGINT NOT NULL DEFAULT 0, -- the device has logged in again
    "expires" BIGINT NOT NULL
);

CREATE TABLE "accounts" (
    "id" BYTEA PRIMARY KEY,
    "created_day" BIGINT NOT NULL,
    "sign" BYTEA NOT NULL, -- the person's keys, public halves
    "agree" BYTEA NOT NULL,
    "bind" BYTEA NOT NULL, -- the person's voucher for whoever invited
    "inbox" BYTEA NOT NULL,
    "is_admin" BIGINT NOT NULL,
    "bytes_used" BIGINT NOT NULL DEFAULT 0,
    "records_used" BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE "devices" (
    "account" BYTEA NOT NULL REFERENCES "accounts" ("id"),
    "id" BYTEA NOT NULL,
    "sign" BYTEA NOT NULL,
    "agree" BYTEA NOT NULL,
    "added_day" BIGINT NOT NULL,
    "last_day" BIGINT NOT NULL, -- of its last login
    "token" BYTEA NOT NULL DEFAULT '', -- the hash of its one live token
    PRIMARY KEY ("account", "id")
);

-- A removed device learns of its removal, with the proof, when it logs in.
CREATE TABLE "removals" (
    "account" BYTEA NOT NULL REFERENCES "accounts" ("id"),
    "device" BYTEA NOT NULL,
    "sign" BYTEA NOT NULL, -- the device's key
    "epoch" BIGINT NOT NULL,
    "erase" BIGINT NOT NULL,
    "notice" BYTEA NOT NULL,
    PRIMARY KEY ("account", "device")
);

CREATE TABLE "sheets" (
    "account" BYTEA PRIMARY KEY REFERENCES "accounts" ("id"),
    "id" BYTEA NOT NULL,
    "login" BYTEA NOT NULL, -- the key that its login is checked with
    "created_day" BIGINT NOT NULL,
    "login_day" BIGINT NOT NULL DEFAULT 0,
    "logins" BIGINT NOT NULL DEFAULT 0 -- on that day
);

CREATE TABLE "keyrings" (
    "account" BYTEA PRIMARY KEY REFERENCES "accounts" ("id"),
    "revision" BIGINT NOT NULL,
    "epoch" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL
);

CREATE TABLE "wraps" (
    "account" BYTEA NOT NULL REFERENCES "accounts" ("id"),
    "kind" BIGINT NOT NULL, -- 1 device, 3 recovery sheet
    "reference" BYTEA NOT NULL, -- its id
    "epoch" BIGINT NOT NULL,
    "wrap" BYTEA NOT NULL,
    PRIMARY KEY ("account", "kind", "reference", "epoch")
);

CREATE TABLE "spaces" (
    "account" BYTEA NOT NULL REFERENCES "accounts" ("id"),
    "id" BYTEA NOT NULL,
    "head" BIGINT NOT NULL DEFAULT 0, -- the number of the newest change
    "open_epoch" BIGINT NOT NULL,
    PRIMARY KEY ("account", "id")
);

CREATE TABLE "acks" (
    "account" BYTEA NOT NULL,
    "space" BYTEA NOT NULL,
    "device" BYTEA NOT NULL,
    "seq" BIGINT NOT NULL, -- it holds everything up to this change
    PRIMARY KEY ("account", "space", "device"),
    FOREIGN KEY ("account", "space") REFERENCES "spaces" ("account", "id")
);

CREATE TABLE "records" (
    "account" BYTEA NOT NULL,
    "space" BYTEA NOT NULL,
    "id" BYTEA NOT NULL,
    "seq" BIGINT NOT NULL, -- of its newest change in the space
    "revision" BIGINT NOT NULL, -- how many versions there were
    "hash" BYTEA NOT NULL, -- of the newest version
    "epoch" BIGINT NOT NULL,
    "sealed" BYTEA NOT NULL, -- the newest version; earlier ones are gone
    PRIMARY KEY ("account", "space", "id"),
    UNIQUE ("account", "space", "seq"),
    FOREIGN KEY ("account", "space") REFERENCES "spaces" ("account", "id")
);

-- Versions are ciphertext, which does not get smaller: no time is spent on trying. Those of the common sizes stay in their
-- row. What each push writes to again finds room beside it.
ALTER TABLE "records" SET (toast_tuple_target = 4080);
ALTER TABLE "accounts" SET (fillfactor = 70);
ALTER TABLE "spaces" SET (fillfactor = 70);
ALTER TABLE "records" ALTER COLUMN "sealed" SET STORAGE EXTERNAL;
ALTER TABLE "keyrings" ALTER COLUMN "sealed" SET STORAGE EXTERNAL;

CREATE INDEX "challenges_expires" ON "challenges" ("expires");
CREATE INDEX "mailboxes_expires" ON "mailboxes" ("expires");
CREATE INDEX "tokens_expires" ON "tokens" ("expires");
CREATE INDEX "tokens_account" ON "tokens" ("account");
CREATE INDEX "invites_created_by" ON "invites" ("created_by");
CREATE INDEX "directory_account" ON "directory" ("account");
