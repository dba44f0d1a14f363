//! The key of the database file, and how it reaches SQLCipher without leaving copies behind.

use std::ffi::CStr;
use std::fmt;

use rusqlite::{Connection, ffi};
use zeroize::Zeroizing;

/// Two letters for each of 32 bytes between `x'` and `'`.
const LITERAL: usize = 2 + 64 + 1;

/// The 256-bit key of a database, wiped from memory when dropped. It lies in a box, since a value that is moved stays
/// behind where it was.
pub struct DatabaseKey(Box<Zeroizing<[u8; 32]>>);

impl DatabaseKey {
    /// Takes 32 random bytes as the key.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        let mut key = Self(Box::new(Zeroizing::new([0; 32])));
        key.0.copy_from_slice(bytes);
        key
    }

    /// Gives the key to an open connection, for its own file (`main`) or one that is attached under this name and empty.
    ///
    /// SQL would do the same, but the text of a `PRAGMA` and what is bound to an `ATTACH` are copied by rusqlite and by
    /// SQLite into memory that nobody wipes. SQLCipher copies from here into memory that it masks, and wipes at the end.
    pub(crate) fn give(&self, connection: &Connection, name: &CStr) -> Result<(), rusqlite::Error> {
        let literal = self.literal();
        let length = i32::try_from(LITERAL).expect("67 letters");
        #[expect(unsafe_code, reason = "rusqlite has no call for it")]
        // SAFETY: the handle is of a connection that is borrowed here, so that it is open and on this thread alone; the
        // name ends with a zero; SQLCipher reads `length` bytes before it returns, and keeps no pointer.
        let code = unsafe { ffi::sqlite3_key_v2(connection.handle(), name.as_ptr(), literal.as_ptr().cast(), length) };
        if code == ffi::SQLITE_OK { Ok(()) } else { Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)) }
    }

    /// The key as SQLCipher reads a raw key, in place of a passphrase: no derivation takes place.
    fn literal(&self) -> Box<Zeroizing<[u8; LITERAL]>> {
        let mut literal = Box::new(Zeroizing::new([b'\''; LITERAL]));
        literal[0] = b'x';
        hex::encode_to_slice(self.0.as_slice(), &mut literal[2..LITERAL - 1]).expect("64 letters");
        literal
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseKey(..)")
    }
}
