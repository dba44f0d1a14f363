CREATE TABLE "search_due" (
    -- Records that came by the hundred and whose words the search does not know yet.
    "id" BLOB NOT NULL PRIMARY KEY CHECK (length("id") = 16) -- the record, which may be gone since
) STRICT, WITHOUT ROWID;
