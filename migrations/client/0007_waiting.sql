CREATE TABLE "waiting" (
    -- The records in which two devices wrote different things, of which the person has not chosen one yet. It follows from
    -- the bodies; one that was so before this step is listed with its next change.
    "id" BLOB NOT NULL PRIMARY KEY CHECK (length("id") = 16)
) STRICT, WITHOUT ROWID;
